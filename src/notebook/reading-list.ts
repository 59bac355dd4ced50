import type { Lang, Text } from '../i18n/text.ts';
import type { CellDraft } from './template.ts';

/** A numbered line of the list in which order to read a notebook, with the cell that it leads to. */
const LINE = /^\d+\. \[(.+)\]\(#(\w+)\)$/;

const LANGS: readonly Lang[] = ['zh', 'en'];

const isList = ({ template, text }: CellDraft): boolean =>
  template === 'text' && (text?.['body']?.en.split('\n').some((line) => LINE.test(line)) ?? false);

/** What a notebook's list says of one of its cells; null where it does not name it. */
export function lineOf(cell: string, cells: readonly CellDraft[]): Text | null {
  const body = cells.find(isList)?.text?.['body'];
  const words = LANGS.map(
    (lang) => (body?.[lang] ?? '').split('\n').find((line) => LINE.exec(line)?.[2] === cell) ?? '',
  ).map((line) => LINE.exec(line)?.[1]);
  return words[0] && words[1] ? { zh: words[0], en: words[1] } : null;
}

/**
 * Cells in which the list of what to read also names those that were added, where they stand: a reader who goes by it
 * would pass them over. A notebook without a list is read from above.
 */
export function listed(
  cells: readonly CellDraft[],
  added: readonly { cell: CellDraft; line: Text }[],
): CellDraft[] {
  const place = new Map(cells.map(({ name }, i) => [name, i]));
  const linesOf = (body: string, lang: Lang): string => {
    const lines = body.split('\n');
    const last = lines.findLastIndex((line) => LINE.test(line));
    const known = lines.flatMap((line) => {
      const [, words, cell] = LINE.exec(line) ?? [];
      return words && cell ? [{ words, cell }] : [];
    });
    const all = [
      ...known,
      ...added.map(({ cell, line }) => ({ words: line[lang], cell: cell.name })),
    ].toSorted((a, b) => (place.get(a.cell) ?? 0) - (place.get(b.cell) ?? 0));
    const numbered = all.map(({ words, cell }, i) => `${i + 1}. [${words}](#${cell})`);
    return [...numbered, ...lines.slice(last + 1)].join('\n');
  };
  return cells.map((cell) => {
    const body = cell.text?.['body'];
    return added.length > 0 && body && isList(cell)
      ? { ...cell, text: { ...cell.text, body: { zh: linesOf(body.zh, 'zh'), en: linesOf(body.en, 'en') } } }
      : cell;
  });
}
