import { quoteText } from '../../sql/quote.ts';
import { SET_ASIDE, type CleaningSetting, type RowRule, type RuleContext } from './rule.ts';

/** The rule whose setting says which way of money counts. */
export const DIRECTION = 'orders.other_direction';

/** Which way money went: to whoever wrote the bill, from them, or neither (between their own accounts). */
export type Side = 'in' | 'out' | 'none';

const SIDES: [Side, string][] = [
  ['none', '不计|中性|其他|内部|^/$|neutral|transfer'],
  [
    'in',
    '收入|收款|入账|流入|进账|贷方|^[收入贷]$|\\bincome\\b|\\bcredit|\\bincoming\\b|^in$|\\bdeposit|money in|^(?:h|haben|cr?|cré?dit|haber|avere)\\.?$',
  ],
  [
    'out',
    '支出|付款|出账|流出|借方|^[支付出借]$|\\bexpense|\\bdebit|\\boutgoing\\b|^out$|\\bwithdraw|money out|^(?:s|soll|dr?|db|débit|debe|dare)\\.?$',
  ],
];

/** Whether a word says which way money went, or that it went neither. */
export const saysSide = (word: string): boolean =>
  SIDES.some(([, words]) => new RegExp(words).test(word.trim().toLowerCase()));

const sideSql = (text: string): string =>
  `CASE ${SIDES.map(([side, words]) => `WHEN regexp_matches(lower(${text}), ${quoteText(words)}) THEN '${side}'`).join(' ')} ELSE 'none' END`;

/** The ways of money with their rows; `counts` is the one that was chosen, else that of most rows. */
const table = (c: RuleContext): string => {
  const chosen = String(c.value('count'));
  return (
    `CREATE OR REPLACE TABLE clean.directions AS SELECT *, side = first(side) OVER (ORDER BY side = ${quoteText(chosen)} DESC, of_side DESC, side) AS counts ` +
    `FROM (SELECT *, CASE WHEN side = 'none' THEN 0 ELSE sum(n) OVER (PARTITION BY side) END AS of_side FROM (SELECT direction, ${sideSql('direction')} AS side, count(*) AS n ` +
    `FROM mapped_orders WHERE direction IS NOT NULL GROUP BY 1))`
  );
};

/** Rows of a bill in which money went the other way: receipts among purchases, or the other way round. */
export const DIRECTION_RULE: RowRule = {
  id: DIRECTION,
  entity: 'orders',
  scope: 'row',
  title: { zh: '方向相反的收支', en: 'Money the other way' },
  explanation: {
    zh: '账单里既有收入又有支出：加在一起没有意义。默认只标记较少的一方和不计收支的行；改为“隔离”，并选定计入哪一方，就只分析那一方。',
    en: 'A bill holds money that came in and money that went out; added up they mean nothing. The lesser side, and what is neither, is marked only; set it aside, with the side that counts, and one side is analysed alone.',
  },
  defaultAction: 'flag',
  actions: SET_ASIDE,
  params: [
    {
      id: 'count',
      label: { zh: '计入', en: 'Counted' },
      kind: 'choice',
      default: 'most',
      options: [
        { value: 'most', label: { zh: '行数多的一方', en: 'the side of more rows' } },
        { value: 'in', label: { zh: '收入', en: 'money in' } },
        { value: 'out', label: { zh: '支出', en: 'money out' } },
      ],
    },
  ],
  roles: ['direction'],
  setup: (c) => [table(c)],
  condition: () => 'direction IN (SELECT direction FROM clean.directions WHERE NOT counts)',
};

/** A way of money with its rows. */
export interface SeenSide {
  side: Side;
  rows: number;
}

/** SELECT of the `SeenSide`s, after the rule was prepared. */
export const sidesSql = (): string =>
  'SELECT side, sum(n)::BIGINT AS "rows" FROM clean.directions GROUP BY 1 ORDER BY 2 DESC, 1';

/** What was said of the ways of money: both count, or one alone. */
export function directionChoice(settings: readonly CleaningSetting[]): 'both' | 'in' | 'out' {
  const known = settings.find(({ rule }) => rule === DIRECTION);
  const count = known?.params['count'];
  return known?.action === 'quarantine' && (count === 'in' || count === 'out') ? count : 'both';
}
