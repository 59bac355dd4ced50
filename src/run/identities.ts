import { ENTITIES, type EntityName } from '../entity/catalogue.ts';
import type { Text } from '../i18n/text.ts';
import { integerLiteral } from '../sql/literal.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { Given } from '../template/compile.ts';
import type { ParamValues } from '../template/schema.ts';
import { ROUNDING } from './agree.ts';

/** A cell whose result table stands in the database. */
export interface ResultCell {
  /** The cell's name and that of its table. */
  name: string;
  template: string;
  /** Every parameter's value, defaults filled in. */
  params: ParamValues;
  /** Columns of the table: a rewritten cell may no longer have those of its template. */
  columns: readonly string[];
  /** It looks at all customers whatever the goal's group. */
  everyone: boolean;
}

/** What an identity may read beside its cells. */
export interface IdentityFacts {
  given: Given;
  /** Sources of each entity that has any. */
  sources: ReadonlyMap<EntityName, readonly string[]>;
}

/** Two numbers that come about in different ways and should agree. */
export interface Identity {
  id: string;
  /** `{entity}` is filled with the entity's name. */
  title: Text;
  format: 'integer' | 'money';
  /** The cells that it is about, by template, with the columns it reads; none for one about an entity's rows. */
  needs: readonly { template: string; columns: readonly string[] }[];
  /** Greatest difference, as a share of the larger number: 0 for counts, more for sums of decimals. */
  tolerance: number;
  /** False where the cells' parameters make them show something else. */
  when?: (cells: readonly ResultCell[]) => boolean;
  /** The two numbers, each as a SELECT of one value; `entity` is set for one about an entity's rows. */
  sql: (
    cells: readonly ResultCell[],
    facts: IdentityFacts,
    entity: EntityName,
  ) => { left: string; right: string };
}

const table = (cells: readonly ResultCell[], i = 0): string => quoteName(cells[i]!.name);
const param = (cells: readonly ResultCell[], id: string, i = 0): unknown => cells[i]!.params[id];
const sum = (column: string, from: string, where = ''): string =>
  `SELECT coalesce(sum(${column}), 0) FROM ${from}${where ? ` WHERE ${where}` : ''}`;
const shows = (cells: readonly ResultCell[], metric: unknown, i = 0): boolean =>
  (param(cells, 'metrics', i) as unknown[] | undefined)?.includes(metric) ?? false;
const kpiValue = (cells: readonly ResultCell[], metric: unknown, i = 0): string =>
  sum('value', table(cells, i), `metric = ${quoteText(String(metric))}`);

/** Orders that count for a customer, as the definitions of all value analyses say. */
const BOUGHT = 'customer IS NOT NULL AND amount IS NOT NULL';
const orders = (cells: readonly ResultCell[]): string =>
  param(cells, 'window') === 'all' ? 'past_orders' : 'orders';

/** What customers do, as the definitions of all analyses of actions say: staff carry a team and are no customers. */
const BY_CUSTOMERS = '(team IS NULL OR customer IN (SELECT customer FROM customers))';

/** Metrics whose value of a group or a span adds up to that of all; others only agree when nothing is split. */
const ADDITIVE = ['revenue', 'events'];

/** The identities checked, in the order in which they are listed. */
export const IDENTITIES: readonly Identity[] = [
  {
    id: 'imported',
    title: { zh: '{entity}：保留 + 隔离 = 导入', en: '{entity}: kept + quarantined = imported' },
    format: 'integer',
    needs: [],
    tolerance: 0,
    sql: (_, { sources }, entity) => ({
      // Set aside may also be a customer whom only rows describe: nothing was imported as one.
      left: `SELECT (SELECT count(*) FROM clean.${entity} WHERE _source IS NOT NULL) + (SELECT count(*) FROM quarantine.${entity} WHERE _source IN (${(sources.get(entity) ?? []).map(quoteText).join(', ')}))`,
      right: `SELECT ${(sources.get(entity) ?? []).map((name) => `(SELECT count(*) FROM source.${quoteName(name)})`).join(' + ')}`,
    }),
  },
  {
    id: 'kpi_revenue',
    when: (cells) => shows(cells, 'revenue'),
    title: { zh: '关键指标的销售额 = 范围内订单金额', en: 'Revenue of the key figures = orders in scope' },
    format: 'money',
    needs: [{ template: 'kpi', columns: ['metric', 'value'] }],
    tolerance: ROUNDING,
    sql: (cells) => ({ left: kpiValue(cells, 'revenue'), right: sum('amount::DOUBLE', 'orders', BOUGHT) }),
  },
  {
    id: 'kpi_customers',
    when: (cells) => shows(cells, 'customers'),
    title: { zh: '关键指标的客户数 = 范围内下单客户', en: 'Customers of the key figures = buyers in scope' },
    format: 'integer',
    needs: [{ template: 'kpi', columns: ['metric', 'value'] }],
    tolerance: 0,
    sql: (cells) => ({
      left: kpiValue(cells, 'customers'),
      right: `SELECT count(DISTINCT customer) FROM orders WHERE ${BOUGHT}`,
    }),
  },
  {
    id: 'kpi_events',
    when: (cells) => shows(cells, 'events'),
    title: {
      zh: '关键指标的行为数 = 范围内客户的行为',
      en: 'Events of the key figures = events of customers in scope',
    },
    format: 'integer',
    needs: [{ template: 'kpi', columns: ['metric', 'value'] }],
    tolerance: 0,
    sql: (cells) => ({
      left: kpiValue(cells, 'events'),
      right: `SELECT count(*) FROM events WHERE customer IS NOT NULL AND ${BY_CUSTOMERS}`,
    }),
  },
  {
    id: 'kpi_metrics',
    title: { zh: '指标合计 = 关键指标', en: 'Total of the metric = the key figure' },
    format: 'integer',
    needs: [
      { template: 'metrics', columns: ['value'] },
      { template: 'kpi', columns: ['metric', 'value'] },
    ],
    tolerance: ROUNDING,
    when: (cells) => {
      const metric = String(param(cells, 'metric'));
      const whole = param(cells, 'grain') === 'none' && param(cells, 'dimension') === 'none';
      if (!shows(cells, metric, 1)) return false;
      return (
        ADDITIVE.includes(metric) || (whole && ['orders', 'customers', 'active_customers'].includes(metric))
      );
    },
    sql: (cells) => ({ left: sum('value', table(cells)), right: kpiValue(cells, param(cells, 'metric'), 1) }),
  },
  {
    id: 'rfm_customers',
    title: { zh: '各 RFM 层级客户数之和 = 下单客户', en: 'Customers over all RFM tiers = buyers' },
    format: 'integer',
    needs: [{ template: 'rfm', columns: ['tier'] }],
    tolerance: 0,
    sql: (cells) => ({
      left: `SELECT coalesce(sum(n), 0) FROM (SELECT tier, count(*) AS n FROM ${table(cells)} GROUP BY tier)`,
      right: `SELECT count(DISTINCT customer) FROM ${orders(cells)} WHERE ${BOUGHT}`,
    }),
  },
  {
    id: 'rfm_revenue',
    title: { zh: '各 RFM 层级金额之和 = 订单金额', en: 'Amount over all RFM tiers = orders' },
    format: 'money',
    needs: [{ template: 'rfm', columns: ['monetary'] }],
    tolerance: ROUNDING,
    sql: (cells) => ({
      left: sum('monetary', table(cells)),
      right: sum('amount::DOUBLE', orders(cells), `${BOUGHT}`),
    }),
  },
  {
    id: 'pareto_amount',
    title: { zh: '帕累托金额之和 = 范围内合计', en: 'Pareto amounts = total of the scope' },
    format: 'money',
    needs: [{ template: 'pareto', columns: ['amount'] }],
    tolerance: ROUNDING,
    sql: (cells) => ({
      left: sum('amount', table(cells)),
      right: sum(
        param(cells, 'measure') === 'profit' ? '(amount - coalesce(cost, 0))::DOUBLE' : 'amount::DOUBLE',
        'orders',
        BOUGHT,
      ),
    }),
  },
  {
    id: 'clv_revenue',
    title: { zh: '订单数 × 客单价之和 = 历史订单金额', en: 'Orders × order value = orders of the history' },
    format: 'money',
    needs: [{ template: 'clv-simple', columns: ['orders', 'order_value'] }],
    tolerance: ROUNDING,
    sql: (cells) => ({
      left: sum('orders * order_value', table(cells)),
      right: sum('amount::DOUBLE', 'past_orders', BOUGHT),
    }),
  },
  {
    id: 'cohort_sizes',
    title: { zh: '各同期群人数之和 = 首次下单客户', en: 'Cohort sizes = customers first seen' },
    format: 'integer',
    needs: [{ template: 'cohort-retention', columns: ['cohort', 'period_number', 'customers'] }],
    tolerance: 0,
    sql: (cells) => ({
      left: sum('customers', table(cells), 'period_number = 0'),
      right: `SELECT count(*) FROM (SELECT min(ordered_at) AS first_at FROM ${orders(cells)}
  WHERE customer IS NOT NULL GROUP BY customer)
WHERE first_at >= (SELECT min(cohort) FROM ${table(cells)})`,
    }),
  },
  {
    id: 'heatmap_events',
    title: { zh: '热力图次数之和 = 范围内行为', en: 'Counts of the heatmap = events in scope' },
    format: 'integer',
    needs: [{ template: 'activity-heatmap', columns: ['count'] }],
    tolerance: 0,
    // An order of two hours counts in both, so only events add up.
    when: (cells) =>
      param(cells, 'source') === 'events' && (param(cells, 'actions') as string[] | undefined)?.length === 0,
    sql: (cells) => ({
      left: sum('count', table(cells)),
      right: `SELECT count(*) FROM events WHERE occurred_at IS NOT NULL AND ${BY_CUSTOMERS}`,
    }),
  },
  {
    id: 'sankey_nodes',
    title: {
      zh: '路径图节点数 = 流入等于流出加结束的节点数',
      en: 'Nodes of the paths = nodes with in = out + ends',
    },
    format: 'integer',
    needs: [{ template: 'path-sankey', columns: ['step', 'source', 'target', 'count'] }],
    tolerance: 0,
    sql: (cells) => {
      // What leaves the last layer is not in the table, so its nodes have nothing to be compared with.
      const last = integerLiteral(Number(param(cells, 'steps')));
      const nodes = `FROM (SELECT sum(came) AS came, sum(went) AS went FROM (
    SELECT step + 1 AS layer, target AS action, count AS came, 0 AS went FROM ${table(cells)} WHERE target <> '(end)' AND step < ${last}
    UNION ALL SELECT step, source, 0, count FROM ${table(cells)} WHERE step > 1) GROUP BY layer, action)`;
      return {
        left: `SELECT count(*) ${nodes}`,
        right: `SELECT count(*) FILTER (came = went) ${nodes}`,
      };
    },
  },
  {
    id: 'funnel_steps',
    title: {
      zh: '漏斗步骤数 = 不多于上一步的步骤数',
      en: 'Steps of the funnel = steps not above the one before',
    },
    format: 'integer',
    needs: [{ template: 'funnel', columns: ['step', 'customers'] }],
    tolerance: 0,
    sql: (cells) => ({
      left: `SELECT count(*) FROM ${table(cells)}`,
      right: `SELECT count(*) FILTER (before IS NULL OR customers <= before) FROM (SELECT customers, lag(customers) OVER (ORDER BY step) AS before FROM ${table(cells)})`,
    }),
  },
  {
    id: 'nps_answers',
    title: {
      zh: '推荐者 + 中立者 + 贬损者 = 有效评分',
      en: 'Promoters + passives + detractors = valid scores',
    },
    format: 'integer',
    needs: [{ template: 'nps', columns: ['promoters', 'passives', 'detractors'] }],
    tolerance: 0,
    sql: (cells) => {
      const channel = quoteText(String(param(cells, 'channel') ?? ''));
      return {
        left: sum('promoters + passives + detractors', table(cells)),
        right: `SELECT count(*) FROM feedback WHERE nps BETWEEN 0 AND 10 AND (${channel} = '' OR channel = ${channel})`,
      };
    },
  },
];

/** The title with the entity's name, for an identity about an entity's rows. */
export const identityTitle = ({ title }: Identity, entity: EntityName | null): Text =>
  entity === null
    ? title
    : {
        zh: title.zh.replace('{entity}', ENTITIES[entity].label.zh),
        en: title.en.replace('{entity}', ENTITIES[entity].label.en),
      };
