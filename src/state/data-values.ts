import type { MappedSource } from '../entity/source.ts';
import type { Notebook } from '../notebook/document.ts';
import { scrub } from '../notebook/scrub.ts';
import type { Connector } from '../engine/connector.ts';
import { quoteName, quoteText } from '../sql/quote.ts';

/** Roles whose values point at one customer or one order. */
const IDENTIFYING = ['customer', 'name', 'phone', 'email', 'referrer', 'order_id', 'text'];

/** Those literals of the notebook that stand in the data's identifying columns: to be looked at before sharing. */
export async function dataValues(
  db: Connector,
  notebook: Notebook,
  sources: readonly MappedSource[],
): Promise<Set<string>> {
  const literals = new Set<string>();
  scrub(notebook, (literal) => {
    literals.add(literal);
    return false;
  });
  const columns = sources.flatMap((s) =>
    IDENTIFYING.flatMap((role) => (s.mapping[role] ? [{ source: s.name, column: s.mapping[role] }] : [])),
  );
  if (literals.size === 0 || columns.length === 0) return new Set();
  const asked = [...literals].map((literal) => `(${quoteText(literal)})`).join(', ');
  const found = columns.map(
    ({ source, column }) =>
      `SELECT v FROM asked WHERE v IN (SELECT CAST(${quoteName(column)} AS VARCHAR) FROM source.${quoteName(source)})`,
  );
  const rows = await db.run(`WITH asked(v) AS (VALUES ${asked}) ${found.join(' UNION ')}`);
  return new Set(rows.ok ? (rows.value.data[0] as string[]) : []);
}
