import { clean, cleanSql } from './clean.ts';
import { pattern, withSql } from './pattern.ts';

/** What a clock of two numbers says (`07:13`): hours and minutes, or minutes and seconds. */
export type ShortClock = 'hh:mm' | 'mm:ss';

const N = '[0-9]+';
const F = '[0-9]+(?:[.,][0-9]+)?';

/** 0:07:13, 26:14:05.5, 07:13, 2 days 03:04:05, 1.02:03:04. */
const CLOCK = pattern(
  `^(-)?(?:(${N})(?: *(?:d|days?|天|日),? *|[.]))?(${N}):([0-5]?[0-9])(?::([0-5]?[0-9](?:[.,][0-9]+)?))?$`,
  ['minus', 'days', 'first', 'second', 'third'],
);
const unit = (words: string): string => `(?:(${F}) *(?:${words})[, ]*(?:and +)?)?`;
/** 1 h 20 min, 90秒, 1天2小时, 1 hour and 5 minutes. */
const WORDS = pattern(
  `^(-)?${unit('w|weeks?|周|週|星期|wochen?')}${unit('d|days?|天|日|tage?')}${unit('h|hrs?|hours?|小时|时|小時|時間|時|std|stunden?')}${unit('m|mins?|minutes?|分钟|分鐘|分|minuten?')}${unit('s|secs?|seconds?|秒钟|秒鐘|秒|sekunden?')}${unit('ms|millis(?:econds)?|毫秒')}$`,
  ['minus', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'millis'],
);
/** ISO 8601: PT1H20M, P1DT2H, P2W. */
const ISO = pattern(`^(-)?P(?:(${F})W)?(?:(${F})D)?(?:T(?:(${F})H)?(?:(${F})M)?(?:(${F})S)?)?$`, [
  'minus',
  'weeks',
  'days',
  'hours',
  'minutes',
  'seconds',
]);

const SECONDS = { weeks: 604_800, days: 86_400, hours: 3600, minutes: 60, seconds: 1, millis: 0.001 };
const number = (text: string | undefined): number => Number((text ?? '').replace(',', '.'));

/** Seconds that a duration written in words, as a clock or in ISO 8601 stands for; null for none, a bare number too. */
export function readDuration(text: string, short: ShortClock): number | null {
  const value = clean(text);
  if (CLOCK.fits(value)) {
    const { minus, days, first, second, third } = CLOCK.read(value);
    const whole = third !== '' || short === 'hh:mm';
    const clock = whole
      ? number(first) * 3600 + number(second) * 60 + number(third)
      : number(first) * 60 + number(second);
    return (number(days) * 86_400 + clock) * (minus ? -1 : 1);
  }
  for (const form of [WORDS, ISO]) {
    if (!form.fits(value) || !/[0-9]/.test(value)) continue;
    const { minus, ...parts } = form.read(value);
    const sum = Object.entries(parts).reduce(
      (total, [name, part]) => total + number(part) * SECONDS[name as keyof typeof SECONDS],
      0,
    );
    return minus ? -sum : sum;
  }
  return null;
}

const numberOf = (field: string): string =>
  `coalesce(TRY_CAST(replace(__p.${field}, ',', '.') AS DOUBLE), 0)`;
const sum = (fields: readonly (keyof typeof SECONDS)[]): string =>
  `(${fields.map((field) => `${numberOf(field)} * ${SECONDS[field]}`).join(' + ')})`;
const signed = (value: string): string => `${value} * (CASE WHEN __p.minus = '' THEN 1 ELSE -1 END)`;

/** SQL of the same, a DOUBLE; NULL for none. */
export function durationSql(text: string, short: ShortClock): string {
  const long = `${numberOf('first')} * 3600 + ${numberOf('second')} * 60 + ${numberOf('third')}`;
  const clock =
    short === 'hh:mm'
      ? long
      : `CASE WHEN __p.third <> '' THEN ${long} ELSE ${numberOf('first')} * 60 + ${numberOf('second')} END`;
  return withSql(
    '__v',
    cleanSql(text),
    `CASE WHEN ${CLOCK.fitsSql('__v')} THEN ${withSql('__p', CLOCK.sql('__v'), signed(`(${numberOf('days')} * 86400 + ${clock})`))} ` +
      `WHEN NOT regexp_matches(__v, '[0-9]') THEN NULL ` +
      `WHEN ${WORDS.fitsSql('__v')} THEN ${withSql('__p', WORDS.sql('__v'), signed(sum(['weeks', 'days', 'hours', 'minutes', 'seconds', 'millis'])))} ` +
      `WHEN ${ISO.fitsSql('__v')} THEN ${withSql('__p', ISO.sql('__v'), signed(sum(['weeks', 'days', 'hours', 'minutes', 'seconds'])))} END`,
  );
}

/** What a clock of two numbers says in a column of this name, whose plain numbers are of so many seconds. */
export function shortClock(column: string, seconds: number): ShortClock {
  const name = column.toLowerCase();
  if (/h{1,2}:mm?(?!:)/.test(name)) return 'hh:mm';
  if (/mm?:ss/.test(name)) return 'mm:ss';
  return seconds < 60 ? 'mm:ss' : 'hh:mm';
}
