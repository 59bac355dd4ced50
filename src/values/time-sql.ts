import { quoteText } from '../sql/quote.ts';
import { cleanSql } from './clean.ts';
import { inCommonEraSql } from './era.ts';
import { monthSql } from './months.ts';
import { withSql } from './pattern.ts';
import {
  AROUND_NAME,
  BEHIND_NAME,
  CLOCK_FIRST,
  CLOCK_PARTS,
  EVENING,
  HALF_PART,
  NAMED,
  NUMBERS,
  NUMERIC,
  YEAR_LAST,
  YEAR_NEXT,
  ZONE_PART,
} from './time-patterns.ts';
import type { DateOrder, TimeOptions } from './time.ts';
import { zoneMinutesSql } from './zone.ts';

/** SQL of a TIMESTAMP from a text, NULL where it is no moment: what `readTime` reads. */
export function timeSql(text: string, { order, shift = null }: TimeOptions): string {
  const day = `CASE WHEN ${NUMERIC.fitsSql('__t')} THEN ${withSql('__n', NUMBERS.sql('__t'), numericDay(order))} WHEN ${NAMED.fitsSql('__t')} THEN ${withSql('__a', AROUND_NAME.sql('__t'), namedDay)} END`;
  const cleaned = `regexp_replace(${cleanSql(text)}, ${quoteText(`(?i)${CLOCK_FIRST}`)}, '\\2 \\1')`;
  const common = withSql('__o', cleaned, inCommonEraSql('__o', order === null));
  return withSql('__t', common, withSql('__d', day, momentSql(shift)));
}

const day = (y: string, m: string, d: string, rest: string): string =>
  `{'y': ${y}, 'm': ${m}, 'd': ${d}, 'rest': ${rest}}`;

/** SQL of year, month, day and rest; NULL where the numbers are none in this order. */
function numericDay(order: DateOrder | null): string {
  const ordered = {
    ymd: `WHEN length(__n.a) = 2 AND length(__n.c) < 3 THEN ${day('__n.a', '__n.b', '__n.c', '__n.rest')}`,
    mdy: `WHEN length(__n.c) > 1 THEN ${day('__n.c', '__n.a', '__n.b', '__n.rest')}`,
    dmy: `WHEN length(__n.c) > 1 THEN ${day('__n.c', '__n.b', '__n.a', '__n.rest')}`,
  };
  return (
    `CASE WHEN __n.run <> '' THEN ${day('__n.run[1:4]', '__n.run[5:6]', '__n.run[7:8]', '__n.rest')} ` +
    `WHEN length(__n.a) = 4 THEN CASE WHEN length(__n.c) < 3 THEN ${day('__n.a', '__n.b', '__n.c', '__n.rest')} END ` +
    `${order ? ordered[order] : ''} END`
  );
}

const namedDay = withSql(
  '__b',
  BEHIND_NAME.sql('__a.behind'),
  `CASE WHEN length(__a.before) = 4 THEN ${day('__a.before', '__a.month', '__b.number', '__b.rest')} ` +
    `WHEN __a.before <> '' THEN ${day('__b.number', '__a.month', '__a.before', '__b.rest')} ELSE ` +
    `${withSql('__y', YEAR_NEXT.sql('__b.rest'), day(`CASE WHEN __y.year || __y.short <> '' THEN __y.year || __y.short ELSE ${YEAR_LAST.sql('__b.rest')}.year END`, '__a.month', '__b.number', `CASE WHEN __y.year || __y.short <> '' THEN __y.rest ELSE __b.rest END`))} END`,
);

const HALF = withSql('__w', HALF_PART.sql('__d.rest'), 'lower(__w.sign || __w.word)');
const EVENINGS = `[${EVENING.map(quoteText).join(', ')}]`;
const number = (field: string, from: number): string =>
  `coalesce(TRY_CAST(CASE WHEN __c.packed = '' THEN __c.${field} ELSE __c.packed[${from}:${from + 1}] END AS BIGINT), 0)`;

/** SQL of the hour `__c.hour` by the half of the day; NULL where no clock shows it. */
const HOUR = `CASE WHEN NOT regexp_matches(__d.rest, '[^-+0-9 :.,TZ]') THEN ${number('hour', 1)} ELSE ${withSql(
  '__f',
  HALF,
  withSql(
    '__h',
    number('hour', 1),
    `CASE WHEN __f = '' THEN __h WHEN list_contains(${EVENINGS}, __f) THEN CASE WHEN __h < 12 AND NOT (__f = '中午' AND __h > 9) THEN __h + 12 ELSE __h END WHEN __h < 13 THEN __h % 12 END`,
  ),
)} END`;

/** SQL of microseconds since midnight, NULL where no clock shows it. */
const MICROS = withSql(
  '__c',
  CLOCK_PARTS.sql('__d.rest'),
  `CASE WHEN __c.hour = '' AND __c.packed = '' THEN 0 ELSE ${withSql(
    '__u',
    `{'h': ${HOUR}, 'm': ${number('minute', 3)}, 's': ${number('second', 5)}}`,
    `CASE WHEN __u.m < 60 AND __u.s < 61 AND (__u.h < 24 OR (__u.h = 24 AND __u.m = 0 AND __u.s = 0)) THEN (__u.h * 3600 + __u.m * 60 + __u.s) * 1000000 + CAST(rpad((__c.parts || __c.packedParts)[1:6], 6, '0') AS BIGINT) END`,
  )} END`,
);

const YEAR = `CASE WHEN length(__d.y) = 2 THEN CASE WHEN __d.y < '69' THEN '20' ELSE '19' END || __d.y ELSE __d.y END`;
const DATE = withSql(
  '__k',
  `TRY_CAST(${YEAR} || '-' || ${monthSql('__d.m')} || '-' || __d.d AS DATE)`,
  `CASE WHEN year(__k) BETWEEN 1600 AND 2999 THEN CAST(__k AS TIMESTAMP) END`,
);

/** SQL of the moment of year, month, day and rest (`__d`). */
function momentSql(shift: number | null): string {
  const moment = `CASE WHEN trim(__d.rest) = '' THEN ${DATE} ELSE ${DATE} + to_microseconds(${MICROS}) END`;
  if (shift === null) return moment;
  const zone = `${ZONE_PART.sql('__t')}.zone`;
  return `${moment} + to_minutes(CAST(${withSql('__z', zone, `CASE WHEN __z = '' THEN 0 ELSE coalesce(${shift} - (${zoneMinutesSql('__z')}), 0) END`)} AS BIGINT))`;
}
