import { distinct } from '../axes.ts';
import { boundValues } from '../bind.ts';
import { gatherCells } from '../cell-values.ts';
import { drawCells } from '../cells.ts';
import { say, type Drawing, type FigureContext } from '../figure.ts';
import { TEXTS } from '../texts.ts';

const MOST = 36;

/** Cohort triangle: periods since the start across, cohorts down, the share that stayed in each cell. */
export function cohort(context: FigureContext): Drawing | { refusal: string } {
  const { x, y, value, label } = context.bound;
  if (!x || !y || !value) return { refusal: say(context, TEXTS.missing, { columns: 'x, y, value' }) };
  const notes: string[] = [];
  const byNumber = (a: [string, unknown], b: [string, unknown]) => Number(a[1]) - Number(b[1]) || 0;
  const periods = [...distinct(x, context.rows.count)].sort(byNumber);
  const cohorts = [...distinct(y, context.rows.count)];
  if (cohorts.length > MOST) notes.push(say(context, TEXTS.topOnly, { all: cohorts.length, drawn: MOST }));
  // Cohorts that all begin with a month are named by it.
  const named =
    y.format === 'date' &&
    cohorts.every(([, raw]) => typeof raw === 'number' && new Date(raw).getUTCDate() === 1)
      ? boundValues({ ...y, format: 'month', lang: context.lang, currency: context.currency })
      : y;
  const sizes = new Map<string, string>();
  for (let r = 0; label && r < context.rows.count; r++)
    if (!sizes.has(y.key(r))) sizes.set(y.key(r), label.brief(label.values[r]));
  const cells = gatherCells(
    context,
    { x, y, value },
    (r) => `${named.show(y.values[r] ?? null)} · ${x.label} ${x.show(x.values[r] ?? null)}`,
    notes,
  );
  if (cells.length === 0) return { refusal: say(context, TEXTS.noNumbers, { columns: value.label }) };
  const start = cells.filter((cell) => cell.column === periods[0]?.[0]);
  if (value.format === 'percent' && periods.length > 1 && start.every((cell) => cell.value === 1))
    for (const cell of start) cell.plain = true;
  const drawn = drawCells(context, {
    columns: periods.map(([key, raw]) => ({ key, text: x.brief(raw) })),
    rows: cohorts.slice(-MOST).map(([key, raw]) => ({
      key,
      text: named.brief(raw),
      ...(label ? { aside: sizes.get(key) ?? '' } : {}),
    })),
    cells,
    value,
    xTitle: `${x.label} →`,
    yTitle: `${y.label} ↓`,
    from: 'least',
    hollow: false,
    ...(label ? { asideTitle: label.label } : {}),
  });
  return { ...drawn, notes };
}
