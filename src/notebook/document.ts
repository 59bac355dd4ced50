import type { ChartSpec, Format } from '../chart/spec.ts';
import type { EntityName } from '../entity/catalogue.ts';
import type { ParamValues } from '../template/schema.ts';

/** The document: goal, what it expects of its sources, cleaning rules and ordered cells. Never data. */
export interface Notebook {
  format: 'cellar-notebook';
  version: 2;
  title: string;
  /** ISO 4217, for money's sign. */
  currency: string;
  goal: Goal;
  sources: ExpectedSource[];
  cleaning: CleaningSetting[];
  /** Metrics that the analyst defined, offered wherever the catalogue's are. */
  metrics: OwnMetric[];
  cells: Cell[];
}

/** A metric of the analyst's own: one aggregate expression over the rows of an entity. */
export interface OwnMetric {
  /** `own_…`, unique in the notebook: what parameters and the goal's choice name it by. */
  id: string;
  /** As the analyst calls it. */
  name: string;
  entity: EntityName;
  /** DuckDB SQL over the entity's roles: `sum(amount) / count(DISTINCT customer)`. */
  expression: string;
  format: Format;
}

export interface Goal {
  /** Id of a preset, or '' for none. */
  preset: string;
  statement: string;
  departments: string[];
  questions: string[];
  /** Ids of behaviour types; events of other types are out of scope. Empty: all of them. */
  behaviours: string[];
  /** Id of an industry preset, or ''. */
  industry: string;
  /** Whom the business sells to: it adds metrics to those of the industry. */
  model: '' | 'b2b' | 'b2c';
  /** Ids of the chosen metrics, of the catalogue or the notebook's own. Empty: the starter set. */
  metrics: string[];
  criterion: string;
  owner: string;
  /** ISO date, or ''. */
  date: string;
  confirmed: boolean;
  /** Which customers count: all, one value of a customer attribute, or the top share by spend. */
  group:
    { kind: 'all' } | { kind: 'attribute'; role: string; value: string } | { kind: 'top'; share: number };
  /** Months before the as-of date, a calendar year, fixed dates (inclusive), or everything. */
  period:
    | { kind: 'months'; months: number }
    | { kind: 'year'; year: number }
    | { kind: 'custom'; start: string; end: string }
    | { kind: 'all' };
  /** ISO date; null = the day after the last order (or event, or feedback). */
  asOf: string | null;
}

/** What a source must look like: kept so that next month's file needs no clicks. No data in it. */
export interface ExpectedSource {
  name: string;
  /** System it came from (CRM, shop, …), free text. */
  system: string;
  /** ISO date of the last export, or ''. */
  updated: string;
  /** How often a new export is due. */
  cadence: Cadence;
  entity: EntityName;
  columns: { name: string; type: string }[];
  /** Role name to source column (by its name). */
  mapping: Record<string, string>;
  /** Column name to privacy policy; a column not named here is kept. */
  privacy: Record<string, PrivacyPolicy>;
  /** How the file is read, where it was corrected by hand (encoding, delimiter, header row …). */
  reading: Record<string, unknown>;
}

export type Cadence = '' | 'week' | 'month' | 'quarter' | 'year';

export type PrivacyPolicy = 'keep' | 'mask' | 'pseudonymise' | 'drop';

/** A cleaning rule's setting; rules not listed here run with their defaults. */
export interface CleaningSetting {
  rule: string;
  action: CleaningAction;
  params: Record<string, number | string>;
}

/** `keep`: rule off; `flag`: kept and marked; `correct`: value mended; `quarantine`: set aside. */
export type CleaningAction = 'keep' | 'flag' | 'correct' | 'quarantine';

export interface Cell {
  /** Name of the cell and of its result table: `[a-z][a-z0-9_]*`, unique in the notebook. */
  name: string;
  template: string;
  templateVersion: number;
  /** Own title; '' takes the template's question. */
  title: string;
  folded: boolean;
  params: ParamValues;
  /** Forked SQL (one SELECT, `$param` placeholders allowed), or null for the template's own. */
  sql: string | null;
  /** Own chart (free SQL cells, edited charts), or null for the template's. */
  chart: ChartSpec | null;
  /** Markdown of a text cell; the hand-edited parts of a report, by section id. */
  text: Record<string, string>;
}
