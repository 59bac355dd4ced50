import type { Lang } from '../i18n/text.ts';
import { table } from './blocks.ts';
import type { Block } from './document.ts';
import { signedChange, keyFiguresOf, drawsFigures, type KeyFigure } from './key-figures.ts';
import { markOf } from './named-values.ts';
import type { RunFacts } from './run-facts.ts';

/** The key figures that a report gives, and the cell that they are of. */
export interface ToldFigures {
  cell: string;
  figures: readonly KeyFigure[];
}

/** Those of the first cell that draws some, as far as they may leave; null where there are none. */
export function toldFigures(
  { notebook, template: templateOf, disclosure }: RunFacts,
  lang: Lang,
): ToldFigures | null {
  for (const cell of notebook.cells) {
    const template = templateOf(cell.template);
    const rows = disclosure?.charts.get(cell.name);
    if (!drawsFigures(cell, template) || !rows) continue;
    const figures = keyFiguresOf(template, rows, lang, notebook.currency);
    return figures.length > 0 ? { cell: cell.name, figures } : null;
  }
  return null;
}

type Column = 'inPeriod' | 'inPeriodBefore' | 'moved';

/** What is written of a figure; a dash where nothing was before, or nothing can be said of how it moved. */
const written = (figure: KeyFigure): Record<Column, string> => ({
  inPeriod: figure.value,
  inPeriodBefore: figure.before ?? '–',
  moved: signedChange(figure) || '–',
});

/** Nothing is compared where no figure has a period before. */
const columnsOf = (figures: readonly KeyFigure[]): Column[] =>
  figures.some(({ before }) => before !== null) ? ['inPeriod', 'inPeriodBefore', 'moved'] : ['inPeriod'];

const nameOf = (cell: string, { id }: KeyFigure, column: Column): string => `${cell}.${id}.${column}`;

/** Each in the period, in the one before, and how it moved, as a table; `inNames` with marks in their place. */
export function figuresTable({ cell, figures }: ToldFigures, lang: Lang, inNames: boolean): Block {
  const columns = columnsOf(figures);
  const cellsOf = (figure: KeyFigure) =>
    columns.map((column) => (inNames ? markOf(nameOf(cell, figure, column)) : written(figure)[column]));
  return table(
    lang,
    ['figure', ...columns],
    figures.map((figure) => [figure.label, ...cellsOf(figure)]),
  );
}

/** Everything that has a mark there, by name. */
export const figureValues = ({ cell, figures }: ToldFigures): [string, string][] =>
  figures.flatMap((figure) =>
    columnsOf(figures).map((column): [string, string] => [
      nameOf(cell, figure, column),
      written(figure)[column],
    ]),
  );
