/** What a serial number stands for: a moment as text, or null for the day that never was. */
export type Moment = { text: string; timed: boolean } | null;

const DAY = 86_400;

/**
 * A spreadsheet's serial day as `YYYY-MM-DD HH:MM:SS`, to the second. In the 1900 system serial 60 is
 * 29 February 1900, which did not exist: null; days before it count from 1 January 1900 = 1.
 * Source: ECMA-376 part 1, 18.17.4.1.
 */
export function momentOf(serial: number, date1904: boolean): Moment {
  const seconds = Math.round(serial * DAY);
  const day = Math.floor(seconds / DAY);
  if (!date1904 && day === 60) return null;
  const first = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const time = first + seconds * 1000;
  if (!Number.isFinite(time) || serial < 0 || time >= Date.UTC(10_000, 0, 1)) return null;
  const text = new Date(time).toISOString();
  // A time of day without a date: the day would only mislead.
  if (serial < 1) return { text: text.slice(11, 19), timed: true };
  return { text: `${text.slice(0, 10)} ${text.slice(11, 19)}`, timed: seconds % DAY !== 0 };
}
