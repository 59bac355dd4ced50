import type { CleaningSetting, RowRule, RuleContext } from './rule.ts';
import { statusIs, statusRolesOf, statusTable } from './statuses.ts';

/** The rule whose setting says what a minus before an amount means. */
export const SIGNS = 'orders.signs';

/** What a minus means: a refund, money that went out and is counted as it is, or a sum that others are lessened by. */
export type Minus = 'refund' | 'out' | 'less';
type Means = Minus | 'auto';

/** From this share on a minus is how a file writes its amounts, and not what is given back. */
const NEARLY_ALL = 0.9;
/** Fewer amounts than this show nothing. */
const ENOUGH = 5;

const means = (c: RuleContext): Means =>
  c.actionOf(SIGNS) === 'keep' ? 'refund' : ((c.paramsOf(SIGNS)['means'] as Means | undefined) ?? 'refund');

/**
 * The amounts of each source by their sign; `turned`: it writes what it counts with a minus. Records that are no sales, and
 * sales that came to nothing, do not tell: what is put on an account has no minus where what is bought from it has one.
 */
const signTable = (c: RuleContext): string => {
  const turned = {
    auto: `negative >= ${ENOUGH} AND negative >= ${NEARLY_ALL} * (negative + positive)`,
    out: 'negative > 0',
    refund: 'false',
    less: 'false',
  }[means(c)];
  return (
    `CREATE OR REPLACE TABLE clean.signs AS SELECT *, ${turned} AS turned ` +
    'FROM (SELECT _source, count_if(amount < 0) AS negative, count_if(amount > 0) AS positive ' +
    // Without a minus there is nothing to tell by.
    `FROM mapped_orders WHERE ${c.unsigned('amount') ? 'false' : ofSales(c)} GROUP BY 1)`
  );
};

const ofSales = (c: RuleContext): string =>
  statusRolesOf(c).length > 0 ? `NOT ${statusIs(c, 'no_sale', 'refund', 'cancelled')}` : 'true';

/** SQL: a row's source writes what it counts with a minus. One look-up for all rows, as the list stays the same. */
export const IS_TURNED =
  'list_contains((SELECT coalesce(list(_source), []) FROM clean.signs WHERE turned), _source)';

/** SQL: an amount's sign says that it was given back; '' where none does. */
export function givenBack(c: RuleContext): string {
  if (!c.has('amount') || c.unsigned('amount')) return '';
  switch (means(c)) {
    case 'less':
      return '';
    case 'refund':
      return 'amount < 0';
    default:
      return `CASE WHEN ${IS_TURNED} THEN amount > 0 ELSE amount < 0 END`;
  }
}

/** Whether amounts below zero stay and lessen the others. */
export const lessens = (c: RuleContext): boolean => means(c) === 'less';

/** Bills that write what was paid with a minus: their amounts are counted without it. */
export const SIGN_RULE: RowRule = {
  id: SIGNS,
  entity: 'orders',
  scope: 'row',
  title: { zh: '金额的负号', en: 'A minus before amounts' },
  explanation: {
    zh: '负数金额通常是退款。若一份文件里九成以上的金额都是负数，负号只是支出的记法：去掉负号计算，正数才是退款。也可以指定：一律算退款、一律算支出，或按负数抵减。',
    en: 'An amount below zero is a refund as a rule. Where nine in ten amounts of a file are, the minus is how it writes money spent: they count without it, and what is above zero is a refund. Or say that a minus is a refund, money spent, or lessens the rest.',
  },
  defaultAction: 'correct',
  actions: ['keep', 'correct'],
  params: [
    {
      id: 'means',
      label: { zh: '负号表示', en: 'A minus means' },
      kind: 'choice',
      default: 'auto',
      options: [
        { value: 'auto', label: { zh: '按文件判断', en: 'what the file shows' } },
        { value: 'refund', label: { zh: '退款', en: 'a refund' } },
        { value: 'out', label: { zh: '支出', en: 'money spent' } },
        { value: 'less', label: { zh: '抵减', en: 'less than the rest' } },
      ],
    },
  ],
  roles: ['amount'],
  setup: (c) => [...(statusRolesOf(c).length > 0 ? [statusTable(c)] : []), signTable(c)],
  condition: (c) =>
    !c.unsigned('amount') && (means(c) === 'auto' || means(c) === 'out')
      ? `amount < 0 AND ${IS_TURNED}`
      : 'false',
  corrections: () => [{ role: 'amount', sql: (value) => `-(${value})` }],
  money: () => 'abs(amount)',
};

/** Whether so many of one source's amounts have a minus that it is how they are written: what `signTable` goes by. */
export const nearlyAllMinus = (negative: number, positive: number): boolean =>
  negative >= ENOUGH && negative >= NEARLY_ALL * (negative + positive);

/** How many amounts of the orders have which sign, and what a minus is taken for. */
export interface SeenSigns {
  negative: number;
  positive: number;
  turned: boolean;
}

/** SELECT of the `SeenSigns` of all sources together, after the rule was prepared. */
export const signsSql = (): string =>
  'SELECT coalesce(sum(negative), 0)::BIGINT AS negative, coalesce(sum(positive), 0)::BIGINT AS positive, coalesce(bool_or(turned), false) AS turned FROM clean.signs';

/** What was said of a minus; null where the file decides. */
export function minusChoice(settings: readonly CleaningSetting[]): Minus | null {
  const known = settings.find(({ rule }) => rule === SIGNS);
  if (!known) return null;
  if (known.action === 'keep') return 'refund';
  const said = known.params['means'];
  return said === 'refund' || said === 'out' || said === 'less' ? said : null;
}
