/** ISO date of an instant (epoch ms) on this machine's calendar. */
export function localDay(ms: number): string {
  const minutesWest = new Date(ms).getTimezoneOffset();
  return new Date(ms - minutesWest * 60_000).toISOString().slice(0, 10);
}

/** ISO date of today, as whoever sits at this machine would say it. */
export const today = (): string => localDay(Date.now());
