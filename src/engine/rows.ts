import type { Rows } from './api.ts';

/** The rows as objects by column name, for small results. */
export function rowObjects<T = Record<string, unknown>>({ fields, count, data }: Rows): T[] {
  return Array.from(
    { length: count },
    (_, r) => Object.fromEntries(fields.map((field, c) => [field.name, data[c]?.[r] ?? null])) as T,
  );
}
