import * as v from 'valibot';
import { isDeepStrictEqual } from 'node:util';
import { readChartSpec } from '../../../src/chart/spec-read.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import { findRole, type RoleRef } from '../../../src/entity/catalogue.ts';
import { FORMATS } from '../../../src/i18n/formats.ts';

const text = v.strictObject({
  zh: v.pipe(v.string(), v.trim(), v.minLength(1)),
  en: v.pipe(v.string(), v.trim(), v.minLength(1)),
});
const name = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/));
const roleRef = v.custom<RoleRef>(
  (value) => typeof value === 'string' && findRole(value) !== undefined,
  'no such role',
);
const format = v.picklist(FORMATS);
const rule = v.strictObject({
  name: v.string(),
  min: v.record(v.string(), v.number()),
  max: v.record(v.string(), v.number()),
});
const paramValue = v.union([
  v.number(),
  v.boolean(),
  v.string(),
  v.null(),
  v.array(v.string()),
  v.record(v.string(), v.number()),
  v.array(rule),
]);

const base = {
  id: name,
  label: text,
  help: v.optional(text),
  rare: v.optional(v.literal(true)),
  when: v.optional(
    v.strictObject({ param: name, is: v.array(v.union([v.string(), v.number(), v.boolean()])) }),
  ),
};
const bounds = {
  default: v.number(),
  min: v.number(),
  max: v.number(),
  step: v.optional(v.number()),
  format: v.optional(format),
};
const option = v.strictObject({
  value: v.string(),
  label: text,
  needs: v.optional(v.union([roleRef, v.array(roleRef)])),
  format: v.optional(format),
  group: v.optional(text),
  every: v.optional(v.literal(true)),
  define: v.optional(v.strictObject({ text, formula: v.string(), unit: text })),
  sql: v.optional(v.record(name, v.string())),
});
/** Whichever option is chosen, the same placeholders are filled. */
const options = v.pipe(
  v.array(option),
  v.minLength(1),
  v.check((all) => {
    const pieces = all.map((o) => Object.keys(o.sql ?? {}).join());
    return pieces.every((names) => names === pieces[0]);
  }, 'options with other pieces'),
);

const param = v.variant('kind', [
  v.strictObject({ ...base, kind: v.literal('number'), ...bounds }),
  v.strictObject({ ...base, kind: v.literal('integer'), ...bounds }),
  v.strictObject({ ...base, kind: v.literal('boolean'), default: v.boolean() }),
  v.strictObject({
    ...base,
    kind: v.literal('choice'),
    default: v.string(),
    options,
    metrics: v.optional(v.literal(true)),
    segments: v.optional(v.literal(true)),
  }),
  v.strictObject({
    ...base,
    kind: v.literal('choices'),
    default: v.array(v.string()),
    options,
    metrics: v.optional(v.literal(true)),
  }),
  v.strictObject({
    ...base,
    kind: v.literal('date'),
    default: v.nullable(v.string()),
    spans: v.optional(v.literal(true)),
  }),
  v.strictObject({
    ...base,
    kind: v.literal('text'),
    default: v.string(),
    maxLength: v.optional(v.number()),
  }),
  v.strictObject({
    ...base,
    kind: v.literal('list'),
    default: v.array(v.string()),
    suggest: v.optional(roleRef),
  }),
  v.strictObject({
    ...base,
    kind: v.literal('weights'),
    default: v.record(v.string(), v.number()),
    parts: v.pipe(v.array(v.strictObject({ id: name, label: text })), v.minLength(2)),
  }),
  v.strictObject({
    ...base,
    kind: v.literal('rules'),
    default: v.array(rule),
    fields: v.pipe(
      v.array(v.strictObject({ id: name, label: text, format: v.optional(format) })),
      v.minLength(1),
    ),
    codes: v.optional(name),
  }),
]);

/** Exactly what the page would draw of it: no field that reading leaves out, but for colours, of its own series alone. */
const chart = v.custom<ChartSpec>((value) => {
  const { tones, ...rest } = value as ChartSpec;
  const own = Object.keys(tones ?? {}).every((code) => rest.order?.includes(code));
  return own && isDeepStrictEqual(readChartSpec(rest), { spec: rest, dropped: [] });
}, 'a chart with fields that are not drawn');

const column = v.strictObject({
  name,
  label: text,
  format,
  help: v.optional(text),
  adds: v.optional(v.literal(true)),
  follow: v.optional(name),
});

const claim = v.variant('test', [
  v.strictObject({ kind: v.picklist(['level', 'note']), test: v.optional(v.undefined()) }),
  v.strictObject({ kind: v.literal('best'), test: v.literal('record') }),
  v.strictObject({
    kind: v.picklist(['change', 'difference', 'best', 'association', 'trend']),
    test: v.literal('judged'),
    unit: v.picklist(['customer', 'cohort', 'staff', 'basket', 'text', 'ticket']),
  }),
  v.strictObject({ kind: v.literal('prediction'), test: v.literal('back-test') }),
]);

const finding = v.strictObject({
  claim,
  sentence: text,
  customers: v.optional(name),
  insight: v.optional(
    v.strictObject({
      money: v.optional(
        v.union([
          v.strictObject({ column: name }),
          v.strictObject({ between: v.tuple([name, name]), times: v.optional(name) }),
        ]),
      ),
      rate: v.optional(
        v.union([
          v.strictObject({ share: name, of: name }),
          v.strictObject({ value: name, low: name, high: name }),
        ]),
      ),
      reach: v.optional(name),
    }),
  ),
  rows: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1))),
  leaving: v.optional(text),
  measure: v.optional(
    v.strictObject({
      action: text,
      department: v.picklist(['sales', 'operations', 'service', 'marketing']),
      kpi: text,
      target: text,
      now: v.optional(text),
      looks: v.optional(v.literal(true)),
      days: v.pipe(v.number(), v.integer(), v.minValue(1)),
    }),
  ),
  suggest: v.optional(v.strictObject({ param: name, value: paramValue, label: text })),
});

/**
 * The shape of a template.
 * Strict: an unknown field is a mistake. Cross-references (placeholders against parameters, columns
 * against the SELECT) need the SQL run and are checked by the template test.
 */
export const templateSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  view: v.optional(v.picklist(['analysis', 'goal', 'dictionary', 'cleaning', 'sql', 'text', 'report'])),
  opens: v.optional(v.literal('table')),
  group: v.picklist(['frame', 'value', 'behaviour', 'satisfaction', 'churn', 'sales', 'free']),
  title: text,
  question: text,
  tags: v.array(v.string()),
  needs: v.strictObject({ required: v.array(roleRef), optional: v.array(roleRef) }),
  params: v.array(param),
  columns: v.array(column),
  tables: v.optional(
    v.array(v.strictObject({ id: name, title: text, columns: v.pipe(v.array(column), v.minLength(1)) })),
  ),
  codes: v.optional(v.record(name, v.record(v.string(), text))),
  chart: v.nullable(chart),
  ahead: v.optional(v.literal(true)),
  chartWhen: v.optional(
    v.array(
      v.union([
        v.strictObject({
          param: name,
          is: v.array(v.union([v.string(), v.number(), v.boolean()])),
          holds: v.optional(name),
          chart,
          nowhere: v.optional(text),
        }),
        v.strictObject({ holds: name, chart, nowhere: v.optional(text) }),
      ]),
    ),
  ),
  marks: v.optional(v.pipe(v.string(), v.minLength(1))),
  nowhere: v.optional(text),
  people: v.optional(v.pipe(v.array(name), v.minLength(1))),
  behind: v.optional(v.pipe(v.string(), v.minLength(1))),
  who: v.optional(text),
  findings: v.record(v.string(), finding),
  explanation: v.strictObject({
    summary: text,
    definition: text,
    formula: v.optional(v.string()),
    howToRead: text,
    pitfalls: text,
    sources: v.array(v.strictObject({ label: v.string(), url: v.optional(v.string()) })),
  }),
  sql: v.nullable(
    v.strictObject({
      steps: v.array(
        v.strictObject({
          name,
          sql: v.string(),
          model: v.optional(
            v.strictObject({ id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)), from: name }),
          ),
        }),
      ),
      result: v.string(),
      tables: v.optional(v.array(v.strictObject({ name, sql: v.string() }))),
      chart: v.nullable(v.string()),
      people: v.optional(v.string()),
      findings: v.nullable(v.string()),
    }),
  ),
});
