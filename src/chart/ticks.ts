/** Round steps of 1, 2 or 5 × 10^k that cut the domain into about `count` parts; at least two ticks. */
export function linearTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw * 0.999) ?? power * 10;
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++)
    ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}

/** The domain widened to round ticks. */
export function niceDomain(low: number, high: number, count: number): [number, number] {
  if (!(high > low)) return low === 0 ? [0, 1] : low > 0 ? [0, low] : [low, 0];
  const ticks = linearTicks(low, high, count);
  const step = (ticks[1] ?? high) - (ticks[0] ?? low);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

/** Powers of ten; with 2 and 5 between them when about three decades or fewer are shown. */
export function logTicks(low: number, high: number): number[] {
  const from = Math.floor(Math.log10(low));
  const to = Math.ceil(Math.log10(high));
  const between = Math.log10(high / low) <= 3.2 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil((to - from) / 8));
  const ticks: number[] = [];
  for (let power = from; power <= to; power += every)
    for (const m of between) {
      const tick = m * 10 ** power;
      if (tick >= low * 0.999 && tick <= high * 1.001) ticks.push(Number(tick.toPrecision(6)));
    }
  return ticks.length ? ticks : [low];
}

const DAY = 86_400_000;

export interface TimeTicks {
  at: number[];
  unit: 'hour' | 'day' | 'month' | 'year';
}

/** Instants (epoch ms, UTC) on round hours, days, Mondays, months, quarters or years. */
export function timeTicks(low: number, high: number, count: number): TimeTicks {
  const span = Math.max(high - low, 1);
  const each = span / Math.max(1, count);
  if (each >= 26 * DAY) return monthTicks(low, high, each / (30.44 * DAY));
  if (each < DAY) {
    const hours = [1, 2, 3, 6, 12, 24].find((h) => h * 3_600_000 >= each) ?? 24;
    return { at: every(low, high, hours * 3_600_000, 0), unit: hours === 24 ? 'day' : 'hour' };
  }
  const days = [1, 2, 7, 14, 28].find((d) => d * DAY >= each) ?? 28;
  // 1970-01-05 was a Monday: weekly ticks stand on Mondays.
  return { at: every(low, high, days * DAY, days >= 7 ? 4 * DAY : 0), unit: 'day' };
}

function every(low: number, high: number, step: number, origin: number): number[] {
  const at: number[] = [];
  for (let t = Math.ceil((low - origin) / step) * step + origin; t <= high; t += step) at.push(t);
  return at;
}

function monthTicks(low: number, high: number, months: number): TimeTicks {
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((m) => m >= months * 0.95) ?? 600;
  const start = new Date(low);
  const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  const at: number[] = [];
  for (let m = first; ; m += step) {
    const t = Date.UTC(Math.floor(m / 12), m % 12, 1);
    if (t > high) break;
    if (t >= low) at.push(t);
  }
  return { at, unit: step >= 12 ? 'year' : 'month' };
}
