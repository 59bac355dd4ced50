import type { Bound } from './bind.ts';
import { withUnit, type FigureContext } from './figure.ts';
import { el, FONT_SIZE, label } from './svg.ts';
import { BOLD, textWidth, truncate, twoLines } from './text-width.ts';

export interface LegendItem {
  name: string;
  colour: string;
}

const TITLE = 26;
const TITLE_LINE = 18;
const TITLE_SIZE = 13;
const ROW = 20;

/** Rows of legend entries as they wrap at the figure's width: x of each entry and its row. */
function flow(items: LegendItem[], width: number): { x: number; row: number; shown: string }[] {
  let x = 0;
  let row = 0;
  return items.map((item) => {
    const shown = truncate(item.name, FONT_SIZE, 180);
    const needed = 14 + textWidth(shown, FONT_SIZE) + 16;
    if (x > 0 && x + needed > width) {
      x = 0;
      row += 1;
    }
    const at = { x, row, shown };
    x += needed;
    return at;
  });
}

const titleLines = ({ title, width, aside }: FigureContext): string[] =>
  title ? twoLines(title, TITLE_SIZE, width / BOLD, (width - aside) / BOLD) : [];

function titleHeight(context: FigureContext): number {
  const lines = titleLines(context).length;
  return lines ? TITLE + (lines - 1) * TITLE_LINE : 0;
}

/** Height in px that title and legend take above the figure's frame. */
export function headHeight(context: FigureContext, legend: LegendItem[] = []): number {
  const rows = legend.length ? Math.max(...flow(legend, context.width).map((p) => p.row)) + 1 : 0;
  return titleHeight(context) + rows * ROW + (rows ? 4 : 0);
}

/** Height in px of a caption. */
export const CAPTION = 18;

/** What the figure's numbers are, with their unit, where no axis says it: a line under title and legend. */
export function drawCaption(
  context: FigureContext,
  svg: SVGElement,
  measure: Bound,
  legend: LegendItem[] = [],
): void {
  const { document, palette, width } = context;
  const title = withUnit(context, measure);
  svg.appendChild(
    label(document, truncate(title, FONT_SIZE, width), title, {
      x: 0,
      y: headHeight(context, legend) + 10,
      'text-anchor': 'start',
      fill: palette.soft,
    }),
  );
}

/** Title and legend at the top of the figure; only when direct labels cannot name the series. */
export function drawHead(context: FigureContext, svg: SVGElement, legend: LegendItem[] = []): void {
  const { document, palette, title, width } = context;
  titleLines(context).forEach((line, i) => {
    svg.appendChild(
      label(document, line, line.endsWith('…') ? (title ?? line) : line, {
        x: 0,
        y: 14 + i * TITLE_LINE,
        'font-size': TITLE_SIZE,
        'font-weight': 600,
        fill: palette.ink,
        'text-anchor': 'start',
      }),
    );
  });
  const top = titleHeight(context);
  const group = el(document, 'g', { 'text-anchor': 'start', 'data-part': 'legend' });
  flow(legend, width).forEach(({ x, row, shown }, i) => {
    const item = legend[i]!;
    const y = top + row * ROW + ROW / 2;
    group.append(
      el(document, 'rect', { x, y: y - 5, width: 10, height: 10, rx: 2, fill: item.colour }),
      label(document, shown, item.name, { x: x + 15, y, dy: '0.34em', fill: palette.ink }),
    );
  });
  if (legend.length) svg.appendChild(group);
}
