import * as Plot from '@observablehq/plot';
import { bandAxis, valueAxis } from '../axes.ts';
import { boundValues, type Bound } from '../bind.ts';
import { say, type Drawing, type FigureContext, type Stop } from '../figure.ts';
import { drawFrame, type Axis, type Frame } from '../frame.ts';
import { mix, plainColour } from '../palette.ts';
import { halo, readRules } from '../rules.ts';
import { MAX_MARKS, sampleIndexes } from '../sample.ts';
import { el } from '../svg.ts';
import { textWidth } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

interface Entry {
  /** 1-based rank in row order, or x itself: a rank, or a share of the items when x is in percent. */
  rank: number;
  key: string;
  row: number;
  amount: number | null;
  /** Cumulative share, 0..1. */
  share: number;
}

const MOST_BARS = 40;
/** Points of the drawn curve, more than it has pixels; the cursor still stops at every item. */
const CURVE = 1500;

/**
 * The cumulative share over items from the largest down, with the mark where it reaches 80 % (or the first y
 * annotation). Up to 40 items get bars, each as its own share on the same scale; more make an area over ranks.
 * `y` is the amount, `value` its cumulative share; without `value` the share is summed from `y`, and a `y` in
 * percent that never falls is taken as the cumulative share itself. `x` in percent is the share of the items up to
 * there: each row is then a slice of them. `label` is how many items the mark takes, in its first row, and its own
 * label what they are called.
 */
export function pareto(context: FigureContext): Drawing | { refusal: string } {
  const { bound, palette, width } = context;
  const entries = readEntries(context);
  if (!entries || entries.length === 0)
    return {
      refusal: say(context, TEXTS.noNumbers, { columns: bound.y?.label ?? bound.value?.label ?? 'y' }),
    };
  const notes: string[] = [];
  const { x } = bound;
  const cumulative = shareBound(context);
  const mark = readRules(context).find((rule) => rule.axis === 'y')?.value ?? 0.8;
  const slices = x?.numeric === true && x.format === 'percent';
  const bars = !slices && entries.length <= MOST_BARS && entries.some((e) => e.amount !== null);
  const total = entries.reduce((sum, e) => sum + (e.amount ?? 0), 0);
  const yAxis: Axis = { ...valueAxis(context, cumulative, [0, 1], { zero: true, count: 5 }) };

  let frame: Frame;
  let drawn = entries;
  if (bars) {
    const keys = new Map<string, unknown>(entries.map((e) => [e.key, x?.values[e.row] ?? e.rank]));
    const room = (width - 60) / entries.length - 4;
    frame = drawFrame(context, {
      height: 240,
      x: x ? bandAxis(x, keys, Math.max(room, 34)) : { type: 'band', domain: [...keys.keys()], ticks: [] },
      y: yAxis,
      right: 24,
      marks: [
        Plot.barY(entries, {
          x: 'key',
          y: (e: Entry) => (e.amount ?? 0) / total,
          fill: mix(palette.paper, plainColour(palette), 0.55),
        }),
        Plot.line(entries, { x: 'key', y: 'share', stroke: plainColour(palette), strokeWidth: 2 }),
        Plot.dot(entries, { x: 'key', y: 'share', r: 3, fill: plainColour(palette) }),
      ],
    });
  } else {
    drawn = sampleIndexes(
      entries.map((_, i) => i),
      MAX_MARKS,
    ).map((i) => entries[i]!);
    if (drawn.length < entries.length)
      notes.push(
        say(context, TEXTS.sampled, {
          all: entries.length.toLocaleString('en'),
          drawn: drawn.length.toLocaleString('en'),
        }),
      );
    const ranks = boundValues({
      values: [],
      format: slices ? 'percent' : 'integer',
      column: 'rank',
      label: x?.label ?? '',
      numeric: true,
      lang: context.lang,
      currency: context.currency,
    });
    const steep = Array.from({ length: 200 }, (_, i) => i).filter((i) => i < drawn.length);
    const curve = sampleIndexes(
      drawn.map((_, i) => i),
      CURVE,
      steep,
    ).map((i) => drawn[i]!);
    const last = slices ? 1 : drawn.at(-1)!.rank;
    // A curve over slices begins at nothing; each slice is drawn as its own share beneath.
    if (slices) curve.unshift({ ...curve[0]!, rank: 0, share: 0 });
    const slice = slices && total > 0 && entries.length <= 200 ? entries : [];
    frame = drawFrame(context, {
      height: 240,
      x: valueAxis(context, ranks, [0, last], {
        grid: false,
        exact: true,
        count: Math.max(2, Math.floor(width / 90)),
      }),
      y: yAxis,
      right: 24,
      marks: [
        Plot.rectY(slice, {
          x1: (_: Entry, i: number) => (i ? slice[i - 1]!.rank : 0),
          x2: 'rank',
          y: (e: Entry) => (e.amount ?? 0) / total,
          fill: mix(palette.paper, plainColour(palette), 0.55),
          insetRight: 0.5,
        }),
        Plot.areaY(curve, { x: 'rank', y1: 0, y2: 'share', fill: plainColour(palette), fillOpacity: 0.12 }),
        Plot.line(curve, { x: 'rank', y: 'share', stroke: plainColour(palette), strokeWidth: 2 }),
      ],
    });
  }
  const reached = entries.find((e) => e.share >= mark - 1e-12);
  if (reached) {
    const before = entries[entries.indexOf(reached) - 1] ?? { rank: 0, share: 0 };
    const along = (mark - before.share) / Math.max(1e-12, reached.share - before.share);
    const share = slices ? before.rank + along * (reached.rank - before.rank) : reached.rank / entries.length;
    const { label } = bound;
    const told = label?.number(0) ?? null;
    const many =
      label && told !== null
        ? `${told.toLocaleString('en')} ${label.label}`
        : slices
          ? say(context, TEXTS.topPart, { share: `${Math.round(share * 100)}%` })
          : `${reached.rank.toLocaleString('en')} (${cumulative.show(share)})`;
    const at = slices
      ? { x: frame.px(share), share: mark }
      : { x: bars ? frame.px(reached.key) : frame.px(reached.rank), share: reached.share };
    annotate(context, frame, at, mark, `${many} → ${cumulative.brief(mark)}`);
  }
  const stops = drawn.map((e): Stop => ({
    x: bars ? frame.px(e.key) : frame.px(e.rank),
    y: frame.py(e.share),
    lines: () => [
      nameOf(e, x),
      ...(e.amount !== null && bound.y ? [`${bound.y.label} ${bound.y.show(e.amount)}`] : []),
      `${cumulative.label} ${cumulative.show(e.share)}`,
    ],
    mark: { row: e.row, columns: x ? [x.column] : [] },
  }));
  return { element: frame.svg, stops, notes, snap: 'x' };
}

function shareBound(context: FigureContext): Bound {
  const { value, y } = context.bound;
  const label = value?.label ?? (y?.format === 'percent' ? y.label : say(context, TEXTS.cumulative));
  return boundValues({
    values: [],
    format: 'percent',
    column: 'share',
    label,
    numeric: true,
    lang: context.lang,
    currency: context.currency,
  });
}

function readEntries(context: FigureContext): Entry[] | null {
  const { bound, rows } = context;
  const { x, y, value } = bound;
  const measure = y ?? value;
  if (!measure) return null;
  const numbers = Array.from({ length: rows.count }, (_, r) => measure.number(r));
  const climbing =
    measure.format === 'percent' &&
    numbers.every((n, i) => n !== null && n <= 1.0001 && n >= (numbers[i - 1] ?? 0));
  const given = value && y ? value : climbing ? measure : null;
  const total = numbers.reduce((sum: number, n) => sum + (n ?? 0), 0);
  if (!given && total <= 0) return null;
  const ranked = x?.numeric === true && (x.format === 'integer' || x.format === 'percent');
  let running = 0;
  const entries: Entry[] = [];
  for (let r = 0; r < rows.count; r++) {
    running += numbers[r] ?? 0;
    const share = given ? given.number(r) : running / total;
    if (share === null) continue;
    entries.push({
      rank: ranked ? (x.number(r) ?? r + 1) : r + 1,
      key: `${r}`,
      row: r,
      amount: climbing ? null : numbers[r]!,
      share,
    });
  }
  return entries;
}

/** `客户 12` for a rank, the item's own name otherwise. */
function nameOf(entry: Entry, x: Bound | undefined): string {
  if (!x) return String(entry.rank);
  const name = x.show(x.values[entry.row] ?? null);
  return x.numeric ? `${x.label} ${name}` : name;
}

/** The lines to where the curve reaches the mark, and what it says there. */
function annotate(
  context: FigureContext,
  frame: Frame,
  at: { x: number; share: number },
  mark: number,
  text: string,
): void {
  const { document, palette } = context;
  const { x } = at;
  const y = frame.py(mark);
  const dashes = { stroke: palette.accent, 'stroke-dasharray': '4 3', 'shape-rendering': 'crispEdges' };
  frame.svg.append(
    el(document, 'line', {
      x1: frame.left,
      x2: frame.right,
      y1: y,
      y2: y,
      ...dashes,
      'stroke-opacity': 0.55,
    }),
    el(document, 'line', { x1: x, x2: x, y1: frame.py(at.share), y2: frame.bottom, ...dashes }),
    el(document, 'circle', {
      cx: x,
      cy: frame.py(at.share),
      r: 4,
      fill: palette.accent,
      stroke: palette.paper,
      'stroke-width': 1.5,
    }),
  );
  const width = textWidth(text, 13);
  const right = x + 12 + width <= frame.right;
  frame.svg.appendChild(
    halo(context, text, {
      x: right ? x + 12 : x - 12,
      y: Math.min(y + 24, frame.bottom - 8),
      'text-anchor': right ? 'start' : 'end',
      fill: palette.ink,
      'font-size': 13,
      'font-weight': 600,
    }),
  );
}
