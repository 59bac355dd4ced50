import { ENTITIES, ENTITY_NAMES, type EntityName } from '../../entity/catalogue.ts';
import { saysStanding } from '../../values/churn.ts';
import { hasSides } from './account-sides.ts';
import type { ProposedColumn } from './column-facts.ts';
import { asksOfSeveral, isSurvey } from './survey-roles.ts';
import { nameScore } from './synonyms.ts';

export interface ProposedRole {
  role: string;
  column: string | null;
  /** 0 to 1; below `SURE` the page asks for a look. */
  confidence: number;
  /** No column of its own: computed from the roles that the catalogue names. */
  derived?: true;
}

export interface ProposalInput {
  name: string;
  columns: ProposedColumn[];
}

/** Confidence from which the page does not ask for a look. */
export const SURE = 0.6;

/** Roles that make a dated row feedback. */
const FEEDBACK_SIGNS = [
  'nps',
  'csat',
  'rating',
  'text',
  'kind',
  'resolved',
  'response_minutes',
  'resolution_minutes',
  'topic',
];
/** Those that only feedback has. */
const SCORES = ['nps', 'csat', 'rating', 'response_minutes', 'resolution_minutes'];
/** Those in which somebody says something. */
const SAID = new Set([...SCORES, 'text', 'topic']);
/** When it went on: bills and orders are completed as tickets are, which speaks for none of them. */
const LATER = new Set(['responded_at', 'resolved_at']);
/** Roles of sales by which columns speak of money. */
const MONEY = ['amount', 'unit_price', 'quantity', 'refunded_amount', 'currency'];
const FILE_NAMES: Record<EntityName, RegExp> = {
  customers: /客户|会员|用户|档案|customer|client|member|profile|crm|account/,
  orders: /订单|销售|交易|order|sale|transaction|invoice|retail|purchase/,
  events: /行为|日志|操作|点击|event|log|click|session|activity/,
  feedback: /反馈|问卷|调查|满意|评价|工单|投诉|survey|feedback|review|ticket|complaint|nps|csat/,
};

/** How likely the file is that entity: its required roles, what tells it apart, and how much it explains. */
export function entityScore(
  entity: EntityName,
  roles: readonly ProposedRole[],
  input: ProposalInput,
): number {
  const scoreOf = (role: string) => roles.find((r) => r.role === role)?.confidence ?? 0;
  const required = ENTITIES[entity].roles.filter((r) => r.required).map((r) => scoreOf(r.name));
  const base = required.reduce((product, s) => product * s, 1) ** (1 / required.length);
  if (base === 0) return 0;
  // What was sent to many is counted, and nobody of them has done or said anything.
  if (scoreOf('customer') < 0.4 && SCORES.every((role) => scoreOf(role) < SURE) && countedColumns(input) >= 3)
    return 0;
  const columns = input.columns.length || 1;
  const explained = Math.min(
    1,
    roles.reduce((sum, r) => sum + (r.column && !LATER.has(r.role) ? r.confidence : 0), 0) / columns,
  );
  const customer = input.columns.find((c) => c.name === roles.find((r) => r.role === 'customer')?.column);
  const unique = customer && customer.filled > 20 ? customer.distinct / customer.filled : null;
  const hint = FILE_NAMES[entity].test(input.name.toLowerCase()) ? 0.05 : 0;
  const whole = base * (0.7 + 0.3 * explained);
  switch (entity) {
    case 'customers': {
      const described = roles.filter((r) => r.role !== 'customer' && r.confidence >= SURE).length;
      // Who wrote, called or ordered is no profile where nothing is said of them.
      if (described === 0 && (base <= SURE || hasOrderId(input))) return 0;
      // A profile file has one row per customer; a log of customers does not.
      // Where they go by the names that they gave themselves, several have the same.
      const named = customer !== undefined && nameScore(customer.name, 'customers', 'name') >= 0.9;
      const alone = unique === null ? 0.85 : unique > 0.9 ? 1 : unique > 0.7 ? 0.6 : 0.3;
      const single = named && unique !== null && unique > 0.3 ? Math.max(alone, 0.8) : alone;
      // Nor does it speak of amounts, answers or clicks: orders and surveys may have one row per customer too.
      const foreign =
        subscribed(input, unique) || summedUp(input, unique) ? 0 : foreignColumns(entity, roles, input);
      const own = (1 - Math.min(0.6, 0.15 * foreign)) * (isSurvey(input.columns) ? 0.5 : 1);
      return single * own * base * (0.5 + 0.45 * Math.min(1, described / 3)) + hint;
    }
    case 'feedback': {
      // What is worked out of two moments, as of any record's, is no sign.
      const stated = (role: string) => roles.find((r) => r.role === role && !r.derived)?.confidence ?? 0;
      // Scores of several things are answers, whether or not one of them is that of the whole.
      const several = asksOfSeveral(input.columns) ? SURE : 0;
      const sign = Math.max(...FEEDBACK_SIGNS.map(stated), several);
      // A kind, a state or a remark stands in lists of sales too: what money moved is no answer.
      const strong = Math.max(...SCORES.map(stated), several) >= SURE;
      // Orders without their amounts have a state as tickets have, and nothing else of an answer.
      if (FEEDBACK_SIGNS.every((role) => role === 'resolved' || stated(role) === 0) && hasOrderId(input))
        return 0;
      // A description or a kind beside sums of money is that of goods.
      const said = roles.some(
        ({ role, column }) => column !== null && SAID.has(role) && !isOutright(column, (e) => e === 'orders'),
      );
      if (!strong && !said && speaksOfMoney(input)) return 0;
      if (!strong && hasSides(input.columns)) return 0;
      const own = strong ? 1 : 1 - Math.min(0.6, 0.2 * moneyColumns(input));
      // Nor are a label and any moment an answer of people who are described.
      const described = !strong && scoreOf('occurred_at') < SURE && profileColumns(input) >= 3;
      return sign ? whole * sign * own * (described ? 0.6 : 1) + hint : 0;
    }
    case 'events': {
      // An action by its values or by half a name (内容, type) is no reason where other columns are named as answers are.
      const guessed = scoreOf('action') < 0.9 && answerColumns(input) > 0;
      // Nor is a type of records where order numbers and sums of money stand: those are payments.
      const paid = scoreOf('action') < 0.9 && hasOrderId(input) && speaksOfMoney(input);
      // Nor is how often somebody pays, or what for, what subscribers did, or those whose totals are told.
      const kept = scoreOf('action') < 0.9 && (subscribed(input, unique) || summedUp(input, unique));
      // Nor is anything that could be an action, by its values alone, in a list of people who are described.
      const described = scoreOf('action') < 0.4 && profileColumns(input) >= 3;
      return (
        (unique !== null && unique > 0.98 ? 0.85 : 1) *
          (guessed || kept || described ? 0.6 : 1) *
          (paid ? 0.3 : 1) *
          whole +
        hint
      );
    }
    default: {
      return (
        (unique !== null && unique > 0.98 ? 0.85 : 1) *
          (subscribed(input, unique) || summedUp(input, unique) ? 0.5 : 1) *
          whole +
        hint
      );
    }
  }
}

/** It is no sale that is active or on trial, of one customer each: those are who subscribes. */
const subscribed = ({ columns }: ProposalInput, unique: number | null): boolean =>
  unique !== null && unique > 0.7 && columns.some(standing);

/** What somebody has bought in all, and how often. */
const IN_ALL =
  /total[\s_]?(?:spen[dt]|paid|giving|purchases?|revenue)|lifetime|life[\s_]time|\b(?:clv|ltv)\b|累计|累积|历史(?:消费|成交|交易)|总消费|(?:消费|交易|成交|购买)总/i;
const HOW_OFTEN =
  /(?:payments?|orders?|transactions?|purchases?|visits?|gifts?)[\s_]?counts?$|(?:num(?:ber)?|count|total|no\.?)[\s_]?(?:of[\s_]?)?(?:orders|purchases|gifts|payments|transactions|visits)$|^(?:orders|visits|purchases)$|(?:订单|消费|交易|购买|成交|下单)(?:单数|笔数|次数|总?数)$/i;

/** Of one row each and with what they bought in all and how often, customers are summed up: their totals are no sale. */
const summedUp = ({ columns }: ProposalInput, unique: number | null): boolean =>
  unique !== null &&
  unique > 0.9 &&
  columns.some(({ name }) => IN_ALL.test(name)) &&
  columns.some(({ name }) => HOW_OFTEN.test(name.trim()));

const standing = ({ examples }: ProposedColumn): boolean => examples.some(saysStanding);

/** How many columns no role of the entity takes that are outright another entity's by name. */
function foreignColumns(
  entity: EntityName,
  roles: readonly ProposedRole[],
  { columns }: ProposalInput,
): number {
  const taken = new Set(roles.map((r) => r.column));
  return columns.filter(({ name }) => !taken.has(name) && isOutright(name, (other) => other !== entity))
    .length;
}

/** How many columns are outright what a profile says of a customer, and nothing else. */
const profileColumns = ({ columns }: ProposalInput): number =>
  columns.filter(
    ({ name }) =>
      nameScore(name, 'customers', 'customer') < 0.6 &&
      isOutright(name, (entity) => entity === 'customers') &&
      !isOutright(name, (entity) => entity !== 'customers'),
  ).length;

const hasOrderId = ({ columns }: ProposalInput): boolean =>
  columns.some(({ name }) => nameScore(name, 'orders', 'order_id') >= 0.9);

/** How many columns are outright sums, prices or quantities by name. */
const moneyColumns = ({ columns }: ProposalInput): number =>
  columns.filter(({ name }) => MONEY.some((role) => nameScore(name, 'orders', role) >= 0.9)).length;

const COUNTED =
  /\b(?:opens|clicks|bounces|impressions|recipients|deliver(?:ies|ed)|unsubscribe[sd]?|sessions|page ?views|views|visits|reach|sends)\b|曝光|点击(?:量|数|次数)|展现|打开(?:率|数)|送达/i;
/** How many columns count what came of something by name. */
const countedColumns = ({ columns }: ProposalInput): number =>
  columns.filter(({ name }) => COUNTED.test(name.replace(/_/g, ' '))).length;

/** Whether a column says what money is in, or is a sum of it by its first word. */
const speaksOfMoney = (input: ProposalInput): boolean =>
  moneyColumns(input) > 0 ||
  input.columns.some(({ name }) => /^amount\b|currency|金额|币种|实付|应付/i.test(name));

/** Whether a column is a score or a waiting time of feedback by its name, or asks for one. */
export const isAnswer = (name: string): boolean =>
  /(?:^|[^a-z])(?:nps|csat)(?:[^a-z]|$)/i.test(name) ||
  SCORES.some((role) => nameScore(name, 'feedback', role) >= 0.7);

const answerColumns = ({ columns }: ProposalInput): number =>
  columns.filter(({ name }) => isAnswer(name)).length;

/** Whether a column's name is as good as that of a role of one of these entities. */
export const isOutright = (column: string, among: (entity: EntityName) => boolean): boolean =>
  ENTITY_NAMES.some(
    (entity) =>
      among(entity) && ENTITIES[entity].roles.some((role) => nameScore(column, entity, role.name) >= 0.95),
  );
