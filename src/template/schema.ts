import type { ChartSpec } from '../chart/spec.ts';
import type { Format } from '../i18n/formats.ts';
import type { RoleRef } from '../entity/catalogue.ts';
import type { Text } from '../i18n/text.ts';
import type { Claim } from './claim.ts';

/** Severity of a finding, in the order in which a report lists them. */
export type Severity = 'bad' | 'warning' | 'good' | 'info';

interface ParamBase {
  id: string;
  label: Text;
  help?: Text;
  /** Shown only when another parameter has one of these values. */
  when?: { param: string; is: (string | number | boolean)[] };
  /** Seldom changed: where there are many, folded away below those that are asked for first (`foldedParams`). */
  rare?: true;
}

/** One choice; `format` is that of the result columns which follow the parameter (`ResultColumn.follow`). */
export interface ChoiceOption {
  value: string;
  label: Text;
  /** Roles without which it has nothing to show. */
  needs?: RoleRef | RoleRef[];
  format?: Format;
  /** Heading it stands under. */
  group?: Text;
  /** What the choice means: shown with the definition while it is chosen. */
  define?: Definition;
  /**
   * Pieces of the template's SQL, written by its author like the rest of it: while the option is chosen each
   * stands at `$id_piece`. Every option of a parameter has the same pieces.
   */
  sql?: Record<string, string>;
  /** It stands for all the others that divide customers by what they are: columns added as options are among them. */
  every?: true;
  /** Set when a person wrote the pieces: what they become is looked at by the engine before it is run. */
  written?: true;
}

/** A definition in words and signs, with its unit. */
export interface Definition {
  text: Text;
  formula: string;
  unit: Text;
}

/**
 * A parameter. In SQL its value stands at `$id`; each part of a `weights` parameter at `$id_part`.
 * Values are checked against the kind and rendered as escaped literals, never spliced; what is spliced are
 * the template's own pieces that a choice stands for (`ChoiceOption.sql`).
 */
export type Param =
  | (ParamBase & {
      kind: 'number' | 'integer';
      default: number;
      min: number;
      max: number;
      step?: number;
      format?: Format;
    })
  | (ParamBase & { kind: 'boolean'; default: boolean })
  | (ParamBase & {
      kind: 'choice';
      default: string;
      options: ChoiceOption[];
      /** The notebook's own metrics are further options. */
      metrics?: true;
      /**
       * The notebook's segments are further options: it divides customers. Where its options have no pieces, what
       * a segment's class is stands at `$id_case`, as one more case of a CASE over `$id`.
       */
      segments?: true;
    })
  /** Several of the options; at `$id` as a list, the pieces of the chosen ones one under another. */
  | (ParamBase & { kind: 'choices'; default: string[]; options: ChoiceOption[]; metrics?: true })
  /** With `spans` a span as long as the period begins on it, whose last day stands at `$id_end`. */
  | (ParamBase & { kind: 'date'; default: string | null; spans?: true })
  | (ParamBase & { kind: 'text'; default: string; maxLength?: number })
  /** Several values of a column, for example the steps of a funnel; `[]` lets the SQL decide. */
  | (ParamBase & { kind: 'list'; default: string[]; suggest?: RoleRef })
  /** Named shares that sum to one; moving one scales the others. */
  | (ParamBase & { kind: 'weights'; default: Record<string, number>; parts: { id: string; label: Text }[] })
  /**
   * An ordered list of rules. In SQL a list of structs: `name`, and of each field its bounds `<field>_min` and
   * `<field>_max` (DOUBLE, NULL for none, both inclusive). `codes` names the column whose words a rule's name
   * is shown in when it is one of that column's codes.
   */
  | (ParamBase & { kind: 'rules'; default: Rule[]; fields: RuleField[]; codes?: string });

export interface RuleField {
  id: string;
  label: Text;
  format?: Format;
}

/** What a rule is called, and the bounds by field that a row must keep to; a field without one is free. */
export interface Rule {
  name: string;
  min: Record<string, number>;
  max: Record<string, number>;
}

export type ParamValue = number | boolean | string | null | string[] | Record<string, number> | Rule[];
export type ParamValues = Record<string, ParamValue>;

/** A column of the result table, in the order of the SELECT. */
export interface ResultColumn {
  name: string;
  label: Text;
  format: Format;
  help?: Text;
  /** Its values may be added up: money of a row, not an average or a rate. Said of a list of rows. */
  adds?: true;
  /** A choice parameter whose chosen option gives this column its label and format (see `resolve`). */
  follow?: string;
}

/**
 * A table beside the result: what the method found on the way to it, such as the coefficients of a model. Its
 * rows are those of `-- @table <id>` in `query.sql`; the Table tab offers it, exports stay the result's.
 */
export interface SideTable {
  id: string;
  title: Text;
  /** In the order of the SELECT. Codes are put into words by column name, as in the result. */
  columns: ResultColumn[];
}

/** `{ tier: { 'high value': { zh, en } } }` */
export type Codes = Record<string, Record<string, Text>>;

/** Who acts on a problem; the goal sheet's departments. */
export type Department = 'sales' | 'operations' | 'service' | 'marketing';

/** A row of the landing plan. Its texts take numbers of the finding as its sentence does. */
export interface Measure {
  action: Text;
  department: Department;
  /** What is measured, and what it should come to. */
  kpi: Text;
  target: Text;
  /** What the KPI is today; its slots are those of the finding's sentence. */
  now?: Text;
  /** It asks to find something out: no action yet, so that it stands in no plan. */
  looks?: true;
  /** Days from the day of the plan. */
  days: number;
}

/**
 * The sentence of one finding rule. `{name}` or `{name:format}` takes a column of the findings query;
 * numbers are set bold. `renderText` says which formats there are. `suggest` offers a one-click parameter change.
 */
export interface FindingRule {
  /** What it says beyond its figures, and what bears that out. */
  claim: Claim;
  sentence: Text;
  /**
   * Which rows of the result it is about: a condition in SQL. `{name}` takes a column of the finding's row as
   * a literal, `$param` a parameter of the cell (or `$as_of` …).
   */
  rows?: string;
  /** Column with the number of customers it is about, where that is not `customers`. */
  customers?: string;
  /** Set where it can change what somebody would do; see `kindOf`. */
  insight?: Insight;
  /**
   * Of a rule that counts customers who leave, are lost or may be: who is counted, after "customers". Analyses draw
   * that line each in its own way; a report sets the lines beside each other. Slots as in the sentence.
   */
  leaving?: Text;
  /** What a problem calls for: seeds its row of the landing plan. */
  measure?: Measure;
  suggest?: { param: string; value: ParamValue; label: Text };
}

/**
 * What is at stake in a finding, by columns of its row: money, a rate with its interval, or both.
 * `reach` names the column with how many people (or answers, baskets …) it is about where that is not the rule's
 * `customers`.
 */
export interface Insight {
  money?: Stake;
  rate?: Rate;
  reach?: string;
}

/** An amount: a column's size, or how far two columns lie apart, times how many. */
export type Stake = { column: string } | { between: [string, string]; times?: string };

/** A share of `of` cases, whose interval follows from the two, or any value with the ends of its interval. */
export type Rate = { share: string; of: string } | { value: string; low: string; high: string };

export interface Explanation {
  /** One or two sentences: what it answers and when to use it. */
  summary: Text;
  /** Exact definition, in words. */
  definition: Text;
  /** A formula in plain text, if there is one. */
  formula?: string;
  howToRead: Text;
  pitfalls: Text;
  /** Papers, books, standards. `url` is shown as text, never fetched. */
  sources: { label: string; url?: string }[];
}

export type ChartCondition =
  | { param: string; is: (string | number | boolean)[]; holds?: string }
  | { param?: undefined; holds: string };

/** Which of Cellar's own views a cell is drawn with; all analyses are `analysis`. */
export type View = 'analysis' | 'goal' | 'dictionary' | 'cleaning' | 'sql' | 'text' | 'report';

/** What `templates/<id>/template.ts` exports as default; the SQL stands beside it in `query.sql`. */
export interface TemplateMeta {
  id: string;
  version: number;
  view?: View; // default 'analysis'
  /** Its table is the answer and stands before its chart. */
  opens?: 'table';
  /** Shelf in the add-cell menu. */
  group: 'frame' | 'value' | 'behaviour' | 'satisfaction' | 'churn' | 'sales' | 'free';
  title: Text;
  question: Text;
  tags: string[];
  /** Roles that must be mapped, and roles used when they are. */
  needs: { required: RoleRef[]; optional: RoleRef[] };
  params: Param[];
  columns: ResultColumn[];
  tables?: SideTable[];
  /**
   * Words for coded values, by column name (of result, tables, chart and findings alike) and code: SQL keeps
   * one code in every language, screens and sentences show its words.
   */
  codes?: Codes;
  chart: ChartSpec | null;
  /**
   * `@chart` adds up rows of a `@result` that it need not have sorted: it is asked of the SELECT, before the table is
   * made. Worth it where a setting that is dragged changes the result and to sort that takes longer than to make it.
   */
  ahead?: true;
  /**
   * Charts that take its place while a parameter has one of the values, while the chart's rows hold anything in a
   * column, or both; the first that fits counts.
   */
  chartWhen?: (ChartCondition & { chart: ChartSpec; nowhere?: Text })[];
  /**
   * Which rows of the result a mark of the chart stands for, where it does not follow from the columns that both
   * have: a condition in SQL, `{name}` a column of the mark's row, `$param` as in `FindingRule.rows`.
   */
  marks?: string;
  /** Why no mark of `chart` leads to rows or customers, where none does: said below it. */
  nowhere?: Text;
  /** Columns of `@people` beside `customer`: what a mark or a condition has to agree in to lead to customers. */
  people?: string[];
  /**
   * Which of `@people` a mark of the chart or a finding counts, where they agree in no column: a condition like
   * `marks`, over the columns of `@people`.
   */
  behind?: string;
  /**
   * What the customers behind a mark or a finding are called, where what tells it does not say who they are: `{mark}` is
   * what it is told by, `{name}` a column of its row in words.
   */
  who?: Text;
  findings: Record<string, FindingRule>;
  explanation: Explanation;
}

/**
 * `query.sql` cut at its markers. Each section is one SELECT of plain DuckDB SQL.
 *
 *     -- @step base      (any number, each readable by name in what follows)
 *     -- @model bgnbd from base as fit
 *                        (a statistical model of `src/model`: reads the rows of a step before it, its rows are
 *                         the step `fit`; the SELECT below it, if any, returns its options as one row)
 *     -- @result         (becomes the table named after the cell)
 *     -- @table coefficients
 *                        (any number; reads `result` and steps, returns at most 5,000 rows: a `SideTable`)
 *     -- @chart          (optional; reads `result` and steps, returns the chart's rows)
 *     -- @people         (optional; reads steps that no model makes, the result not: `customer` and the columns that
 *                         tell by which of them a row of the result, or a mark of the chart, counts them)
 *     -- @findings       (optional; reads `result` and steps; columns rule, severity, then named numbers)
 */
export interface TemplateSql {
  steps: TemplateStep[];
  result: string;
  /** SELECTs of the side tables. */
  tables?: { name: string; sql: string }[];
  chart: string | null;
  findings: string | null;
  people?: string;
}

/** One named table on the way to the result. */
export interface TemplateStep {
  name: string;
  /** Its SELECT; of a model the SELECT of its options, or ''. */
  sql: string;
  /** Which model makes the rows, and from which step before it. */
  model?: { id: string; from: string };
}

/** A template in memory: what the registry hands out. Survives JSON unchanged. */
export interface Template extends TemplateMeta {
  sql: TemplateSql | null;
}
