import type { ResultField, Rows } from '../engine/api.ts';

/**
 * Columns that say how many customers stand behind a row, in the order in which they are believed. A template (or
 * whoever writes a query) has one of them in what its chart or its result reads.
 */
export const COUNTS = ['behind', 'customers', 'users', 'targets'];
/** Column that names a customer: a row is then that customer's. */
export const ONE = 'customer';
/** Column with the largest share that one customer has in the row's sums, 0..1. */
export const TOP = 'top_share';

export interface Behind {
  /** Customers behind each row; null where nothing says how many. */
  customers: (number | null)[];
  /** Largest share of one customer in each row, where it is told. */
  top: (number | null)[];
}

/** The column that says how many customers stand behind a row, if there is one. */
export const countColumn = (fields: readonly Pick<ResultField, 'name'>[]): string | undefined =>
  COUNTS.find((name) => fields.some((field) => field.name === name));

/** What stands behind the rows of a chart or a table. */
export function behindRows(rows: Rows): Behind {
  const column = (name: string | undefined) =>
    rows.data[rows.fields.findIndex((field) => field.name === name)];
  const numbers = (values: unknown[] | undefined) =>
    Array.from({ length: rows.count }, (_, r) => {
      const value = values?.[r];
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    });
  const one = column(ONE);
  const customers = one
    ? Array.from({ length: rows.count }, () => 1)
    : numbers(column(countColumn(rows.fields)));
  return { customers, top: numbers(column(TOP)) };
}

/** Columns that say what stands behind a row and are no figures of their own. */
export const isAboutSupport = (column: string): boolean => column === 'behind' || column === TOP;

/** Customers behind the smallest of the rows; null when they do not say. */
export function smallestGroup(rows: Rows): number | null {
  const sizes = behindRows(rows).customers.filter((n): n is number => n !== null && n > 0);
  return sizes.length > 0 ? sizes.reduce((a, b) => Math.min(a, b)) : null;
}
