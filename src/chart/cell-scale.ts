import type { Bound } from './bind.ts';
import type { FigureContext } from './figure.ts';
import { heat, mix, type Palette } from './palette.ts';
import { el } from './svg.ts';
import { textWidth, truncate } from './text-width.ts';

const BAR = 96;
const SIZE = 11;

const ends = (context: FigureContext, value: Bound, low: number, high: number): [string, string] => [
  truncate(`${value.label} ${value.brief(low)}`, SIZE, context.width / 2.5),
  value.brief(high),
];

/**
 * The colour of a value between the ends of the scale: one hue from wash to wine; with values on both sides of
 * zero wash is zero, wine above it and teal below.
 */
export function cellShade(palette: Palette, low: number, high: number): (value: number) => string {
  if (low < 0) {
    const most = Math.max(-low, high);
    return (v) => mix(palette.wash, v < 0 ? palette.series[1]! : palette.accent, Math.abs(v) / most);
  }
  const share = (v: number) => (high > low ? (v - low) / (high - low) : v === 0 ? 0 : 1);
  return (v) => heat(palette, 0.04 + 0.96 * share(v));
}

/** Width in px that the scale with its two ends takes. */
export function scaleWidth(context: FigureContext, value: Bound, low: number, high: number): number {
  const [before, after] = ends(context, value, low, high);
  return textWidth(before, SIZE) + BAR + textWidth(after, SIZE) + 12;
}

/** What the colours of the cells stand for, at the right end of a line. */
export function drawScale(
  context: FigureContext,
  svg: SVGElement,
  value: Bound,
  low: number,
  high: number,
  y: number,
): void {
  const { document, palette, width } = context;
  const [before, after] = ends(context, value, low, high);
  const shade = cellShade(palette, low, high);
  const end = width - textWidth(after, SIZE) - 6;
  const text = { fill: palette.soft, 'font-size': SIZE, y: y + 4, dy: '0.34em' };
  for (let i = 0; i < 12; i++)
    svg.appendChild(
      el(document, 'rect', {
        x: end - BAR + (i * BAR) / 12,
        y,
        width: BAR / 12 + 0.4,
        height: 8,
        fill: shade(low + ((i + 0.5) / 12) * (high - low)),
      }),
    );
  svg.append(
    el(document, 'text', { ...text, x: end - BAR - 6, 'text-anchor': 'end' }, before),
    el(document, 'text', { ...text, x: end + 6, 'text-anchor': 'start' }, after),
  );
}
