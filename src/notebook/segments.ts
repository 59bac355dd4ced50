import type { Cell, Notebook } from './document.ts';

/** The template of a segment's cell. */
export const SEGMENT = 'segment';

/** A saved segment: a cell whose result is customers. */
export interface SavedSegment {
  /** Name of its cell and table. */
  cell: string;
  /** As the analyst calls it; no two of a notebook are the same. */
  title: string;
}

/** The notebook's segments in its order. One without a title, or with another's, is told by its name. */
export function segmentsOf({ cells }: Pick<Notebook, 'cells'>): SavedSegment[] {
  const saved = cells.filter(({ template }) => template === SEGMENT);
  const titles = saved.map(({ title }) => title.trim());
  return saved.map(({ name }, i) => {
    const title = titles[i]!;
    const once = titles.indexOf(title) === titles.lastIndexOf(title);
    return { cell: name, title: title === '' ? name : once ? title : `${title} (${name})` };
  });
}

export const isSegment = (cells: readonly Pick<Cell, 'name' | 'template'>[], name: string): boolean =>
  cells.some((cell) => cell.name === name && cell.template === SEGMENT);

/** The goal's group, a segment with its title: the group can be spoken of without its notebook. */
export const namedGroup = ({ goal: { group }, cells }: Pick<Notebook, 'goal' | 'cells'>): NamedGroup =>
  group.kind === 'segment'
    ? { ...group, title: segmentsOf({ cells }).find(({ cell }) => cell === group.cell)?.title ?? group.cell }
    : group;

export type NamedGroup = Notebook['goal']['group'] & { title?: string };

const PREFIX = 'segment:';

/** What a parameter that divides customers holds where it divides them by a segment. */
export const segmentOption = (cell: string): string => `${PREFIX}${cell}`;
/** … and where by all of them, each customer in the first that has them. */
export const ALL_SEGMENTS = 'segments';
