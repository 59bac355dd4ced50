import type { Rows } from '../engine/api.ts';
import { rowObjects } from '../engine/rows.ts';
import { formatValue } from '../i18n/format.ts';
import { readFormat } from '../i18n/formats.ts';
import type { Lang } from '../i18n/text.ts';
import type { Cell } from '../notebook/document.ts';
import { labelOf } from '../template/labels.ts';
import type { Template } from '../template/schema.ts';

/** One key figure of the period in words, beside what it was in the period before. */
export interface KeyFigure {
  id: string;
  /** Row of the chart that it is written from. */
  row: number;
  label: string;
  value: string;
  /** Null where there is nothing to compare with. */
  before: string | null;
  /** How far it moved: `19.8%`, shares and scores in points; '' where that cannot be said. */
  change: string;
  direction: -1 | 0 | 1;
}

/** Whether a cell shows key figures, and not a chart that was chosen in their place. */
export const drawsFigures = (
  cell: Pick<Cell, 'chart'>,
  template: Template | undefined,
): template is Template => template?.chart?.kind === 'kpi' && !cell.chart;

/** How far a figure moved, with its sign: `+19.8%`; '' where that cannot be said. */
export const signedChange = ({ change, direction }: KeyFigure): string =>
  change === '' ? '' : `${{ '-1': '-', '0': '', '1': '+' }[direction]}${change}`;

/** The tiles of a cell that draws key figures, rounded as sentences are; none of a cell that draws anything else. */
export function keyFiguresOf(template: Template, rows: Rows, lang: Lang, currency: string): KeyFigure[] {
  const { chart, codes } = template;
  if (chart?.kind !== 'kpi' || !chart.label || !chart.value) return [];
  const { label, value, previous, formats } = chart;
  return rowObjects(rows).flatMap((row, at): KeyFigure[] => {
    const now = row[value.column];
    if (typeof now !== 'number' || !Number.isFinite(now)) return [];
    const unit = formats ? row[formats.column] : undefined;
    const format = readFormat(unit) ?? value.format ?? 'number';
    const write = (n: number) =>
      formatValue(n, format, { lang, currency, short: format !== 'integer', digits: 'sentence' });
    const was = previous ? row[previous.column] : null;
    const before = typeof was === 'number' && Number.isFinite(was) ? was : null;
    return [
      {
        id: String(row[label.column]),
        row: at,
        label: String(labelOf(codes, label.column, row[label.column], lang)),
        value: write(now),
        before: before === null ? null : write(before),
        change:
          before === null ? '' : moved(now, before, format === 'percent' || unit === 'points', format, lang),
        direction: before === null ? 0 : (Math.sign(now - before) as -1 | 0 | 1),
      },
    ];
  });
}

function moved(now: number, before: number, inPoints: boolean, format: string, lang: Lang): string {
  if (inPoints) {
    const points = Math.abs(now - before) * (format === 'percent' ? 100 : 1);
    const unit = lang === 'en' ? ' pts' : format === 'percent' ? ' 个百分点' : ' 分';
    return points.toFixed(1) + unit;
  }
  return before === 0
    ? ''
    : formatValue(Math.abs(now / before - 1), 'percent', { lang, currency: '', digits: 'sentence' });
}
