/** A number that is about to leave. */
export interface AuditedFigure {
  value: number;
  /** Customers that it stands for; null when nothing says so. */
  customers: number | null;
}

/** Above so many customers a match is believed only where the numbers of customers allow it: too many arise by chance. */
const FEW_CUSTOMERS = 500;
/** Most figures whose triples are looked at. */
const MOST_FIGURES = 250;
/** Two numbers are the same when they differ by less than this share. */
const SAME = 1e-9;

/**
 * Places of the figures that must be held back because a single customer's value can be had from them: as it
 * stands, or as the difference of two, or by taking two from a third. `values` are single customers' values, sorted;
 * `least` the customers that the rules ask for, `customers` how many there are. Of what gives a value away, the figure
 * that stands for the fewest customers is held back.
 */
export function auditFigures(
  figures: readonly AuditedFigure[],
  values: Float64Array,
  { least, customers }: { least: number; customers: number },
): Set<number> {
  const found = new Set<number>();
  if (values.length === 0) return found;
  const strict = customers > FEW_CUSTOMERS;
  const n = (i: number) => figures[i]!.customers ?? 0;
  const live = () => figures.map((_, i) => i).filter((i) => !found.has(i));
  for (const i of live()) {
    const { value, customers: behind } = figures[i]!;
    if (strict && behind !== null && behind >= least) continue;
    if (has(values, value, Math.abs(value))) found.add(i);
  }
  /** Whether so many customers can be what is left when some are taken from others. */
  const few = (left: number) => (strict ? left >= 1 && left < least : left < least);
  const weakest = (...of: number[]) => of.reduce((a, b) => (n(b) < n(a) ? b : a));
  for (const a of live())
    for (const b of live()) {
      if (found.has(a) || found.has(b) || a === b) continue;
      const [x, y] = [figures[a]!.value, figures[b]!.value];
      if (x > y && few(n(a) - n(b)) && has(values, x - y, Math.abs(x))) found.add(weakest(a, b));
    }
  const rest = live().slice(0, MOST_FIGURES);
  for (const a of rest)
    for (const [at, b] of rest.entries()) {
      const x = figures[a]!.value - figures[b]!.value;
      if (a === b || x <= 0 || found.has(a) || found.has(b)) continue;
      for (let k = at + 1; k < rest.length; k++) {
        const c = rest[k]!;
        const z = x - figures[c]!.value;
        if (z <= 0 || c === a || found.has(c) || !few(n(a) - n(b) - n(c))) continue;
        if (!has(values, z, Math.abs(figures[a]!.value))) continue;
        found.add(weakest(a, b, c));
        if (found.has(a) || found.has(b)) break;
      }
    }
  return found;
}

/** Whether a value is among the sorted ones, by a share of the numbers that it was worked out from. */
function has(values: Float64Array, value: number, of: number): boolean {
  const room = SAME * of;
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value - room) low = middle + 1;
    else high = middle;
  }
  return low < values.length && values[low]! <= value + room;
}
