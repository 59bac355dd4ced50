import * as Plot from '@observablehq/plot';
import { valueAxis } from '../axes.ts';
import { boundValues, type Bound } from '../bind.ts';
import { say, type Drawing, type FigureContext, type Mark, type Stop } from '../figure.ts';
import { drawFrame } from '../frame.ts';
import { linearTicks } from '../ticks.ts';
import { plainColour } from '../palette.ts';
import { labelRules, readRules, ruleMarks } from '../rules.ts';
import { bar } from './bar.ts';
import { TEXTS } from '../texts.ts';

interface Bin {
  from: number;
  to: number;
  count: number;
  /** Holds everything beyond its start. */
  open?: boolean;
  /** The row that brought it. */
  row?: number;
}

/** How far below its edge, in widths of a bin, a value still counts as on it: steps of 0.1 add up to less than they say. */
const SLACK = 1e-9;

/**
 * A distribution: rows are bins (x = lower bound, y = count) when there is a y, single values of x otherwise.
 * A far outlier would flatten the rest, so values beyond the 99th percentile are drawn in a last bin and named.
 */
export function histogram(context: FigureContext): Drawing | { refusal: string } {
  const { bound, width, palette } = context;
  const { x } = bound;
  const measure = bound.y ?? bound.value;
  if (!x) return { refusal: say(context, TEXTS.missing, { columns: 'x' }) };
  // Bins that are named rather than bounded are bars in their order.
  if (!x.numeric) return bar({ ...context, spec: { ...context.spec, kind: 'bar', orientation: 'vertical' } });
  const notes: string[] = [];
  const bins = measure ? givenBins(context, x, measure) : countBins(context, x, notes);
  if (bins.length === 0) return { refusal: say(context, TEXTS.noNumbers, { columns: x.label }) };
  const count =
    measure ??
    boundValues({
      values: [],
      format: 'integer',
      column: 'count',
      label: say(context, TEXTS.count),
      numeric: true,
      lang: context.lang,
      currency: context.currency,
    });
  const rules = readRules(context);
  const edges = [
    ...bins.flatMap((b) => [b.from, b.to]),
    ...rules.filter((r) => r.axis === 'x').map((r) => r.value),
  ];
  const frame = drawFrame(context, {
    height: width < 400 ? 140 : 220,
    x: valueAxis(context, x, edges, { grid: false, exact: true, count: Math.max(2, Math.floor(width / 90)) }),
    y: valueAxis(
      context,
      count,
      bins.map((b) => b.count),
      { zero: true },
    ),
    right: 24,
    marks: [
      Plot.rectY(bins, {
        x1: 'from',
        x2: 'to',
        y1: 0,
        y2: 'count',
        fill: {
          value: (b: Bin) => (b.open ? palette.other : plainColour(palette)),
          scale: null,
        } as unknown as Plot.ChannelValueSpec,
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0], { stroke: palette.soft, strokeOpacity: 0.6 }),
      ...ruleMarks(context, rules),
    ],
  });
  labelRules(context, frame, rules);
  const stops = bins.map((b): Stop => {
    const [left, right, top] = [frame.px(b.from), frame.px(b.to), frame.py(b.count)];
    const range = b.open
      ? `≥ ${x.show(b.from)}`
      : b.to - b.from === 1 && x.format === 'integer'
        ? x.show(b.from)
        : `${x.show(b.from)} – ${x.show(b.to)}`;
    return {
      x: (left + right) / 2,
      y: top,
      box: {
        x: left,
        y: Math.min(top, frame.py(0)),
        width: right - left,
        height: Math.abs(frame.py(0) - top),
      },
      lines: [range, `${count.label} ${count.show(b.count)}`],
      mark:
        b.row === undefined
          ? markOfBin(b, x, range)
          : { row: b.row, columns: [x.column], words: `${x.label} ${range}`.trim() },
    };
  });
  return { element: frame.svg, stops, notes };
}

/** The values of a bin that was counted here; its edges stand as far below the round numbers as counting lets them. */
function markOfBin({ from, to, open }: Bin, x: Bound, words: string): Mark {
  const slack = (to - from) * SLACK;
  const range = { column: x.column, from: from - slack, to: open ? null : to - slack };
  return { row: 0, columns: [], range: { ...range, words: `${x.label} ${words}`.trim() } };
}

/** Bins that the rows bring; each reaches to the next one by the commonest width. */
function givenBins(context: FigureContext, x: Bound, measure: Bound): Bin[] {
  const pairs: [from: number, count: number, row: number][] = [];
  for (let r = 0; r < context.rows.count; r++) {
    const [from, count] = [x.number(r), measure.number(r)];
    if (from !== null && count !== null) pairs.push([from, count, r]);
  }
  pairs.sort((a, b) => a[0] - b[0]);
  const widths = pairs
    .slice(1)
    .map((p, i) => p[0] - pairs[i]![0])
    .filter((w) => w > 0);
  const width = widths.length ? widths.reduce((a, b) => Math.min(a, b), Infinity) : 1;
  return pairs.map(([from, count, row]) => ({ from, to: from + width, count, row }));
}

function countBins(context: FigureContext, x: Bound, notes: string[]): Bin[] {
  const values: number[] = [];
  for (let r = 0; r < context.rows.count; r++) {
    const v = x.number(r);
    if (v !== null) values.push(v);
  }
  if (values.length === 0) return [];
  values.sort((a, b) => a - b);
  const low = values[0]!;
  const top = values.at(-1)!;
  const p99 = values[Math.floor((values.length - 1) * 0.99)]!;
  const far = top - low > 3 * (p99 - low) && p99 > low;
  const high = far ? p99 : top;
  if (high === low) return [{ from: low - 0.5, to: low + 0.5, count: values.length }];
  const steps = linearTicks(low, high, 20);
  let step = (steps[1] ?? high) - (steps[0] ?? low) || 1;
  if (x.format === 'integer') step = Math.max(1, Math.round(step));
  const start = Math.floor(low / step) * step;
  const n = Math.floor((high - start) / step + SLACK) + 1;
  const bins = Array.from({ length: n }, (_, i): Bin => ({
    from: start + i * step,
    to: start + (i + 1) * step,
    count: 0,
  }));
  const end = start + n * step;
  let beyond = 0;
  for (const v of values) {
    const bin = bins[Math.floor((v - start) / step + SLACK)];
    if (bin) bin.count++;
    else beyond++;
  }
  if (beyond) {
    bins.push({ from: end, to: end + step, count: beyond, open: true });
    notes.push(say(context, TEXTS.clipped, { n: beyond.toLocaleString('en'), value: x.tag(end) }));
  }
  return bins;
}
