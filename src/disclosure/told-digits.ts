import type { ChartSpec } from '../chart/spec.ts';
import type { Rows } from '../engine/api.ts';
import { chartMeasures } from './places.ts';

/** Digits of an amount that leaves, as many as a sentence says. */
const DIGITS = 3;

/**
 * Amounts with as many digits as are told of them. With all of theirs, two reports of all customers and of all but one
 * would say by subtraction what that one spent, a share times a count would be a sum, and a median would be somebody's
 * own time to the second.
 */
export const toldDigits = (value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : value;

/** Rows with the amounts of some columns as they are told. */
export const inToldDigits = (rows: Rows, columns: readonly string[]): Rows => ({
  ...rows,
  data: rows.data.map((values, c) =>
    columns.includes(rows.fields[c]!.name) ? values.map(toldDigits) : values,
  ),
});

/**
 * The columns of a chart's rows whose amounts leave in as many digits: all measures. Where bins begin and how wide they
 * are is a place; tiles say their numbers in words, and their change is worked out of both.
 */
export function drawnAmounts(spec: ChartSpec, rows: Rows): string[] {
  if (spec.kind === 'kpi') return [];
  const measures = chartMeasures(spec, rows);
  return spec.kind === 'histogram' ? measures.filter((name) => name === spec.y?.column) : measures;
}
