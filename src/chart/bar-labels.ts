import type { Bound } from './bind.ts';
import { boxOf, type Bar } from './bar-layout.ts';
import type { FigureContext } from './figure.ts';
import type { Axis, Frame } from './frame.ts';
import { whisker } from './intervals.ts';
import { textOn } from './palette.ts';
import type { Box } from './place.ts';
import { el, FONT_SIZE } from './svg.ts';
import { textWidth } from './text-width.ts';

/** Distance of a bar's number from its end. */
const GAP = 6;
/** Room that a number takes above or below an upright bar. */
export const TAG_HEIGHT = 16;

const isDown = (b: Bar) => b.to < b.from;

/** Room that the numbers of the bars need beyond the ends of the value axis, in px: at its low and its high end. */
export function tagRoom(bars: Bar[], measure: Bound, flat: boolean): { low: number; high: number } {
  const room = (list: Bar[]) =>
    list.length === 0
      ? 0
      : flat
        ? Math.max(...list.map((b) => textWidth(measure.tag(b.value), FONT_SIZE))) + GAP + 4
        : TAG_HEIGHT;
  return { low: room(bars.filter(isDown)), high: room(bars.filter((b) => !isDown(b))) };
}

/**
 * Whether each of the upright bars can carry its number, `step` px from one category to the next and `padding` of
 * that between them. All do or none: a number here and there would look like a choice.
 */
export const tagsFit = (bars: Bar[], measure: Bound, step: number, padding: number): boolean =>
  bars.every(({ start, end, value }) => {
    const slot = end - start < 1 ? step * (1 - padding) * (end - start) * 0.97 : step * 0.97 - 3;
    return textWidth(measure.tag(value), FONT_SIZE) <= slot;
  });

/** The axis stretched so that `px` of its `length` are free below its lowest value. */
export function stretchLow(axis: Axis, px: number, length: number): Axis {
  const [low, high] = axis.domain as [number, number];
  const share = Math.min(0.6, px / Math.max(1, length));
  return share > 0 ? { ...axis, domain: [(low - share * high) / (1 - share), high] } : axis;
}

/** Whiskers over the bars that have an interval. */
export function drawWhiskers(context: FigureContext, frame: Frame, bars: Bar[], flat: boolean): void {
  for (const b of bars) {
    if (!b.interval || b.bare) continue;
    const box = boxOf(frame, b, flat);
    const at = (value: number) =>
      flat
        ? { x: frame.px(value), y: box.y + box.height / 2 }
        : { x: box.x + box.width / 2, y: frame.py(value) };
    frame.svg.appendChild(whisker(context, at(b.interval[0]), at(b.interval[1])));
  }
}

/**
 * The value beyond the bar's end and its whisker, when an upright bar is wide enough to carry it; returns the
 * box it takes.
 */
export function tagBar(
  context: FigureContext,
  frame: Frame,
  b: Bar,
  flat: boolean,
  measure: Bound,
): Box | null {
  const box = boxOf(frame, b, flat);
  const text = measure.tag(b.value);
  const width = textWidth(text, FONT_SIZE);
  const down = isDown(b);
  const reach =
    !b.interval || b.bare ? b.to : down ? Math.min(b.to, b.interval[0]) : Math.max(b.to, b.interval[1]);
  const end = b.bare ? b.from : reach;
  // Bars side by side touch; others have the gap between them.
  const slot = b.end - b.start < 1 ? box.width + 1 : frame.xStep - 3;
  if (!flat && width > slot) return null;
  const at = flat
    ? { x: frame.px(end) + (down ? -GAP : GAP), y: box.y + box.height / 2, dy: '0.34em' }
    : { x: box.x + box.width / 2, y: frame.py(end) + (down ? 14 : -5) };
  const anchor = flat ? (down ? 'end' : 'start') : 'middle';
  frame.svg.appendChild(
    el(context.document, 'text', { ...at, 'text-anchor': anchor, fill: context.palette.ink }, text),
  );
  const left = anchor === 'middle' ? at.x - width / 2 : down ? at.x - width : at.x;
  return { x: left, y: flat ? at.y - 8 : at.y - 12, width, height: TAG_HEIGHT };
}

/** The value inside a stacked part that has room for it. */
export function fillBar(context: FigureContext, frame: Frame, b: Bar, flat: boolean, shown: Bound): void {
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
