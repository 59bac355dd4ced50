import { zoneMinutes } from '../../values/zone.ts';

/** Zones that times may be shifted to: those that the column states, UTC, and a few by their offset. */
export function zoneChoices(seen: readonly string[]): { minutes: number; zone: string }[] {
  const minutes = [...seen.map(zoneMinutes).filter((m) => m !== null), 0, ...COMMON];
  return [...new Set(minutes)].sort((a, b) => a - b).map((m) => ({ minutes: m, zone: named(m) }));
}

const COMMON = [-480, -300, 60, 330, 480, 540];

function named(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return minutes === 0
    ? 'UTC'
    : `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
