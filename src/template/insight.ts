import type { FindingRule, Insight, Rate, Stake } from './schema.ts';

/**
 * - `insight`: changes what somebody would do, and stands up to a test;
 * - `reading`: says in words what the result shows;
 * - `note`: about the method, or about what the data lack.
 * Only insights enter a summary, conclusions or a plan.
 */
export type FindingKind = 'insight' | 'reading' | 'note';

/** What is at stake in an insight. Money in the notebook's currency, never negative; null where none is known. */
export interface Weight {
  money: number | null;
  /** How many people, answers or baskets it is about. */
  reach: number;
  /** A rate or value with its 95 % interval. */
  rate: { value: number; low: number; high: number } | null;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * The kind of one finding. What is judged has stood up already; a level, a ranking or a prediction is an insight only
 * where its row says that the test of its template held (`stands`). One without anything at stake is none.
 */
export function kindOf(rule: FindingRule, row: Row): FindingKind {
  const { claim, insight } = rule;
  if (claim.kind === 'note') return 'note';
  if (!insight) return 'reading';
  const judged = 'test' in claim && claim.test === 'judged';
  if (!judged && row['stands'] !== true) return 'reading';
  const { money, rate } = weightOf(rule, row);
  return money !== null || rate !== null ? 'insight' : 'reading';
}

/** What is at stake in a finding that declares it; nothing otherwise. */
export function weightOf({ insight = {}, customers }: FindingRule, row: Row): Weight {
  const { money, rate, reach = customers ?? 'customers' } = insight;
  return {
    money: money ? moneyOf(money, row) : null,
    reach: numberOf(row[reach]) ?? 0,
    rate: rate ? rateOf(rate, row) : null,
  };
}

/** Columns of a finding's row that its stakes are read from. */
export function insightColumns({ money, rate, reach }: Insight): string[] {
  const amount = !money ? [] : 'column' in money ? [money.column] : [...money.between, money.times];
  const share = !rate ? [] : 'share' in rate ? [rate.share, rate.of] : [rate.value, rate.low, rate.high];
  return [...amount, ...share, reach].filter((column) => column !== undefined);
}

function moneyOf(stake: Stake, row: Row): number | null {
  if ('column' in stake) return size(numberOf(row[stake.column]));
  const [a, b] = stake.between.map((column) => numberOf(row[column]));
  const times = stake.times === undefined ? 1 : numberOf(row[stake.times]);
  return a == null || b == null || times == null ? null : size((a - b) * times);
}

const size = (n: number | null): number | null => (n === null || n === 0 ? null : Math.abs(n));

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959964;

function rateOf(rate: Rate, row: Row): Weight['rate'] {
  if ('value' in rate) {
    const [value, low, high] = [rate.value, rate.low, rate.high].map((column) => numberOf(row[column]));
    return value == null || low == null || high == null ? null : { value, low, high };
  }
  const [value, n] = [numberOf(row[rate.share]), numberOf(row[rate.of])];
  if (value === null || n === null || n <= 0 || value < 0 || value > 1) return null;
  // Wilson (1927).
  const middle = (value + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z / (1 + (Z * Z) / n)) * Math.sqrt((value * (1 - value)) / n + (Z * Z) / (4 * n * n));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** A finite number; counts may come as bigint. */
function numberOf(value: unknown): number | null {
  const n = typeof value === 'bigint' ? Number(value) : value;
  return typeof n === 'number' && Number.isFinite(n) ? n : null;
}

/** More at stake first: by money, then by reach. What has no money comes after all that has. */
export function byStake(a: Weight, b: Weight): number {
  return (b.money ?? 0) - (a.money ?? 0) || b.reach - a.reach;
}
