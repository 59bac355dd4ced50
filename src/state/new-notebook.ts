import type { Lang } from '../i18n/text.ts';
import { fromNotebookTemplate } from '../notebook/create.ts';
import type { Notebook } from '../notebook/document.ts';
import { findNotebookTemplate } from '../notebook/templates.ts';
import { getTemplate } from '../template/registry.ts';

/** The main notebook, for files dropped without choosing one. */
const MAIN_TEMPLATE = 'customer-value';

/** A notebook as its template begins it; the main one where none, or one that is not there, is asked for. */
export const newNotebook = (template: string | null, lang: Lang): Notebook =>
  fromNotebookTemplate(
    findNotebookTemplate(template ?? MAIN_TEMPLATE) ?? findNotebookTemplate(MAIN_TEMPLATE)!,
    {
      lang,
      versionOf: (id) => getTemplate(id)?.version ?? 1,
    },
  );
