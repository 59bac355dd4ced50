/** An instant (ISO) as a clock in that time zone (IANA) shows it, with its zone: `2026-11-28 12:09 (UTC+8)`. */
export function localTime(iso: string, zone: string): string {
  const parts = partsOf(iso, zone);
  return `${dayOf(parts)} ${parts['hour']}:${parts['minute']} (${parts['timeZoneName']!.replace(/^GMT/, 'UTC')})`;
}

/** ISO date of an instant on the calendar of that time zone. */
export const localDate = (iso: string, zone: string): string => dayOf(partsOf(iso, zone));

const dayOf = (parts: Record<string, string>): string => `${parts['year']}-${parts['month']}-${parts['day']}`;

/** The clock of each time zone: it takes longer to make one than to look at it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
      ...{ hourCycle: 'h23', timeZone: zone, timeZoneName: 'shortOffset' },
    } as Intl.DateTimeFormatOptions);
    clocks.set(zone, clock);
  }
  return clock;
}

function partsOf(iso: string, zone: string): Record<string, string> {
  const format = clockOf(zone);
  return Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
}

/** The time zone of this machine. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
