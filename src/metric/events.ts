import { behaviourIs } from '../entity/behaviour.ts';
import { metric, type Metric } from './metric.ts';
import { FAILED } from '../entity/outcome.ts';

const acted = { group: 'behaviour', rows: 'events' } as const;
const action = ['events.action'] as Metric['needs'];
const LOGINS = `count(*) FILTER (WHERE ${behaviourIs('login')})`;

/** Metrics of what customers do. Only rows with a customer count. */
export const EVENT_METRICS: Metric[] = [
  metric(['活跃客户数', 'Active customers'], ['有行为记录的客户数。', 'Customers with any action.'], {
    ...acted,
    id: 'active_customers',
    group: 'basic',
    formula: 'count(distinct customer)',
    format: 'integer',
    unit: ['位客户', 'customers'],
    needs: action,
    each: '1',
  }),
  metric(['行为次数', 'Actions'], ['行为记录的行数。', 'The number of actions.'], {
    ...acted,
    id: 'events',
    formula: 'count(*)',
    format: 'integer',
    unit: ['次', 'actions'],
    needs: action,
    each: 'count(*)',
    additive: true,
  }),
  metric(
    ['人均行为次数', 'Actions per customer'],
    ['行为次数 ÷ 活跃客户数。', 'Actions ÷ active customers.'],
    {
      ...acted,
      id: 'events_per_customer',
      formula: 'actions ÷ active customers',
      format: 'number',
      unit: ['次 / 人', 'actions a customer'],
      needs: action,
      each: 'count(*)',
      per: '1',
    },
  ),
  metric(
    ['每周登录次数', 'Logins per week'],
    [
      '登录操作数 ÷ 登录过的客户 ÷ 时段的周数；按操作名称里的“登录、登陆、login、sign in、log in”识别。',
      'Login actions ÷ customers who logged in ÷ weeks of the span; an action is a login when its name says login, log in, sign in, 登录 or 登陆.',
    ],
    {
      ...acted,
      id: 'logins_per_week',
      formula: 'logins ÷ customers who logged in ÷ weeks',
      format: 'number',
      unit: ['次 / 人 / 周', 'logins a customer a week'],
      needs: action,
      each: `${LOGINS} / any_value(weeks)`,
      per: `(${LOGINS} > 0)::INTEGER`,
    },
  ),
  metric(
    ['功能使用率', 'Feature usage rate'],
    [
      '使用者 ÷ 全部客户。按“操作”分组时，就是每个功能的使用率；不分组时是用过任一功能的客户占比。',
      'Users ÷ all customers. By action it is the usage rate of each function; ungrouped, the share of customers who used any.',
    ],
    {
      ...acted,
      id: 'usage_rate',
      formula: 'feature users ÷ all users',
      format: 'percent',
      needs: action,
      each: '1',
      of: 'customers',
    },
  ),
  metric(
    ['高价值客户使用率', 'Usage by high-value customers'],
    [
      '用过的高价值客户 ÷ 全部高价值客户；高价值 = 时段内消费最高的 20% 客户。按“操作”分组看每个功能。',
      'High-value customers who used it ÷ all high-value customers; high value = the top 20% by spend in the period. By action: for each function.',
    ],
    {
      ...acted,
      id: 'high_value_usage',
      formula: 'high-value users ÷ high-value customers',
      format: 'percent',
      needs: ['events.action', 'orders.amount'],
      each: '(customer IN (SELECT customer FROM high_value))::INTEGER',
      of: 'high_value',
    },
  ),
  metric(
    ['平均时长', 'Mean duration'],
    ['时长合计 ÷ 有时长的操作。', 'Sum of durations ÷ actions with one.'],
    {
      ...acted,
      id: 'mean_duration',
      formula: 'Σ duration ÷ timed actions',
      format: 'seconds',
      needs: ['events.duration_seconds'],
      each: 'sum(duration_seconds)',
      per: 'count(duration_seconds)',
    },
  ),
  metric(
    ['平均等待时长', 'Mean wait'],
    [
      '等待时长合计 ÷ 有等待时长的行为（如来电排队、振铃）。',
      'Sum of waits ÷ actions with one, such as calls in a queue.',
    ],
    {
      ...acted,
      id: 'mean_wait',
      formula: 'Σ wait ÷ actions with a wait',
      format: 'seconds',
      needs: ['events.wait_seconds'],
      each: 'sum(wait_seconds)',
      per: 'count(wait_seconds)',
    },
  ),
  metric(
    ['平均完成时间', 'Mean completion time'],
    [
      '成功完成的操作的时长合计 ÷ 其次数（失败和无结果的不算）。',
      'Sum of the durations of actions that succeeded ÷ their number; failures and actions without an outcome do not count.',
    ],
    {
      ...acted,
      id: 'completion_time',
      formula: 'Σ duration of successes ÷ timed successes',
      format: 'seconds',
      needs: ['events.duration_seconds', 'events.outcome'],
      each: `sum(duration_seconds) FILTER (WHERE outcome IS NOT NULL AND NOT ${FAILED})`,
      per: `count(duration_seconds) FILTER (WHERE outcome IS NOT NULL AND NOT ${FAILED})`,
    },
  ),
  metric(['失败率', 'Failure rate'], ['失败操作 ÷ 有结果的操作。', 'Failures ÷ actions with an outcome.'], {
    ...acted,
    id: 'failure_rate',
    formula: 'failures ÷ operations',
    format: 'percent',
    needs: ['events.outcome'],
    each: `count(*) FILTER (WHERE ${FAILED})`,
    per: 'count(outcome)',
  }),
];
