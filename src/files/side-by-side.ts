import { isNothing } from '../values/nothing.ts';
import type { Fault } from '../result.ts';
import type { ReadColumn, Spread, TextReading } from './api.ts';
import { listOf } from './headers.ts';
import { parseNumber } from './numbers.ts';
import { GRAINS, periodOf, type Grain, type NamedPeriod } from './period-names.ts';
import { statedYear } from './stated-year.ts';
import { withUnitOf } from './units.ts';

/** Periods side by side, fewer of them are measures of their own. */
const ENOUGH = 3;
/** Rows in which a column is the sum of others before it is taken for one. */
const SUMMED = 3;

/** What stands around a table, and what was said of it. */
export interface Around {
  /** Cells of the lines above its header. */
  titles: readonly (readonly string[])[];
  /** Of the table: from the names of file and sheet. */
  name: string;
  hints: Partial<TextReading>;
  /** Whether the rows are all there are. */
  complete: boolean;
}

type YearFrom = 'asked' | 'title' | 'name';

/** How a table that puts periods side by side is read. */
export interface SideBySide {
  /** How its lines become rows; null where they stay as they are. */
  spread: Spread | null;
  /** The year that was said beside the table, where its columns say none. */
  year: number | null;
  notices: Fault[];
}

interface Placed extends NamedPeriod {
  at: number;
}

/** Sums and comparisons, which are no period's own. */
const SUMS =
  /合计|总计|小计|共计|总和|汇总|全年|合計|総計|總計|小計|\b(?:sub|grand)? ?totals?\b|\bsum\b|\boverall\b/i;
const DERIVED =
  /累计|累計|同比|环比|環比|增长|增幅|增速|占比|比重|平均|均值|月均|\b(?:ytd|cumulative|cum|average|avg|mean|growth|yoy|qoq|mom|change|variance|share|running)\b/i;
/** What tells what the numbers are where the columns do not. */
const QUANTITY = /数量|销量|件数|台数|订货量|發貨量|发货量|\b(?:qty|quantity|quantities|units?|volume)\b/i;
const MONEY = /金额|销售额|营业额|收入|回款|流水|\b(?:amount|sales|revenue|turnover|spend)\b/i;

const worded = (text: string): string => text.normalize('NFKC').replaceAll('_', ' ');

/**
 * What is to be told of periods side by side and, where that is asked for (`hints.periods`), how each becomes rows of
 * its own. Columns that are of no period and hold their sums are in none of them.
 */
export function sideBySide(
  columns: readonly ReadColumn[],
  rows: readonly (readonly (string | null)[])[],
  around: Around,
): SideBySide {
  const none = { spread: null, year: null };
  const named = columns.flatMap((column, at): Placed[] => {
    const found = periodOf(column.original || column.name);
    return found ? [{ ...found, at }] : [];
  });
  const told = periodsTold(columns, named);
  if (told.length < ENOUGH) return { ...none, notices: [] };
  const names = told.map(({ at }) => columns[at]!.name);
  const untouched: SideBySide = { ...none, notices: [{ code: 'columns-periods', values: listOf(names) }] };
  const own = ownPeriods(named, told);
  if (own === null) return untouched;
  const years = withYears(own, around);
  if (years === null) return untouched;
  const placed = years.periods;
  const measures = measuresOf(placed, columns, around);
  const cells = byDay(placed, measures);
  if (cells === null) return untouched;
  const left = leftOut(columns, rows, named, placed, measures);
  const repeated = columns.flatMap((_, i) =>
    left.includes(i) || placed.some(({ at }) => at === i) ? [] : [i],
  );
  const spread: Spread = {
    columns: [...columns],
    repeated,
    period: periodName(placed[0]!.grain, columns, around),
    measures: measures.map(({ name }) => name),
    periods: cells,
  };
  const values: Record<string, string | number> = {
    ...listOf(placed.map(({ at }) => columns[at]!.name)),
    grain: placed[0]!.grain,
    periods: cells.length,
  };
  const { hints } = around;
  const asRows = hints.periods === 'rows';
  if (years.unsaid)
    return { ...none, notices: [{ code: asRows ? 'periods-undated' : 'periods-no-year', values }] };
  const year = years.from === 'asked' ? years.year : null;
  const notices: Fault[] = [
    asRows
      ? {
          code: 'periods-rows',
          values: { ...values, period: spread.period, measures: spread.measures.join(', ') },
        }
      : { code: 'periods-beside', values: { ...values, ...outlook(spread, rows, around) } },
  ];
  if (years.from !== null)
    notices.push({ code: `periods-year-${years.from}`, values: { year: String(years.year) } });
  if (!asRows) return { ...none, year, notices };
  if (left.length > 0)
    notices.push({ code: 'periods-left', values: listOf(left.map((i) => columns[i]!.name)) });
  if (measures.some(({ assumed }) => assumed))
    notices.push({ code: 'periods-assumed', values: { name: spread.measures[0]! } });
  const [only, more] = spread.measures;
  if (more === undefined && QUANTITY.test(worded(only!)) && !MONEY.test(worded(only!)))
    notices.push({ code: 'periods-quantity', values: { name: only! } });
  return { spread, year, notices };
}

/** The columns that are told: numbers of one month, quarter or year each, alone or of one of several measures. */
function periodsTold(columns: readonly ReadColumn[], named: readonly Placed[]): Placed[] {
  const asked = columns.some(({ name, original }) => QUESTION.test((original || name).trim()));
  const numbers = named.filter(
    ({ at, grain, year, measure }) =>
      !(asked && grain === 'quarter' && year === null) &&
      /^(?:integer|number)$/.test(columns[at]!.type) &&
      // Alone a year may be one of birth, and a half half of anything.
      (measure !== '' || (grain !== 'year' && grain !== 'half')),
  );
  const same = ({ measure }: Placed) => numbers.filter((other) => alike(other.measure, measure)).length;
  return numbers.filter((one) => one.measure === '' || same(one) > 1);
}

/** A fifth question, beside which Q1 to Q4 are no quarters. */
const QUESTION = /^q(?:[5-9]|[1-9]\d+)\b/i;

const alike = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Those that each row is of: the periods of one length with what was measured in them, without sums; null for none. */
function ownPeriods(named: readonly Placed[], told: readonly Placed[]): Placed[] | null {
  const grain = [...GRAINS].sort((a, b) => countOf(told, b) - countOf(told, a))[0]!;
  const measured = told.filter((one) => one.grain === grain && !DERIVED.test(worded(one.measure)));
  const apart = measured.filter(({ measure }) => !SUMS.test(worded(measure)));
  const kept = apart.length > 0 ? apart : measured;
  // What is empty so far, or has other words among its numbers, is a period all the same.
  const own = named.filter(
    (one) => one.grain === grain && kept.some(({ measure }) => alike(measure, one.measure)),
  );
  return new Set(own.map(({ year, nth }) => `${year} ${nth}`)).size > 1 ? own : null;
}

const countOf = (periods: readonly Placed[], grain: Grain): number =>
  periods.filter((one) => one.grain === grain).length;

interface Years {
  periods: Placed[];
  /** The year that stands beside the table, where the columns need one. */
  year: number | null;
  from: YearFrom | null;
  /** Nothing says it. */
  unsaid?: true;
}

/** Each with its year, as its column says it or what stands beside the table; null where it cannot be told. */
function withYears(own: readonly Placed[], around: Around): Years | null {
  if (own.some(({ begins }) => begins === '')) return null;
  const apart = new Set(own.map(({ nth }) => nth)).size;
  // Jan-01, Jan-02, Jan-03 are days.
  if (apart === 1 && own.every(({ short }) => short)) return null;
  if (own.every(({ year }) => year !== null)) return { periods: [...own], year: null, from: null };
  if (own.some(({ year }) => year !== null)) {
    // The year stands on the first of its months only.
    const periods: Placed[] = [];
    for (const one of own) {
      const before = periods.at(-1);
      if (one.year === null && !(before && before.nth <= one.nth)) return null;
      periods.push({ ...one, year: one.year ?? before!.year });
    }
    return { periods, year: null, from: null };
  }
  // From April to March they are of two years.
  const order = [...new Set(own.map(({ nth }) => nth))];
  const steps = order.slice(1).map((nth, i) => Math.sign(nth - order[i]!));
  if (steps.some((step) => step !== steps[0])) return null;
  const said = yearBeside(around);
  if (said === null) return { periods: [...own], year: null, from: null, unsaid: true };
  return {
    periods: own.map((one) => ({ ...one, year: said.year })),
    year: said.year,
    from: said.from,
  };
}

/** The year of a table: as a person says here, else as a title, else the name of file or sheet, else as was said of an earlier file. */
function yearBeside({ titles, name, hints }: Around): { year: number; from: YearFrom } | null {
  const asked = hints.year === undefined ? null : { year: hints.year, from: 'asked' as const };
  if (asked && !hints.asked?.includes('year')) return asked;
  const title = statedYear(titles, '');
  if (title !== null) return { year: title, from: 'title' };
  const file = statedYear([], name);
  return file === null ? asked : { year: file, from: 'name' };
}

interface Measure {
  name: string;
  said: string;
  /** Nothing says what the numbers are. */
  assumed: boolean;
}

function measuresOf(
  placed: readonly Placed[],
  columns: readonly ReadColumn[],
  { titles, name }: Around,
): Measure[] {
  const zh = isChinese(columns, { titles, name });
  const around = worded([...titles.flat(), name].join(' '));
  const counted = QUANTITY.test(around) && !MONEY.test(around);
  const money = withUnitOf([zh ? '金额' : 'amount'], titles)[0]!;
  const found: Measure[] = [];
  for (const { measure } of placed) {
    if (found.some(({ said }) => alike(said, measure))) continue;
    const unsaid = measure === '';
    found.push({
      said: measure,
      name: !unsaid ? measure : counted ? (zh ? '数量' : 'quantity') : money,
      assumed: unsaid && !counted && !MONEY.test(around),
    });
  }
  return found;
}

const isChinese = (columns: readonly ReadColumn[], { titles, name }: Pick<Around, 'titles' | 'name'>) =>
  /\p{Script=Han}/u.test([...columns.map((column) => column.name), ...titles.flat(), name].join(''));

const PERIOD = {
  zh: { day: '日期', month: '月份', quarter: '期间', half: '期间', year: '期间' },
  en: { day: 'date', month: 'month', quarter: 'period', half: 'period', year: 'period' },
} as const;

function periodName(grain: Grain, columns: readonly ReadColumn[], around: Around): string {
  return PERIOD[isChinese(columns, around) ? 'zh' : 'en'][grain];
}

/** The periods with the place of each measure's numbers; null where a measure has two columns of one period. */
function byDay(placed: readonly Placed[], measures: readonly Measure[]): Spread['periods'] | null {
  const days = new Map<string, (number | null)[]>();
  for (const { year, begins, at, measure } of placed) {
    const day = `${year ?? ''}${begins}`;
    const cells = days.get(day) ?? measures.map(() => null);
    const which = measures.findIndex(({ said }) => alike(said, measure));
    if (cells[which] !== null) return null;
    cells[which] = at;
    days.set(day, cells);
  }
  return [...days].map(([day, cells]) => ({ day, cells }));
}

/** Places of columns that no row is to repeat: numbers of longer periods, sums and comparisons of those that are read. */
function leftOut(
  columns: readonly ReadColumn[],
  rows: readonly (readonly (string | null)[])[],
  named: readonly Placed[],
  placed: readonly Placed[],
  measures: readonly Measure[],
): number[] {
  // Of another length than those that are read; what is said of one period alone is a column as any other.
  const other = (i: number) =>
    named.some(
      ({ at, measure }) => at === i && (measure === '' || measures.some(({ said }) => alike(said, measure))),
    );
  return columns.flatMap((column, i) => {
    if (placed.some(({ at }) => at === i) || !/^(?:integer|number)$/.test(column.type)) return [];
    const text = worded(column.original || column.name);
    const sums =
      SUMS.test(text) || DERIVED.test(text) || other(i) || isSum(columns, rows, i, placed, measures);
    return sums ? [i] : [];
  });
}

/** Whether a column is the sum of one measure's periods in nearly all rows. */
function isSum(
  columns: readonly ReadColumn[],
  rows: readonly (readonly (string | null)[])[],
  i: number,
  placed: readonly Placed[],
  measures: readonly Measure[],
): boolean {
  const valueOf = (row: readonly (string | null)[], at: number) =>
    isNothing(row[at] ?? null) ? null : parseNumber(row[at]!, columns[at]!.numberStyle ?? 'plain');
  return measures.some(({ said }) => {
    const of = placed.filter(({ measure }) => alike(measure, said));
    let [seen, equal] = [0, 0];
    for (const row of rows) {
      const parts = of.flatMap(({ at }) => valueOf(row, at) ?? []);
      const sum = valueOf(row, i);
      if (sum === null || parts.length < 2) continue;
      seen += 1;
      const whole = parts.reduce((a, b) => a + b, 0);
      if (whole !== 0 && Math.abs(sum - whole) <= Math.abs(whole) * 1e-6 + 0.01) equal += 1;
    }
    return seen >= SUMMED && equal >= seen * 0.9;
  });
}

/** What reading the periods as rows would give, where all rows are there to be counted. */
function outlook(
  spread: Spread,
  rows: readonly (readonly (string | null)[])[],
  { complete }: Around,
): Record<string, number> {
  const { periods } = spread;
  if (!complete) return {};
  const said = (row: readonly (string | null)[], cells: readonly (number | null)[]) =>
    cells.some((at) => at !== null && !isNothing(row[at] ?? null));
  const made = rows.reduce((sum, row) => sum + periods.filter(({ cells }) => said(row, cells)).length, 0);
  return { lines: rows.length, rows: made };
}
