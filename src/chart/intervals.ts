import type { Bound } from './bind.ts';
import { say, type FigureContext } from './figure.ts';
import { el } from './svg.ts';
import { TEXTS } from './texts.ts';

/** Ends of the interval that a value is uncertain within. */
export type Interval = readonly [low: number, high: number];

/** The interval in that row, when the spec binds `low` and `high` and the row has both. */
export function intervalOf(context: FigureContext, row: number): Interval | null {
  const low = context.bound.low?.number(row) ?? null;
  const high = context.bound.high?.number(row) ?? null;
  return low === null || high === null ? null : [Math.min(low, high), Math.max(low, high)];
}

/** `95 % interval 9.3% – 12.1%`, for hovers; nothing without an interval. */
export const intervalLine = (context: FigureContext, measure: Bound, interval: Interval | null): string[] =>
  interval
    ? [say(context, TEXTS.interval, { low: measure.show(interval[0]), high: measure.show(interval[1]) })]
    : [];

const CAP = 3.5;

/** A whisker from one end of an interval to the other, legible over a bar of any colour. */
export function whisker(
  context: FigureContext,
  from: { x: number; y: number },
  to: { x: number; y: number },
): SVGElement {
  const { document, palette } = context;
  const [dx, dy] = from.y === to.y ? [0, CAP] : [CAP, 0];
  const cap = ({ x, y }: { x: number; y: number }) => `M${r(x - dx)},${r(y - dy)}L${r(x + dx)},${r(y + dy)}`;
  const d = `M${r(from.x)},${r(from.y)}L${r(to.x)},${r(to.y)}${cap(from)}${cap(to)}`;
  const stroke = (colour: string, width: number) =>
    el(document, 'path', { d, fill: 'none', stroke: colour, 'stroke-width': width });
  return el(document, 'g', { 'data-part': 'whisker' }, stroke(palette.paper, 3.5), stroke(palette.ink, 1.25));
}

const r = (n: number) => Math.round(n * 100) / 100;
