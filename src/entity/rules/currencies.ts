import { quoteText } from '../../sql/quote.ts';
import type { CleaningSetting, RowRule, RuleContext } from './rule.ts';

/** The rule whose setting holds what becomes of several currencies. */
export const OTHER_CURRENCY = 'orders.other_currency';

/** Roles in money. */
const IN_MONEY = ['amount', 'unit_price', 'discount', 'cost', 'refunded_amount'];

/** Rates as they are typed: `USD=7.2, EUR=7.8`, each what one unit is worth in the main currency. */
export function ratesOf(text: string): Record<string, number> {
  const found = [...text.matchAll(/([\p{L}$€£¥]+)\s*[=:：]?\s*([0-9]+(?:\.[0-9]+)?)/gu)];
  return Object.fromEntries(
    found
      .map(([, code, rate]) => [code!.toUpperCase(), Number(rate)] as const)
      .filter(([, rate]) => rate > 0 && Number.isFinite(rate)),
  );
}

export const ratesText = (rates: Readonly<Record<string, number>>): string =>
  Object.entries(rates)
    .map(([code, rate]) => `${code}=${rate}`)
    .join(', ');

/** The currency of most rows, as cleaning keeps it where none was chosen; null of none. */
export function mainCurrency(seen: readonly { currency: string; rows: number }[]): string | null {
  const rows = new Map<string, number>();
  for (const one of seen) rows.set(one.currency, (rows.get(one.currency) ?? 0) + one.rows);
  const [main] = [...rows].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return main?.[0] ?? null;
}

const params = (c: RuleContext) => c.paramsOf(OTHER_CURRENCY);
const rates = (c: RuleContext) => ratesOf(String(params(c)['rates'] ?? ''));

/** The currencies of the orders with their rows (`n`); `main` is the one that was chosen, else that of most rows. */
const currencyTable = (c: RuleContext): string => {
  const chosen = quoteText(
    String(params(c)['currency'] ?? '')
      .trim()
      .toUpperCase(),
  );
  return (
    `CREATE OR REPLACE TABLE clean.currencies AS SELECT currency, n, currency = first(currency) OVER (ORDER BY currency = ${chosen} DESC, n DESC, currency) AS main ` +
    `FROM (SELECT currency, count(*) AS n FROM mapped_orders WHERE currency IS NOT NULL GROUP BY 1)`
  );
};

const isOther = 'currency IN (SELECT currency FROM clean.currencies WHERE NOT main)';

/** SQL of the rate of a row's currency, NULL where none was typed. */
const rateSql = (c: RuleContext): string => {
  const cases = Object.entries(rates(c)).map(([code, rate]) => `WHEN ${quoteText(code)} THEN ${rate}`);
  return cases.length > 0 ? `CASE currency ${cases.join(' ')} END` : 'CAST(NULL AS DOUBLE)';
};

/**
 * Orders in several currencies, which are never added up unsaid: the main one's are kept, or all are converted, or,
 * where somebody says so, they are added as they are. `no_rate` stands before: what cannot be converted is set aside.
 */
export const CURRENCY_RULES: RowRule[] = [
  {
    id: 'orders.no_rate',
    entity: 'orders',
    scope: 'row',
    title: { zh: '没有汇率的货币', en: 'Currencies without a rate' },
    explanation: {
      zh: '要换算成主要货币，但没有填写这种货币的汇率：不能相加，因此隔离。',
      en: 'Amounts are to be converted and no rate was typed for this currency: they cannot be added, so they are set aside.',
    },
    defaultAction: 'quarantine',
    actions: ['quarantine'],
    params: [],
    roles: ['currency'],
    setup: (c) => [currencyTable(c)],
    condition: (c) =>
      c.actionOf(OTHER_CURRENCY) === 'correct' ? `${isOther} AND ${rateSql(c)} IS NULL` : 'false',
  },
  {
    id: OTHER_CURRENCY,
    entity: 'orders',
    scope: 'row',
    title: { zh: '其他货币的订单', en: 'Orders in other currencies' },
    explanation: {
      zh: '不同货币的金额不能直接相加。“隔离”只留主要货币；“修正”按填写的汇率换算成主要货币；“标记”照原数相加。没有写货币的金额按主要货币计。',
      en: 'Amounts of different currencies cannot be added. “Set aside” keeps the main currency alone; “correct” converts to it by the rates typed in; “mark” adds them as they are. An amount without a currency counts as the main one’s.',
    },
    defaultAction: 'quarantine',
    actions: ['flag', 'correct', 'quarantine'],
    params: [
      { id: 'currency', label: { zh: '主要货币', en: 'Main currency' }, kind: 'text', default: '' },
      { id: 'rates', label: { zh: '汇率', en: 'Rates' }, kind: 'text', default: '' },
    ],
    roles: ['currency'],
    setup: (c) => [currencyTable(c)],
    condition: () => isOther,
    corrections: (c) =>
      IN_MONEY.filter((role) => c.has(role)).map((role) => ({
        role,
        sql: (value) => `(${value}) * ${rateSql(c)}`,
      })),
    money: (c) => (c.has('amount') ? 'amount' : null),
  },
];

/** A currency of the orders, with its rows. */
export interface SeenCurrency {
  currency: string;
  rows: number;
  main: boolean;
}

/** SELECT of the `SeenCurrency`s, after an entity's row rules were prepared. */
export const currenciesSql = (): string =>
  'SELECT currency, n::BIGINT AS "rows", main FROM clean.currencies ORDER BY main DESC, n DESC, currency LIMIT 50';

/** What was chosen for several currencies. */
export interface CurrencyChoice {
  action: 'flag' | 'correct' | 'quarantine';
  /** The main currency; '' for the one of most rows. */
  currency: string;
  rates: Record<string, number>;
}

export function currencyChoice(settings: readonly CleaningSetting[]): CurrencyChoice {
  const known = settings.find(({ rule }) => rule === OTHER_CURRENCY);
  const action = known?.action === 'flag' || known?.action === 'correct' ? known.action : 'quarantine';
  const { currency, rates } = known?.params ?? {};
  return { action, currency: String(currency ?? ''), rates: ratesOf(String(rates ?? '')) };
}
