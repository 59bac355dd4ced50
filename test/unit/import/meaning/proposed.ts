import type { EntityName } from '../../../../src/entity/catalogue.ts';
import { mappingOf, proposeSource } from '../../../../src/import/meaning/detect.ts';

/** A header and one line of a file, and what is to be made of it. */
export type ProposedFile = [
  what: string,
  entity: EntityName,
  header: string,
  line: string,
  /** Role to column; undefined where none is to have it. */
  roles: Record<string, string | undefined>,
];

/** Columns of text, as a preview would describe them. */
export const columnsOf = (names: readonly string[], rows: readonly (readonly string[])[]) =>
  names.map((name, i) => {
    const examples = rows.map((row) => row[i] ?? '').filter((value) => value !== '');
    return {
      name,
      type: 'text',
      examples,
      filled: examples.length,
      distinct: new Set(examples).size,
      rows: rows.length,
    };
  });

const turn = (words: readonly string[], i: number): string => words[i % words.length]!;

/**
 * What is proposed for a header and one line of it, put on twelve days (`#`) with twelve customers; `@` is another on every
 * line, and of `a/b` in a cell that begins with `~` the lines take turns.
 */
export function proposed(header: string, line: string) {
  const names = header.split('|');
  const cells = line.split('|');
  const rows = Array.from({ length: 24 }, (_, i) =>
    cells.map((cell) =>
      (cell.startsWith('~') ? turn(cell.slice(1).split('/'), i) : cell)
        .replaceAll('#', String(10 + (i % 12)))
        .replaceAll('@', String(100 + i))
        .replaceAll('%', `${i}@`),
    ),
  );
  const columns = columnsOf(names, rows);
  const proposal = proposeSource({ name: 'export', columns });
  return { entity: proposal.entity, mapping: mappingOf(proposal) };
}
