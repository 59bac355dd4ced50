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
