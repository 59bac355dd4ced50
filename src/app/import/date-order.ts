import { ANY, orderOf, unshifted, yearIn } from '../../files/dates.ts';

const ORDERS = { ymd: 'YYYY/MM/DD', mdy: 'MM/DD/YYYY', dmy: 'DD/MM/YYYY' } as const;

/** The order of a date's parts as people write it: `%m/%d/%Y %H:%M` is `MM/DD/YYYY`. */
export function dateOrder(given: string): string {
  const { format } = unshifted(given);
  if (format.startsWith(ANY)) return ORDERS[orderOf(format) ?? 'ymd'];
  const yearless = yearIn(format);
  if (yearless) return `${dateOrder(yearless.format.slice(3))} · ${yearless.year}`;
  const date = format.split(/[ T]/)[0] ?? format;
  return date
    .replace(/%Y/g, 'YYYY')
    .replace(/%y/g, 'YY')
    .replace(/%-?m/g, 'MM')
    .replace(/%-?d/g, 'DD')
    .replace(/%[bB]/g, 'MMM');
}
