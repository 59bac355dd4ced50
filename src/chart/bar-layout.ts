import { OTHER, type BarData } from './bars.ts';
import type { FigureContext } from './figure.ts';
import type { Frame } from './frame.ts';
import type { Interval } from './intervals.ts';
import { plainColour, seriesColour, toneOf } from './palette.ts';
import type { Box } from './place.ts';
import { el } from './svg.ts';

export type BarLayout = 'grouped' | 'stacked' | 'normalised';

export interface Bar {
  category: string;
  /** Null where a bar stands for all series of its category. */
  series: string | null;
  /** Ends along the value axis. */
  from: number;
  to: number;
  value: number;
  interval: Interval | null;
  colour: string;
  /** Share of the band it takes, from its start: 0..1. */
  start: number;
  end: number;
  /** The gathered rest, larger than any bar: its number is written, a bar would dwarf the others. */
  bare: boolean;
}

export function barColour(context: FigureContext, series: string, index: number): string {
  if (series === OTHER) return context.palette.other;
  return context.bound.series
    ? seriesColour(context.palette, toneOf(context.spec, series, index))
    : plainColour(context.palette);
}

/** Whether no category has bars of several series: the series colour them, and each stands by itself. */
export const standsAlone = ({ cells }: Pick<BarData, 'cells'>): boolean =>
  [...cells.values()].every((row) => [...row.values()].filter((value) => value !== null).length <= 1);

/** Ends of every bar; stacks grow away from zero on both sides. */
export function layBars(context: FigureContext, data: BarData, layout: BarLayout): Bar[] {
  const bars: Bar[] = [];
  const n = data.series.length;
  const alone = standsAlone(data);
  const sizeOf = (key: string) =>
    [...(data.cells.get(key)?.values() ?? [])].reduce((sum: number, v) => sum + Math.abs(v ?? 0), 0);
  const most = Math.max(0, ...[...data.categories.keys()].filter((key) => key !== OTHER).map(sizeOf));
  for (const category of data.categories.keys()) {
    const row = data.cells.get(category);
    const total = sizeOf(category);
    const bare = category === OTHER && layout !== 'normalised' && total > most;
    const whole = { category, interval: null, start: 0, end: 1, bare };
    if (bare && layout === 'stacked') {
      const value = [...(row?.values() ?? [])].reduce((sum: number, v) => sum + (v ?? 0), 0);
      bars.push({ ...whole, series: null, from: 0, to: 0, value, colour: context.palette.other });
      continue;
    }
    let up = 0;
    let down = 0;
    data.series.forEach((series, i) => {
      const value = row?.get(series) ?? null;
      if (value === null) return;
      const colour = category === OTHER && n === 1 ? context.palette.other : barColour(context, series, i);
      if (layout === 'grouped') {
        const interval = data.intervals.get(category)?.get(series) ?? null;
        const place = alone ? {} : { start: i / n, end: (i + 1) / n };
        bars.push({ ...whole, ...place, series, from: 0, to: value, value, interval, colour });
        return;
      }
      const size = layout === 'normalised' ? (total === 0 ? 0 : value / total) : value;
      const from = size >= 0 ? up : down;
      if (size >= 0) up += size;
      else down += size;
      bars.push({ ...whole, series, from, to: from + size, value, colour });
    });
  }
  return bars;
}

/** Where a bar stands in the frame. */
export function boxOf(frame: Frame, b: Bar, flat: boolean): Box {
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

/** The bars themselves, under rules and labels; crisp, on whole pixels across the band. */
export function drawBars(context: FigureContext, frame: Frame, bars: Bar[], flat: boolean): void {
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
