import type { FigureContext } from './figure.ts';
import type { Frame } from './frame.ts';
import { readable } from './palette.ts';
import { overlaps, type Box } from './place.ts';
import { halo, type Rule } from './rules.ts';
import { FONT_SIZE } from './svg.ts';
import { textWidth, truncate } from './text-width.ts';

/** One corner of a frame cut by a rule on each axis. */
export interface Quadrant {
  right: boolean;
  top: boolean;
}

/** Share of a series' points that must stand in one quadrant for its name to stand there for all. */
const MOSTLY = 0.9;

/**
 * The quadrant of each series, when one rule on each axis cuts the frame in four and every series keeps to one of
 * its own; null otherwise. A point on a rule counts as above it.
 */
export function quadrantsOf(
  rules: Rule[],
  points: { x: number; y: number; series: string }[],
): Map<string, Quadrant> | null {
  const [xs, ys] = [rules.filter((r) => r.axis === 'x'), rules.filter((r) => r.axis === 'y')];
  if (xs.length !== 1 || ys.length !== 1) return null;
  const counts = new Map<string, number[]>();
  for (const { x, y, series } of points) {
    const four = counts.get(series) ?? [0, 0, 0, 0];
    counts.set(series, four);
    four[Number(x >= xs[0]!.value) + 2 * Number(y >= ys[0]!.value)]! += 1;
  }
  const found = new Map<string, Quadrant>();
  const taken = new Set<number>();
  for (const [series, four] of counts) {
    const most = Math.max(...four);
    const at = four.indexOf(most);
    if (taken.has(at) || most < MOSTLY * four.reduce((sum, n) => sum + n, 0)) return null;
    taken.add(at);
    found.set(series, { right: at % 2 === 1, top: at >= 2 });
  }
  return found;
}

/** Writes each name into the outer corner of its quadrant, in its colour; returns the boxes taken with those given. */
export function nameQuadrants(
  context: FigureContext,
  frame: Frame,
  names: { name: string; colour: string; quadrant: Quadrant }[],
  others: Box[],
): Box[] {
  const taken = [...others];
  for (const { name, colour, quadrant } of names) {
    const text = truncate(name, FONT_SIZE, (frame.right - frame.left) / 2 - 8);
    const width = textWidth(text, FONT_SIZE) * 1.06;
    const x = quadrant.right ? frame.right - 4 : frame.left + 5;
    const box: Box = {
      x: quadrant.right ? x - width : x,
      y: quadrant.top ? frame.top + 2 : frame.bottom - 20,
      width,
      height: 16,
    };
    while (taken.some((other) => overlaps(box, other)) && box.y > frame.top && box.y < frame.bottom - 16)
      box.y += quadrant.top ? 18 : -18;
    taken.push(box);
    frame.svg.appendChild(
      halo(context, text, {
        x,
        y: box.y + 12,
        'text-anchor': quadrant.right ? 'end' : 'start',
        'font-weight': 600,
        fill: readable(context.palette, colour),
        'data-part': 'quadrant',
      }),
    );
  }
  return taken;
}
