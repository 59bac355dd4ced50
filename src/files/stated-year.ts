/** What is said of the making of a table, whose year is not that of its days. */
const MADE =
  /制表|制单|打印|导出|下载|生成|更新|作成|出力|print|export|generated|created|download|updated|run (?:date|on|at)|as of/i;
const YEAR = '(?:19|20)\\d\\d';
const YEARS = new RegExp(`(?<!\\d)(${YEAR})(?:[01]\\d(?:[0-3]\\d)?)?(?!\\d)`, 'g');
/** Where the line that DATEV writes above the names has the first and the last day of the period of its rows. */
const PERIOD = [14, 15];
const only = (years: readonly string[]): number | null =>
  new Set(years).size === 1 && years[0] !== '' ? Number(years[0]) : null;

/** The year of a number in a name: alone or with a month. A day is the one of a file's making more often than of its rows. */
function yearOf(number: string): string[] {
  const [year = '', month = '1', ...more] = number.replace(/^(\d{4})(\d\d)$/, '$1-$2').split(/\D/);
  return more.length === 0 && /^(?:19|20)\d\d$/.test(year) && Number(month) <= 12 ? [year] : [];
}

/**
 * The year of a table whose days are written without one, where its titles state one year and no other, or else its
 * name; null where neither does.
 */
export function statedYear(titles: readonly (readonly string[])[], name: string): number | null {
  const books = titles.find(([format = '']) => /^(?:EXTF|DTVF)$/.test(format.trim()));
  if (books && books.length > PERIOD[1]!)
    return only(PERIOD.map((at) => (books[at] ?? '').trim().slice(0, 4)));
  const said = titles
    .flat()
    .filter((cell) => !MADE.test(cell))
    .flatMap((cell) => [...cell.normalize('NFKC').matchAll(YEARS)].map(([, year]) => year!));
  if (said.length > 0) return only(said);
  return only((name.normalize('NFKC').match(/\d+(?:[-_.年]\d+)*/g) ?? []).flatMap(yearOf));
}
