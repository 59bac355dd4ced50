import { notebookTemplates } from './templates.ts';

const texts = new Set(
  notebookTemplates.flatMap(({ notebook }) => notebook.cells.flatMap((cell) => (cell.sql ? [cell.sql] : []))),
);

/** Whether a query is one that a notebook template of Cellar's comes with, to the letter: no person has written it. */
export const isShippedSql = (sql: string): boolean => texts.has(sql);
