import { agree, ROUNDING } from './agree.ts';
import type { Figure, RunRecord } from './record.ts';

/** A figure of two runs; null where one of them has it not. */
export interface ComparedFigure extends Omit<Figure, 'value'> {
  before: number | null;
  now: number | null;
}

/** Why figures of two runs do not stand for the same thing. */
export type Unlike =
  | { kind: 'period' | 'asOf' | 'group' | 'currency'; before: string; now: string }
  | { kind: 'cleaning' }
  | { kind: 'source-new' | 'source-gone'; source: string }
  | { kind: 'source-rows'; source: string; before: number; now: number }
  | { kind: 'settings' | 'template'; cell: string };

export interface Comparison {
  /** ISO instants. */
  before: string;
  now: string;
  /** In the order of the run now; figures that are gone come last. */
  figures: ComparedFigure[];
  unlike: Unlike[];
  /** At least so many customers did something else than before; null when that is not known. */
  changed: number | null;
}

/** Holds a run against an earlier one. */
export function compareRuns(before: RunRecord, now: RunRecord): Comparison {
  const earlier = new Map(before.figures.map((figure) => [figure.id, figure]));
  const present = new Set(now.figures.map(({ id }) => id));
  return {
    before: before.at,
    now: now.at,
    figures: [
      ...now.figures.map(({ value, ...figure }) => ({
        ...figure,
        before: whatItWas(earlier.get(figure.id)?.value ?? null, value),
        now: value,
      })),
      ...before.figures
        .filter(({ id }) => !present.has(id))
        .map(({ value, ...figure }) => ({ ...figure, before: value, now: null })),
    ],
    unlike: differences(before, now),
    changed: changedCustomers(before.customers, now.customers),
  };
}

/** What a figure was; what it is now where only the order in which it was added up is another. */
const whatItWas = (before: number | null, now: number): number | null =>
  agree(before, now, ROUNDING) ? now : before;

/** Buckets of customers that are not what they were. */
function changedCustomers(before: readonly string[] = [], now: readonly string[] = []): number | null {
  if (before.length === 0 || before.length !== now.length) return null;
  return now.filter((digest, i) => digest !== before[i]).length;
}

function differences(before: RunRecord, now: RunRecord): Unlike[] {
  const found: Unlike[] = [];
  const differ = (kind: 'period' | 'asOf' | 'group' | 'currency', a: string, b: string) => {
    if (a !== b) found.push({ kind, before: a, now: b });
  };
  const span = ({ scope }: RunRecord) => `${scope.start} – ${scope.end}`;
  differ('period', span(before), span(now));
  if (span(before) === span(now)) differ('asOf', before.scope.asOf, now.scope.asOf);
  differ('group', before.scope.group, now.scope.group);
  differ('currency', before.currency, now.currency);
  if (before.cleaning !== now.cleaning) found.push({ kind: 'cleaning' });
  const sources = new Map(before.sources.map((s) => [s.source, s]));
  for (const { source, read } of now.sources) {
    const old = sources.get(source);
    sources.delete(source);
    if (!old) found.push({ kind: 'source-new', source });
    else if (old.read !== read) found.push({ kind: 'source-rows', source, before: old.read, now: read });
  }
  for (const source of sources.keys()) found.push({ kind: 'source-gone', source });
  const cells = new Map(before.cells.map((cell) => [cell.name, cell]));
  for (const cell of now.cells) {
    const old = cells.get(cell.name);
    if (!old) continue;
    if (old.template !== cell.template || old.version !== cell.version)
      found.push({ kind: 'template', cell: cell.name });
    else if (old.settings !== cell.settings) found.push({ kind: 'settings', cell: cell.name });
  }
  return found;
}
