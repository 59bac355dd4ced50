import { mappingOf, proposeSource } from '../../../../src/import/meaning/detect.ts';

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
  const columns = names.map((name, i) => {
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
  const proposal = proposeSource({ name: 'export', columns });
  return { entity: proposal.entity, mapping: mappingOf(proposal) };
}
