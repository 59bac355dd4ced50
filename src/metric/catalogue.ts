import { CUSTOMER_METRICS } from './customers.ts';
import { EVENT_METRICS } from './events.ts';
import { FEEDBACK_METRICS } from './feedback.ts';
import type { Metric } from './metric.ts';
import { ORDER_METRICS } from './orders.ts';

/** Every metric, in the order in which it is offered. */
export const METRICS: readonly Metric[] = [
  ...ORDER_METRICS,
  ...EVENT_METRICS,
  ...FEEDBACK_METRICS,
  ...CUSTOMER_METRICS,
];

/** What a goal that chose nothing is measured by: the basic and consumption metrics that any shop has. */
export const STARTER: readonly string[] = [
  'revenue',
  'customers',
  'orders',
  'aov',
  'frequency',
  'repurchase_rate',
  'new_customers',
  'active_customers',
  'events',
];

export const findMetric = (id: string): Metric | undefined => METRICS.find((m) => m.id === id);
