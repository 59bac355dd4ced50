import type { ChartSpec } from '../chart/spec.ts';
import type { Rows } from '../engine/api.ts';
import { isAboutSupport } from './behind.ts';

const CHANNELS = ['x', 'y', 'series', 'facet', 'label', 'step', 'source', 'target'] as const;
/** Charts whose numbers along an axis are places as names are. */
const GRIDS: readonly ChartSpec['kind'][] = ['heatmap', 'cohort'];

/** Columns of a chart's rows that say which group a mark stands for: names, dates, and numbers along an axis of groups. */
export function chartPlaces(spec: ChartSpec, rows: Rows): string[] {
  const typeOf = new Map(rows.fields.map(({ name, type }) => [name, type]));
  const found = CHANNELS.flatMap((channel) => {
    const column = spec[channel]?.column;
    const type = column === undefined ? undefined : typeOf.get(column);
    if (column === undefined || type === undefined) return [];
    if (type !== 'number' && type !== 'integer') return [column];
    const counted =
      channel === 'step' ||
      (channel === 'y' ? GRIDS.includes(spec.kind) : channel === 'x' && type === 'integer');
    return counted ? [column] : [];
  });
  return [...new Set(found)];
}

/** Columns of a chart's rows that are measures: every number that is no place and says more than what stands behind. */
export function chartMeasures(spec: ChartSpec, rows: Rows): string[] {
  const places = new Set(chartPlaces(spec, rows));
  return rows.fields.flatMap(({ name, type }) =>
    type === 'number' && !places.has(name) && !isAboutSupport(name) ? [name] : [],
  );
}

/** Columns of a table that say which group a row is: all that are no numbers. */
export const tablePlaces = (rows: Pick<Rows, 'fields'>): string[] =>
  rows.fields.flatMap(({ name, type }) => (type === 'number' || type === 'integer' ? [] : [name]));
