import type { Connector } from '../engine/connector.ts';
import { fail, ok, type Result } from '../result.ts';
import { quoteText } from '../sql/quote.ts';

/**
 * Whether a text that parses is one SELECT and nothing else, as the engine's own parser sees it: no reading of
 * tokens is trusted with that. Nothing of it is run. Faults: `sql-not-select`, `cancelled`, those of a dead engine.
 */
export async function oneSelect(db: Connector, sql: string, signal?: AbortSignal): Promise<Result<null>> {
  // `query` takes the text of one SELECT; EXPLAIN keeps it from being run.
  const seen = await db.run(`EXPLAIN FROM query(${quoteText(sql)})`, signal ? { signal } : {});
  if (seen.ok) return ok(null);
  const { code, detail = '' } = seen.fault;
  if (/Expected a single SELECT statement/.test(detail)) return fail('sql-not-select');
  // A name that is not there: the run itself says where.
  return code === 'cancelled' || code === 'engine-crashed' ? seen : ok(null);
}
