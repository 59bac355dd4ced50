import type { Lang, Text } from '../i18n/text.ts';
import { defaultCell, defaultGoal, defaultNotebook } from './defaults.ts';
import type { Cell, Goal, Notebook } from './document.ts';
import { GOAL_PRESETS } from './goals.ts';
import type { CellDraft, GoalDraft, NotebookTemplate } from './template.ts';

export interface CreateOptions {
  lang: Lang;
  /** ISO 4217; default: the draft's, else the file's default. */
  currency?: string;
  /** Current version of a template, kept in each cell; default 1. */
  versionOf?: (template: string) => number;
}

/** An empty notebook. */
export function newNotebook(title: string, currency: string = defaultNotebook.currency): Notebook {
  return structuredClone({ ...defaultNotebook, title, currency });
}

/** A notebook made from a notebook template, its words in one language. */
export function fromNotebookTemplate(template: NotebookTemplate, options: CreateOptions): Notebook {
  const { lang, versionOf = () => 1 } = options;
  const draft = structuredClone(template.notebook);
  return {
    ...newNotebook(draft.title[lang], options.currency ?? draft.currency),
    goal: goalOf(draft.goal ?? {}, lang),
    cleaning: draft.cleaning ?? [],
    cells: draft.cells.map((cell) => cellOf(cell, lang, versionOf)),
  };
}

function goalOf(draft: GoalDraft, lang: Lang): Goal {
  const { statement, criterion, departments, questions, ...rest } = draft;
  const preset = GOAL_PRESETS.find((p) => p.id === draft.preset);
  return {
    ...defaultGoal,
    ...rest,
    statement: (statement ?? preset?.statement)?.[lang] ?? '',
    criterion: (criterion ?? preset?.criterion)?.[lang] ?? '',
    departments: [...(departments ?? preset?.departments ?? [])],
    questions: questions?.map((text) => text[lang]) ?? [...(preset?.questions[lang] ?? [])],
  };
}

function cellOf(draft: CellDraft, lang: Lang, versionOf: (template: string) => number): Cell {
  const { title, text, ...rest } = draft;
  return {
    ...defaultCell,
    templateVersion: versionOf(draft.template),
    ...rest,
    title: title?.[lang] ?? '',
    text: Object.fromEntries(
      Object.entries(text ?? {}).map(([id, words]: [string, Text]) => [id, words[lang]]),
    ),
  };
}
