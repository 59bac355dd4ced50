import type { Bound } from '../bind.ts';
import { formatValue } from '../../i18n/format.ts';
import { say, type Drawing, type FigureContext, type Mark } from '../figure.ts';
import { readFormat } from '../../i18n/formats.ts';
import { plainColour } from '../palette.ts';
import { canvas, el, FONT } from '../svg.ts';
import { TEXTS } from '../texts.ts';

interface Tile {
  name: string;
  row: number;
  /** Earlier values in row order, with the tile's own last. */
  trail: number[];
}

const MOST = 24;

/**
 * Key figures as tiles: `label` (or x) names a tile, y or value is its number, `previous` what it was before.
 * Several rows under one label are its course over time: the last is shown, all make the small line.
 */
export function kpi(context: FigureContext): Drawing | { refusal: string } {
  const { bound, rows, document, palette } = context;
  const measure = bound.value ?? bound.y;
  const name = bound.label ?? bound.x;
  if (!measure) return { refusal: say(context, TEXTS.missing, { columns: 'value' }) };
  const tiles = new Map<string, Tile>();
  for (let r = 0; r < rows.count; r++) {
    const key = name?.key(r) ?? measure.label;
    const tile = tiles.get(key) ?? {
      name: name ? name.show(name.values[r] ?? null) : measure.label,
      row: r,
      trail: [],
    };
    tile.row = r;
    const n = measure.number(r);
    if (n !== null) tile.trail.push(n);
    tiles.set(key, tile);
  }
  if (![...tiles.values()].some((tile) => tile.trail.length > 0))
    return { refusal: say(context, TEXTS.noNumbers, { columns: measure.label }) };
  const shown = [...tiles.values()].slice(0, MOST);
  const notes = tiles.size > MOST ? [say(context, TEXTS.topOnly, { all: tiles.size, drawn: MOST })] : [];
  const list = document.createElement('dl');
  css(list, {
    display: 'grid',
    'grid-template-columns': `repeat(${perRow(shown.length, context.width)}, minmax(0, 1fr))`,
    margin: '0',
    gap: '1px',
    'font-family': FONT,
    'font-variant-numeric': 'tabular-nums',
    color: palette.ink,
  });
  const parts = shown.map((tile) => drawTile(context, tile, measure));
  for (const { element } of parts) list.appendChild(element);
  return { element: list, stops: [], notes, parts };
}

/** Tiles in a row: wide enough for the change and what it was before, rows evenly filled. */
function perRow(tiles: number, width: number): number {
  const most = Math.max(1, Math.floor(width / 180));
  return Math.max(1, Math.ceil(tiles / Math.ceil(tiles / most)));
}

function drawTile(context: FigureContext, tile: Tile, measure: Bound): NonNullable<Drawing['parts']>[number] {
  const { document, palette, bound, lang, currency } = context;
  const format = readFormat(bound.formats?.values[tile.row]) ?? measure.format;
  const whole = format === 'integer' && Math.abs(measure.number(tile.row) ?? 0) < 1e6;
  const write = (value: unknown) =>
    formatValue(value, format, { lang, currency, short: !whole, digits: 'sentence' });
  const value = measure.values[tile.row];
  const box = document.createElement('div');
  css(box, { padding: '10px 16px 12px 0', 'border-top': `1px solid ${palette.rule}`, 'min-width': '0' });
  const name = document.createElement('dt');
  name.textContent = tile.name;
  css(name, {
    'font-size': '12px',
    color: palette.soft,
    'overflow-wrap': 'anywhere',
  });
  const number = document.createElement('dd');
  number.textContent = write(value);
  number.title = formatValue(value, format, { lang, currency });
  css(number, {
    margin: '2px 0 0',
    'font-size': '24px',
    'font-weight': '600',
    'line-height': '1.3',
    'white-space': 'nowrap',
  });
  box.append(name, number);
  const before = bound.previous?.number(tile.row) ?? null;
  const now = measure.number(tile.row);
  if (before !== null && now !== null) {
    const change = document.createElement('dd');
    const up = now > before;
    const arrow = now === before ? '=' : up ? '↑' : '↓';
    // Shares and scores change by points, everything else by a share of what it was.
    const size =
      format === 'percent'
        ? `${Math.abs((now - before) * 100).toFixed(1)} ${lang === 'zh' ? '个百分点' : 'pts'}`
        : bound.formats?.values[tile.row] === 'points'
          ? `${Math.abs(now - before).toFixed(1)} ${lang === 'zh' ? '分' : 'pts'}`
          : before === 0
            ? ''
            : `${Math.abs((now / before - 1) * 100).toFixed(1)}%`;
    change.textContent = [arrow, size, '·', say(context, TEXTS.was, { value: write(before) })]
      .filter(Boolean)
      .join(' ');
    css(change, { margin: '2px 0 0', 'font-size': '12px', color: palette.soft });
    box.appendChild(change);
  }
  if (tile.trail.length > 2) box.appendChild(sparkline(context, tile.trail));
  const told = bound.label ?? bound.x;
  // Of several rows under one name it stands for all.
  const mark: Mark = told
    ? { row: tile.row, columns: [told.column] }
    : { row: tile.row, columns: [], whole: true };
  return { element: box, name, mark };
}

function sparkline(context: FigureContext, trail: number[]): SVGSVGElement {
  const { document, palette } = context;
  const [width, height] = [110, 24];
  const low = Math.min(...trail);
  const high = Math.max(...trail);
  const x = (i: number) => 2 + (i / (trail.length - 1)) * (width - 6);
  const y = (v: number) =>
    high === low ? height / 2 : height - 3 - ((v - low) / (high - low)) * (height - 6);
  const svg = canvas(document, width, height);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(
    el(document, 'polyline', {
      points: trail.map((v, i) => `${x(i).toFixed(1)},${y(v).toFixed(1)}`).join(' '),
      fill: 'none',
      stroke: plainColour(palette),
      'stroke-width': 1.5,
    }),
    el(document, 'circle', { cx: x(trail.length - 1), cy: y(trail.at(-1)!), r: 2.5, fill: palette.accent }),
  );
  return svg;
}

function css(node: HTMLElement, style: Record<string, string>): void {
  for (const [key, value] of Object.entries(style)) node.style.setProperty(key, value);
}
