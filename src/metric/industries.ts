import type { Text } from '../i18n/text.ts';
import { METRICS, STARTER } from './catalogue.ts';
import type { MetricGroup } from './metric.ts';

/** What a trade measures itself by, beside the starter set. */
export interface Industry {
  id: string;
  label: Text;
  metrics: string[];
}

/** Industry presets, offered in this order. */
export const INDUSTRIES: Industry[] = [
  {
    id: 'e-commerce',
    label: { zh: '电商', en: 'E-commerce' },
    metrics: ['cross_purchase_rate', 'last_purchase', 'ltv', 'good_review_rate', 'activity_participation'],
  },
  {
    id: 'retail',
    label: { zh: '零售', en: 'Retail' },
    metrics: ['profit', 'margin', 'cross_purchase_rate', 'last_purchase', 'activity_participation'],
  },
  {
    id: 'saas',
    label: { zh: 'SaaS 软件', en: 'SaaS' },
    metrics: [
      'logins_per_week',
      'usage_rate',
      'high_value_usage',
      'completion_time',
      'failure_rate',
      'nps',
      'ltv',
    ],
  },
  {
    id: 'finance',
    label: { zh: '金融', en: 'Finance' },
    metrics: [
      'ltv',
      'profit',
      'cross_purchase_rate',
      'failure_rate',
      'response_minutes',
      'complaint_resolution_rate',
      'referrals',
    ],
  },
  {
    id: 'services',
    label: { zh: '服务业', en: 'Services' },
    metrics: [
      'nps',
      'csat',
      'good_review_rate',
      'response_minutes',
      'complaint_resolution_rate',
      'last_purchase',
      'referrals',
    ],
  },
];

/** Whom the business sells to adds what is measured there. */
export const MODELS: Industry[] = [
  {
    id: 'b2b',
    label: { zh: '面向企业（B2B）', en: 'businesses (B2B)' },
    metrics: ['decision_makers', 'renewal_rate'],
  },
  {
    id: 'b2c',
    label: { zh: '面向消费者（B2C）', en: 'consumers (B2C)' },
    metrics: ['repurchase_cycle', 'aov_growth'],
  },
];

/** The metrics that an industry and a model choose: the starter set, then theirs. */
export function chosenBy(industry: string, model: string): string[] {
  const added = [...INDUSTRIES, ...MODELS].filter((it) => it.id === industry || it.id === model);
  return [...new Set([...STARTER, ...added.flatMap((it) => it.metrics)])];
}

/** The choice with every metric of a group added: how a starter set is widened. */
export const widened = (chosen: readonly string[], group: MetricGroup): string[] => [
  ...new Set([...chosen, ...METRICS.filter((m) => m.group === group).map((m) => m.id)]),
];
