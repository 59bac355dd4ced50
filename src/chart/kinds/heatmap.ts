import { distinct } from '../axes.ts';
import type { Bound } from '../bind.ts';
import { gatherCells } from '../cell-values.ts';
import { drawCells } from '../cells.ts';
import { say, type Drawing, type FigureContext } from '../figure.ts';
import { largest } from '../order.ts';
import { ordinal } from '../category.ts';
import { TEXTS } from '../texts.ts';

const MOST_ROWS = 30;
const MOST_COLUMNS = 40;

/** Heat cells: x across, y down. Weekdays and hours show all their values, in order. */
export function heatmap(context: FigureContext): Drawing | { refusal: string } {
  const { x, y } = context.bound;
  const value = context.bound.value;
  if (!x || !y || !value) return { refusal: say(context, TEXTS.missing, { columns: 'x, y, value' }) };
  const notes: string[] = [];
  const columns = axisKeys(context, x, value, MOST_COLUMNS, notes);
  const rows = axisKeys(context, y, value, MOST_ROWS, notes);
  const gathered = gatherCells(
    context,
    { x, y, value },
    (r) => `${y.show(y.values[r] ?? null)} · ${x.show(x.values[r] ?? null)}`,
    notes,
  );
  if (gathered.length === 0) return { refusal: say(context, TEXTS.noNumbers, { columns: value.label }) };
  const rank = new Map(rows.map((row, i) => [row.key, i]));
  const place = new Map(columns.map((column, i) => [column.key, i]));
  const cells = gathered
    .filter((c) => rank.has(c.row) && place.has(c.column))
    .sort((a, b) => rank.get(a.row)! - rank.get(b.row)! || place.get(a.column)! - place.get(b.column)!);
  const drawn = drawCells(context, {
    columns,
    rows,
    cells,
    value,
    xTitle: `${x.label} →`,
    yTitle: `${y.label} ↓`,
    from: 'zero',
    hollow: true,
  });
  return { ...drawn, notes };
}

function axisKeys(
  context: FigureContext,
  bound: Bound,
  value: Bound,
  most: number,
  notes: string[],
): { key: string; text: string }[] {
  const keys = distinct(bound, context.rows.count);
  const whole = wholeRange(bound, keys);
  if (whole) return whole.map((n) => ({ key: String(n), text: bound.brief(n) }));
  if (ordinal(bound)) {
    const sorted = [...keys].sort((a, b) => (Number(a[1]) || 0) - (Number(b[1]) || 0));
    return sorted.slice(0, most * 2).map(([key, raw]) => ({ key, text: bound.brief(raw) }));
  }
  if (keys.size <= most) return [...keys].map(([key, raw]) => ({ key, text: bound.brief(raw) }));
  const totals = new Map<string, number>();
  for (let r = 0; r < context.rows.count; r++)
    totals.set(bound.key(r), (totals.get(bound.key(r)) ?? 0) + Math.abs(value.number(r) ?? 0));
  const kept = largest(totals, most);
  notes.push(say(context, TEXTS.topOnly, { all: totals.size, drawn: kept.length }));
  return kept.map((key) => ({ key, text: bound.brief(keys.get(key)) }));
}

/** All weekdays, or all hours from the first to the last that occur, so that gaps stay visible. */
function wholeRange(bound: Bound, keys: Map<string, unknown>): number[] | null {
  const numbers = [...keys.keys()].map(Number);
  if (numbers.some((n) => !Number.isInteger(n))) return null;
  let [low, high] = [1, 7];
  if (bound.format === 'hour') [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  else if (bound.format !== 'weekday') return null;
  if (low < 0 || high > 23 || numbers.some((n) => n < low || n > high)) return null;
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}
