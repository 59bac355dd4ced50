import { isMainlandMobile, isMaskedMobile, isMaskedName } from '../../privacy/patterns.ts';
import type { ColumnFacts } from './column-facts.ts';

/** Of a value with words of politeness or a number beside it, each part. */
const parts = (text: string): string[] => text.split(/[\s()（）]+/).filter((part) => part !== '');

/** A surname, as it stands or with how one is addressed: 张, 张(先生), 李女士. */
const ADDRESSED = /^\p{Script=Han}{1,2}[\s(（]*(?:先生|女士|小姐)[)）]?$|^\p{Script=Han}$/u;

const most = ({ examples }: ColumnFacts, test: (value: string) => boolean): boolean =>
  examples.length > 0 && examples.filter(test).length >= 0.8 * examples.length;

/**
 * The free column of telephone numbers that tells customers apart where their names are masked: shops show 张** and
 * 138****5678, and all whose surname is 张 were one customer. Null where the customer’s column is another, or nothing tells more.
 */
export function behindMask(
  customer: string | undefined,
  facts: ReadonlyMap<string, ColumnFacts>,
  used: ReadonlySet<string>,
): string | null {
  const names = customer === undefined ? undefined : facts.get(customer);
  if (!names || !most(names, (value) => isMaskedName(value.trim()) || ADDRESSED.test(value.trim())))
    return null;
  const numbers = [...facts].filter(
    ([column, its]) =>
      !used.has(column) &&
      its.distinct > names.distinct &&
      its.filledShare >= 0.8 * names.filledShare &&
      most(its, (value) => parts(value).some((part) => isMainlandMobile(part) || isMaskedMobile(part))),
  );
  return numbers.sort(([, a], [, b]) => b.distinct - a.distinct)[0]?.[0] ?? null;
}
