import { arc } from 'd3-shape';
import { formatValue } from '../../i18n/format.ts';
import { say, type Drawing, type FigureContext } from '../figure.ts';
import { drawHead, headHeight } from '../head.ts';
import { intervalLine, intervalOf } from '../intervals.ts';
import { canvas, el } from '../svg.ts';
import { TEXTS } from '../texts.ts';

/** One number on its scale: −100 to 100 (NPS), 0 to 1 for shares. An earlier value is a tick beside it. */
export function gauge(context: FigureContext): Drawing | { refusal: string } {
  const { bound, document, width, palette } = context;
  const measure = bound.value ?? bound.y ?? bound.x;
  const value = measure?.number(0) ?? null;
  if (!measure || value === null)
    return { refusal: say(context, TEXTS.noNumbers, { columns: measure?.label ?? 'value' }) };
  // A score is read to a tenth, as the sentences say it.
  const { lang, currency } = context;
  const shown = (n: unknown) => formatValue(n, measure.format, { lang, currency, digits: 'sentence' });
  const [low, high] = measure.format === 'percent' ? [0, 1] : [-100, 100];
  const clamp = (v: number) => Math.min(high, Math.max(low, v));
  const angle = (v: number) => (-Math.PI / 2) * 1.1 + ((clamp(v) - low) / (high - low)) * Math.PI * 1.1;

  const head = headHeight(context);
  const radius = Math.min(120, width / 2 - 40);
  const [cx, cy] = [width / 2, head + radius + 24];
  const svg = canvas(document, width, cy + 48 + (bound.low && bound.previous ? 17 : 0));
  drawHead(context, svg);
  const ring = (from: number, to: number, inner = radius - 18, thick = 18) =>
    arc<null>()
      .innerRadius(inner)
      .outerRadius(inner + thick)
      .startAngle(Math.min(from, to))
      .endAngle(Math.max(from, to))(null) ?? '';
  const dial = el(document, 'g', { transform: `translate(${cx},${cy})`, 'data-part': 'dial' });
  const zero = Math.max(low, 0);
  dial.append(
    el(document, 'path', { d: ring(angle(low), angle(high)), fill: palette.rule }),
    el(document, 'path', {
      d: ring(angle(zero), angle(value)),
      fill: value < 0 ? palette.bad : palette.accent,
    }),
  );
  const marks = low < 0 ? [low, 0, high] : [low, high];
  for (const mark of marks) {
    const a = angle(mark);
    const [sin, cos] = [Math.sin(a), -Math.cos(a)];
    dial.appendChild(
      el(
        document,
        'text',
        {
          x: sin * (radius + 16),
          y: cos * (radius + 14),
          dy: '0.34em',
          'text-anchor': 'middle',
          fill: palette.soft,
        },
        measure.brief(mark),
      ),
    );
  }
  const interval = intervalOf(context, 0);
  if (interval)
    dial.appendChild(
      el(document, 'path', {
        d: ring(angle(interval[0]), angle(interval[1]), radius + 3, 4),
        fill: palette.ink,
        'data-part': 'whisker',
      }),
    );
  const before = bound.previous?.number(0) ?? null;
  if (before !== null) {
    const a = angle(before);
    const [sin, cos] = [Math.sin(a), -Math.cos(a)];
    dial.appendChild(
      el(document, 'line', {
        x1: sin * (radius - 22),
        y1: cos * (radius - 22),
        x2: sin * (radius + 4),
        y2: cos * (radius + 4),
        stroke: palette.ink,
        'stroke-width': 2,
      }),
    );
  }
  svg.appendChild(dial);
  svg.append(
    el(
      document,
      'text',
      { x: cx, y: cy - 4, 'text-anchor': 'middle', 'font-size': 40, 'font-weight': 600, fill: palette.ink },
      shown(value),
    ),
    el(
      document,
      'text',
      { x: cx, y: cy + 20, 'text-anchor': 'middle', 'font-size': 13, fill: palette.soft },
      measure.label,
    ),
  );
  const was = before === null ? [] : [say(context, TEXTS.was, { value: shown(before) })];
  const below = [...intervalLine(context, { ...measure, show: shown }, interval), ...was];
  below.forEach((line, i) =>
    svg.appendChild(
      el(document, 'text', { x: cx, y: cy + 38 + i * 17, 'text-anchor': 'middle', fill: palette.soft }, line),
    ),
  );
  return {
    element: svg,
    stops: [
      {
        x: cx,
        y: cy - radius,
        lines: [measure.label, shown(value), ...below],
        box: { x: cx - radius, y: cy - radius, width: 2 * radius, height: radius + 24 },
        mark: { row: 0, columns: [], whole: true, words: `${measure.label} ${shown(value)}`.trim() },
      },
    ],
    notes: [],
  };
}
