import type { Rows } from '../engine/api.ts';
import type { Format } from '../i18n/formats.ts';
import type { Channel, ChartSpec } from './spec.ts';

/** A chart small enough to stand beside its sentence: a few bars, of which some are what it speaks of, or one line. */
export type Mini =
  | { kind: 'bars'; format: Format; bars: MiniBar[] }
  /** Points in 0..1 from the left bottom corner; `mark` is drawn out. */
  | { kind: 'line'; points: [number, number][]; mark: [number, number] | null };

export interface MiniBar {
  label: string;
  value: number;
  marked: boolean;
}

const MOST_BARS = 4;
const MOST_POINTS = 120;

/**
 * Whether a small figure says something of its sentence: a line does, bars with what it is about among them, or bars
 * of money beside a sentence about money.
 */
export const illustrates = (mini: Mini, money: boolean): boolean =>
  mini.kind === 'line' || mini.bars.some(({ marked }) => marked) || (money && mini.format === 'money');

/** A share that a sentence is about, and the columns that hold shares. */
export interface Told {
  share: number;
  columns: readonly string[];
}

/**
 * What of a chart goes beside a sentence about `subjects` (values of its categories, as the rows have them). Rows
 * keep their order; a subject beyond the first few takes the place of the last. Null where a chart has no such form.
 * Where the rows have the share that is `told` of a subject, bars show that, whatever the chart measures. Of small
 * multiples it is the one that has the subject and what is told of it, or the one that is a subject itself.
 */
export function miniOf(
  spec: ChartSpec,
  rows: Rows,
  subjects: readonly string[],
  told: Told | null = null,
): Mini | null {
  const at = (channel: Channel | undefined) =>
    channel ? rows.data[rows.fields.findIndex(({ name }) => name === channel.column)] : undefined;
  if (spec.facet) return ofFacet(spec, rows, subjects, told);
  if (spec.kind === 'pareto') return lineOf(at(spec.x), at(spec.value ?? spec.y), 0.2);
  if (spec.kind === 'line') return lineOf(at(spec.x), at(spec.y), null, at(spec.series));
  const [names, drawn] = bearings(spec);
  const labels = at(names);
  const isSubject = labels?.map((label) => subjects.includes(String(label)));
  const share = told?.columns.find((column) =>
    at({ column })?.some((v, i) => isSubject?.[i] && v === told.share),
  );
  const measure: Channel | undefined = share === undefined ? drawn : { column: share, format: 'percent' };
  const values = at(measure);
  if (!labels || !values || !measure) return null;
  const series = at(spec.series);
  const last = spec.order?.findLast((name) => series?.includes(name)) ?? series?.at(-1);
  // A series that only colours bars of their own divides none.
  const divides = series && names !== spec.series && new Set(labels).size < labels.length;
  const wanted = divides ? last : undefined;
  const bars = labels.flatMap((label, i): MiniBar[] => {
    const value = Number(values[i]);
    if (label == null || values[i] == null || !Number.isFinite(value)) return [];
    if (wanted !== undefined && series?.[i] !== wanted) return [];
    return [{ label: String(label), value, marked: subjects.includes(String(label)) }];
  });
  const first = bars.slice(0, MOST_BARS);
  const beyond = bars.slice(MOST_BARS).find(({ marked }) => marked);
  if (beyond && !first.some(({ marked }) => marked)) first.splice(-1, 1, beyond);
  if (first.length < 2 || first.some(({ value }) => value < 0)) return null;
  return { kind: 'bars', format: measure.format ?? 'number', bars: first };
}

function ofFacet(
  { facet, ...spec }: ChartSpec,
  rows: Rows,
  subjects: readonly string[],
  told: Told | null,
): Mini | null {
  const at = (column: string | undefined) =>
    rows.data[rows.fields.findIndex(({ name }) => name === column)] ?? [];
  const [names] = bearings(spec);
  const [facets, labels] = [at(facet!.column), at(names?.column)];
  const about = facets.flatMap((_, i) =>
    subjects.includes(String(labels[i])) &&
    (!told || told.columns.some((column) => at(column)[i] === told.share))
      ? [i]
      : [],
  );
  const row = about.find((i) => subjects.includes(String(facets[i]))) ?? about[0];
  if (row === undefined) return null;
  const own = facets.flatMap((value, i) => (value === facets[row] ? [i] : []));
  const data = rows.data.map((values) => own.map((i) => values[i]));
  return miniOf(spec, { ...rows, count: own.length, data }, subjects, told);
}

/** Which channel names a chart's marks, and which measures them. */
function bearings(spec: ChartSpec): [Channel | undefined, Channel | undefined] {
  switch (spec.kind) {
    case 'bar':
      return spec.orientation === 'horizontal' ? [spec.y, spec.x] : [spec.x, spec.y];
    case 'funnel':
      return [spec.x, spec.y];
    case 'pie':
      return [spec.label ?? spec.series ?? spec.x, spec.value ?? spec.y];
    case 'scatter':
      return [spec.label, spec.y];
    case 'words':
      return [spec.label ?? spec.x, spec.value ?? spec.y];
    default:
      return [undefined, undefined];
  }
}

function lineOf(
  xs: unknown[] | undefined,
  ys: unknown[] | undefined,
  markAt: number | null,
  series?: unknown[],
): Mini | null {
  if (!xs || !ys) return null;
  const all = xs.flatMap((x, i): [number, number][] => {
    const [a, b] = [Number(x instanceof Date ? x.getTime() : x), Number(ys[i])];
    const own = series === undefined || series[i] === series[0];
    return own && x != null && ys[i] != null && Number.isFinite(a) && Number.isFinite(b) ? [[a, b]] : [];
  });
  if (all.length < 3) return null;
  const step = Math.ceil(all.length / MOST_POINTS);
  const kept = all.filter((_, i) => i % step === 0 || i === all.length - 1);
  const [left, right] = [kept[0]![0], kept.at(-1)![0]];
  const top = Math.max(...kept.map(([, y]) => y));
  if (right <= left || top <= 0) return null;
  const points = kept.map(([x, y]): [number, number] => [
    (x - left) / (right - left),
    Math.max(0, Math.min(1, y / top)),
  ]);
  const mark = markAt === null ? points.at(-1)! : points.find(([x]) => x >= markAt);
  return { kind: 'line', points, mark: mark ?? null };
}
