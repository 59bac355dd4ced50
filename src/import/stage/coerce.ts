import { asTextSql } from './staging.ts';

const NUMBER = /^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/;
const TIME = /^(DATE|TIMESTAMP)/;

/** SQL of a value in another type, NULL where it has none there; a number as text has no `.0`. */
export function coerceSql(value: string, from: string, to: string): string {
  if (from === to) return value;
  const text = asTextSql(value, from);
  if (to === 'VARCHAR') return text;
  const alike = [NUMBER, TIME].some((kind) => kind.test(from) && kind.test(to));
  return `TRY_CAST(${alike ? value : text} AS ${to})`;
}

/** The type that takes the values of both, so that tables of either can stand under each other. */
export function commonType(a: string, b: string): string {
  if (a === b) return a;
  if (NUMBER.test(a) && NUMBER.test(b)) return 'DOUBLE';
  if (TIME.test(a) && TIME.test(b)) return 'TIMESTAMP';
  return 'VARCHAR';
}
