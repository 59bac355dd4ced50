import { gatherBars, OTHER } from '../bars.ts';
import { categoryAndMeasure } from '../category.ts';
import { markOf, say, type Drawing, type FigureContext, type Stop } from '../figure.ts';
import { CAPTION, drawCaption, drawHead, headHeight } from '../head.ts';
import { mix, plainColour, seriesColour, toneOf } from '../palette.ts';
import { canvas, el, FONT_SIZE, label } from '../svg.ts';
import { seriesOrder } from '../order.ts';
import { textWidth, truncate } from '../text-width.ts';
import { TEXTS } from '../texts.ts';

const MOST = 40;
const ROW = 26;
const GUTTER = 32;

/** Words with a bar behind each, most frequent first, in two columns when there is room; series colours them. */
export function words(context: FigureContext): Drawing | { refusal: string } {
  const pair = categoryAndMeasure(context);
  if (!pair) return { refusal: say(context, TEXTS.missing, { columns: 'x, y' }) };
  const { category, measure } = pair;
  const { document, width, palette, spec, bound, rows } = context;
  const { series, ...rest } = bound;
  const data = gatherBars({ ...context, bound: rest }, category, measure, MOST);
  const names = seriesOrder(spec, series, rows.count);
  const seriesOf = new Map<string, string>();
  for (let r = 0; r < rows.count; r++)
    if (series && !seriesOf.has(category.key(r))) seriesOf.set(category.key(r), series.key(r));
  const list = [...data.categories]
    .flatMap(([key, raw]) => {
      const value = data.cells.get(key)?.get('') ?? null;
      return key === OTHER || value === null ? [] : [{ key, name: category.show(raw), value }];
    })
    .sort((a, b) => b.value - a.value);
  if (list.length === 0) return { refusal: say(context, TEXTS.noNumbers, { columns: measure.label }) };
  const notes =
    data.categories.size > list.length
      ? [say(context, TEXTS.topOnly, { all: new Set(category.values).size, drawn: list.length })]
      : [];
  const legend = series
    ? names.slice(0, 6).map((name, i) => ({
        name: series.brief(name),
        colour: seriesColour(palette, toneOf(spec, name, i)),
      }))
    : [];
  const head = headHeight(context, legend) + CAPTION + 4;
  const columns = list.length > 12 && width >= 640 ? 2 : 1;
  const perColumn = Math.ceil(list.length / columns);
  const across = (width - GUTTER * (columns - 1)) / columns;
  const tags = Math.max(...list.map((w) => textWidth(measure.tag(w.value), FONT_SIZE))) + 10;
  const most = Math.max(...list.map((w) => Math.abs(w.value)), 1e-9);
  const svg = canvas(document, width, head + perColumn * ROW + 6);
  drawHead(context, svg, legend);
  drawCaption(context, svg, measure, legend);
  const stops = list.map((word, i): Stop => {
    const x = Math.floor(i / perColumn) * (across + GUTTER);
    const y = head + (i % perColumn) * ROW;
    const size = Math.max(2, (Math.abs(word.value) / most) * (across - tags));
    const at = names.indexOf(seriesOf.get(word.key) ?? '');
    const colour = series
      ? seriesColour(palette, at < 0 ? 99 : toneOf(spec, names[at]!, at))
      : plainColour(palette);
    const middle = y + ROW / 2;
    svg.append(
      el(document, 'rect', {
        x,
        y: y + 3,
        width: size,
        height: ROW - 6,
        fill: mix(palette.paper, colour, 0.24),
      }),
      el(document, 'rect', { x, y: y + 3, width: 3, height: ROW - 6, fill: colour }),
      label(document, truncate(word.name, 13, across - tags - 12), word.name, {
        x: x + 10,
        y: middle,
        dy: '0.34em',
        'font-size': 13,
        'text-anchor': 'start',
        fill: palette.ink,
      }),
      el(
        document,
        'text',
        { x: x + across, y: middle, dy: '0.34em', 'text-anchor': 'end', fill: palette.soft },
        measure.tag(word.value),
      ),
    );
    return {
      x: x + size / 2,
      y: middle,
      box: { x, y: y + 3, width: size, height: ROW - 6 },
      mark: markOf(context, [[category, word.key]]),
      lines: [word.name, `${measure.label} ${measure.show(word.value)}`],
    };
  });
  return { element: svg, stops, notes };
}
