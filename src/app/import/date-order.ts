/** The order of a date's parts as people write it: `%m/%d/%Y %H:%M` is `MM/DD/YYYY`. */
export function dateOrder(format: string): string {
  const date = format.split(/[ T]/)[0] ?? format;
  return date
    .replace(/%Y/g, 'YYYY')
    .replace(/%y/g, 'YY')
    .replace(/%-?m/g, 'MM')
    .replace(/%-?d/g, 'DD')
    .replace(/%[bB]/g, 'MMM');
}
