import { ENTITIES, ENTITY_NAMES, type EntityName, type Role } from '../../entity/catalogue.ts';
import { speaksOfCustomer } from './attributes.ts';
import { isOneSide, sideOf, soldOnCredit } from './account-sides.ts';
import { columnFacts, type ColumnFacts, type ProposedColumn } from './column-facts.ts';
import { contentScore } from './content-score.ts';
import { doubt, isStatus } from './doubt.ts';
import {
  entityScore,
  isAnswer,
  isOutright,
  SURE,
  type ProposalInput,
  type ProposedRole,
} from './entity-score.ts';
import { billedOn } from './invoiced.ts';
import { layoutRoles, recogniseLayout } from './layouts.ts';
import { behindMask } from './masked-customers.ts';
import { asAsked } from './survey-roles.ts';
import { nameScore } from './synonyms.ts';
import { openedFirst } from './ticket-times.ts';
import { BESIDE, largerPart } from './sums.ts';
import { discountOf, isRate } from './taken-off.ts';
import { isPartColumn } from '../../files/part-names.ts';
import { namesSomebody } from '../../files/who.ts';
import { speaksOfUndoing } from '../../values/status.ts';

export type { ProposedColumn } from './column-facts.ts';

export interface SourceProposal {
  entity: EntityName | null;
  confidence: number;
  /** Other entities the file could be, likeliest first. */
  alternatives: { entity: EntityName; confidence: number }[];
  /** Every role of the entity in the catalogue's order; `column` null where nothing fits. */
  roles: ProposedRole[];
  /** Columns that no role uses. */
  unused: string[];
}

/** Confidence of what a named layout says. */
const NAMED = 0.99;
/** Confidence under which a column is left unmapped rather than guessed. */
const LEAST = 0.33;

/** What a table could be and mean as an entity: the same for whoever asks of the same columns under the same name. */
export function rankAs(input: ProposalInput, entity: EntityName): Ranked {
  const told = ranks.get(input.columns);
  const of = told?.name === input.name ? told : { name: input.name, as: {} };
  ranks.set(input.columns, of);
  return (of.as[entity] ??= rank(input, entity));
}

type Ranked = Pick<SourceProposal, 'roles' | 'unused' | 'confidence'> & { entity: EntityName };
const ranks = new WeakMap<
  readonly ProposedColumn[],
  { name: string; as: Partial<Record<EntityName, Ranked>> }
>();

function rank(input: ProposalInput, entity: EntityName): Ranked {
  const layout = recogniseLayout(input.columns);
  const { roles, unused } = proposeRoles(input, entity, layout);
  const score =
    layout?.entity === entity ? NAMED : Math.min(entityScore(entity, roles, input), layout ? 0.9 : 1);
  return { entity, roles, unused, confidence: round(score) };
}

/** Says what a file is and what its columns mean, from their names (zh, en) and their values. */
export function proposeSource(input: ProposalInput): SourceProposal {
  const ranked = ENTITY_NAMES.map((entity) => rankAs(input, entity)).sort(
    (a, b) => b.confidence - a.confidence,
  );
  const best = ranked[0]!;
  const alternatives = ranked
    .slice(1)
    .filter((r) => r.confidence >= 0.2)
    .map(({ entity, confidence }) => ({ entity, confidence }));
  if (best.confidence < 0.25) {
    return { entity: null, confidence: 0, alternatives, roles: [], unused: input.columns.map((c) => c.name) };
  }
  return {
    entity: best.entity,
    confidence: best.confidence,
    alternatives,
    roles: best.roles,
    unused: best.unused,
  };
}

/** How well a column fits each role of an entity, in the catalogue's order, by its name and its values. */
export function fitOf(column: ProposedColumn, entity: EntityName): readonly number[] {
  const told = fits.get(column) ?? {};
  fits.set(column, told);
  const { name } = column;
  const own = columnFacts(column);
  return (told[entity] ??= ENTITIES[entity].roles.map((role) => {
    const content = contentScore(role, own) * doubt(entity, role, name, own);
    return (
      content &&
      kindOf(name, entity, role.name, own) *
        aside(name, role.name, ownName(name, entity, role.name)) *
        (0.3 + 0.7 * content)
    );
  }));
}

/** Each file that comes and each edit has all columns looked at again, and they are what they were. */
const fits = new WeakMap<ProposedColumn, Partial<Record<EntityName, readonly number[]>>>();

/** The roles proposed when the entity is known (the analyst chose it). */
export function proposeRoles(
  input: ProposalInput,
  entity: EntityName,
  layout = recogniseLayout(input.columns),
): Pick<SourceProposal, 'roles' | 'unused'> {
  const facts = new Map(input.columns.map((c) => [c.name, columnFacts(c)]));
  const { roles } = ENTITIES[entity];
  const named = layout?.entity === entity ? layoutRoles(layout, input.columns) : {};
  const pairs = roles
    .flatMap((role, i) =>
      input.columns.map((column) => ({ role, column: column.name, score: fitOf(column, entity)[i]! })),
    )
    .filter((p) => p.score >= LEAST)
    .sort((a, b) => b.score - a.score);
  const taken = new Map<string, { column: string; score: number }>();
  const used = new Set<string>();
  const take = (role: string, column: string, score: number) => {
    taken.set(role, { column, score });
    used.add(column);
  };
  const takeInstead = (role: string, column: string | null, score = taken.get(role)?.score ?? SURE) => {
    if (column === null) return;
    used.delete(taken.get(role)?.column ?? '');
    take(role, column, score);
  };
  for (const [role, column] of Object.entries(named)) take(role, column, NAMED);
  for (const { role, column, score } of pairs) {
    if (!taken.has(role.name) && !used.has(column)) take(role.name, column, score);
  }
  const others = pairs.filter(({ role, column }) => role.name === 'amount' && !used.has(column));
  const larger =
    entity === 'orders' && !('amount' in named) ? largerPart(taken.get('amount'), others, facts) : null;
  takeInstead('amount', larger);
  const dated = pairs.filter(({ role, column }) => role.name === 'ordered_at' && !used.has(column));
  const billed = 'ordered_at' in named ? null : billedOn(taken.get('ordered_at')?.column, dated, facts);
  takeInstead('ordered_at', billed, SURE);
  const sold = entity === 'orders' ? soldOnCredit(input.columns, taken.get('amount')?.column, others) : null;
  takeInstead('amount', sold, SURE);
  // Half a name (借方金额) takes one side where the books may mean the other.
  const sum = taken.get('amount')?.column;
  const side =
    entity === 'orders' && (sum === undefined || isOneSide(sum)) ? sideOf(input.columns, facts, taken) : null;
  takeInstead('amount', side, SURE);
  // A lone price without a quantity is what was paid.
  const price = taken.get('unit_price');
  if (entity === 'orders' && price && !taken.has('amount') && !taken.has('quantity')) {
    taken.delete('unit_price');
    take('amount', price.column, Math.min(price.score, 0.6));
  }
  // The payment's state alone is the order's.
  const paid = taken.get('payment_status');
  if (paid && !taken.has('status')) {
    taken.delete('payment_status');
    take('status', paid.column, paid.score);
  }
  // Whatever a column is called, words of orders that stand and of others that came to nothing are their states.
  const stated = input.columns.find(
    ({ name }) => !used.has(name) && facts.get(name)!.undoes && isStatus(facts.get(name)!),
  );
  if (entity === 'orders' && stated && !taken.has('status')) take('status', stated.name, 0.5);
  // Test and live, as Stripe's `Mode` says it, is a state as those are.
  const mode = input.columns.find(({ name }) => !used.has(name) && facts.get(name)!.tested);
  if (entity === 'orders' && mode && !taken.has('payment_status'))
    take(taken.has('status') ? 'payment_status' : 'status', mode.name, SURE);
  if (entity === 'orders') {
    // So is what a column says by yes and no; of the roles of states any that is free will do.
    for (const { name } of input.columns.filter((c) => !used.has(c.name) && facts.get(c.name)!.flagged)) {
      const free = ['status', 'payment_status', 'fulfilment_status'].find((role) => !taken.has(role));
      if (free) take(free, name, SURE);
    }
  }
  // Programs are told from visitors by their user agent alone.
  const agent = input.columns.find(({ name }) => facts.get(name)!.bots && !requiredOf(entity, name, taken));
  if (entity === 'events' && agent) {
    for (const [role, { column }] of taken) if (column === agent.name) taken.delete(role);
    take('device', agent.name, SURE);
  }
  if (entity === 'feedback') {
    asAsked(taken, facts);
    openedFirst(taken, facts);
    for (const { column } of taken.values()) used.add(column);
  }
  const told = behindMask(taken.get('customer')?.column, facts, used);
  takeInstead('customer', told);
  // What is taken off the price is of use where there is no amount but the price.
  const rate = taken.has('amount')
    ? undefined
    : input.columns.find(({ name }) => !used.has(name) && isRate(name, facts.get(name)!));
  if (entity === 'orders' && rate && taken.has('quantity') && taken.has('unit_price'))
    take('discount_rate', rate.name, SURE);
  const off = entity === 'orders' ? discountOf(input.columns, facts, taken, used) : null;
  if (off !== null) take('discount', off, SURE);
  for (const role of roles) {
    if (!role.required || taken.has(role.name) || role.derived?.from.every((name) => taken.has(name)))
      continue;
    // What must be there goes before what may: an e-mail is the customer when nothing else is.
    const claim = pairs.find((p) => p.role === role && !requiredOf(entity, p.column, taken));
    if (claim) {
      for (const [other, { column }] of taken) if (column === claim.column) taken.delete(other);
      take(role.name, claim.column, claim.score);
      continue;
    }
    const free = input.columns.filter((c) => !used.has(c.name));
    // Where no column says who, each sheet is of somebody.
    const part = role.name === 'customer' && free.find(isSomebody);
    if (part) {
      take(role.name, part.name, 0.5);
      continue;
    }
    const guess = byContent(
      role,
      free.map((c) => [c.name, facts.get(c.name)!]),
      (name) => !speaksOfCustomer(name, entity) && doubt(entity, role, name, facts.get(name)!) > 0,
    );
    if (guess) take(role.name, guess, 0.35);
  }
  return {
    roles: roles.map((role): ProposedRole => {
      const found = taken.get(role.name);
      if (found) return { role: role.name, column: found.column, confidence: round(found.score) };
      const parts = role.derived?.from.map((name) => taken.get(name)?.score ?? 0) ?? [];
      const least = parts.length ? Math.min(...parts) : 0;
      return least > 0
        ? { role: role.name, column: null, confidence: round(least), derived: true }
        : { role: role.name, column: null, confidence: 0 };
    }),
    unused: input.columns.map((c) => c.name).filter((name) => !used.has(name)),
  };
}

/** Whether a column is of the names of sheets, which are somebody's. */
const isSomebody = (column: ProposedColumn): boolean =>
  isPartColumn(column.name) && column.examples.length > 0 && column.examples.every(namesSomebody);

const PRICED = new Set(['amount', 'unit_price', 'cost']);
/** Names of columns that say what kind of record each is. */
const RECORD_KIND = /(?:type|kind|nature)$|类型|类别|性质|种类|類型|類別/i;
const STATES = new Set(['status', 'refund_status']);

/** The kind of each record is its state where some kinds undo others, and then no category of goods; else it is none. */
const kindOf = (column: string, entity: EntityName, role: string, { undoes }: ColumnFacts): number => {
  if (entity !== 'orders' || !RECORD_KIND.test(column) || speaksOfUndoing(column)) return 1;
  return STATES.has(role) ? Number(undoes) : undoes ? 0.3 : 1;
};

/** What was expected and need not have come. */
const HOPED =
  /\best\b|estimat|expected|forecast|weighted|budget|target|planned|预计|预估|预期|目标|计划|加权/i;

/** How long something lasts, though its unit stands as that of money does. */
const TIMED =
  /(?:^|[^a-z])(?:s|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|ms)$|时长|秒|分钟|小时|天数$/i;
/** Numbers with a fraction that are no money. */
const MEASURES =
  /rati(?:o|ng)|(?:^|[^a-z])(?:rate|lat|lng|lon|score|weight|height|width|length|temp)(?:[^a-z]|$)|latitude|longitude|percent|评分|得分|比例|占比|经度|纬度|重量|温度/i;
/** How old is not only said of people. */
const MEASURED = /account|subscri|contract|member|device|账龄|会龄|网龄/i;
/** Kinds of people are no kinds of feedback. */
const OF_PEOPLE = /customer|client|member|user|客户|会员|用户/i;

/** Words in which a count is only spelt (discount, account), and what was counted back. */
const COUNTED_IN = /disc?ount|account|return|to ship|取消/i;
/** How often something was done or sent is no number of goods: sms_count, but item_count. */
const HOW_MANY = /(?<!(?:item|product|unit|line|piece|goods|sku|ticket|seat)s?[\s_-]*)count$/i;
/** Kinds of records, payments and ways are no categories of goods. */
const OF_RECORDS =
  /(?:order|line|tax|record|document|transaction|payment|booking|delivery|shipping|account)[\s_-]*type/i;
/** Roles whose words stand in names of sums of money, too: 平台优惠折扣(元), 菜品原价. */
const NO_SUMS = new Set(['product', 'channel', 'category']);
const OF_SUMS = /charge|价|金额|[(（][万千百亿]*元[)）]|数量$/i;
/** Where somebody came from is told, and written by nobody. */
const OF_SOURCES = /来源|渠道|链接|source|referr?er|\burl\b/i;
/** Sums of several things, which are the price of none. */
const SUMMED = /total|合计|總計|总计|小计/i;

/** What is told of a person or of what they use, and is no level of a customer. */
const NO_LEVEL =
  /marital|marriage|educat|degree|employ|subscri|account|renew|shipp|payment|product|travel|婚姻|学历|学位|就业/i;

/** What is left when refunds are off, and how much was given back, which is no state. */
const LEFT = /after|before|without|\bnet\b|退款后|扣除/i;
const MEASURE = /quantity|\bqty\b|amount|数量|件数|金额/i;

/** A name's score, less where only part of the name speaks of a sum of money or a count and the rest of something else. */
function aside(column: string, role: string, score: number): number {
  if (PRICED.has(role) && HOPED.test(column)) return score * 0.6;
  if (PRICED.has(role) && TIMED.test(column)) return score * 0.3;
  if (score >= 0.9) return score;
  if (role === 'refunded_amount' && LEFT.test(column)) return score * 0.3;
  if (role === 'refund_status' && (MEASURE.test(column) || LEFT.test(column))) return score * 0.3;
  if (role === 'level' && NO_LEVEL.test(column)) return score * 0.4;
  if (role === 'age' && MEASURED.test(column)) return score * 0.4;
  if (role === 'kind' && OF_PEOPLE.test(column)) return score * 0.4;
  if (PRICED.has(role) && BESIDE.test(column)) return score * 0.4;
  if (role === 'category' && OF_RECORDS.test(column)) return score * 0.4;
  if (NO_SUMS.has(role) && (BESIDE.test(column) || OF_SUMS.test(column) || SUMMED.test(column)))
    return score * 0.4;
  if (role === 'text' && OF_SOURCES.test(column)) return score * 0.4;
  if (role === 'quantity' && (BESIDE.test(column) || COUNTED_IN.test(column) || HOW_MANY.test(column)))
    return score * 0.4;
  return role === 'unit_price' && SUMMED.test(column) ? score * 0.4 : score;
}

/** The name's score, less when the name is only part of this role's and outright another entity's. */
function ownName(column: string, entity: EntityName, role: string): number {
  const score = nameScore(column, entity, role);
  if (score === 0 || score >= 0.9) return score;
  // An answer is no action, though satisfaction is spelt with one.
  if (role === 'action' && isAnswer(column)) return 0;
  if (score === 0.6) return score;
  return isOutright(column, (other) => other !== entity) ? score * 0.5 : score;
}

/** Whether a column already serves another required role. */
const requiredOf = (
  entity: EntityName,
  column: string,
  taken: ReadonlyMap<string, { column: string }>,
): boolean => ENTITIES[entity].roles.some((r) => r.required && taken.get(r.name)?.column === column);

/** Names of what is bought, sent, paid or lived in: whoever bought is none of them. */
const OF_OTHERS =
  /^(?:from|to)$|event|action|\bpage|screen|behaviou?r|activity|\bstep\b|origin$|destination|sku|product|item|goods|campaign|ad ?set|ad ?group|keyword|\bcheck ?(?:id|no|number)\b|\btable\b|广告|推广|计划|article|artikel|material|seller|vendor|supplier|merchant|agent|courier|driver|shipment|shipping|parcel|tracking|settle|invoice|faktura|rechnung|beleg|receipt|voucher|\border|transaction|batch|payout|warehouse|store|shop\b|city|state\b|postal|\bzip\b|postcode|address|country|region|category|currency|weekday|wochentag|status|channel|method|memo|descri|remark|comment|note|url|path|query|time\b|date\b|bytes|size|taken|duration|卖家|供应商|商家|司机|骑手|商品|产品|货品|物料|存货|品名|订单|单号|单据|流水|运单|快递|发票|结算|批次|仓库|门店|店铺|城市|省|地址|邮编|地区|品类|类目|类型|状态|渠道|方式|备注|摘要|说明|描述|规格/i;

/** Called somebody's id; and not called anything. */
const OF_ID = /id$|编号$|号$|code$|\bip$/i;
const NAMELESS = /^column_\d+$/;
/** Ids that were hashed are longer than those that people read. */
const isHashes = ({ examples }: ColumnFacts): boolean =>
  examples.every((e) => /^[\w+/=-]{20,64}$/.test(e.trim()));

/** What somebody has or is, which nobody does. */
const NO_ACTION =
  /plan$|tier|level|address|currency|interval|country|region|city|state$|gender|segment|deposit|reason|language|brand|colou?r|size$|所在地|归属地|地址|币种|国家|地区|省|城市|性别|等级|套餐|原因|语言|品牌/i;

/**
 * The column whose values alone suggest a required role: files without headers or with private names. `could` says of
 * a column's name whether it could be any.
 */
function byContent(
  role: Role,
  free: [string, ColumnFacts][],
  could: (name: string) => boolean,
): string | null {
  const suits = ([name, f]: [string, ColumnFacts]): boolean => {
    if (!f.examples.length || f.filledShare < 0.5) return false;
    switch (role.name) {
      case 'customer':
        return (
          !f.temporal &&
          !f.fractional &&
          !OF_OTHERS.test(name) &&
          f.distinct > 2 &&
          f.distinctShare < 0.95 &&
          f.distinctShare > 0.005 &&
          (f.meanLength <= 40 || isHashes(f)) &&
          (!f.numeric || (f.distinct > 20 && (NAMELESS.test(name) || OF_ID.test(name))))
        );
      case 'amount':
        return f.numeric && !f.temporal && f.fractional && !TIMED.test(name) && !MEASURES.test(name);
      case 'action':
        return (
          !isAnswer(name) &&
          !NO_ACTION.test(name) &&
          !f.scored &&
          !f.numeric &&
          !f.temporal &&
          f.distinct > 1 &&
          f.distinctShare < 0.5 &&
          f.meanLength <= 60
        );
      default:
        return role.type === 'timestamp' && f.temporal;
    }
  };
  // Of several that could be whose the rows are, one that is called somebody's id.
  const ids = role.name === 'customer' ? free.filter(([name]) => OF_ID.test(name)) : [];
  const fitting = (column: [string, ColumnFacts]) => suits(column) && could(column[0]);
  return (ids.find(fitting) ?? free.find(fitting))?.[0] ?? null;
}

const round = (n: number): number => Math.round(Math.min(1, n) * 100) / 100;

/** The mapping (role to column) of a proposal, as a notebook keeps it. */
export function mappingOf(proposal: Pick<SourceProposal, 'roles'>): Record<string, string> {
  return Object.fromEntries(proposal.roles.filter((r) => r.column !== null).map((r) => [r.role, r.column!]));
}
