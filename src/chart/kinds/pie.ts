import { arc, pie as slices } from 'd3-shape';
import { gatherBars, nameOf, OTHER } from '../bars.ts';
import { categoryAndMeasure } from '../category.ts';
import { markOf, say, type Drawing, type FigureContext, type Stop } from '../figure.ts';
import { drawHead, headHeight } from '../head.ts';
import { seriesColour, toneOf } from '../palette.ts';
import { spread } from '../place.ts';
import { canvas, el, FONT_SIZE, label } from '../svg.ts';
import { textWidth, truncate } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

interface Slice {
  key: string;
  name: string;
  value: number;
  colour: string;
}

/** Radius of the hole, as a part of the donut's. */
const HOLE = 0.62;
/** Size of the total in it, smaller where the hole is. */
const TOTAL_SIZE = 19;

/** A donut of up to six parts, each named beside it with its value and share; the total in the middle. */
export function pie(context: FigureContext): Drawing | { refusal: string } {
  const pair = categoryAndMeasure(context);
  if (!pair) return { refusal: say(context, TEXTS.missing, { columns: 'x, y' }) };
  const { category, measure } = pair;
  const { document, width, palette } = context;
  const { series: _series, ...bound } = context.bound;
  const data = gatherBars({ ...context, bound }, category, measure, context.rows.count > 6 ? 5 : 6);
  const parts: Slice[] = [...data.categories].flatMap(([key, raw], i) => {
    const value = data.cells.get(key)?.get('') ?? null;
    const colour = key === OTHER ? palette.other : seriesColour(palette, toneOf(context.spec, key, i));
    return value === null ? [] : [{ key, name: nameOf(context, category, key, raw), value, colour }];
  });
  if (parts.some((p) => p.value < 0)) return { refusal: say(context, TEXTS.negativePie) };
  const total = parts.reduce((sum, p) => sum + p.value, 0);
  if (total <= 0) return { refusal: say(context, TEXTS.noNumbers, { columns: measure.label }) };

  const head = headHeight(context);
  const radius = Math.min(104, width / 5.5);
  // The line from a part to its name, shorter where there is little room.
  const reach = width < 480 ? 18 : 34;
  const height = radius * 2 + 52;
  const svg = canvas(document, width, head + height);
  drawHead(context, svg);
  const [cx, cy] = [width / 2, head + height / 2];
  const shape = arc<{ startAngle: number; endAngle: number }>()
    .innerRadius(radius * HOLE)
    .outerRadius(radius);
  const angles = slices<Slice>()
    .value((p) => p.value)
    .sort(null)(parts);
  const group = el(document, 'g', { transform: `translate(${cx},${cy})`, 'data-part': 'slices' });
  for (const a of angles)
    group.appendChild(
      el(document, 'path', {
        d: shape(a) ?? '',
        fill: a.data.colour,
        stroke: palette.paper,
        'stroke-width': parts.length > 1 ? 1.5 : 0,
      }),
    );
  svg.appendChild(group);
  const sum = measure.tag(total);
  const size = Math.min(TOTAL_SIZE, (TOTAL_SIZE * radius * HOLE * 1.7) / textWidth(sum, TOTAL_SIZE));
  svg.append(
    el(
      document,
      'text',
      {
        x: cx,
        y: cy - 2,
        'text-anchor': 'middle',
        'font-size': r(size),
        'font-weight': 600,
        fill: palette.ink,
      },
      sum,
    ),
    el(
      document,
      'text',
      { x: cx, y: cy + 17, 'text-anchor': 'middle', fill: palette.soft },
      truncate(measure.label, FONT_SIZE, radius * 1.1),
    ),
  );

  const placed = angles.map((a) => {
    const middle = (a.startAngle + a.endAngle) / 2;
    return {
      slice: a.data,
      right: Math.sin(middle) >= 0,
      x: Math.sin(middle) * radius,
      y: -Math.cos(middle) * radius,
    };
  });
  const stops: Stop[] = new Array<Stop>(placed.length);
  for (const side of [true, false]) {
    const own = placed.map((p, i) => ({ ...p, i })).filter((p) => p.right === side);
    const ys = spread(
      own.map((p) => cy + p.y * 1.12),
      34,
      head + 16,
      head + height - 16,
    );
    own.forEach((p, k) => {
      const direction = side ? 1 : -1;
      const edge = cx + direction * (radius + reach);
      const y = ys[k]!;
      const anchor = side ? 'start' : 'end';
      const room = (side ? width - edge : edge) - 8;
      const share = `${((p.slice.value / total) * 100).toFixed(1)}%`;
      const both = `${share} · ${measure.tag(p.slice.value)}`;
      const x = edge + direction * 6;
      svg.append(
        el(document, 'polyline', {
          points: `${r(cx + p.x * 1.03)},${r(cy + p.y * 1.03)} ${r(edge - direction * 14)},${r(y)} ${r(edge)},${r(y)}`,
          fill: 'none',
          stroke: palette.other,
        }),
        label(document, truncate(p.slice.name, FONT_SIZE, room), p.slice.name, {
          x,
          y: y - 2,
          'text-anchor': anchor,
          fill: palette.ink,
          'font-weight': 600,
        }),
        el(
          document,
          'text',
          { x, y: y + 13, 'text-anchor': anchor, fill: palette.soft },
          textWidth(both, FONT_SIZE) <= room ? both : share,
        ),
      );
      stops[p.i] = {
        x: cx + p.x * 0.81,
        y: cy + p.y * 0.81,
        mark: markOf(context, [[category, p.slice.key]]),
        lines: [p.slice.name, `${measure.label} ${measure.show(p.slice.value)}`, share],
      };
    });
  }
  return { element: svg, stops, notes: data.notes };
}

const r = (n: number) => Math.round(n * 100) / 100;
