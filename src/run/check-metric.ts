import type { EntityName } from '../entity/catalogue.ts';
import { checkSql, readExpression } from '../metric/own.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Connector } from '../engine/connector.ts';

const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DOUBLE|FLOAT|DECIMAL|BIGNUM)/;

/**
 * Whether an expression can be a metric of the entity: first by its form, then by the engine's own parser and
 * binder over the entity's table (its columns, without a row being read). Faults: those of `readExpression`,
 * `expression-not-aggregate`, `expression-not-number` {type}, and those of the engine (an unknown column …).
 */
export async function checkMetric(
  db: Connector,
  entity: EntityName,
  expression: string,
  signal?: AbortSignal,
): Promise<Result<null>> {
  const read = readExpression(expression);
  if (!read.ok) return read;
  const { binds, failsForAggregates } = checkSql(entity, read.value);
  const bound = await db.run(binds, { signal });
  if (!bound.ok) {
    const loose = /must appear in the GROUP BY|must be part of an aggregate/i.test(bound.fault.detail ?? '');
    return loose ? fail('expression-not-aggregate') : bound;
  }
  const type = String(bound.value.data[1]?.[0] ?? '');
  if (!NUMBER.test(type)) return fail('expression-not-number', { values: { type } });
  const plain = await db.run(failsForAggregates, { signal });
  return plain.ok ? fail('expression-not-aggregate') : ok(null);
}
