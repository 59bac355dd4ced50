import type { ReadColumn } from './api.ts';

/** The columns that stand in a file: those that are made of a name stand behind them. */
export const inFile = (columns: readonly ReadColumn[]): ReadColumn[] =>
  columns.filter(({ made }) => made === undefined);

/** Whether a table's rows say what its sheet or file is called, so that nothing else is to say it. */
export const saysItsName = (columns: readonly ReadColumn[]): boolean => columns.some(({ made }) => made);
