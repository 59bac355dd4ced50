import * as Plot from '@observablehq/plot';
import { valueAxis } from '../axes.ts';
import { gatherBars, nameOf, OTHER, type BarData } from '../bars.ts';
import { boundValues, type Bound } from '../bind.ts';
import { categoryAndMeasure, ordinal } from '../category.ts';
import { say, withUnit, type Drawing, type FigureContext, type Stop } from '../figure.ts';
import { drawFrame, type Axis, type Frame } from '../frame.ts';
import { plainColour, seriesColour, textOn } from '../palette.ts';
import { labelRules, readRules, ruleMarks } from '../rules.ts';
import { el, FONT_SIZE } from '../svg.ts';
import { textWidth, truncate, twoLines } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

interface Bar {
  category: string;
  series: string;
  /** Ends along the value axis. */
  from: number;
  to: number;
  value: number;
  colour: string;
  /** Share of the band it takes, from its start: 0..1. */
  start: number;
  end: number;
  /** The gathered rest, larger than any bar: its number is written, a bar would dwarf the others. */
  bare: boolean;
}

/** Bars, grouped, stacked or normalised, either way round; the largest categories when there are too many. */
export function bar(context: FigureContext): Drawing | { refusal: string } {
  const pair = categoryAndMeasure(context);
  if (!pair) return { refusal: say(context, TEXTS.missing, { columns: 'x, y' }) };
  const { category, measure } = pair;
  const { spec, width, palette } = context;
  const { series } = context.bound;
  const flat = isFlat(context, category);
  const data = gatherBars(context, category, measure, flat ? 20 : Math.max(4, Math.floor(width / 36)));
  const layout = data.series.length > 1 ? (spec.layout ?? 'stacked') : 'grouped';
  const bars = layBars(context, data, layout);
  if (bars.length === 0) return { refusal: say(context, TEXTS.noNumbers, { columns: measure.label }) };

  const shown = layout === 'normalised' ? shareOf(context, measure) : measure;
  const rules = readRules(context).map((rule) => (flat ? { ...rule, axis: 'x' as const } : rule));
  const spans = bars.filter((b) => !b.bare).flatMap((b) => [b.from, b.to]);
  const tagged = layout === 'grouped' && bars.length <= (flat ? 60 : 24);
  const values =
    layout === 'normalised' ? [0, 1] : [...(context.shared ?? spans), ...rules.map((r) => r.value)];
  const count = flat ? Math.max(2, Math.floor(width / 100)) : 5;
  const value = valueAxis(context, shown, values, { zero: true, count, exact: flat && tagged });
  const band = categoryAxis(context, category, data, flat);
  const right = tagged ? Math.max(...bars.map((b) => textWidth(measure.tag(b.value), FONT_SIZE))) + 12 : 16;
  const thick = layout === 'grouped' && data.series.length > 1 ? 12 + 18 * data.series.length : 26;
  const frame = drawFrame(context, {
    height: flat ? Math.max(40, data.categories.size * thick) : context.width < 400 ? 140 : 220,
    // Bars that all carry their number need no scale beside it: the title moves to the top.
    x: flat ? (tagged ? { type: 'linear', domain: value.domain, ticks: [] } : value) : band,
    y: flat ? { ...band, ...(tagged ? { title: withUnit(context, measure) } : {}) } : value,
    legend: series
      ? data.series.map((name, i) => ({
          name: nameOf(context, series, name),
          colour: colourOf(context, name, i),
        }))
      : [],
    right: flat ? right : 12,
    marks: [
      ...ruleMarks(context, rules),
      flat ? Plot.ruleX([0], zeroLine(palette.soft)) : Plot.ruleY([0], zeroLine(palette.soft)),
    ],
  });
  drawBars(context, frame, bars, flat);
  for (const b of bars) {
    if (tagged || b.bare) tagBar(context, frame, b, flat, measure);
    else if (layout !== 'grouped')
      fillBar(context, frame, b, flat, layout === 'normalised' ? shown : measure);
  }
  labelRules(context, frame, rules);
  const stops = bars.map((b): Stop => {
    const box = boxOf(frame, b, flat);
    const share = layout === 'normalised' ? ` (${shown.show(Math.abs(b.to - b.from))})` : '';
    const raw = data.categories.get(b.category);
    const name = b.category === OTHER ? String(raw) : category.show(raw);
    return {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      box,
      lines: [
        series ? `${name} · ${nameOf(context, series, b.series)}` : name,
        `${measure.label} ${measure.show(b.value)}${share}`,
      ],
    };
  });
  return { element: frame.svg, stops, notes: data.notes };
}

/** The band axis of the categories; upright bars are at most about 64 px wide. */
function categoryAxis(context: FigureContext, category: Bound, data: BarData, flat: boolean): Axis {
  const n = data.categories.size;
  const step = (context.width - 60) / n;
  const room = flat ? Math.min(180, context.width * 0.32) : ordinal(category) ? 90 : Math.max(24, step - 6);
  const widest = 64 * Math.max(1, context.spec.layout === 'grouped' ? data.series.length * 0.8 : 1.2);
  return {
    type: 'band',
    domain: [...data.categories.keys()],
    ticks: [...data.categories].map(([key, raw]) => {
      const full = nameOf(context, category, key, raw);
      if (flat) return { at: key, full, text: truncate(full, FONT_SIZE, room) };
      const [text = '', below] = twoLines(full, FONT_SIZE, room);
      return { at: key, full, text, ...(below ? { below } : {}) };
    }),
    padding: flat ? 0.3 : Math.min(0.85, Math.max(0.28, 1 - widest / step)),
    ...(flat ? {} : { title: category.label }),
  };
}

const zeroLine = (stroke: string) => ({ stroke, strokeOpacity: 0.6 });

/** Horizontal when the spec says so, or when names are many or too long to stand under their bars. */
function isFlat(context: FigureContext, category: Bound): boolean {
  const { spec, rows, width } = context;
  if (spec.orientation) return spec.orientation === 'horizontal';
  if (ordinal(category)) return false;
  const names = new Set<string>();
  let longest = 0;
  for (let r = 0; r < rows.count && names.size < 400; r++) {
    const key = category.key(r);
    names.add(key);
    longest = Math.max(longest, textWidth(key, FONT_SIZE));
  }
  return names.size > 12 || longest > (width - 60) / names.size - 6;
}

function colourOf(context: FigureContext, series: string, index: number): string {
  if (series === OTHER) return context.palette.other;
  return context.bound.series ? seriesColour(context.palette, index) : plainColour(context.palette);
}

function shareOf(context: FigureContext, measure: Bound): Bound {
  return boundValues({
    values: [],
    format: 'percent',
    column: measure.column,
    label: `${measure.label} · ${say(context, TEXTS.share)}`,
    numeric: true,
    lang: context.lang,
    currency: context.currency,
  });
}

/** Ends of every bar; stacks grow away from zero on both sides. */
function layBars(context: FigureContext, data: BarData, layout: 'grouped' | 'stacked' | 'normalised'): Bar[] {
  const bars: Bar[] = [];
  const n = data.series.length;
  const sizeOf = (key: string) =>
    [...(data.cells.get(key)?.values() ?? [])].reduce((sum: number, v) => sum + Math.abs(v ?? 0), 0);
  const most = Math.max(0, ...[...data.categories.keys()].filter((key) => key !== OTHER).map(sizeOf));
  for (const category of data.categories.keys()) {
    const row = data.cells.get(category);
    const total = sizeOf(category);
    const bare = category === OTHER && layout !== 'normalised' && total > most;
    let up = 0;
    let down = 0;
    data.series.forEach((series, i) => {
      const value = row?.get(series) ?? null;
      if (value === null) return;
      const colour = category === OTHER && n === 1 ? context.palette.other : colourOf(context, series, i);
      if (layout === 'grouped') {
        bars.push({
          category,
          series,
          from: 0,
          to: value,
          value,
          colour,
          start: i / n,
          end: (i + 1) / n,
          bare,
        });
        return;
      }
      const size = layout === 'normalised' ? (total === 0 ? 0 : value / total) : value;
      const from = size >= 0 ? up : down;
      if (size >= 0) up += size;
      else down += size;
      bars.push({ category, series, from, to: from + size, value, colour, start: 0, end: 1, bare });
    });
  }
  return bars;
}

/** The bars themselves, under rules and labels; crisp, on whole pixels across the band. */
function drawBars(context: FigureContext, frame: Frame, bars: Bar[], flat: boolean): void {
  const group = el(context.document, 'g', { 'data-part': 'bars' });
  for (const b of bars) {
    if (b.bare) continue;
    const box = boxOf(frame, b, flat);
    // Stacked neighbours are told apart by a hairline of paper.
    const gap = b.start === 0 && b.end === 1 && (flat ? box.width : box.height) > 3 && b.from !== 0 ? 1 : 0;
    group.appendChild(
      el(context.document, 'rect', {
        x: box.x + (flat ? gap : 0),
        y: box.y,
        width: Math.max(0, box.width - (flat ? gap : b.end < 1 ? 1 : 0)),
        height: Math.max(0, box.height - (flat ? (b.end < 1 ? 1 : 0) : gap)),
        fill: b.colour,
      }),
    );
  }
  frame.svg.insertBefore(group, frame.svg.querySelector('[data-part="grid"]')!.nextSibling);
}

function boxOf(frame: Frame, b: Bar, flat: boolean): { x: number; y: number; width: number; height: number } {
  const band = flat ? frame.yBand : frame.xBand;
  const middle = flat ? frame.py(b.category) : frame.px(b.category);
  const start = middle - band / 2 + band * b.start;
  const size = band * (b.end - b.start);
  const reach = b.bare ? b.from : b.to;
  const from = flat ? frame.px(b.from) : frame.py(b.from);
  const to = flat ? frame.px(reach) : frame.py(reach);
  const low = Math.min(from, to);
  const length = Math.abs(to - from);
  return flat
    ? { x: low, y: start, width: length, height: size }
    : { x: start, y: low, width: size, height: length };
}

/** The value at the bar's end, when the bar is wide enough to carry it. */
function tagBar(context: FigureContext, frame: Frame, b: Bar, flat: boolean, measure: Bound): void {
  const box = boxOf(frame, b, flat);
  const text = measure.tag(b.value);
  const { document, palette } = context;
  if (flat) {
    const negative = b.to < b.from;
    const x = negative ? box.x - 6 : box.x + box.width + 6;
    frame.svg.appendChild(
      el(
        document,
        'text',
        {
          x,
          y: box.y + box.height / 2,
          dy: '0.34em',
          'text-anchor': negative ? 'end' : 'start',
          fill: palette.ink,
        },
        text,
      ),
    );
    return;
  }
  if (textWidth(text, FONT_SIZE) > box.width + 14) return;
  const y = b.to < b.from ? box.y + box.height + 14 : box.y - 5;
  frame.svg.appendChild(
    el(document, 'text', { x: box.x + box.width / 2, y, 'text-anchor': 'middle', fill: palette.ink }, text),
  );
}

/** The value inside a stacked part that has room for it. */
function fillBar(context: FigureContext, frame: Frame, b: Bar, flat: boolean, shown: Bound): void {
  const box = boxOf(frame, b, flat);
  const text = shown.tag(shown.format === 'percent' ? Math.abs(b.to - b.from) : b.value);
  if (textWidth(text, 11) + 8 > box.width || box.height < 16) return;
  frame.svg.appendChild(
    el(
      context.document,
      'text',
      {
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        dy: '0.34em',
        'text-anchor': 'middle',
        'font-size': 11,
        fill: textOn(context.palette, b.colour),
      },
      text,
    ),
  );
}
