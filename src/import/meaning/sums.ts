import type { ColumnFacts } from './column-facts.ts';
import { nameScore } from './synonyms.ts';

/** What is paid beside the goods, given off their price, or left on an account. */
export const BESIDE =
  /ship|freight|postage|tax|\bvat\b|fee|commission|discount|coupon|deposit|\btips?\b|balance|refund|运费|邮费|邮资|税|手续费|服务费|佣金|优惠|折扣|积分|余额|退|红包|补贴|欠费|欠款|欠缴|outstanding/i;

/** Under this a name speaks of a sum in a part of it only: room revenue, food revenue. */
const OUTRIGHT = 0.9;
/** Stages of one sum rather than parts of it: what was asked, what was left to pay, what came in. */
const STAGE =
  /实|应|原|标价|总|净|折后|折前|优惠|到手|结算|含税|paid|net|gross|list|original|before|after|total|due|received|collected|unit/i;

/** What several parts of a sum are called alike: their last word, or the last two characters of it. */
const kindOf = (column: string): string => {
  const words =
    column
      .normalize('NFKC')
      .replace(/[([{【].*$/, '')
      .match(/[\p{Script=Han}]+|[\p{L}]+/gu) ?? [];
  return (words.at(-1) ?? '').toLowerCase().replace(/^\p{Script=Han}*(?=\p{Script=Han}{2}$)/u, '');
};

/** Whether a column's name says that it holds a part of what was paid: food revenue, 餐饮收入. */
const isPart = (column: string): boolean => {
  const score = nameScore(column, 'orders', 'amount');
  return score > 0 && score < OUTRIGHT && !STAGE.test(column) && !BESIDE.test(column);
};

/** Whether two columns hold two parts of one sum, as their names say it. */
export const arePartsOfOne = (a: string, b: string): boolean =>
  isPart(a) && isPart(b) && kindOf(a) === kindOf(b);

/**
 * Of several columns that hold parts of what was paid, the one that holds most; null where it is the one that was
 * taken.
 */
export function largerPart(
  taken: { column: string; score: number } | undefined,
  others: readonly { column: string }[],
  facts: ReadonlyMap<string, ColumnFacts>,
): string | null {
  if (!taken) return null;
  const sizeOf = (column: string): number => {
    const { numbers, filledShare } = facts.get(column)!;
    return (numbers.reduce((sum, n) => sum + n, 0) / (numbers.length || 1)) * filledShare;
  };
  const parts = others.map(({ column }) => column).filter((column) => arePartsOfOne(taken.column, column));
  const largest = parts.reduce((most, one) => (sizeOf(one) > sizeOf(most) ? one : most), taken.column);
  return largest === taken.column ? null : largest;
}
