import * as Plot from '@observablehq/plot';
import { bandAxis, distinct, isTime, logAxis, timeAxis, valueAxis } from '../axes.ts';
import { say, type Drawing, type FigureContext, type Stop } from '../figure.ts';
import { drawFrame, type Frame } from '../frame.ts';
import type { Bound } from '../bind.ts';
import { intervalLine, intervalOf, whisker, type Interval } from '../intervals.ts';
import { seriesOrder } from '../order.ts';
import { plainColour, readable, seriesColour, toneOf } from '../palette.ts';
import { spread } from '../place.ts';
import { halo, labelRules, readRules, ruleMarks } from '../rules.ts';
import { MAX_MARKS, sampleIndexes } from '../sample.ts';
import { el, FONT_SIZE, label } from '../svg.ts';
import { textWidth, truncate } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

interface Point {
  x: number | string;
  y: number | null;
  row: number;
  interval: Interval | null;
}

const COLOURED = 6;
const LABEL = 150;

/** Lines over time, numbers or ordered categories; each named at its end. Null values leave a gap. */
export function line(context: FigureContext): Drawing | { refusal: string } {
  const { spec, bound, rows, palette, document } = context;
  const { x, series } = bound;
  const y = bound.y ?? bound.value;
  if (!x || !y) return { refusal: say(context, TEXTS.missing, { columns: 'x, y' }) };
  const notes: string[] = [];
  const time = isTime(x);
  const numeric =
    time || (x.numeric && x.scale !== 'band' && !['weekday', 'month', 'hour'].includes(x.format));
  const all = Array.from({ length: rows.count }, (_, r) => r).filter((r) => !numeric || x.number(r) !== null);
  const drawn = sampleIndexes(all, MAX_MARKS, []);
  if (drawn.length < all.length)
    notes.push(
      say(context, TEXTS.sampled, {
        all: all.length.toLocaleString('en'),
        drawn: drawn.length.toLocaleString('en'),
      }),
    );
  const log = y.scale === 'log';
  const level = (row: number): number | null => {
    const value = y.number(row);
    return log && value !== null && value <= 0 ? null : value;
  };
  const lost = log ? drawn.filter((row) => y.number(row) !== null && level(row) === null).length : 0;
  if (lost) notes.push(say(context, TEXTS.logDropped, { n: lost.toLocaleString('en') }));
  const names = seriesOrder(spec, series, rows.count);
  const points = new Map<string, Point[]>(names.map((name) => [name, []]));
  for (const r of drawn)
    points.get(series?.key(r) ?? '')?.push({
      x: numeric ? x.number(r)! : x.key(r),
      y: level(r),
      row: r,
      interval: log ? null : intervalOf(context, r),
    });
  if (numeric) for (const list of points.values()) list.sort((a, b) => (a.x as number) - (b.x as number));
  const ys = drawn.map(level).filter((v) => v !== null);
  if (ys.length === 0) return { refusal: say(context, TEXTS.noNumbers, { columns: y.label }) };

  const shown = names.length > COLOURED + 2 ? topSeries(points, COLOURED) : names;
  if (shown.length < names.length)
    notes.push(say(context, TEXTS.seriesOnly, { all: names.length, drawn: shown.length }));
  const colour = (name: string) =>
    series
      ? seriesColour(palette, shown.includes(name) ? toneOf(spec, name, shown.indexOf(name)) : 99)
      : plainColour(palette);
  const caption = (name: string) => (series ? series.brief(name) : '');
  const ends = shown.flatMap((name) => {
    const last = points.get(name)!.findLast((p) => p.y !== null);
    return last ? [{ name, last, text: truncate(caption(name), FONT_SIZE, LABEL) }] : [];
  });
  const single = !series;
  const right = single
    ? 16 + textWidth(y.brief(ends[0]?.last.y ?? 0), FONT_SIZE)
    : 18 + Math.max(...ends.map((e) => textWidth(e.text, FONT_SIZE)));
  const rules = readRules(context);
  const ranges = shown.flatMap((name) => points.get(name)!.flatMap((p) => p.interval ?? []));
  const values = [...ys, ...ranges, ...rules.filter((r) => r.axis === 'y').map((r) => r.value)];
  const xs = numeric ? drawn.map((r) => x.number(r)!) : [];
  const xAxis = time
    ? timeAxis(context, x, xs, Math.max(2, Math.floor((context.width - right) / 90)))
    : numeric
      ? valueAxis(context, x, xs, {
          grid: false,
          exact: true,
          count: Math.max(2, Math.floor(context.width / 90)),
        })
      : { ...bandAxis(x, distinct(x, rows.count), 120), padding: 0.5 };
  const frame = drawFrame(context, {
    height: context.width < 400 ? 140 : 220,
    x: xAxis,
    y: log
      ? logAxis(
          context,
          y,
          values.filter((v) => v > 0),
        )
      : valueAxis(context, y, context.shared ?? values, { zero: true }),
    right,
    marks: [
      ...ruleMarks(context, rules),
      ...(log ? [] : [Plot.ruleY([0], { stroke: palette.soft, strokeOpacity: 0.5 })]),
      ...shown.map((name) =>
        Plot.areaY(points.get(name)!, {
          x: 'x',
          y1: (p: Point) => p.interval?.[0] ?? NaN,
          y2: (p: Point) => p.interval?.[1] ?? NaN,
          fill: colour(name),
          fillOpacity: 0.14,
        }),
      ),
      ...[...names].reverse().map((name) =>
        Plot.line(points.get(name)!, {
          x: 'x',
          y: (p: Point) => p.y ?? NaN,
          stroke: colour(name),
          strokeWidth: shown.includes(name) ? 2 : 1,
          strokeLinejoin: 'round',
          strokeLinecap: 'round',
        }),
      ),
    ],
  });
  // Points that no line reaches (one point, or between two gaps) and short series show as dots.
  for (const name of shown) {
    const list = points.get(name)!;
    const dots = list.filter((p, i) => p.y !== null && (list.length <= 40 || lonely(list, i)));
    for (const p of dots) {
      const [low, high] = p.interval ?? [];
      // An area needs two points: one by itself has a whisker.
      if (low !== undefined && high !== undefined && lonely(list, list.indexOf(p)))
        frame.svg.appendChild(
          whisker(context, { x: frame.px(p.x), y: frame.py(low) }, { x: frame.px(p.x), y: frame.py(high) }),
        );
      frame.svg.appendChild(
        el(document, 'circle', { cx: frame.px(p.x), cy: frame.py(p.y!), r: 2.5, fill: colour(name) }),
      );
    }
  }
  labelRules(context, frame, rules);
  const tops = spread(
    ends.map((e) => frame.py(e.last.y!)),
    15,
    frame.top,
    frame.bottom,
  );
  ends.forEach((end, i) => {
    const text = single ? y.brief(end.last.y) : end.text;
    const node = single
      ? halo(context, text, { fill: palette.ink, 'font-weight': 600 })
      : label(document, text, caption(end.name), {});
    node.setAttribute('x', String(Math.round(single ? frame.px(end.last.x) + 8 : frame.right + 10)));
    node.setAttribute('y', String(Math.round(tops[i]! * 100) / 100));
    node.setAttribute('dy', '0.34em');
    node.setAttribute('text-anchor', 'start');
    if (!single) node.setAttribute('fill', readable(palette, colour(end.name)));
    frame.svg.appendChild(node);
  });
  return {
    element: frame.svg,
    stops: stopsByX(context, frame, x, y, series, shown, points),
    notes,
    snap: 'x',
  };
}

/** One stop for each x, saying every series' value there, the largest first. */
function stopsByX(
  context: FigureContext,
  frame: Frame,
  x: Bound,
  y: Bound,
  series: Bound | undefined,
  shown: string[],
  points: Map<string, Point[]>,
): Stop[] {
  const byX = new Map<number | string, { name: string; point: Point }[]>();
  for (const name of shown)
    for (const point of points.get(name)!) {
      if (point.y === null) continue;
      const here = byX.get(point.x);
      if (here) here.push({ name, point });
      else byX.set(point.x, [{ name, point }]);
    }
  const places = [...byX.values()].sort((a, b) => frame.px(a[0]!.point.x) - frame.px(b[0]!.point.x));
  return places.map((here): Stop => {
    here.sort((a, b) => b.point.y! - a.point.y!);
    const [top] = here;
    return {
      x: frame.px(top!.point.x),
      y: frame.py(top!.point.y!),
      also: here.slice(1).map(({ point }) => frame.py(point.y!)),
      mark: { row: top!.point.row, columns: [x.column] },
      lines: () => [
        x.show(x.values[top!.point.row]),
        ...here.flatMap(({ name, point }) => [
          `${series ? series.show(name) : y.label} ${y.show(point.y)}`,
          ...intervalLine(context, y, point.interval),
        ]),
      ],
    };
  });
}

const lonely = (list: Point[], i: number) =>
  (list[i - 1]?.y ?? null) === null && (list[i + 1]?.y ?? null) === null;

function topSeries(points: Map<string, Point[]>, limit: number): string[] {
  const size = (list: Point[]) => list.reduce((sum, p) => sum + Math.abs(p.y ?? 0), 0);
  return [...points]
    .sort((a, b) => size(b[1]) - size(a[1]))
    .slice(0, limit)
    .map(([name]) => name);
}
