import { expect } from 'vitest';
import type { EntityName } from '../../../src/entity/catalogue.ts';
import type { GoalScope } from '../../../src/entity/scope.ts';
import type { Given } from '../../../src/template/compile.ts';
import { renderFinding } from '../../../src/template/findings.ts';
import { templates } from '../../../src/template/registry.ts';
import type { ParamValues, Template } from '../../../src/template/schema.ts';
import { LONG, PART } from '../../tools/breadth.ts';
import type { Native } from '../support/native.ts';
import { checkOutput, checkRows } from './checks.ts';
import { randomCompany, randomGoal } from './random-company.ts';
import { openCompany, type Company, type Value } from './scoped.ts';
import { runCell, type Row } from './support.ts';

/**
 * What must hold of every analysis on any company, without knowing what it computes: relations between the
 * outputs of two runs (metamorphic relations), and between a finding and the table it speaks of.
 */

/** Analyses with something to compute. */
export const ANALYSES: readonly Template[] = [...templates.values()].filter((t) => t.sql !== null);

/** Settings worth a run of their own: each option that makes a template read other rows; for the long run. */
const READ_OTHERS: Record<string, ParamValues[]> = {
  rfm: [{ window: 'all' }, { method: 'quintile' }],
  'tier-rules': [{ scheme: 'standing' }, { window: 'all' }],
  'customer-360': [{ span: 'period' }],
  'cohort-retention': [{ window: 'period' }],
  'activity-heatmap': [{ source: 'events' }],
  funnel: [{ unit: 'session' }],
  metrics: [
    { metric: 'revenue', grain: 'none' },
    { metric: 'aov', grain: 'quarter', dimension: 'region' },
    { metric: 'events', grain: 'week' },
    { metric: 'new_customers', grain: 'month' },
    { metric: 'complaints', grain: 'month', dimension: 'industry' },
    { metric: 'aov_growth', grain: 'none' },
    { metric: 'usage_rate', grain: 'none', dimension: 'income' },
  ],
  'sales-behaviour': [{ by: 'person' }],
};

const TIMES: Record<EntityName, readonly string[]> = {
  orders: ['ordered_at'],
  events: ['occurred_at'],
  feedback: ['occurred_at'],
  customers: ['registered_at', 'updated_at', 'contract_end'],
};

/** Every analysis in the long run; otherwise every third one, others for the next seed, and of those a part. */
const asked = (seed: number): readonly Template[] =>
  LONG ? ANALYSES : ANALYSES.filter((_, i) => (i + seed) % (PART ? 24 : 3) === 0);

const settingsOf = ({ id }: Template): readonly ParamValues[] => [
  {},
  ...((LONG ? READ_OTHERS[id] : READ_OTHERS[id]?.slice(0, 1)) ?? []),
];

type Output = Pick<Awaited<ReturnType<typeof runCell>>, 'rows' | 'chart' | 'findings' | 'tables'>;
type Goal = Partial<GoalScope>;

/** A company of a seed with a goal whose dates are fixed, so that other data do not move them. */
export interface Drawn {
  seed: number;
  company: Company;
  goal: GoalScope;
  given: Given;
}

export async function draw(db: Native, seed: number): Promise<Drawn> {
  const { company, first, last } = randomCompany(seed);
  const goal = randomGoal(seed, first, last);
  const given = await (await openCompany(company, db)).scope(goal);
  const period = { kind: 'custom', start: given.periodStart, end: given.periodEnd } as const;
  return { seed, company, goal: { ...goal, period, asOf: given.asOf }, given };
}

/** Outputs of every analysis, by template and settings. */
export async function runAll(
  db: Native,
  company: Company,
  goal: Goal,
  only: readonly Template[],
): Promise<Map<string, Output>> {
  const given = await (await openCompany(company, db)).scope(goal);
  const outputs = new Map<string, Output>();
  for (const template of only)
    for (const params of settingsOf(template))
      outputs.set(`${template.id} ${JSON.stringify(params)}`, await runCell(db, template, params, given));
  return outputs;
}

/** Both runs say the same; sums may differ in their last bits by the order of adding. */
function expectSame(a: Map<string, Output>, b: Map<string, Output>, seed: number, change = plain): void {
  for (const [name, output] of a) {
    const { rows, chart, findings, tables } = b.get(name)!;
    const text = (out: Output) => JSON.stringify([out.rows, out.chart, out.findings, out.tables], change, 1);
    expect(text({ rows, chart, findings, tables }), `${name}, company ${seed}`).toBe(text(output));
  }
}

const plain = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(8)) : value;

const keep = (company: Company, row: (entity: EntityName, row: Record<string, Value>) => boolean): Company =>
  Object.fromEntries(
    Object.entries(company).map(([entity, rows]) => [
      entity,
      rows.filter((r) => row(entity as EntityName, r)),
    ]),
  );

/** Setting the goal's group is the same as having the group's data alone. */
async function groupIsRestriction(db: Native, { seed, company, goal }: Drawn): Promise<void> {
  const role = seed % 2 ? 'region' : 'industry';
  const value = seed % 2 ? 'north' : 'food';
  const group = { kind: 'attribute', role, value } as const;
  const members = new Set(
    (company.customers ?? []).filter((c) => c[role] === value).map((c) => c['customer']),
  );
  const alone = keep(company, (_, row) => members.has(row['customer'] ?? null));
  const whole = await runAll(db, company, { ...goal, group }, asked(seed));
  expectSame(whole, await runAll(db, alone, { ...goal, group: { kind: 'all' } }, asked(seed)), seed);
}

/** Who is not in the group changes nothing. */
async function outsiderChangesNothing(db: Native, { seed, company, goal, given }: Drawn): Promise<void> {
  const group = { kind: 'attribute', role: 'customers.region', value: 'north' } as const;
  const at = `${given.periodStart} 10:00:00`;
  const customer = 'outsider';
  const more: Company = {
    customers: [
      { customer, region: 'elsewhere', name: 'X', income: 1, owner: 'zoe', registered_at: '2001-01-01' },
    ],
    orders: [
      {
        customer,
        ordered_at: at,
        amount: 9e6,
        order_id: 'x1',
        product: 'px',
        category: 'kx',
        region: 'north',
      },
      { customer, ordered_at: '2001-01-01 10:00:00', amount: 7, order_id: 'x0', product: 'p1' },
    ],
    events: [
      { customer, occurred_at: at, action: 'pay', session: 's1', duration_seconds: 1, outcome: 'failure' },
    ],
    feedback: [{ customer, occurred_at: at, kind: 'complaint', nps: 0, csat: 1, rating: 100, text: 'bad' }],
  };
  const joined = Object.fromEntries(
    (['customers', 'orders', 'events', 'feedback'] as const).map((e) => [
      e,
      [...(company[e] ?? []), ...more[e]!],
    ]),
  );
  expectSame(
    await runAll(db, company, { ...goal, group }, asked(seed)),
    await runAll(db, joined, { ...goal, group }, asked(seed)),
    seed,
  );
}

/** What happens on the as-of date or later changes nothing. */
async function futureChangesNothing(db: Native, { seed, company, goal, given }: Drawn): Promise<void> {
  const asOf = seed % 2 ? given.asOf : given.periodEnd;
  const fixed = { ...goal, asOf };
  const seen = keep(
    company,
    (entity, row) => entity === 'customers' || String(row[TIMES[entity][0]!]) < asOf,
  );
  const known = new Set(
    [...(seen.orders ?? []), ...(seen.events ?? []), ...(seen.feedback ?? [])].map((r) => r['customer']),
  );
  const past = keep(seen, (entity, row) => {
    if (entity !== 'customers' || known.has(row['customer'] ?? null)) return true;
    return !(row['registered_at'] && String(row['registered_at']) >= asOf);
  });
  expectSame(await runAll(db, company, fixed, asked(seed)), await runAll(db, past, fixed, asked(seed)), seed);
}

/** Years after which the calendar repeats, weekdays and leap days included. */
const CYCLE = 28;
const later = (text: string): string => text.replace(/^\d{4}(?=-)/, (year) => String(Number(year) + CYCLE));

/** Moving all dates by years moves nothing but dates. */
async function datesAreRelative(db: Native, { seed, company, goal }: Drawn): Promise<void> {
  const moved = Object.fromEntries(
    Object.entries(company).map(([entity, rows]) => [
      entity,
      rows.map((row) => ({
        ...row,
        ...Object.fromEntries(
          TIMES[entity as EntityName]
            .filter((time) => typeof row[time] === 'string')
            .map((time) => [time, later(row[time] as string)]),
        ),
      })),
    ]),
  );
  const { period, asOf } = goal;
  if (period.kind !== 'custom') throw new Error('a drawn goal has dates');
  const then = {
    ...goal,
    asOf: asOf && later(asOf),
    period: { ...period, start: later(period.start), end: later(period.end) },
  };
  const back = (key: string, value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(/\b(20[5-9]\d)(?=-)/g, (year) => String(Number(year) - CYCLE))
      : plain(key, value);
  expectSame(
    await runAll(db, company, goal, asked(seed)),
    await runAll(db, moved, then, asked(seed)),
    seed,
    back,
  );
}

/** Findings are finite, in both languages of the same numbers, and lead to as many rows as they speak of. */
async function findingsAgreeWithTables(db: Native, { seed, company, goal, given }: Drawn): Promise<void> {
  await (await openCompany(company, db)).scope(goal);
  for (const template of asked(seed))
    for (const params of settingsOf(template)) {
      const { rows, chart, findings, tables } = await runCell(db, template, params, given);
      const name = `${template.id} ${JSON.stringify(params)}, company ${seed}`;
      try {
        checkOutput(template, rows, chart, findings, tables);
        await checkRows(db, template, findings, params, given);
      } catch (error) {
        throw new Error(`${name}: ${String(error)}`, { cause: error });
      }
      for (const finding of findings)
        expect(numbers(template, finding, 'zh'), name).toEqual(numbers(template, finding, 'en'));
    }
}

function numbers(template: Template, finding: Row, lang: 'zh' | 'en'): string[] {
  const rule = template.findings[String(finding['rule'])]!;
  const text = renderFinding(rule, finding, lang, (value, format) =>
    format === 'text' ? '' : String(value),
  );
  return text
    .filter((s) => s.bold)
    .map((s) => s.text)
    .sort();
}

/** Every relation, by what it says. */
export const RELATIONS: Record<string, (db: Native, drawn: Drawn) => Promise<void>> = {
  'the goal’s group is the group’s data alone': groupIsRestriction,
  'who is outside the group changes nothing': outsiderChangesNothing,
  'what comes after the as-of date changes nothing': futureChangesNothing,
  'moving all dates moves nothing but dates': datesAreRelative,
  'findings agree with their tables, in both languages': findingsAgreeWithTables,
};
