import type { Notebook } from './document.ts';

const isReport = ({ template }: Notebook['cells'][number]): boolean => template === 'report';

/** What people wrote into the notebook's reports: sections and rows of the plan. */
export const reportTexts = ({ cells }: Pick<Notebook, 'cells'>): string[] =>
  cells.filter(isReport).flatMap(({ text }) => Object.values(text).filter((words) => words.trim() !== ''));

/**
 * The notebook as it is given away: without what was written into its reports, which began as findings of the data
 * and holds their numbers. Whoever opens it gets the sections that follow from their own data.
 */
export const withoutReportTexts = (notebook: Notebook): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) => (isReport(cell) ? { ...cell, text: {} } : cell)),
});

/** Numbers in texts as they are written (`¥1,234.5`, `12.3 %`, `3.2 万`), each once, in order. Dates and list marks are none. */
export function numbersIn(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => [
    ...text
      // A name of a value is none of its numbers.
      .replace(/\{\{[^{}]*\}\}/g, ' ')
      .replace(/\d{4}-\d{2}(?:-\d{2})?/g, ' ')
      .replace(/^\s*\d+[.)]\s/gm, ' ')
      .matchAll(/(?<![\p{L}\d_])[¥$€£]?\d[\d,]*(?:\.\d+)?(?:\s?[%‰万亿])?/gu),
  ]);
  return [...new Set(found.map(([number]) => number))];
}
