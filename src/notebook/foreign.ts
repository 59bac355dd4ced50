import { CLEANING_RULES, type CleaningRule } from '../entity/cleaning-rules.ts';
import { defaultPolicy, detectPersonal } from '../privacy/detect.ts';
import { isLaxer, type DisclosureRules } from '../privacy/disclosure-rules.ts';
import { isWeaker, type PersonalKind, type PrivacyPolicy } from '../privacy/kinds.ts';
import { judgedIn } from '../values/status-columns.ts';
import type { StatusClass } from '../values/status-words.ts';
import { guardFunctions } from '../sql/guard.ts';
import type { Cell, Notebook, OwnMetric } from './document.ts';
import { notebookTemplates } from './templates.ts';

/** SQL that is no template's. */
export interface OwnSql {
  cell: string;
  title: string;
  /** Template it was rewritten from; `sql` for a free cell. */
  template: string;
  sql: string;
  /** The function or file that it may not use, as written: the cell will not run. */
  refused: string | null;
}

/** A column that would be kept more openly than its name alone suggests. */
export interface RawColumn {
  source: string;
  column: string;
  kind: PersonalKind;
  asks: PrivacyPolicy;
  /** What Cellar itself proposes for a column of that name. */
  proposes: PrivacyPolicy;
}

/** A setting that may leave out rows which would count otherwise. */
export type Dropping =
  | { kind: 'tail' | 'header'; source: string; lines: number }
  | { kind: 'rule'; rule: CleaningRule };

/** A text that somebody wrote: Markdown of a text cell, or a section of a report. */
export interface BroughtText {
  cell: string;
  text: string;
}

/** What a notebook brings beyond what Cellar itself says, for whoever did not write it. */
export interface Brought {
  sql: OwnSql[];
  raw: RawColumn[];
  dropping: Dropping[];
  metrics: OwnMetric[];
  texts: BroughtText[];
  /** Rules that let out more than Cellar's own do: at most one. */
  disclosure: DisclosureRules[];
}

/** What a status may be called by hand without its rows being set aside by it. */
const COUNTED: readonly StatusClass[] = ['sale', 'unpaid', 'partial_refund', 'unknown'];

/** SQL and texts of the notebooks that Cellar offers, in both languages. */
const offered = (): Set<string> =>
  new Set(
    notebookTemplates.flatMap(({ notebook }) =>
      notebook.cells.flatMap(({ sql, text = {} }) => [
        ...(sql ? [sql] : []),
        ...Object.values(text).flatMap(({ zh, en }) => [zh, en]),
      ]),
    ),
  );

export function whatItBrings(
  notebook: Pick<Notebook, 'cells' | 'sources' | 'cleaning' | 'metrics' | 'disclosure'>,
): Brought {
  const { cells, sources, cleaning, metrics, disclosure } = notebook;
  const known = offered();
  return {
    sql: cells.flatMap(ownSql).filter(({ sql }) => !known.has(sql)),
    raw: sources.flatMap(rawColumns),
    dropping: [
      ...sources.flatMap(({ name, reading }): Dropping[] => [
        ...lines(name, 'tail', reading['skipTail']),
        // The header's own line, counted from 1, leaves out those before it.
        ...lines(name, 'header', Number(reading['headerLine'] ?? 1) - 1),
      ]),
      ...CLEANING_RULES.filter((rule) => {
        const setting = cleaning.find((one) => one.rule === rule.id);
        if (setting && rule.open && judgedIn(setting.params).some((one) => !COUNTED.includes(one.class)))
          return true;
        if (!setting || setting.action !== 'quarantine' || !rule.actions.includes('quarantine')) return false;
        // A rule that sets aside by itself may be given bounds that take more.
        return (
          rule.defaultAction !== 'quarantine' ||
          rule.params.some(({ id, default: usual }) => (setting.params[id] ?? usual) !== usual)
        );
      }).map((rule): Dropping => ({ kind: 'rule', rule })),
    ],
    metrics,
    texts: cells.flatMap(({ name, text }) =>
      Object.values(text)
        .filter((words) => words.trim() !== '' && !known.has(words))
        .map((words) => ({ cell: name, text: words })),
    ),
    disclosure: isLaxer(disclosure) ? [disclosure] : [],
  };
}

/** Whether there is nothing in it to look at. */
export const bringsNothing = (brought: Brought): boolean =>
  Object.values(brought).every((list: unknown[]) => list.length === 0);

function ownSql({ name, title, template, sql }: Cell): OwnSql[] {
  if (sql === null || sql.trim() === '') return [];
  const guarded = guardFunctions(sql);
  const refused = guarded.ok ? null : String(guarded.fault.values?.['name'] ?? '');
  return [{ cell: name, title, template, sql, refused }];
}

function rawColumns({
  name,
  columns,
  mapping,
  attributes = {},
  privacy,
}: Notebook['sources'][number]): RawColumn[] {
  const named = new Set([...columns.map((column) => column.name), ...Object.keys(privacy)]);
  return [...named].flatMap((column): RawColumn[] => {
    const kind = detectPersonal(column, []);
    if (kind === null) return [];
    const role =
      Object.entries({ ...attributes, ...mapping }).find(([, held]) => held === column)?.[0] ?? null;
    // That a role is a colleague's is the notebook's own word: it does not make the column less personal.
    const [bare, meant] = [defaultPolicy(kind, null), defaultPolicy(kind, role)];
    const proposes = isWeaker(meant, bare) ? bare : meant;
    const asks = Object.hasOwn(privacy, column) ? privacy[column]! : 'keep';
    return isWeaker(asks, proposes) ? [{ source: name, column, kind, asks, proposes }] : [];
  });
}

const lines = (source: string, kind: 'tail' | 'header', count: unknown): Dropping[] =>
  typeof count === 'number' && count > 0 ? [{ kind, source, lines: count }] : [];
