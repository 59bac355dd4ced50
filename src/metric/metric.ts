import type { Format } from '../i18n/formats.ts';
import type { RoleRef } from '../entity/catalogue.ts';
import type { Text } from '../i18n/text.ts';

/**
 * What a metric counts: rows of an entity; `purchases` (a customer's days with an order, with the days since
 * the one before and all that was spent until then); or customers, placed in time by their registration, by
 * the end of their contract, or (a state) on the period's last day. `templates/includes/metric-rows.sql`
 * has a query of each.
 */
export const METRIC_ROWS = [
  'orders',
  'purchases',
  'events',
  'feedback',
  'registrations',
  'renewals',
  'state',
] as const;
export type MetricRows = (typeof METRIC_ROWS)[number];

/** What that query is called there. */
export const ROWS_TABLE: Record<MetricRows, string> = {
  orders: 'order_rows',
  purchases: 'purchase_rows',
  events: 'event_rows',
  feedback: 'feedback_rows',
  registrations: 'registration_rows',
  renewals: 'renewal_rows',
  state: 'state_rows',
};

/** Under which heading a metric is offered. */
export type MetricGroup = 'basic' | 'consumption' | 'behaviour' | 'service' | 'relation';

export const METRIC_GROUPS: Record<MetricGroup, Text> = {
  basic: { zh: '基础', en: 'Basic' },
  consumption: { zh: '消费', en: 'Consumption' },
  behaviour: { zh: '行为', en: 'Behaviour' },
  service: { zh: '服务与满意度', en: 'Service and satisfaction' },
  relation: { zh: '客户关系', en: 'Relation' },
};

/**
 * A metric as data. Its value over any group of customers and any span of time is a sum over a sum:
 * Σ `each` ÷ Σ `per`, both aggregates over the rows of one customer in that group and span, so that a rate
 * is never averaged over groups.
 */
export interface Metric {
  id: string;
  label: Text;
  /** What is counted, exactly, in words. */
  definition: Text;
  /** The same in signs, with the catalogue's names for roles. */
  formula: string;
  format: Format;
  unit: Text;
  group: MetricGroup;
  /** Roles without which there is nothing to count. */
  needs: RoleRef[];
  rows: MetricRows;
  /** SQL: what a customer's rows add to the numerator. */
  each: string;
  /** SQL: what they add to the denominator; absent for a sum. */
  per?: string;
  /** Divided by the number of all customers in scope, or of the high-value ones (top 20 % by spend), instead. */
  of?: 'customers' | 'high_value';
  /** Its groups add up to the whole, so shares of it make sense. */
  additive?: true;
  /** What is shown is the growth of Σ each ÷ Σ per against the span before. */
  growth?: true;
  /** Counts firsts: a span before is compared with only where the data reach back as far again before it. */
  history?: true;
}

const COUNT: Record<string, Text> = {
  money: { zh: '金额', en: 'amount' },
  percent: { zh: '%', en: '%' },
  days: { zh: '天', en: 'days' },
  minutes: { zh: '分钟', en: 'minutes' },
  seconds: { zh: '秒', en: 'seconds' },
  integer: { zh: '个', en: 'count' },
  number: { zh: '数', en: 'number' },
};

/** The unit that a format says by itself. */
export const unitOf = (format: Format): Text => COUNT[format] ?? COUNT['number']!;

type Facts = Omit<Metric, 'label' | 'definition' | 'unit'> & { unit?: [zh: string, en: string] };

/** A metric with its words as pairs, Chinese first. */
export function metric(label: [string, string], definition: [string, string], facts: Facts): Metric {
  const { unit, ...rest } = facts;
  return {
    ...rest,
    label: { zh: label[0], en: label[1] },
    definition: { zh: definition[0], en: definition[1] },
    unit: unit ? { zh: unit[0], en: unit[1] } : unitOf(facts.format),
  };
}
