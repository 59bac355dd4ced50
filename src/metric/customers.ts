import { metric, type Metric } from './metric.ts';

const related = { group: 'relation' } as const;

/** Metrics of the list of customers itself. */
export const CUSTOMER_METRICS: Metric[] = [
  metric(
    ['推荐带来的客户', 'Referrals'],
    ['在时段内注册、且有推荐人的客户数。', 'Customers registered in the span who name a referrer.'],
    {
      ...related,
      id: 'referrals',
      formula: 'count(registered with a referrer)',
      format: 'integer',
      unit: ['位客户', 'customers'],
      needs: ['customers.referrer', 'customers.registered_at'],
      rows: 'registrations',
      each: 'count(referrer)',
      additive: true,
    },
  ),
  metric(
    ['续约率', 'Contract renewal rate'],
    [
      '合同在时段内到期的客户中，已续约 ÷ 有结论的（“是否续约”为空的不算）。',
      'Of customers whose contract ended in the span: renewed ÷ decided; customers with nothing under “renewed” do not count.',
    ],
    {
      ...related,
      id: 'renewal_rate',
      formula: 'renewed ÷ contracts ended and decided',
      format: 'percent',
      needs: ['customers.contract_end', 'customers.renewed'],
      rows: 'renewals',
      each: 'count(*) FILTER (WHERE renewed)',
      per: 'count(renewed)',
    },
  ),
  metric(
    ['已流失客户占比', 'Share of customers who churned'],
    [
      '客户表写明已流失的 ÷ 写明是否流失的。是现状，不分时段：记在时段的最后一天，没有上期。',
      'Customers whom their profile calls churned ÷ those of whom it says either. It is a state: it stands on the period’s last day and has no period before.',
    ],
    {
      ...related,
      id: 'churned_share',
      formula: 'churned ÷ customers of whom it is known',
      format: 'percent',
      needs: ['customers.churned'],
      rows: 'state',
      each: 'count(*) FILTER (WHERE churned)',
      per: 'count(churned)',
    },
  ),
  metric(
    ['决策链人数', 'Decision-chain size'],
    [
      '客户一方参与决策的人数，取平均。是现状，不分时段：记在时段的最后一天，没有上期。',
      'People who take part in the decision on the customer’s side, averaged. It is a state: it stands on the period’s last day and has no period before.',
    ],
    {
      ...related,
      id: 'decision_makers',
      formula: 'Σ decision_makers ÷ customers with any',
      format: 'number',
      unit: ['人', 'people'],
      needs: ['customers.decision_makers'],
      rows: 'state',
      each: 'sum(decision_makers)',
      per: 'count(decision_makers)',
    },
  ),
];
