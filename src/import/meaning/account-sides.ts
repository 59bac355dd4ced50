import type { ColumnFacts, ProposedColumn } from './column-facts.ts';

/** The two sides of an account, in columns of their own. */
const DEBIT =
  /^(?:debits?|debit amount|soll|sollbetrag|d[ée]bit|debe|cargos?|dare|money out|paid out|withdrawals?|借方(?:金额)?)(?: ?\(.*\))?$/i;
const CREDIT =
  /^(?:credits?|credit amount|haben|habenbetrag|cr[ée]dit|haber|abonos?|avere|money in|paid in|deposits?|贷方(?:金额)?)(?: ?\(.*\))?$/i;

/** Whom books of what is owed name, in whatever words they go on. */
const OF_CUSTOMERS = /customer|client|debtor|debitor|kunde|客户|客戶/i;

/** Whether a file has both sides of an account: what moved on it is no answer of anybody. */
export const hasSides = (columns: readonly Pick<ProposedColumn, 'name'>[]): boolean =>
  [DEBIT, CREDIT].every((side) => columns.some(({ name }) => isSide(side, name)));

const isSide = (side: RegExp, name: string): boolean => side.test(name.trim().replace(/_/g, ' '));

/** Whether a column is one side of an account by its name. */
export const isOneSide = (name: string): boolean => isSide(DEBIT, name) || isSide(CREDIT, name);

/** The side of an account on which sales stand: what customers owe in books that name them, what came in at a bank. */
export function sideOf(
  columns: readonly ProposedColumn[],
  facts: ReadonlyMap<string, ColumnFacts>,
  taken: ReadonlyMap<string, { column: string; score: number }>,
): string | null {
  const named = (side: RegExp) =>
    columns.find(({ name }) => isSide(side, name) && facts.get(name)!.numeric)?.name;
  const [debit, credit] = [named(DEBIT), named(CREDIT)];
  if (debit === undefined || credit === undefined) return null;
  const who = taken.get('customer');
  return who && (who.score >= 0.8 || OF_CUSTOMERS.test(who.column)) ? debit : credit;
}

const CAME_IN =
  /^(?:实收|已收|收款|实付|已付|现收)(?:金额|款|额)?(?:[（(].*)?$|^(?:amount )?(?:paid|received)$/i;
const STILL_OWED =
  /^(?:本单|本次|客户)?(?:欠款|尚欠|尾欠|未收|未付|赊账|挂账)(?:金额|款|额)?(?:[（(].*)?$|^(?:balance due|outstanding|amount due)$/i;

/** Where some is still owed, what came in is not what was sold: the best of the other amounts, or null. */
export function soldOnCredit(
  columns: readonly ProposedColumn[],
  amount: string | undefined,
  others: readonly { column: string; score: number }[],
): string | null {
  const named = (name: string) => name.trim().replace(/_/g, ' ');
  if (amount === undefined || !CAME_IN.test(named(amount))) return null;
  const owes = ({ name, examples }: ProposedColumn) =>
    STILL_OWED.test(named(name)) && examples.some((value) => /[1-9]/.test(value));
  if (!columns.some(owes)) return null;
  const sold = others.find(
    ({ column, score }) => score >= 0.6 && !CAME_IN.test(named(column)) && !STILL_OWED.test(named(column)),
  );
  return sold?.column ?? null;
}
