import { ENTITIES, type EntityName } from './catalogue.ts';
import type { GoalScope } from './scope.ts';
import { spansOf, type Scope } from './spans.ts';

/** Rows of an entity that were kept, by where they lie; those without a time are in none of the last four. */
export interface OutsideRow {
  entity: EntityName;
  within: number;
  /** Before the period. */
  before: number;
  /** After the period, and before the as-of date. */
  after: number;
  /** On the as-of date or later: no analysis reads them. */
  beyond: number;
}

const DATED = ['orders', 'events', 'feedback'] as const satisfies readonly EntityName[];

/**
 * SELECT of an `OutsideRow` for each of these entities that has a time (runs after `scopeSql`), whatever the goal's
 * group; null where none has.
 */
export function outsideSql(
  entities: readonly EntityName[],
  { period }: Pick<GoalScope, 'period'>,
  scope: Scope,
): string | null {
  const { start, end } = spansOf(scope).now;
  const all = period.kind === 'all';
  const selects = DATED.filter((entity) => entities.includes(entity)).map((entity) => {
    const time = ENTITIES[entity].time;
    const before = all ? 'false' : `${time} < TIMESTAMP '${start}'`;
    const beyond = `${time} >= TIMESTAMP '${scope.asOf}'`;
    const after = all ? 'false' : `${time} >= TIMESTAMP '${end}' + INTERVAL 1 DAY`;
    return `SELECT '${entity}' AS entity, count(${time}) FILTER (WHERE NOT (${before} OR ${after} OR ${beyond})) AS within,
  count(*) FILTER (WHERE ${before} AND NOT ${beyond}) AS before, count(*) FILTER (WHERE ${after} AND NOT ${before} AND NOT ${beyond}) AS after,
  count(*) FILTER (WHERE ${beyond}) AS beyond
FROM all_${entity}`;
  });
  return selects.length === 0 ? null : selects.join('\nUNION ALL\n');
}
