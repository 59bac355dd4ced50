import type { Reading } from '../../files/api.ts';
import type { ColumnProfile } from '../stage/profile.ts';
import { lookAtColumns } from './meaning.ts';

/**
 * Looks at the columns of a table as its first rows are, and keeps nothing of it. The first look takes several times
 * as long as any later one, while the browser compiles what is used and names are brought into the form for comparing:
 * while the engine reads the table nobody waits for it. It ends with `turn`, which is waited for behind each step.
 */
export function rehearseLook(
  { name, columns, preview }: Pick<Reading, 'name' | 'columns' | 'preview'>,
  turn: () => Promise<unknown>,
): Promise<void> {
  const profile = columns.map((column, i): ColumnProfile => {
    const values = preview.flatMap((row) => row[i] ?? []);
    const examples = [...new Set(values)];
    const figures = { filled: values.length, distinct: examples.length, min: null, max: null, top: [] };
    return { name: column.name, sqlType: 'VARCHAR', ...figures, examples };
  });
  return lookAtColumns(name, profile, preview.length, turn);
}
