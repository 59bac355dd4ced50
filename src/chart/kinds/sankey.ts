import { sankeyLinkHorizontal } from 'd3-sankey';
import { OTHER } from '../bars.ts';
import { boundValues, type Bound } from '../bind.ts';
import { say, type Drawing, type FigureContext, type Mark, type Stop } from '../figure.ts';
import type { ChartSpec } from '../spec.ts';
import { readFlow, restName, type Flow, type FlowLink, type FlowNode } from '../flow.ts';
import { drawHead, headHeight } from '../head.ts';
import { mix, seriesColour, toneOf, type Palette } from '../palette.ts';
import { halo } from '../rules.ts';
import { NODE, placeFlow, type FlowPlace } from '../flow-layout.ts';
import { canvas, el, FONT_SIZE } from '../svg.ts';
import { textWidth, truncate } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

const MOST_NODES = 8;
/** Narrower layers hold no name: a figure with many is wider than its frame, which scrolls. */
const LAYER = 92;
const MOST_LAYERS = 12;

/**
 * Paths as layers of steps. Each node says how many reached it, what share went on and what share ended there
 * (the pale tail beside it); the largest eight of a layer are named, the rest gathered.
 */
export function sankey(context: FigureContext): Drawing | { refusal: string } {
  const { bound, document, palette } = context;
  if (!bound.source || !bound.target)
    return { refusal: say(context, TEXTS.missing, { columns: 'source, target' }) };
  const flow = readFlow(context, MOST_NODES, MOST_LAYERS);
  if (flow.links.length === 0) return { refusal: say(context, TEXTS.noRows) };
  const notes = flow.skipped ? [say(context, TEXTS.brokenLinks, { n: flow.skipped })] : [];
  if (flow.beyond)
    notes.push(say(context, TEXTS.firstSteps, { all: flow.layers + flow.beyond, drawn: flow.layers }));
  if (flow.nodes.some(({ ended, layer }) => ended > 0 && layer < flow.layers - 1))
    notes.push(say(context, TEXTS.tails));
  const width = Math.max(context.width, NODE + flow.layers * LAYER);
  const inner = { ...context, width };
  const head = headHeight(context) + 30;
  const tallest = Math.max(
    ...Array.from({ length: flow.layers }, (_, i) => flow.nodes.filter((n) => n.layer === i).length),
  );
  const height = Math.max(180, 150 + tallest * 36);
  const measure = bound.value ?? bound.y ?? counts(context);
  const named = (node: FlowNode) => (node.name === OTHER ? restName(context) : bound.source!.show(node.name));
  const lastLabels = flow.nodes
    .filter((n) => n.layer === flow.layers - 1)
    .map((n) => 1.06 * textWidth(`${named(n)} (${measure.tag(n.fixedValue)})`, FONT_SIZE) + 24);
  const side = Math.min(Math.max(...lastLabels, 60), (0.75 * (width - NODE)) / (flow.layers - 0.25));
  const gap = (width - NODE - side) / Math.max(1, flow.layers - 1);
  const { nodes, links } = placeFlow(flow, width - side, head, head + height);

  const svg = canvas(document, width, head + height + 12);
  drawHead(context, svg);
  const colour = colours(palette, flow, context.spec);
  const path = sankeyLinkHorizontal<FlowNode, FlowLink>();
  const band = el(document, 'g', { fill: 'none', 'data-part': 'links' });
  for (const link of links)
    band.appendChild(
      el(document, 'path', {
        d: path(link) ?? '',
        stroke: colour((link.source as FlowPlace).name),
        'stroke-opacity': 0.26,
        'stroke-width': Math.max(0.75, link.width ?? 0),
      }),
    );
  svg.appendChild(band);
  const stops: Stop[] = [];
  for (const node of nodes)
    stops.push(drawNode(inner, svg, node, named(node), colour(node.name), measure, flow.layers, gap));
  drawSteps(inner, svg, nodes, measure, head - 16, gap);
  for (const link of links) {
    const [source, target] = [link.source as FlowPlace, link.target as FlowPlace];
    stops.push({
      x: (source.x1! + target.x0!) / 2,
      y: (link.y0! + link.y1!) / 2,
      mark: flowMark(context, link.rows, ['source', 'target'], `${named(source)} → ${named(target)}`),
      lines: [
        `${named(source)} → ${named(target)}`,
        `${measure.label} ${measure.show(link.value)}`,
        percentOf(context, link.value, source.fixedValue ?? 0, named(source)),
      ],
    });
  }
  return { element: svg, stops, notes };
}

/** What a node or link stands for: the rows that agree with one of its own in the step and these ends. */
function flowMark(
  { bound }: FigureContext,
  rows: readonly number[],
  ends: readonly ('source' | 'target')[],
  words: string,
): Mark | undefined {
  const [row] = rows;
  const columns = (['step', ...ends] as const).flatMap((name) => bound[name]?.column ?? []);
  return row === undefined ? undefined : { row, rows, columns, words };
}

/** Names by volume take the series colours; the rest and "other" are grey. */
function colours(palette: Palette, flow: Flow, spec: ChartSpec): (name: string) => string {
  const volume = new Map<string, number>();
  for (const n of flow.nodes)
    if (n.name !== OTHER) volume.set(n.name, (volume.get(n.name) ?? 0) + n.fixedValue);
  const ranked = [...volume].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const order = new Map(ranked.map((name, i) => [name, i]));
  return (name) => seriesColour(palette, toneOf(spec, name, order.get(name) ?? 99));
}

function drawNode(
  context: FigureContext,
  svg: SVGElement,
  node: FlowPlace,
  name: string,
  colour: string,
  measure: Bound,
  layers: number,
  gap: number,
): Stop {
  const { document, palette } = context;
  const [x0, x1, y0, y1] = [node.x0!, node.x1!, node.y0!, node.y1!];
  const total = node.fixedValue ?? 0;
  const box = { x: x0, y: y0, width: x1 - x0, height: Math.max(1.5, y1 - y0) };
  svg.appendChild(el(document, 'rect', { ...box, fill: colour }));
  const percent = (part: number) => (total > 0 ? Math.round((part / total) * 100) : 0);
  /** A few are not none. */
  const share = (part: number) => (part > 0 && percent(part) === 0 ? '<1%' : `${percent(part)}%`);
  const last = node.layer === layers - 1;
  const tail = total > 0 ? ((y1 - y0) * node.ended) / total : 0;
  if (tail > 0.5)
    svg.appendChild(
      el(document, 'rect', {
        x: x1,
        y: y1 - tail,
        width: 5,
        height: tail,
        fill: mix(palette.paper, palette.soft, 0.4),
        'data-part': 'end',
      }),
    );
  const middle = (y0 + y1) / 2;
  const onward = `${share(node.onward)} ${say(context, TEXTS.onward)}`;
  const ended = `${share(node.ended)} ${say(context, TEXTS.ends)}`;
  const both = `${onward} · ${ended}`;
  // In narrow figures the name has its line to itself and the number joins the shares below.
  const narrow = gap < 150;
  // Of a name for several a bare number after it would be read as which of them it is.
  const value = node.name === OTHER ? `(${measure.tag(total)})` : measure.tag(total);
  const shares = last || node.ended <= 0 ? '' : both;
  const below = narrow
    ? [value, shares && percent(node.ended) > 0 && `-${percent(node.ended)}%`].filter(Boolean).join(' · ')
    : shares;
  const x = x1 + 10;
  const room = (last ? context.width - x : gap - NODE - 14) / 1.06;
  const valueWidth = narrow ? 0 : textWidth(` ${value}`, FONT_SIZE) + 4;
  const shown = truncate(name, FONT_SIZE, Math.max(24, room - valueWidth));
  const said = truncate(below, 11, room + 6);
  const heading = narrow ? shown : `${shown} ${value}`;
  // Ribbons pass behind the words, not through them.
  svg.appendChild(
    el(document, 'rect', {
      x: x - 3,
      y: middle - (below ? 15 : 9),
      width: Math.min(
        1.06 * Math.max(textWidth(heading, FONT_SIZE), below ? textWidth(said, 11) : 0) + 6,
        last ? context.width - x + 3 : gap - NODE - 4,
      ),
      height: below ? 30 : 18,
      rx: 3,
      fill: palette.paper,
      'fill-opacity': 0.82,
      'data-part': 'plate',
    }),
  );
  const text = halo(context, shown, {
    x,
    y: below ? middle - 7 : middle,
    dy: '0.34em',
    'text-anchor': 'start',
    fill: palette.ink,
    'font-weight': 600,
  });
  if (!narrow)
    text.appendChild(el(document, 'tspan', { fill: palette.soft, 'font-weight': 400 }, ` ${value}`));
  if (shown !== name) text.appendChild(el(document, 'title', {}, name));
  svg.appendChild(text);
  if (below)
    svg.appendChild(
      halo(context, said, {
        x,
        y: middle + 8,
        dy: '0.34em',
        'text-anchor': 'start',
        'font-size': 11,
        fill: palette.soft,
      }),
    );
  return {
    x: x1,
    y: middle,
    box,
    mark:
      node.leaving.length > 0
        ? flowMark(context, node.leaving, ['source'], name)
        : flowMark(context, node.arriving, ['target'], name),
    lines: [name, `${measure.label} ${measure.show(total)}`, ...(last ? [] : [both])],
  };
}

/** Step numbers over the columns, each with how many are still on their way. */
function drawSteps(
  context: FigureContext,
  svg: SVGElement,
  nodes: FlowPlace[],
  measure: Bound,
  y: number,
  gap: number,
): void {
  const { document, palette } = context;
  const totals = new Map<number, { x: number; total: number }>();
  for (const node of nodes) {
    const at = totals.get(node.layer) ?? { x: node.x0!, total: 0 };
    at.total += node.fixedValue ?? 0;
    totals.set(node.layer, at);
  }
  const last = Math.max(...totals.keys());
  for (const [layer, { x, total }] of totals) {
    const text = context.bound.step
      ? say(context, TEXTS.step, { n: layer + 1 })
      : (layer === 0 ? context.bound.source! : context.bound.target!).label;
    svg.appendChild(
      el(
        document,
        'text',
        { x, y, fill: palette.soft, 'text-anchor': 'start' },
        truncate(`${text} · ${measure.tag(total)}`, FONT_SIZE, layer === last ? context.width - x : gap - 6),
      ),
    );
  }
}

function counts(context: FigureContext): Bound {
  const { lang, currency } = context;
  return boundValues({
    values: [],
    format: 'integer',
    column: 'count',
    label: say(context, TEXTS.count),
    numeric: true,
    lang,
    currency,
  });
}

function percentOf(context: FigureContext, part: number, whole: number, name: string): string {
  const share = whole > 0 ? Math.round((part / whole) * 1000) / 10 : 0;
  return context.lang === 'zh' ? `占“${name}”的 ${share}%` : `${share}% of “${name}”`;
}
