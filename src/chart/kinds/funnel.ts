import { categoryAndMeasure } from '../category.ts';
import { say, type Drawing, type FigureContext, type Stop } from '../figure.ts';
import { CAPTION, drawCaption, drawHead, headHeight } from '../head.ts';
import { plainColour } from '../palette.ts';
import { canvas, el, FONT_SIZE, label } from '../svg.ts';
import { textWidth, truncate } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

const BAR = 30;
const BETWEEN = 26;
const MOST = 20;

/** Steps in row order, each with its count and its share of the first; the largest loss is marked. */
export function funnel(context: FigureContext): Drawing | { refusal: string } {
  const pair = categoryAndMeasure(context);
  if (!pair) return { refusal: say(context, TEXTS.missing, { columns: 'x, y' }) };
  const { category, measure } = pair;
  const { document, width, palette, rows } = context;
  const steps = Array.from({ length: rows.count }, (_, i) => ({
    name: category.show(category.values[i] ?? null),
    value: Math.max(0, measure.number(i) ?? 0),
  })).slice(0, MOST);
  const first = steps[0]?.value ?? 0;
  if (first <= 0) return { refusal: say(context, TEXTS.noNumbers, { columns: measure.label }) };
  const notes = rows.count > MOST ? [say(context, TEXTS.topOnly, { all: rows.count, drawn: MOST })] : [];

  const head = headHeight(context) + CAPTION + 8;
  const names = Math.min(width * 0.28, Math.max(...steps.map((s) => textWidth(s.name, 13)))) + 16;
  const most = Math.max(...steps.map((s) => s.value));
  const tags =
    Math.max(...steps.map((s) => textWidth(`${measure.tag(s.value)}  ${percent(s.value / first)}`, 13))) + 26;
  const scale = Math.max(40, width - names - tags) / most;
  const svg = canvas(document, width, head + steps.length * BAR + (steps.length - 1) * BETWEEN + 8);
  drawHead(context, svg);
  drawCaption(context, svg, measure);
  const losses = steps.map((s, i) => (i ? 1 - s.value / Math.max(steps[i - 1]!.value, 1e-9) : 0));
  const worst = losses.indexOf(Math.max(...losses));
  const stops: Stop[] = [];
  steps.forEach((step, i) => {
    const y = head + i * (BAR + BETWEEN);
    const size = Math.max(1, step.value * scale);
    const next = steps[i + 1];
    if (next) {
      const points = [
        [names, y + BAR],
        [names + size, y + BAR],
        [names + Math.max(1, next.value * scale), y + BAR + BETWEEN],
        [names, y + BAR + BETWEEN],
      ];
      svg.appendChild(
        el(document, 'polygon', {
          points: points.map((p) => p.map((n) => n.toFixed(1)).join(',')).join(' '),
          fill: palette.wash,
        }),
      );
    }
    const middle = y + BAR / 2;
    svg.append(
      el(document, 'rect', { x: names, y, width: size, height: BAR, fill: plainColour(palette) }),
      label(document, truncate(step.name, 13, names - 12), step.name, {
        x: 0,
        y: middle,
        dy: '0.34em',
        'font-size': 13,
        'text-anchor': 'start',
        fill: palette.ink,
      }),
    );
    const tag = el(
      document,
      'text',
      {
        x: names + size + 10,
        y: middle,
        dy: '0.34em',
        'font-size': 13,
        'font-weight': 600,
        'text-anchor': 'start',
        fill: palette.ink,
      },
      measure.tag(step.value),
    );
    if (i)
      tag.appendChild(
        el(
          document,
          'tspan',
          { dx: 4, fill: palette.soft, 'font-weight': 400 },
          ` ${percent(step.value / first)}`,
        ),
      );
    svg.appendChild(tag);
    if (i) {
      const previous = steps[i - 1]!.value;
      const rate = previous > 0 ? percent(step.value / previous) : '–';
      const marked = i === worst && losses[i]! > 0 && steps.length > 2;
      const plain = `↓ ${say(context, TEXTS.ofPrevious, { share: rate })}`;
      const drop = `${plain} · ${say(context, TEXTS.largestDrop)}`;
      const lost = `${drop} (-${measure.tag(Math.max(0, previous - step.value))})`;
      // As much as fits, from the fullest wording down.
      const room = width - names - 8;
      const wordings = marked ? [lost, drop, plain] : [plain];
      const text = wordings.find((wording) => textWidth(wording, FONT_SIZE) <= room) ?? plain;
      svg.appendChild(
        el(
          document,
          'text',
          {
            x: names + 8,
            y: y - BETWEEN / 2,
            dy: '0.34em',
            'text-anchor': 'start',
            fill: marked ? palette.bad : palette.soft,
          },
          truncate(text, FONT_SIZE, room),
        ),
      );
    }
    stops.push({
      x: names + size / 2,
      y: middle,
      box: { x: names, y, width: size, height: BAR },
      mark: { row: i, columns: [category.column] },
      lines: [
        step.name,
        `${measure.label} ${measure.show(step.value)}`,
        ...(i
          ? [
              say(context, TEXTS.ofPrevious, {
                share: percent(step.value / Math.max(steps[i - 1]!.value, 1e-9)),
              }),
              say(context, TEXTS.ofFirst, { share: percent(step.value / first) }),
            ]
          : []),
      ],
    });
  });
  return { element: svg, stops, notes };
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
