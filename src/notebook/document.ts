import type { ExpectedSource } from '../entity/source.ts';
import type { CleaningSetting } from '../entity/rules/rule.ts';
import type { GoalScope } from '../entity/scope.ts';
import type { ChartSpec } from '../chart/spec.ts';
import type { Format } from '../i18n/formats.ts';
import type { EntityName } from '../entity/catalogue.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';
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
  /** When a figure may leave in a report, chart or package. */
  disclosure: DisclosureRules;
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

export interface Goal extends GoalScope {
  /** Id of a preset, or '' for none. */
  preset: string;
  statement: string;
  departments: string[];
  questions: string[];
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
}

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
