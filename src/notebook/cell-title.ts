import type { Lang } from '../i18n/text.ts';
import type { Template } from '../template/schema.ts';
import type { Cell } from './document.ts';

type Titled = Pick<Cell, 'name' | 'template' | 'title'>;

/** What a cell is called where others speak of it: its own title, else its template's, else its name. */
export const cellTitle = (
  { name, title }: Pick<Cell, 'name' | 'title'>,
  template: Pick<Template, 'title'> | undefined,
  lang: Lang,
): string => title || template?.title[lang] || name;

/** What a cell is called by its name, which is all there is of a cell that the notebook has no more. */
export function titleOfCell(
  name: string,
  cells: readonly Titled[],
  template: (id: string) => Pick<Template, 'title'> | undefined,
  lang: Lang,
): string {
  const cell = cells.find((other) => other.name === name);
  return cell ? cellTitle(cell, template(cell.template), lang) : name;
}

/** A title as one of several within a sentence: a question's mark would end it. */
export const titleInList = (title: string, lang: Lang): string =>
  lang === 'zh' || /[?？]$/.test(title) ? `“${title}”` : title;

/** What stands over a cell without a title of its own: the question that it answers. */
export const cellQuestion = (
  { template: id }: Pick<Cell, 'template'>,
  template: Pick<Template, 'question'> | undefined,
  lang: Lang,
): string => template?.question[lang] || id;

/** What stands over a cell and its figure: its own title, else the question that it answers. */
export const cellHeading = (
  cell: Pick<Cell, 'template' | 'title'>,
  template: Pick<Template, 'question'> | undefined,
  lang: Lang,
): string => cell.title || cellQuestion(cell, template, lang);
