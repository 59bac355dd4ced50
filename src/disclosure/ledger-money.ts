import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import type { LedgerRow } from '../entity/ledger.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';

/** Orders that a rule set aside, mended or marked; of those whose customer is not known each is somebody's. */
const MET = `
SELECT rule, count(DISTINCT whose) AS customers, max(s) / nullif(sum(s), 0) AS top FROM (
  SELECT rule, coalesce(customer::VARCHAR, chr(1) || _source || chr(1) || _row) AS whose, sum(abs(amount))::DOUBLE AS s FROM (
    SELECT rule, customer, _source, _row, amount FROM quarantine.orders
    UNION ALL
    SELECT unnest(string_split(concat_ws(',', _corrected, _flags), ',')), customer, _source, _row, amount
    FROM clean.orders WHERE _corrected IS NOT NULL OR _flags IS NOT NULL
  ) GROUP BY ALL
) GROUP BY 1`;

/**
 * Rules of the row account whose money may leave: one refund's amount is its customer's. What cannot be found out
 * stays here.
 */
export async function openMoney(
  db: Connector,
  ledger: readonly Pick<LedgerRow, 'rule' | 'money'>[],
  { customers, share }: DisclosureRules,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const told = ledger.filter(({ money }) => money).map(({ rule }) => rule);
  if (customers <= 1 || told.length === 0) return new Set(told);
  const met = await db.run(MET, { signal });
  if (!met.ok) return new Set();
  return new Set(
    rowObjects(met.value)
      .filter((row) => Number(row['customers']) >= customers && !(Number(row['top'] ?? 0) > share))
      .map((row) => String(row['rule'])),
  );
}
