import { drawnSpec } from '../chart/spec-read.ts';
import type { ChartSpec } from '../chart/spec.ts';
import { suggestChart } from '../chart/suggest.ts';
import type { ResultField, Rows } from '../engine/api.ts';
import type { Connector } from '../engine/connector.ts';
import { rowObjects } from '../engine/rows.ts';
import type { LedgerRow } from '../entity/ledger.ts';
import type { Cell, Notebook } from '../notebook/document.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';
import { ok, type Result } from '../result.ts';
import { stretches } from '../run/stretches.ts';
import type { Given } from '../template/compile.ts';
import { findingRows } from '../template/finding-rows.ts';
import { resolve } from '../template/resolve.ts';
import type { Template } from '../template/schema.ts';
import { auditFigures, auditInTurn, type AuditedFigure } from './audit.ts';
import { exposureOf, type Exposure } from './exposure.ts';
import { behindSql, rowsBehind } from './finding-support.ts';
import { judgeFinding, slotsOf, type FindingRow } from './findings.ts';
import { hold, nothingHeld, type Held, type HeldReason } from './held.ts';
import { openMoney } from './ledger-money.ts';
import { chartMeasures, chartPlaces, tablePlaces } from './places.ts';
import { gateRows, kept, type GatedRows } from './rows.ts';
import type { HeldGroup } from './table.ts';
import { sketchOf } from './sketch.ts';
import { drawnAmounts, inToldDigits } from './told-digits.ts';

/** What may leave of a run's figures. The one gate: report, charts, comparison and packages take it from here. */
export interface Disclosure {
  rules: DisclosureRules;
  /** There are fewer customers in scope than the rules ask: nothing of the data may leave. */
  refused: boolean;
  /** Rows of each cell's chart that may leave; null for one that may not. */
  charts: ReadonlyMap<string, Rows | null>;
  /** Why a finding's row of a cell is held back; null when it may leave. */
  finding(cell: string, row: FindingRow): HeldReason | null;
  /** Whether further figures, beside all that may leave, would give a single customer's value away. */
  givesAway: (figures: readonly AuditedFigure[]) => boolean;
  /** Places of those of them that would. */
  telling: (figures: readonly AuditedFigure[]) => ReadonlySet<number>;
  /** Whether the money of a rule of the row account may leave. */
  money(rule: string): boolean;
  held: Held;
  /** Groups that each cell's chart holds back. */
  groups: ReadonlyMap<string, readonly HeldGroup[]>;
  /** Customers in the smallest group that a figure stands for; null when nothing says so. */
  smallest: number | null;
  /** What customers did, to tell by the next run how many changed; see `sketchOf`. */
  sketch: string[];
}

/** What a cell came to, as far as it can leave. */
export interface DisclosedOutput {
  fields: readonly ResultField[];
  chart: Rows | null;
  findings: Rows | null;
}

export interface DisclosureInput {
  notebook: Pick<Notebook, 'cells' | 'disclosure'>;
  template: (id: string) => Template | undefined;
  given: Given;
  output: (cell: string) => DisclosedOutput | undefined;
  /** The row account that is told with it. */
  ledger?: readonly Pick<LedgerRow, 'rule' | 'money'>[];
  /** Whether a cell looks at all customers because the goal's group, a segment, is made of it. */
  everyone?: (cell: string) => boolean;
  /** Lets others have their turn, waited for where it has taken long; left out where nobody waits. */
  turn?: () => Promise<void>;
}

interface Judged {
  cell: string;
  row: FindingRow;
  why: HeldReason | null;
  customers: number | null;
  figures: number[];
}

interface GatedChart extends GatedRows {
  all: Rows;
  places: string[];
  measures: string[];
  /** Measures that leave in as many digits as are told. */
  drawn: string[];
}

/** Passes everything that a run has to say through the gate. Faults: those of the engine. */
export async function disclose(
  db: Connector,
  { notebook, template: templateOf, given, output, ledger = [], everyone, turn }: DisclosureInput,
  signal?: AbortSignal,
): Promise<Result<Disclosure>> {
  const rules = notebook.disclosure;
  const wide = notebook.cells.some(({ name }) => everyone?.(name));
  const exposed = await exposureOf(db, { least: rules.customers, wide }, signal);
  if (!exposed.ok) return exposed;
  const exposure = exposed.value;
  const most = Math.max(0, ...exposure.customers);
  const refused = most > 0 && most < rules.customers;
  const charts = new Map<string, GatedChart>();
  const findings: Judged[] = [];
  const pause = stretches(turn);
  for (const cell of notebook.cells) {
    await pause();
    const template = templateOf(cell.template);
    const made = output(cell.name);
    if (!template || !made) continue;
    const spec = specOf(cell, template, made);
    const chart = spec && made.chart ? gatedChart(spec, made.chart, rules, exposure) : null;
    if (chart) charts.set(cell.name, chart);
    for (const row of made.findings ? rowObjects(made.findings) : []) {
      await pause();
      const rule = template.findings[String(row['rule'])];
      if (!rule) continue;
      const where = findingRows(template, String(row['rule']), row, {
        cell: cell.name,
        params: cell.params,
        given,
      });
      const sql =
        where.ok && where.value !== null ? behindSql(cell.name, made.fields, template, where.value) : null;
      const judged = judgeFinding({
        ...{ template, rule, row, rules, top: exposure.top },
        whole: [...exposure.customers, ...exposure.everyone],
        rows: sql === null ? null : await rowsBehind(db, sql, signal),
        chart: chart && { rows: chart.all, gated: chart, places: named(chart) },
      });
      const why = rules.customers > 1 ? judged.why : null;
      findings.push({ cell: cell.name, row, ...judged, why, figures: amountsOf(rule, row) });
    }
  }
  const { values } = exposure;
  const all = { least: rules.customers, customers: Math.max(0, ...exposure.customers) };
  if (rules.customers > 1) {
    const figures = leavingFigures(charts, findings);
    for (const i of await auditInTurn(pause, figures, values, all)) figures[i]!.hold();
    await pause();
  }
  const leaving = leavingFigures(charts, findings);
  const telling = (given: readonly AuditedFigure[]) => {
    const at = given.flatMap(({ value }, i) => (value > 1 ? [i] : []));
    // What is leaving has been looked at: it is only asked what these add to it.
    const figures = [...at.map((i) => given[i]!), ...leaving];
    const found = auditFigures(figures, values, { ...all, first: at.length });
    return new Set([...found].map((i) => at[i]!));
  };
  const givesAway = (given: readonly AuditedFigure[]) => telling(given).size > 0;
  const sketch = await sketchOf(db, signal);
  if (!sketch.ok) return sketch;
  const open = await openMoney(db, ledger, rules, signal);
  const money = (rule: string) => open.has(rule);
  return ok({ ...summed(rules, refused, charts, findings), money, givesAway, telling, sketch: sketch.value });
}

/** Columns by which a finding is found again among the marks: places, and names that the chart only carries. */
const named = ({ places, all }: GatedChart): string[] => [...new Set([...places, ...tablePlaces(all)])];

/** The chart that a cell draws: its own, its template's, or what can be drawn of a query's result. */
const specOf = (cell: Cell, template: Template, { fields, chart }: DisclosedOutput): ChartSpec | null =>
  drawnSpec(cell.chart) ??
  resolve(template, cell.params, chart).chart ??
  (template.view === 'sql' && chart ? suggestChart([...fields], chart.count) : null);

function gatedChart(
  spec: ChartSpec,
  rows: Rows,
  rules: DisclosureRules,
  { customers, top }: Exposure,
): GatedChart {
  const places = chartPlaces(spec, rows);
  // Tiles are no parts of a whole.
  const gated = gateRows(rows, rules, places, spec.kind === 'kpi' || places.length === 0 ? [] : customers);
  // A tile has all customers behind it, and whoever carries them all carries it.
  if (spec.kind === 'kpi' && (top ?? 0) > rules.share) gated.why = gated.why.map((why) => why ?? 'dominant');
  if (rules.customers <= 1) gated.why = gated.why.map(() => null);
  return {
    ...gated,
    all: rows,
    places,
    measures: chartMeasures(spec, rows),
    drawn: drawnAmounts(spec, rows),
  };
}

/** Numbers of a finding that a customer's value could be worked out from. */
const NO_AMOUNT = new Set([
  'integer',
  'percent',
  'percentage_points',
  'date',
  'timestamp',
  'month',
  'weekday',
  'hour',
  'text',
  'days',
]);

const amountsOf = (rule: Parameters<typeof slotsOf>[0], row: FindingRow): number[] => [
  ...new Set(
    slotsOf(rule)
      .filter(({ format }) => !NO_AMOUNT.has(format ?? 'text'))
      .map(({ column }) => row[column])
      .filter((n): n is number => typeof n === 'number' && Math.abs(n) > 1)
      .map(Math.abs),
  ),
];

/** The amounts that are still to leave, each with how to hold it back. */
function leavingFigures(
  charts: ReadonlyMap<string, GatedChart>,
  findings: readonly Judged[],
): (AuditedFigure & { hold: () => void })[] {
  const figures: (AuditedFigure & { hold: () => void })[] = [];
  for (const chart of charts.values()) {
    const columns = chart.all.fields.flatMap(({ name }, c) => (chart.measures.includes(name) ? [c] : []));
    chart.why.forEach((why, r) => {
      for (const c of why === null ? columns : []) {
        const value = chart.all.data[c]?.[r];
        if (typeof value !== 'number' || Math.abs(value) <= 1) continue;
        const held = () => void (chart.why[r] = 'part');
        figures.push({ value: Math.abs(value), customers: chart.customers[r] ?? null, hold: held });
      }
    });
  }
  for (const finding of findings.filter(({ why }) => why === null))
    for (const value of finding.figures)
      figures.push({ value, customers: finding.customers, hold: () => void (finding.why = 'part') });
  return figures;
}

function summed(
  rules: DisclosureRules,
  refused: boolean,
  charts: ReadonlyMap<string, GatedChart>,
  findings: readonly Judged[],
): Omit<Disclosure, 'sketch' | 'givesAway' | 'telling' | 'money'> {
  const held = nothingHeld();
  const shown = new Map<string, Rows | null>();
  const sizes: number[] = [];
  for (const [cell, { all, why, customers, drawn }] of charts) {
    const left = refused ? null : kept(all, (r) => why[r] === null);
    const rows = left && rules.customers > 1 ? inToldDigits(left, drawn) : left;
    shown.set(cell, rows);
    const lost = why.filter((reason) => reason !== null);
    if (!rows && all.count > 0) hold(held, 'charts', lost[0] ?? 'small');
    else for (const reason of lost) hold(held, 'rows', reason);
    if (rows) sizes.push(...customers.filter((n, r): n is number => why[r] === null && n !== null && n > 0));
  }
  const reasons = new Map<string, HeldReason>();
  for (const { cell, row, why, customers } of findings) {
    const reason = refused ? 'small' : why;
    if (reason) {
      reasons.set(keyOf(cell, row), reason);
      hold(held, 'findings', reason);
    } else if (customers !== null) sizes.push(customers);
  }
  return {
    ...{ rules, refused, charts: shown, held },
    groups: new Map([...charts].map(([cell, chart]) => [cell, heldGroups(chart)])),
    finding: (cell, row) => reasons.get(keyOf(cell, row)) ?? null,
    smallest: sizes.length > 0 ? sizes.reduce((a, b) => Math.min(a, b)) : null,
  };
}

const keyOf = (cell: string, row: FindingRow): string => `${cell}\n${JSON.stringify(row)}`;

/** The groups whose marks are held back, by their places. What only lacks a number of customers is no group to hide. */
const heldGroups = ({ all, places, why }: GatedChart): HeldGroup[] =>
  places.length === 0
    ? []
    : why.flatMap((reason, r) =>
        reason === null || reason === 'unknown'
          ? []
          : [
              Object.fromEntries(
                places.map((place) => [
                  place,
                  all.data[all.fields.findIndex(({ name }) => name === place)]?.[r],
                ]),
              ),
            ],
      );
