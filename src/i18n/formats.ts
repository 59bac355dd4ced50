/** How a value is written: on axes, in hovers, in grids and in sentences. */
export type Format =
  | 'integer' // 1,234
  | 'number' // 1,234.5
  | 'decimal' // .8483, kept at 4 to 6 digits
  | 'money' // with the notebook's currency sign; 万/亿 or k/M when short
  | 'percent' // a share 0..1 shown as 12.3 %
  | 'percentage_points' // a difference of two shares, 0.123 shown as 12.3 points
  | 'days'
  | 'minutes'
  | 'seconds'
  | 'date' // a day
  | 'timestamp'
  | 'month'
  | 'weekday' // 1 = Monday
  | 'hour'
  | 'text';

/** Every format, in the order of its type. */
export const FORMATS = [
  'integer',
  'number',
  'decimal',
  'money',
  'percent',
  'percentage_points',
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
