import type { RoleRef } from '../entity/catalogue.ts';
import type { Text } from '../i18n/text.ts';
import type { TemplateMeta } from '../template/schema.ts';
import type { Cell, Goal } from './document.ts';
import type { CleaningSetting } from '../entity/rules/rule.ts';

/**
 * A saved notebook offered as a starting point: a file `templates/notebooks/<id>.cellar.json`. Where a
 * notebook has words it has a `Text`, resolved to the analyst's language when the notebook is made.
 */
export interface NotebookTemplate {
  format: 'cellar-notebook-template';
  version: 1;
  id: string;
  title: Text;
  description: Text;
  /** Shelf on the start page. */
  group: TemplateMeta['group'];
  /** Roles that make it worth choosing, and roles that it uses when they are there. */
  needs: { required: RoleRef[]; optional: RoleRef[] };
  notebook: NotebookDraft;
}

/** A notebook before its language is chosen; what is left out has the notebook file's defaults. */
export interface NotebookDraft {
  title: Text;
  currency?: string;
  goal?: GoalDraft;
  cleaning?: CleaningSetting[];
  cells: CellDraft[];
}

type GoalWords = 'statement' | 'criterion';
/** A goal's words; those left out are the preset's. Departments are ids of `goals.ts`. */
export type GoalDraft = Partial<Omit<Goal, GoalWords | 'questions'>> &
  Partial<Record<GoalWords, Text>> & { questions?: Text[] };

export type CellDraft = Pick<Cell, 'name' | 'template'> &
  Partial<Omit<Cell, 'title' | 'text'>> & { title?: Text; text?: Record<string, Text> };
