import { readFile } from 'node:fs/promises';
import type { Lang } from '../i18n/text.ts';
import { fromNotebookTemplate, newNotebook } from '../notebook/create.ts';
import type { Notebook } from '../notebook/document.ts';
import { addCell } from '../notebook/edit.ts';
import { readNotebook } from '../notebook/file.ts';
import { holdsData } from '../notebook/holds-data.ts';
import { findNotebookTemplate, notebookTemplates } from '../notebook/templates.ts';
import { fail, ok, type Fault, type Result } from '../result.ts';
import { getTemplate } from '../template/registry.ts';
import { openFile } from './files.ts';

/**
 * The notebook of that id, that of a single analysis of that id, or the one in that file. Faults: `cli-notebook-unknown` {name, known}, those of
 * `cli-notebook-data` {name}, `readNotebook`, which also gives what is told to `notice`.
 */
export async function loadNotebook(
  name: string,
  lang: Lang,
  currency: string | null,
  notice: (fault: Fault) => void,
): Promise<Result<Notebook>> {
  const template = findNotebookTemplate(name);
  if (template) {
    const versionOf = (id: string) => getTemplate(id)?.version ?? 1;
    return ok(fromNotebookTemplate(template, { lang, versionOf, ...(currency ? { currency } : {}) }));
  }
  const analysis = getTemplate(name);
  if (analysis?.sql) {
    const empty = newNotebook(analysis.title[lang], currency ?? undefined);
    return ok(addCell(empty, { template: name, templateVersion: analysis.version }).notebook);
  }
  let text: string;
  try {
    text = await readFile(name, 'utf8');
  } catch {
    const known = notebookTemplates.map((t) => t.id).join(', ');
    return fail('cli-notebook-unknown', { values: { name, known } });
  }
  const notebook = notebookOfText(text, currency, notice);
  if (notebook.ok || !/^(?:json|notebook-format)/.test(notebook.fault.code)) return notebook;
  const file = await openFile(name);
  return file.ok && (await holdsData(file.value))
    ? fail('cli-notebook-data', { values: { name } })
    : notebook;
}

/** The notebook that a file's text is. Faults: those of `readNotebook`. */
export function notebookOfText(
  text: string,
  currency: string | null,
  notice: (fault: Fault) => void,
): Result<Notebook> {
  const notebook = readNotebook(text, notice);
  if (!notebook.ok || !currency) return notebook;
  return ok({ ...notebook.value, currency });
}
