import * as Plot from '@observablehq/plot';
import { valueAxis } from '../axes.ts';
import { gatherBars, nameOf, OTHER, type BarData } from '../bars.ts';
import { boundValues, type Bound } from '../bind.ts';
import { categoryAndMeasure, ordinal } from '../category.ts';
import { say, type Drawing, type FigureContext, type Stop } from '../figure.ts';
import { drawFrame, type Axis, type Frame } from '../frame.ts';
import type { LegendItem } from '../head.ts';
import { seriesColour } from '../palette.ts';
import { labelRules, readRules, ruleMarks } from '../rules.ts';
import { el, FONT_SIZE } from '../svg.ts';
import { textWidth, truncate } from '../text-width.ts';
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
}

/** Bars, grouped, stacked or normalised, either way round; the largest categories when there are too many. */
export function bar(context: FigureContext): Drawing | { refusal: string } {
  const pair = categoryAndMeasure(context);
  if (!pair) return { refusal: say(context, TEXTS.missing, { columns: 'x, y' }) };
  const { category, measure } = pair;
  const { spec, bound, width, palette } = context;
  const flat = isFlat(context, category);
  const data = gatherBars(context, category, measure, flat ? 20 : Math.max(4, Math.floor(width / 36)));
  const layout = data.series.length > 1 ? (spec.layout ?? 'stacked') : 'grouped';
  const bars = layBars(context, data, layout);
  if (bars.length === 0) return { refusal: say(context, TEXTS.noNumbers, { columns: measure.label }) };

  const legend: LegendItem[] = bound.series
    ? data.series.map((name, i) => ({
        name: nameOf(context, bound.series, name),
        colour: colourOf(context, name, i),
      }))
    : [];
  const shownMeasure = layout === 'normalised' ? shareOf(context, measure) : measure;
  const rules = readRules(context);
  const ends = bars.flatMap((b) => [b.from, b.to]).concat(rules.map((rule) => rule.value));
  const names = [...data.categories].map(([key, raw]) => ({
    at: key,
    full: nameOf(context, category, key, raw),
  }));
  const room = flat ? Math.min(180, width * 0.32) : Math.max(24, (width - 60) / data.categories.size - 6);
  const band: Axis = {
    type: 'band',
    domain: [...data.categories.keys()],
    ticks: names.map(({ at, full }) => ({
      at,
      full,
      text: truncate(full, FONT_SIZE, ordinal(category) && !flat ? 90 : room),
    })),
    padding: data.categories.size === 1 ? 0.6 : 0.28,
    ...(flat ? {} : { title: category.label }),
  };
  const tags = layout === 'grouped' && bars.length <= (flat ? 40 : 24);
  const value = valueAxis(
    context,
    shownMeasure,
    layout === 'normalised' ? [0, 1] : (context.shared ?? ends),
    {
      zero: true,
      count: flat ? Math.max(2, Math.floor(width / 130)) : 5,
    },
  );
  const longest = tags ? Math.max(...bars.map((b) => textWidth(measure.brief(b.value), FONT_SIZE))) + 10 : 0;
  const frame = drawFrame(context, {
    height: flat
      ? Math.max(40, data.categories.size * (layout === 'grouped' ? 10 + 14 * data.series.length : 24))
      : 220,
    x: flat ? value : band,
    y: flat ? band : value,
    legend,
    right: flat ? Math.max(16, longest) : 12,
    marks: [
      ...ruleMarks(context, flat ? rules.map((r) => ({ ...r, axis: 'x' as const })) : rules),
      flat ? Plot.ruleX([0], zeroLine(palette.soft)) : Plot.ruleY([0], zeroLine(palette.soft)),
    ],
  });
  drawBars(context, frame, bars, flat);
  if (tags) for (const b of bars) tagBar(context, frame, b, flat, measure);
  labelRules(context, frame, flat ? rules.map((r) => ({ ...r, axis: 'x' as const })) : rules);
  const stops = bars.map((b): Stop => {
    const box = boxOf(frame, b, flat);
    const share = layout === 'normalised' ? ` (${shownMeasure.show(Math.abs(b.to - b.from))})` : '';
    return {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      box,
      lines: [
        [
          category.show(b.category === OTHER ? null : data.categories.get(b.category)),
          bound.series ? nameOf(context, bound.series, b.series) : '',
        ]
          .map((text, i) => (i === 0 && b.category === OTHER ? say(context, TEXTS.other) : text))
          .filter(Boolean)
          .join(' · '),
        `${measure.label} ${measure.show(b.value)}${share}`,
      ],
    };
  });
  return { element: frame.svg, stops, notes: data.notes };
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
  return series === OTHER ? context.palette.other : seriesColour(context.palette, index);
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
  for (const category of data.categories.keys()) {
    const row = data.cells.get(category);
    const total = [...(row?.values() ?? [])].reduce((sum: number, v) => sum + Math.abs(v ?? 0), 0);
    let up = 0;
    let down = 0;
    data.series.forEach((series, i) => {
      const value = row?.get(series) ?? null;
      if (value === null) return;
      const colour = category === OTHER && n === 1 ? context.palette.other : colourOf(context, series, i);
      if (layout === 'grouped') {
        bars.push({ category, series, from: 0, to: value, value, colour, start: i / n, end: (i + 1) / n });
        return;
      }
      const size = layout === 'normalised' ? (total === 0 ? 0 : value / total) : value;
      const from = size >= 0 ? up : down;
      if (size >= 0) up += size;
      else down += size;
      bars.push({ category, series, from, to: from + size, value, colour, start: 0, end: 1 });
    });
  }
  return bars;
}

/** The bars themselves, under rules and labels; crisp, on whole pixels across the band. */
function drawBars(context: FigureContext, frame: Frame, bars: Bar[], flat: boolean): void {
  const group = el(context.document, 'g', { 'data-part': 'bars' });
  for (const b of bars) {
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
  const from = flat ? frame.px(b.from) : frame.py(b.from);
  const to = flat ? frame.px(b.to) : frame.py(b.to);
  const low = Math.min(from, to);
  const length = Math.abs(to - from);
  return flat
    ? { x: low, y: start, width: length, height: size }
    : { x: start, y: low, width: size, height: length };
}

/** The value at the bar's end, when the bar is wide enough to carry it. */
function tagBar(context: FigureContext, frame: Frame, b: Bar, flat: boolean, measure: Bound): void {
  const box = boxOf(frame, b, flat);
  const text = measure.brief(b.value);
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
