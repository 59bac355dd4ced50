import * as v from 'valibot';
import { FORMATS } from '../i18n/formats.ts';
import { ENTITY_NAMES } from '../entity/catalogue.ts';
import { DISCLOSURE_BOUNDS } from '../privacy/disclosure-rules.ts';
import { PRIVACY_POLICIES } from '../privacy/kinds.ts';
import { OWN_METRIC_ID } from './names.ts';
import { isObject } from './json.ts';

/*
 * The shape of a notebook file, version 2: sparse (every field but a cell's name and template may be
 * left out) and open (unknown fields pass at every level, because saving keeps them).
 * Lengths are bounds against hostile files, far above what an analyst writes.
 */

const short = v.pipe(v.string(), v.maxLength(2_000));
const long = v.pipe(v.string(), v.maxLength(1_000_000));
/** Text that is written line by line in the file, so that a diff shows the lines. */
const lines = v.union([long, v.pipe(v.array(long), v.maxLength(100_000))]);
const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Years that leave room on both sides: a period may reach back by centuries and keep four digits. */
const [FIRST_YEAR, LAST_YEAR] = [1000, 9000];
const isoDate = v.pipe(
  v.string(),
  v.isoDate(),
  v.check(
    (date) => isDay(date) && Number(date.slice(0, 4)) >= FIRST_YEAR && Number(date.slice(0, 4)) <= LAST_YEAR,
  ),
);

/** Whether there is such a day: no 31 February. */
function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

const names = v.pipe(v.array(short), v.maxLength(1_000));

/** Unlike `v.record`, this also judges the values under keys such as `constructor`. */
const recordOf = <T>(value: v.GenericSchema<T>) =>
  v.custom<Record<string, T>>(
    (input) => isObject(input) && Object.values(input).every((item) => v.is(value, item)),
    'Invalid value in the object',
  );

const rule = v.looseObject({ name: short, min: recordOf(finite), max: recordOf(finite) });
const paramValue = v.union([
  finite,
  v.boolean(),
  long,
  v.null(),
  names,
  recordOf(finite),
  v.pipe(v.array(rule), v.maxLength(1_000)),
]);

const cell = v.looseObject({
  name: v.string(),
  template: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/)),
  templateVersion: v.optional(v.pipe(count, v.minValue(1))),
  title: v.optional(short),
  folded: v.optional(v.boolean()),
  params: v.optional(recordOf(paramValue)),
  sql: v.optional(v.nullable(lines)),
  // Judged field by field when the notebook is read: a bad chart does not refuse the notebook.
  chart: v.optional(v.unknown()),
  text: v.optional(recordOf(lines)),
});

const group = v.variant('kind', [
  v.looseObject({ kind: v.literal('all') }),
  v.looseObject({ kind: v.literal('attribute'), role: short, value: short }),
  v.looseObject({ kind: v.literal('top'), share: v.pipe(finite, v.gtValue(0), v.maxValue(1)) }),
  v.looseObject({ kind: v.literal('segment'), cell: short }),
]);
const period = v.variant('kind', [
  v.looseObject({ kind: v.literal('months'), months: v.pipe(count, v.minValue(1), v.maxValue(1_200)) }),
  v.looseObject({
    kind: v.literal('year'),
    year: v.pipe(count, v.minValue(FIRST_YEAR), v.maxValue(LAST_YEAR)),
  }),
  v.looseObject({ kind: v.literal('custom'), start: isoDate, end: isoDate }),
  v.looseObject({ kind: v.literal('all') }),
]);

const goal = v.looseObject({
  preset: v.optional(short),
  statement: v.optional(long),
  departments: v.optional(names),
  questions: v.optional(v.pipe(v.array(long), v.maxLength(1_000))),
  behaviours: v.optional(names),
  industry: v.optional(short),
  model: v.optional(v.picklist(['', 'b2b', 'b2c'])),
  metrics: v.optional(names),
  criterion: v.optional(long),
  owner: v.optional(short),
  date: v.optional(v.union([v.literal(''), isoDate])),
  confirmed: v.optional(v.boolean()),
  group: v.optional(group),
  period: v.optional(period),
  asOf: v.optional(v.nullable(isoDate)),
});

const lookup = v.looseObject({
  from: short,
  key: short,
  other: short,
  columns: v.pipe(v.array(v.looseObject({ name: short, as: short })), v.maxLength(1_000)),
});

const source = v.looseObject({
  name: short,
  system: v.optional(short),
  updated: v.optional(v.union([v.literal(''), isoDate])),
  cadence: v.optional(v.picklist(['', 'week', 'month', 'quarter', 'year'])),
  entity: v.picklist(ENTITY_NAMES),
  columns: v.optional(v.pipe(v.array(v.looseObject({ name: short, type: short })), v.maxLength(10_000))),
  mapping: v.optional(recordOf(short)),
  attributes: v.optional(recordOf(short)),
  privacy: v.optional(recordOf(v.picklist(PRIVACY_POLICIES))),
  scales: v.optional(recordOf(v.object({ from: finite, to: finite }))),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  lookups: v.optional(v.pipe(v.array(lookup), v.maxLength(20))),
  reading: v.optional(recordOf(v.unknown())),
});

const cleaning = v.looseObject({
  rule: short,
  action: v.picklist(['keep', 'flag', 'correct', 'quarantine']),
  params: v.optional(recordOf(v.union([finite, short]))),
});

const ownMetric = v.looseObject({
  id: v.pipe(v.string(), v.regex(OWN_METRIC_ID)),
  name: short,
  entity: v.picklist(ENTITY_NAMES),
  expression: short,
  format: v.picklist(FORMATS),
});

const [leastCustomers, mostCustomers] = DISCLOSURE_BOUNDS.customers;
const [leastShare, mostShare] = DISCLOSURE_BOUNDS.share;
const disclosure = v.looseObject({
  customers: v.optional(v.pipe(count, v.minValue(leastCustomers), v.maxValue(mostCustomers))),
  share: v.optional(v.pipe(finite, v.minValue(leastShare), v.maxValue(mostShare))),
  tables: v.optional(v.boolean()),
});

/** A notebook file of the current version, before its missing fields are filled in. */
export const notebookSchema = v.looseObject({
  format: v.literal('cellar-notebook'),
  version: v.literal(2),
  title: v.optional(short),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  goal: v.optional(goal),
  sources: v.optional(v.pipe(v.array(source), v.maxLength(200))),
  cleaning: v.optional(v.pipe(v.array(cleaning), v.maxLength(500))),
  metrics: v.optional(v.pipe(v.array(ownMetric), v.maxLength(200))),
  disclosure: v.optional(disclosure),
  cells: v.optional(v.pipe(v.array(cell), v.maxLength(1_000))),
});

export type NotebookFile = v.InferOutput<typeof notebookSchema>;
