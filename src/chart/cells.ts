import type { Bound } from './bind.ts';
import { cellShade, drawScale, scaleWidth } from './cell-scale.ts';
import type { FigureContext, Stop, Mark } from './figure.ts';
import { mix, textOn } from './palette.ts';
import { canvas, el, FONT_SIZE, label } from './svg.ts';
import { textWidth, truncate } from './text-width.ts';
import { drawHead, headHeight } from './head.ts';

export interface Cell {
  column: string;
  row: string;
  value: number | null;
  /** What stands behind it. */
  mark?: Mark;
  lines: string[];
  /** Drawn without heat: the first period of a cohort, which is always all of it. */
  plain?: boolean;
}

export interface CellGrid {
  columns: { key: string; text: string }[];
  rows: { key: string; text: string; aside?: string }[];
  cells: Cell[];
  value: Bound;
  xTitle: string;
  yTitle: string;
  asideTitle?: string;
  /** Where the colours begin: at zero, or at the smallest value. */
  from: 'zero' | 'least';
  /** Whether cells without a row show as empty cells, or not at all. */
  hollow: boolean;
}

/** A grid of heat cells with their numbers, row and column names, and the scale's ends at the top right. */
export function drawCells(context: FigureContext, grid: CellGrid): { element: SVGSVGElement; stops: Stop[] } {
  const { document, width, palette } = context;
  const head = headHeight(context);
  const names =
    Math.min(width * 0.3, Math.max(20, ...grid.rows.map((r) => textWidth(r.text, FONT_SIZE)))) + 10;
  const asideWidth = Math.max(
    0,
    ...grid.rows.map((r) => textWidth(r.aside ?? '', FONT_SIZE)),
    textWidth(grid.asideTitle ?? '', FONT_SIZE),
  );
  const left = Math.ceil(names + (grid.asideTitle ? asideWidth + 12 : 0));
  const widest = Math.max(0, ...grid.columns.map((c) => textWidth(c.text, 11))) + 10;
  const cellWidth = Math.min(
    Math.max(72, Math.min(120, widest)),
    (width - left) / Math.max(1, grid.columns.length),
  );
  const cellHeight = grid.rows.length > 20 ? 22 : 28;
  const [low, high] = range(grid.cells, grid.from);
  const yTitle = truncate(grid.yTitle, FONT_SIZE, width / 2);
  const across = Math.max(left + 2, textWidth(yTitle, FONT_SIZE) + 14);
  // Where the titles and the scale cannot share a line, the scale has one to itself.
  const scale = scaleWidth(context, grid.value, low, high);
  const lift = across + textWidth(grid.xTitle, FONT_SIZE) + 16 + scale > width ? 20 : 0;
  const titles = head + lift + 12;
  const top = titles + 32;
  const bottom = top + grid.rows.length * cellHeight;
  const svg = canvas(document, width, bottom + 8);
  drawHead(context, svg);

  const shade = cellShade(palette, low, high);
  const columnAt = new Map(grid.columns.map((c, i) => [c.key, left + i * cellWidth]));
  const rowAt = new Map(grid.rows.map((r, i) => [r.key, top + i * cellHeight]));
  const soft = { fill: palette.soft, dy: '0.34em' };

  drawScale(context, svg, grid.value, low, high, head + 8);
  svg.appendChild(label(document, yTitle, grid.yTitle, { ...soft, x: 0, y: titles }));
  for (const row of grid.rows) {
    const y = rowAt.get(row.key)! + cellHeight / 2;
    svg.appendChild(
      label(document, truncate(row.text, FONT_SIZE, names - 8), row.text, { ...soft, x: 0, y }),
    );
    if (row.aside)
      svg.appendChild(el(document, 'text', { ...soft, x: left - 10, y, 'text-anchor': 'end' }, row.aside));
  }
  const every = Math.max(
    1,
    Math.ceil((Math.max(...grid.columns.map((c) => Math.min(60, textWidth(c.text, 11)))) + 4) / cellWidth),
  );
  let free = -Infinity;
  grid.columns.forEach((column, i) => {
    if (i % every) return;
    const text = truncate(column.text, 11, Math.max(cellWidth * every - 2, 20));
    const half = textWidth(text, 11) / 2;
    const x = Math.min(left + (i + 0.5) * cellWidth, width - half);
    if (x - half < free) return;
    free = x + half + 2;
    svg.appendChild(
      label(document, text, column.text, {
        ...soft,
        'font-size': 11,
        x,
        y: top - 10,
        'text-anchor': 'middle',
      }),
    );
  });
  if (grid.asideTitle)
    svg.appendChild(
      el(
        document,
        'text',
        { ...soft, 'font-size': 11, x: left - 10, y: top - 10, 'text-anchor': 'end' },
        grid.asideTitle,
      ),
    );
  const xTitle = truncate(grid.xTitle, FONT_SIZE, width - across);
  svg.appendChild(label(document, xTitle, grid.xTitle, { ...soft, x: across, y: titles }));

  const texts = new Map(
    grid.cells.flatMap((c) => (c.value === null ? [] : [[c, cellText(grid.value, c.value, cellWidth - 3)]])),
  );
  const fits = [...texts.values()].every((text) => textWidth(text, 11) <= cellWidth - 3);
  if (grid.hollow) {
    const empty = mix(palette.paper, palette.wash, 0.6);
    const filled = new Set([...texts.keys()].map((c) => JSON.stringify([c.column, c.row])));
    for (const [column, x] of columnAt)
      for (const [row, y] of rowAt)
        if (!filled.has(JSON.stringify([column, row])))
          svg.appendChild(
            el(document, 'rect', {
              x: x + 0.5,
              y: y + 0.5,
              width: cellWidth - 1,
              height: cellHeight - 1,
              fill: empty,
            }),
          );
  }
  const stops: Stop[] = [];
  const peak = grid.cells.reduce<Cell | null>(
    (best, c) => (c.value !== null && !c.plain && (!best || c.value > best.value!) ? c : best),
    null,
  );
  for (const cell of grid.cells) {
    const x = columnAt.get(cell.column);
    const y = rowAt.get(cell.row);
    if (x === undefined || y === undefined || cell.value === null) continue;
    const box = { x, y, width: cellWidth, height: cellHeight };
    const ground = cell.plain ? palette.wash : shade(cell.value);
    svg.appendChild(
      el(document, 'rect', {
        x: x + 0.5,
        y: y + 0.5,
        width: cellWidth - 1,
        height: cellHeight - 1,
        fill: ground,
      }),
    );
    if (fits || (cell === peak && textWidth(cellText(grid.value, cell.value, cellWidth), 11) <= cellWidth))
      svg.appendChild(
        el(
          document,
          'text',
          {
            x: x + cellWidth / 2,
            y: y + cellHeight / 2,
            dy: '0.34em',
            'text-anchor': 'middle',
            'font-size': 11,
            'font-weight': cell === peak ? 700 : undefined,
            fill: cell.plain ? palette.soft : textOn(palette, ground),
          },
          texts.get(cell)!,
        ),
      );
    stops.push({ x: x + cellWidth / 2, y: y + cellHeight / 2, lines: cell.lines, box, mark: cell.mark });
  }
  return { element: svg, stops };
}

/**
 * The number in a cell: without currency or percent sign, which the scale above shows, and with two
 * significant figures where the cell has no room for three.
 */
function cellText(value: Bound, n: number, width: number): string {
  if (value.format === 'percent') return n === 1 ? '100' : (n * 100).toFixed(1);
  const bare = (v: number) =>
    (value.format === 'money' ? value.brief(v).replace(/^(-?)[^\d-]+/, '$1') : value.brief(v)).replace(
      ' ',
      '',
    );
  const text = bare(n);
  return textWidth(text, 11) <= width || Math.abs(n) < 1000 ? text : bare(Number(n.toPrecision(2)));
}

function range(cells: Cell[], from: 'zero' | 'least'): [number, number] {
  let low = from === 'zero' ? 0 : Infinity;
  let high = -Infinity;
  for (const { value, plain } of cells) {
    if (value === null || plain) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high === -Infinity ? [0, 1] : [low, high];
}
