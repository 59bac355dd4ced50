import type { ReadColumn } from './api.ts';

/** The columns that stand in a file: those that are made of a name stand behind them. */
export const inFile = (columns: readonly ReadColumn[]): ReadColumn[] =>
  columns.filter(({ made }) => made === undefined);

/** Whether a table's rows say what its sheet or file is called, so that nothing else is to say it. */
export const saysItsName = (columns: readonly ReadColumn[]): boolean => columns.some(({ made }) => made);

/** What a table's file is called wherever its name must not stand, because that is a value of its rows. */
export const toldFile = (
  file: string,
  { name, columns }: { name: string; columns: readonly ReadColumn[] },
): string => (saysFile(columns) ? `${name}${/\.[a-z\d]+$/i.exec(file)?.[0] ?? ''}` : file);

/** Whether a table's rows say what its own file is called. */
export const saysFile = (columns: readonly ReadColumn[]): boolean => columns.some(({ made }) => made?.file);
