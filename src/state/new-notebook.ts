import type { Lang } from '../i18n/text.ts';
import { sameDataText } from '../i18n/same-data.ts';
import { fromNotebookTemplate, newNotebook as emptyNotebook } from '../notebook/create.ts';
import { defaultCell } from '../notebook/defaults.ts';
import type { Notebook } from '../notebook/document.ts';
import type { NotebookTemplate } from '../notebook/template.ts';
import { findNotebookTemplate } from '../notebook/templates.ts';
import { getTemplate } from '../template/registry.ts';
import { BLANK } from './shelf.ts';

/** The main notebook, for files dropped without choosing one. */
const MAIN_TEMPLATE = 'customer-value';

/** What every notebook begins with: the question, what the columns mean, how rows are cleaned, and key figures. */
const BEGINNING = ['goal', 'dictionary', 'cleaning', 'kpi'];

const versionOf = (id: string): number => getTemplate(id)?.version ?? 1;

/** A notebook as its template begins it; the main one where none, or one that is not there, is asked for. */
export const newNotebook = (template: string | NotebookTemplate | null, lang: Lang): Notebook =>
  template === BLANK ? blank(lang) : fromNotebookTemplate(templateOf(template), { lang, versionOf });

const templateOf = (template: string | NotebookTemplate | null): NotebookTemplate =>
  typeof template === 'object' && template
    ? template
    : (findNotebookTemplate(template ?? MAIN_TEMPLATE) ?? findNotebookTemplate(MAIN_TEMPLATE)!);

/** One without analyses beyond the figures that it opens on: its other cells are for the analyst to add. */
const blank = (lang: Lang): Notebook => ({
  ...emptyNotebook(sameDataText.blank[lang]),
  cells: BEGINNING.map((name) => ({
    ...defaultCell,
    name,
    template: name,
    templateVersion: versionOf(name),
    folded: name !== 'kpi',
  })),
});
