import * as Plot from '@observablehq/plot';
import type { FigureContext } from './figure.ts';
import { drawHead, headHeight, type LegendItem } from './head.ts';
import { PLOT_CLASS } from './plot-style.ts';
import { dress, el, FONT_SIZE, label } from './svg.ts';
import { textWidth, truncate } from './text-width.ts';

export interface Tick {
  at: number | string;
  text: string;
  /** A second line below, where one was too narrow. */
  below?: string;
  /** The text uncut, where `text` was cut. */
  full?: string;
}

export interface Axis {
  type: 'linear' | 'log' | 'band';
  domain: (number | string)[];
  ticks: Tick[];
  /** Title with its unit; drawn at the end of the axis. */
  title?: string;
  /** Hairlines across the frame at the ticks. */
  grid?: boolean;
  /** Gap between bands, as a share. */
  padding?: number;
  reverse?: boolean;
}

export interface FrameOptions {
  /** Height of the frame inside its margins. */
  height: number;
  x: Axis;
  y: Axis;
  marks: Plot.Markish[];
  legend?: LegendItem[];
  /** Room between the y title and the frame, for what stands over the marks. */
  above?: number;
  /** Room right of the frame for direct labels. */
  right?: number;
}

/** A drawn frame: where it stands and how values become pixels (band scales give the band's middle). */
export interface Frame {
  svg: SVGSVGElement;
  left: number;
  right: number;
  top: number;
  bottom: number;
  px(value: number | string): number;
  py(value: number | string): number;
  xBand: number;
  /** From one band to the next; 0 on a scale without bands. */
  xStep: number;
  yBand: number;
}

const AXIS_TITLE = 18;

/** Draws marks with Plot inside our own axes: hairlines, no tick marks, titles at the ends, one set of margins. */
export function drawFrame(context: FigureContext, options: FrameOptions): Frame {
  const { document, width } = context;
  const head = headHeight(context, options.legend);
  const left = leftMargin(options.y);
  const lastTick = options.x.type === 'band' ? undefined : options.x.ticks.at(-1);
  const overhang = lastTick ? textWidth(lastTick.text, FONT_SIZE) / 2 : 0;
  const right = Math.max(options.right ?? 12, overhang);
  const above = options.above ?? 0;
  const top = head + (options.y.title ? AXIS_TITLE + 6 : 10) + above;
  const names = options.x.ticks.some((t) => t.below) ? 36 : options.x.ticks.length ? 22 : 8;
  const bottomMargin = names + (options.x.title ? AXIS_TITLE : 0);
  const height = top + options.height + bottomMargin;

  const plot = Plot.plot({
    document,
    width,
    height,
    className: PLOT_CLASS,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottomMargin,
    figure: false,
    x: scaleOptions(options.x),
    y: scaleOptions(options.y),
    marks: options.marks,
  });
  const svg = plot as unknown as SVGSVGElement;
  dress(svg);
  svg.setAttribute('text-anchor', 'start');
  const xs = plot.scale('x')!;
  const ys = plot.scale('y')!;
  const frame: Frame = {
    svg,
    left,
    right: width - right,
    top,
    bottom: height - bottomMargin,
    xBand: xs.bandwidth ?? 0,
    xStep: xs.step ?? 0,
    yBand: ys.bandwidth ?? 0,
    px: (value) => (xs.apply(value) as number) + (xs.bandwidth ?? 0) / 2,
    py: (value) => (ys.apply(value) as number) + (ys.bandwidth ?? 0) / 2,
  };
  svg.insertBefore(drawGrid(context, frame, options), svg.querySelector('style')?.nextSibling ?? null);
  svg.appendChild(drawAxes(context, frame, options));
  drawHead(context, svg, options.legend);
  return frame;
}

/** Room left of the frame for the labels of its y axis. */
export const leftMargin = (y: Axis): number =>
  Math.max(
    30,
    10 +
      Math.ceil(
        Math.max(0, ...y.ticks.flatMap((t) => [t.text, t.below ?? '']).map((t) => textWidth(t, FONT_SIZE))),
      ),
  );

function scaleOptions(axis: Axis): Plot.ScaleOptions {
  return {
    type: axis.type,
    domain: axis.domain,
    axis: null,
    reverse: axis.reverse ?? false,
    ...(axis.type === 'band' ? { padding: axis.padding ?? 0.25 } : {}),
  };
}

function drawGrid(context: FigureContext, frame: Frame, { x, y }: FrameOptions): SVGElement {
  const { document, palette } = context;
  const group = el(document, 'g', {
    stroke: palette.rule,
    'shape-rendering': 'crispEdges',
    'data-part': 'grid',
  });
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    group.appendChild(el(document, 'line', { x1, y1, x2, y2 }));
  if (y.grid) for (const { at } of y.ticks) line(frame.left, frame.py(at), frame.right, frame.py(at));
  if (x.grid) for (const { at } of x.ticks) line(frame.px(at), frame.top, frame.px(at), frame.bottom);
  return group;
}

/** Whether both lines of a tick together show all of it; the break may have taken a space. */
const isWhole = ({ text, below = '', full = text }: Tick): boolean =>
  full.replaceAll(' ', '') === (text + below).replaceAll(' ', '');

function drawAxes(context: FigureContext, frame: Frame, { x, y, above = 0 }: FrameOptions): SVGElement {
  const { document, palette } = context;
  const group = el(document, 'g', { fill: palette.soft, 'data-part': 'axes' });
  for (const tick of y.ticks) {
    const at = { x: frame.left - 8, dy: '0.34em', 'text-anchor': 'end' };
    const middle = frame.py(tick.at);
    const full = isWhole(tick) ? tick.text : tick.full!;
    group.appendChild(label(document, tick.text, full, { ...at, y: tick.below ? middle - 7 : middle }));
    if (tick.below) group.appendChild(el(document, 'text', { ...at, y: middle + 7 }, tick.below));
  }
  const placeOf = (tick: Tick) => {
    const half = Math.max(textWidth(tick.text, FONT_SIZE), textWidth(tick.below ?? '', FONT_SIZE)) / 2;
    return { half, at: Math.min(Math.max(frame.px(tick.at), half), context.width - half) };
  };
  let free = -Infinity;
  // That the last bin is open is always said.
  const open = x.ticks.at(-1);
  const kept = open && /^\d+\+$/.test(open.text) ? placeOf(open) : null;
  for (const tick of x.ticks) {
    const { half, at } = placeOf(tick);
    // A label that would touch the one before it is left out: fewer, legible ticks.
    if (at - half < free || (kept && tick !== open && at + half + 8 > kept.at - kept.half)) continue;
    free = at + half + 8;
    const text = { x: at, 'text-anchor': 'middle' };
    const full = isWhole(tick) ? tick.text : tick.full!;
    group.appendChild(label(document, tick.text, full, { ...text, y: frame.bottom + 17 }));
    if (tick.below) group.appendChild(el(document, 'text', { ...text, y: frame.bottom + 31 }, tick.below));
  }
  const titles = { 'font-size': FONT_SIZE, fill: palette.soft };
  const room = context.width;
  if (y.title)
    group.appendChild(
      label(document, truncate(y.title, FONT_SIZE, room), y.title, {
        ...titles,
        x: 0,
        y: frame.top - above - 12,
      }),
    );
  if (x.title)
    group.appendChild(
      label(document, truncate(x.title, FONT_SIZE, room), x.title, {
        ...titles,
        x: frame.right,
        y: frame.bottom + (x.ticks.some((t) => t.below) ? 31 : 17) + AXIS_TITLE,
        'text-anchor': 'end',
      }),
    );
  return group;
}
