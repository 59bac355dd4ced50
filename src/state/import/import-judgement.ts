import { IN_MONEY } from '../../entity/cast.ts';
import { CLEANING_RULES, type CleaningRule } from '../../entity/cleaning-rules.ts';
import { HARSH } from '../../entity/harsh.ts';
import { mainCurrency, type CurrencyChoice, type SeenCurrency } from '../../entity/rules/currencies.ts';
import type { SeenSide, Side } from '../../entity/rules/direction.ts';
import { nearlyAllMinus, type SeenSigns } from '../../entity/rules/signs.ts';
import { currencyByWriting, currencyOf } from '../../import/meaning/currency.ts';
import { NO_CURRENCY } from '../../i18n/format.ts';
import type { SeenStatus } from '../../entity/seen-statuses.ts';
import { statedBeside } from './import-group.ts';
import type { ImportItem } from './import-item.svelte.ts';

/** A rule with how much of a source it would set aside. */
export interface HarshRule {
  rule: CleaningRule;
  rows: number;
  share: number;
  /** The file most of whose rows it takes. */
  item: ImportItem;
}

const judged = (group: readonly ImportItem[]) =>
  group.flatMap((item) => (item.looks.judgement ? [{ item, ...item.looks.judgement }] : []));

/** The values of the status columns of files that become one source, those in most rows first. */
export function statusesIn(group: readonly ImportItem[]): SeenStatus[] {
  const found = new Map<string, SeenStatus>();
  for (const { statuses, scale } of judged(group))
    for (const status of statuses) {
      const key = `${status.role} ${status.value}`;
      const rows = Math.round(status.rows * scale) + (found.get(key)?.rows ?? 0);
      found.set(key, { ...status, rows });
    }
  return [...found.values()].sort((a, b) => b.rows - a.rows);
}

/** The rules that would set aside more than a tenth of files that become one source. */
export function harshRules(group: readonly ImportItem[]): HarshRule[] {
  const parts = judged(group);
  const all = parts.reduce((sum, { rows, scale }) => sum + rows * scale, 0);
  return CLEANING_RULES.flatMap((rule) => {
    const own = parts
      .map(({ item, aside, scale }) => ({
        item,
        rows: (aside.find((one) => one.rule === rule.id)?.rows ?? 0) * scale,
      }))
      .sort((a, b) => b.rows - a.rows);
    const rows = own.reduce((sum, one) => sum + one.rows, 0);
    const share = all === 0 ? 0 : rows / all;
    return share > HARSH ? [{ rule, rows: Math.round(rows), share, item: own[0]!.item }] : [];
  });
}

/** The currencies of files that become one source, the main one first; none where orders state none. */
export function currenciesIn(group: readonly ImportItem[]): SeenCurrency[] {
  const found = new Map<string, SeenCurrency>();
  for (const { currencies, scale } of judged(group))
    for (const one of currencies) {
      const rows = Math.round(one.rows * scale) + (found.get(one.currency)?.rows ?? 0);
      found.set(one.currency, { ...one, rows });
    }
  return [...found.values()].sort((a, b) => Number(b.main) - Number(a.main) || b.rows - a.rows);
}

/** The ways of money of files that become one source, that of most rows first; none where none is stated. */
export function sidesIn(group: readonly ImportItem[]): SeenSide[] {
  const found = new Map<Side, number>();
  for (const { sides, scale } of judged(group))
    for (const { side, rows } of sides) found.set(side, Math.round(rows * scale) + (found.get(side) ?? 0));
  return [...found].map(([side, rows]) => ({ side, rows })).sort((a, b) => b.rows - a.rows);
}

/** The signs of the amounts of files that become one source; null where no amount is below zero. */
export function signsIn(group: readonly ImportItem[]): SeenSigns | null {
  const parts = judged(group).flatMap(({ signs, scale }) => (signs ? [{ ...signs, scale }] : []));
  const sum = (of: 'negative' | 'positive') =>
    Math.round(parts.reduce((total, part) => total + part[of] * part.scale, 0));
  const [negative, positive] = [sum('negative'), sum('positive')];
  // One source is judged as a whole, whatever one of its files would be by itself.
  const turned = parts.some((part) => part.turned) && nearlyAllMinus(negative, positive);
  return negative === 0 ? null : { negative, positive, turned };
}

/** The currency that a new notebook of these files is to count in; null where nothing tells. */
export function proposedCurrency(items: readonly ImportItem[], choice: CurrencyChoice): string | null {
  const stated = items.flatMap((item) => {
    const currency = statedBeside(item);
    return currency ? [{ currency, rows: item.report?.rows ?? 0 }] : [];
  });
  const codes = [
    choice.currency,
    mainCurrency([...currenciesIn(items), ...stated]),
    ...items.map(({ mapping, reading, report }) =>
      currencyOf(mapping, reading?.columns ?? [], report?.profile ?? []),
    ),
  ];
  return codes.find((code) => code !== null && /^[A-Z]{3}$/.test(code)) ?? null;
}

/** What amounts that no file states a currency of are likely in; null where nothing is in money. */
export function unstatedCurrency(items: readonly ImportItem[]): string | null {
  const inMoney = items.filter(({ mapping, attributes }) =>
    [...IN_MONEY].some((role) => mapping[role] !== undefined || attributes[role] !== undefined),
  );
  const written = inMoney.map(({ reading }) => currencyByWriting(reading?.columns ?? []));
  return written.find((currency) => currency !== NO_CURRENCY) ?? written[0] ?? null;
}
