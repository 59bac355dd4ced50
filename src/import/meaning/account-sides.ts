import type { ColumnFacts, ProposedColumn } from './column-facts.ts';

/** The two sides of an account, in columns of their own. */
const DEBIT =
  /^(?:debits?|debit amount|soll|sollbetrag|d[ée]bit|debe|cargos?|dare|money out|paid out|withdrawals?|借方(?:金额)?)(?: ?\(.*\))?$/i;
const CREDIT =
  /^(?:credits?|credit amount|haben|habenbetrag|cr[ée]dit|haber|abonos?|avere|money in|paid in|deposits?|贷方(?:金额)?)(?: ?\(.*\))?$/i;

/** The side of an account on which sales stand: what customers owe in books that name them, what came in at a bank. */
export function sideOf(
  columns: readonly ProposedColumn[],
  facts: ReadonlyMap<string, ColumnFacts>,
  taken: ReadonlyMap<string, { score: number }>,
): string | null {
  const named = (side: RegExp) =>
    columns.find(({ name }) => side.test(name.trim().replace(/_/g, ' ')) && facts.get(name)!.numeric)?.name;
  const [debit, credit] = [named(DEBIT), named(CREDIT)];
  if (debit === undefined || credit === undefined) return null;
  return (taken.get('customer')?.score ?? 0) >= 0.8 ? debit : credit;
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
