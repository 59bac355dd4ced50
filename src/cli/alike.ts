import { detectPersonal } from '../privacy/detect.ts';
import type { FoundTable } from './load.ts';

const shapeOf = ({ reading }: FoundTable): string =>
  reading.columns
    .map(({ name }) => name)
    .sort()
    .join('\n');

/**
 * The columns of a table that hold people in another one of the same columns, a month's sheet, say: the customers of
 * both are to come in alike, or none of them would be the same in both, and a few rows show less than many.
 */
export function personalAlike(tables: readonly FoundTable[], table: FoundTable): ReadonlySet<string> {
  const others = tables.filter((other) => other !== table && shapeOf(other) === shapeOf(table));
  return new Set(
    others.flatMap(({ reading: { columns, preview } }) =>
      columns.flatMap(({ name }, i) => {
        const values = preview.flatMap((row) => ((row[i] ?? '') === '' ? [] : [row[i]!]));
        return detectPersonal(name, values) === null ? [] : [name];
      }),
    ),
  );
}
