import type { Format } from '../chart/spec.ts';

/** Every format, in the order of its type. */
export const FORMATS = [
  'integer',
  'number',
  'decimal',
  'money',
  'percent',
  'days',
  'minutes',
  'seconds',
  'date',
  'timestamp',
  'month',
  'weekday',
  'hour',
  'text',
] as const satisfies readonly Format[];

/** The value as a format's name, else null. */
export const readFormat = (value: unknown): Format | null =>
  FORMATS.find((format) => format === value) ?? null;
