import type { Fault } from '../../result.ts';
import { fill } from '../../i18n/fill.ts';
import { formatValue } from '../../i18n/format.ts';
import { periodsText as text } from '../../i18n/periods.ts';
import type { Lang } from '../../i18n/text.ts';

const GRAINS: Record<string, { zh: string; en: string }> = {
  day: text.day,
  month: text.month,
  quarter: text.quarter,
  half: text.half,
  year: text.years,
};

/** In words what a notice says that reading periods as rows would give; `lines` are those of the table as it is read now. */
export function periodOutlook({ values = {} }: Fault, lines: number, lang: Lang): string {
  const number = (n: number) => formatValue(n, 'integer', { lang, currency: '' });
  const periods = Number(values['periods']);
  const { rows, lines: counted } = values;
  return fill(rows === undefined ? text.most : text.outlook, lang, {
    periods: fill(GRAINS[String(values['grain'])] ?? text.month, lang, { count: periods }),
    lines: number(Number(counted ?? lines)),
    rows: number(Number(rows ?? periods * lines)),
  });
}
