import type { Text } from '../../i18n/text.ts';
import type { EntityName } from '../catalogue.ts';

/** A cleaning rule's setting; rules not listed here run with their defaults. */
export interface CleaningSetting {
  rule: string;
  action: CleaningAction;
  params: Record<string, number | string>;
}

/** `keep`: rule off; `flag`: kept and marked; `correct`: value mended; `quarantine`: set aside. */
export type CleaningAction = 'keep' | 'flag' | 'correct' | 'quarantine';

/** A number or a word that a rule takes; the page draws a control for it. */
export type RuleParam =
  | { id: string; label: Text; kind: 'number'; default: number; min: number; max: number }
  /** `words`: what the default is in each language, where it is a word of one. */
  | { id: string; label: Text; kind: 'text'; default: string; words?: Text }
  | { id: string; label: Text; kind: 'choice'; default: string; options: { value: string; label: Text }[] };

/** What a rule's SQL may ask about the case at hand. */
export interface RuleContext {
  /** Whether some source of the rule's entity fills this role. */
  has(role: string): boolean;
  /** Whether no value of a role is known to be below zero, and whether every row is known to have one of its own. */
  unsigned(role: string): boolean;
  unique(role: string): boolean;
  /** Whether an entity has a source at all. */
  hasEntity(entity: EntityName): boolean;
  /** A parameter as an SQL literal, checked against its kind and bounds. */
  param(id: string): string;
  /** The value behind `param`. */
  value(id: string): string | number;
  /** What another rule is set to, as it holds; of one that has nothing to look at, its settings as they stand. */
  paramsOf(rule: string): Readonly<Record<string, number | string>>;
  actionOf(rule: string): CleaningAction | null;
  /** ISO date of the run: nothing can have happened after the day that follows it. */
  today: string;
}

interface RuleBase {
  /** `<entity>.<what>`; stands in notebooks, ledgers and `_flags`. */
  id: string;
  entity: EntityName;
  title: Text;
  explanation: Text;
  defaultAction: CleaningAction;
  actions: CleaningAction[];
  params: RuleParam[];
  /** Keeps parameters that are not listed: what is said of the values of a column, by value. */
  open?: true;
  /** Roles without which the rule has nothing to look at. */
  roles: string[];
  /** At least one of these roles, when given. */
  anyRole?: string[];
  /** The rule stands aside when one of these roles is mapped. */
  unless?: string[];
  /** More than one source of its entity must be there. */
  several?: true;
  /** Other entity that must be there. */
  needsEntity?: EntityName;
  /** Rows of other entities must describe customers (`rows`), beside files of customers (`both`). */
  told?: 'rows' | 'both';
  /** What becomes of what it sets aside, in half a sentence, where that is not just that no analysis counts it. */
  aside?: Text;
  /** False: rows it sets aside count in no analysis and cannot be put back one by one. */
  restorable?: false;
}

/** Judged on its own mapped row: `condition` is a predicate over the columns of `mapped_<entity>`. */
export interface RowRule extends RuleBase {
  scope: 'row';
  /** Statements that prepare small tables the condition reads. */
  setup?(context: RuleContext): string[];
  condition(context: RuleContext): string;
  /** Roles and SQL of their mended values over what rules before it made of them, for action `correct`. */
  corrections?(context: RuleContext): { role: string; sql: (value: string) => string }[];
  /** SQL over a mended or marked row of what it is about in money, which the ledger sums. */
  money?(context: RuleContext): string | null;
}

/** Judged among the rows that row rules have left: `hits` selects `_source, _row` from `clean.<entity>`. */
export interface SetRule extends RuleBase {
  scope: 'set';
  hits(context: RuleContext): string;
  /** The role whose mended value `hits` selects beside, under its name, for action `correct`. */
  mends?: string;
}

export type CleaningRule = RowRule | SetRule;

export const SET_ASIDE: CleaningAction[] = ['keep', 'flag', 'quarantine'];
export const MEND: CleaningAction[] = ['keep', 'flag', 'correct', 'quarantine'];
