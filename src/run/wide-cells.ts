import type { GoalScope } from '../entity/scope.ts';
import type { PlannedCell } from './plan.ts';
import { chosenByDeeds, obeysGroup } from './segment-group.ts';

type Planned = Pick<PlannedCell, 'name' | 'reads' | 'everyone'>;

/**
 * Cells that look at all customers although the goal asks for a group: the segment that is the group and what it is
 * made of, and cells that read neither a table of the scope nor a cell that does. None where the goal asks for all.
 */
export function wideCells(planned: readonly Planned[], group: GoalScope['group']): ReadonlySet<string> {
  if (group.kind === 'all') return new Set();
  const cells = new Map(planned.map((cell) => [cell.name, cell]));
  const segment = group.kind === 'segment' ? group.cell : null;
  const known = new Map<string, boolean>();
  const narrow = (name: string): boolean => {
    const said = known.get(name);
    if (said !== undefined) return said;
    known.set(name, false); // of cells that read each other none runs
    const { reads = [], everyone = true } = cells.get(name) ?? {};
    const found =
      !everyone &&
      reads.some((read) => (cells.has(read) ? read !== segment && narrow(read) : obeysGroup(read)));
    known.set(name, found);
    return found;
  };
  return new Set(
    planned
      .filter(({ name, reads, everyone }) => everyone || (reads.length > 0 && !narrow(name)))
      .map(({ name }) => name),
  );
}

/**
 * Whether the goal's customers were chosen by what they did, by their spend or by a segment made of it: what such a group
 * did in the same period is what it was chosen by, and no place to start a goal from.
 */
export function groupByDeeds(
  planned: readonly Pick<PlannedCell, 'name' | 'reads' | 'compiled'>[],
  group: GoalScope['group'],
): boolean {
  if (group.kind !== 'segment') return group.kind === 'top';
  const cells = new Map(planned.map((cell) => [cell.name, cell]));
  const chain = new Set([group.cell]);
  for (const name of chain)
    for (const read of cells.get(name)?.reads ?? []) if (cells.has(read)) chain.add(read);
  return chosenByDeeds([...chain].flatMap((name) => cells.get(name) ?? []));
}
