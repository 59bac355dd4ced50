import * as v from 'valibot';
import { fail, ok, type Result } from '../result.ts';
import { FORMATS } from '../i18n/formats.ts';
import { CHART_KINDS } from './spec-names.ts';
import type { ChartSpec } from './spec.ts';

const MOST_TEXT = 400;
const MOST_LIST = 200;

const plainText = v.pipe(v.string(), v.maxLength(MOST_TEXT));
const text = v.object({ zh: plainText, en: plainText });
// Column names are looked up among the result's fields, never evaluated; they need a bound, not a pattern.
const columnName = v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_TEXT));

const channel = v.object({
  column: columnName,
  label: v.optional(text),
  format: v.optional(v.picklist(FORMATS)),
  scale: v.optional(v.picklist(['linear', 'log', 'band', 'time'])),
  names: v.optional(
    v.pipe(
      v.record(plainText, text),
      v.check((names) => Object.keys(names).length <= MOST_LIST),
    ),
  ),
});

const annotation = v.object({
  axis: v.picklist(['x', 'y']),
  value: v.union([v.pipe(v.number(), v.finite()), v.object({ column: columnName })]),
  label: v.optional(text),
});

/** The fields a chart spec may have; a test holds this list against `ChartSpec`. */
export const specFields = {
  kind: v.picklist(CHART_KINDS),
  title: v.optional(text),
  x: v.optional(channel),
  y: v.optional(channel),
  series: v.optional(channel),
  order: v.optional(v.pipe(v.array(plainText), v.maxLength(MOST_LIST))),
  value: v.optional(channel),
  low: v.optional(channel),
  high: v.optional(channel),
  label: v.optional(channel),
  step: v.optional(channel),
  source: v.optional(channel),
  target: v.optional(channel),
  orientation: v.optional(v.picklist(['horizontal', 'vertical'])),
  layout: v.optional(v.picklist(['grouped', 'stacked', 'normalised'])),
  facet: v.optional(channel),
  previous: v.optional(channel),
  formats: v.optional(channel),
  annotations: v.optional(v.pipe(v.array(annotation), v.maxLength(20))),
};

const spec = v.object(specFields);

/**
 * Reads a chart spec from untrusted data (a notebook file, a link). Unknown fields are dropped, so no link,
 * style or mark of another library gets through; a known field with a wrong value refuses the whole spec with
 * `chart-invalid` and the field's path.
 */
export function readChartSpec(value: unknown): Result<ChartSpec> {
  const read = v.safeParse(spec, value, { abortEarly: true });
  if (read.success) return ok(read.output as ChartSpec);
  const issue = read.issues[0];
  const field = v.getDotPath(issue) ?? 'chart';
  return fail('chart-invalid', { values: { field }, detail: issue.message.slice(0, 200) });
}
