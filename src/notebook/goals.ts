import type { Text } from '../i18n/text.ts';

/** A starting point for the goal sheet: what is to be achieved, asked and measured. */
export interface GoalPreset {
  id: string;
  title: Text;
  statement: Text;
  questions: { zh: string[]; en: string[] };
  criterion: Text;
  departments: string[];
  /** Metrics that go with it, first in the choice. */
  metrics: string[];
  /** The metric that the criterion speaks of; null where it speaks of none. */
  measure: string | null;
}

/** Departments that can be aligned on a goal. */
export const DEPARTMENTS: { id: string; label: Text }[] = [
  { id: 'sales', label: { zh: '销售', en: 'Sales' } },
  { id: 'operations', label: { zh: '运营', en: 'Operations' } },
  { id: 'service', label: { zh: '服务', en: 'Service' } },
  { id: 'marketing', label: { zh: '市场', en: 'Marketing' } },
];

const preset = (
  id: string,
  title: [string, string],
  statement: [string, string],
  questions: [string[], string[]],
  criterion: [string, string],
  departments: string[],
  metrics: string[],
  measure: string | null = null,
): GoalPreset => ({
  id,
  title: { zh: title[0], en: title[1] },
  statement: { zh: statement[0], en: statement[1] },
  questions: { zh: questions[0], en: questions[1] },
  criterion: { zh: criterion[0], en: criterion[1] },
  departments,
  metrics,
  measure,
});

/** Goal presets, offered in this order. */
export const GOAL_PRESETS: GoalPreset[] = [
  preset(
    'repurchase',
    ['提升高价值客户复购', 'Lift high-value repurchase'],
    ['提升高价值客户的复购率', 'Raise the repurchase rate of high-value customers'],
    [
      ['谁是高价值客户？', '他们多久买一次？', '哪些人正在拉长间隔？'],
      ['Who are the high-value customers?', 'How often do they buy?', 'Whose gaps are growing?'],
    ],
    ['未来一个季度高价值客户复购率提高 5 个百分点', 'High-value repurchase rate up 5 points next quarter'],
    ['sales', 'marketing'],
    ['repurchase_rate', 'repurchase_cycle', 'frequency', 'last_purchase', 'ltv'],
    'repurchase_rate',
  ),
  preset(
    'conversion',
    ['提高线索转化', 'Lead conversion'],
    ['提高从线索到成交的转化率', 'Convert more leads into orders'],
    [
      ['客户在哪一步流失最多？', '哪个渠道转化最好？'],
      ['Where do most people drop out?', 'Which channel converts best?'],
    ],
    ['流失最大的一步转化率提高 10%', 'The weakest step converts 10% better'],
    ['sales', 'marketing'],
    ['new_customers', 'customers', 'active_customers', 'aov'],
  ),
  preset(
    'follow-up',
    ['提高跟进效率', 'Follow-up efficiency'],
    ['让销售跟进更及时、更有效', 'Make follow-ups quicker and more effective'],
    [
      ['高绩效团队做对了什么？', '跟进记录是否及时？'],
      ['What do high performers do differently?', 'Are follow-ups recorded in time?'],
    ],
    ['首次响应时长中位数缩短三分之一', 'Median first response a third shorter'],
    ['sales'],
    ['response_minutes', 'events_per_customer', 'customers', 'revenue'],
    'response_minutes',
  ),
  preset(
    'vip',
    ['留住 VIP', 'VIP retention'],
    ['留住贡献最大的客户', 'Keep the customers who contribute most'],
    [
      ['哪些 VIP 正在沉默？', '他们为什么不满？'],
      ['Which VIPs have gone quiet?', 'What are they unhappy with?'],
    ],
    ['高风险 VIP 全部在两周内联系到', 'Every VIP at risk contacted within two weeks'],
    ['sales', 'service'],
    ['ltv', 'last_purchase', 'high_value_usage', 'complaint_resolution_rate', 'nps'],
  ),
  preset(
    'channel',
    ['评估渠道价值', 'Channel value'],
    ['把预算投向带来好客户的渠道', 'Spend where good customers come from'],
    [
      ['哪个渠道的客户价值最高？', '哪个渠道复购最低？'],
      ['Which channel brings the most valuable customers?', 'Which has the lowest repurchase?'],
    ],
    ['获客预算按渠道价值重新分配', 'Acquisition budget reallocated by channel value'],
    ['marketing'],
    ['revenue', 'new_customers', 'aov', 'repurchase_rate', 'profit'],
  ),
  preset(
    'activity',
    ['活动参与与粘性', 'Activity and stickiness'],
    ['看清活动是否真的提高了粘性', 'See whether campaigns really raise stickiness'],
    [['参加活动的人之后更活跃吗？'], ['Are participants more active afterwards?']],
    ['活动后 30 天活跃率高于未参与者', 'Active rate 30 days after above non-participants'],
    ['operations', 'marketing'],
    ['activity_participation', 'active_customers', 'events_per_customer', 'repurchase_rate'],
  ),
  preset(
    'complainers',
    ['频繁投诉客户', 'Frequent complainers'],
    ['减少重复投诉', 'Reduce repeated complaints'],
    [
      ['谁在反复投诉？', '集中在什么问题？'],
      ['Who complains repeatedly?', 'About what?'],
    ],
    ['重复投诉率下降 20%', 'Repeat complaint rate down 20%'],
    ['service'],
    ['complaints', 'complaint_resolution_rate', 'response_minutes', 'resolution_minutes'],
  ),
  preset(
    'satisfaction',
    ['满意度驱动因素', 'Satisfaction drivers'],
    ['找到最影响满意度的因素', 'Find what drives satisfaction most'],
    [
      ['NPS 的贬损者在抱怨什么？', '响应时长影响多大？'],
      ['What do detractors complain about?', 'How much does response time matter?'],
    ],
    ['NPS 提高 5 分', 'NPS up 5 points'],
    ['service', 'operations'],
    ['nps', 'csat', 'good_review_rate', 'response_minutes'],
    'nps',
  ),
  preset(
    'usability',
    ['功能易用性', 'Module usability'],
    ['降低关键功能的失败率', 'Bring down the failure rate of key functions'],
    [
      ['哪个功能失败最多？', '是什么设备、什么原因？'],
      ['Which function fails most?', 'On which device, for what reason?'],
    ],
    ['失败率比现在降低三分之一', 'Failure rate a third below today’s'],
    ['operations'],
    ['failure_rate', 'completion_time', 'usage_rate', 'logins_per_week'],
    'failure_rate',
  ),
  preset(
    'tiering',
    ['客户分层', 'Tiering'],
    ['按价值给客户分层并差异化服务', 'Tier customers by value and serve them accordingly'],
    [['各层有多少人、贡献多少？'], ['How many customers in each tier, contributing how much?']],
    ['每一层都有明确的服务标准', 'A service standard for each tier'],
    ['sales', 'operations'],
    ['revenue', 'profit', 'frequency', 'aov', 'ltv'],
  ),
  preset(
    'win-back',
    ['召回流失客户', 'Win-back'],
    ['召回有价值的流失客户', 'Win back lost customers of value'],
    [
      ['谁流失了、为什么？', '先召回谁？'],
      ['Who left, and why?', 'Whom to win back first?'],
    ],
    ['召回名单中 10% 在一个季度内再次购买', '10% of the win-back list buys again within a quarter'],
    ['marketing', 'sales'],
    ['last_purchase', 'repurchase_rate', 'active_customers', 'revenue'],
  ),
];
