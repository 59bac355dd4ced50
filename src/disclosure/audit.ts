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
 * that stands for the fewest customers is held back. With `first`, what the figures behind that many first ones say
 * without these is not looked at, nor are these held back: they have left.
 */
export function auditFigures(...of: Parameters<typeof audit>): Set<number> {
  const work = audit(...of);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same, with a `pause` waited for where somebody may have their turn. */
export async function auditInTurn(
  pause: () => Promise<void>,
  ...of: Parameters<typeof audit>
): Promise<Set<number>> {
  const work = audit(...of);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** Rests behind each figure that was held against all others. */
function* audit(
  figures: readonly AuditedFigure[],
  values: Float64Array,
  { least, customers, first = figures.length }: { least: number; customers: number; first?: number },
): Generator<undefined, Set<number>> {
  const found = new Set<number>();
  if (values.length === 0) return found;
  const strict = customers > FEW_CUSTOMERS;
  // Read once: what follows asks for each of them as often as there are pairs and triples.
  const value = Float64Array.from(figures, (figure) => figure.value);
  const behind = Float64Array.from(figures, (figure) => figure.customers ?? 0);
  const known = figures.map((figure) => figure.customers !== null);
  const held = new Uint8Array(figures.length);
  const holdBack = (i: number): void => {
    held[i] = 1;
    found.add(i);
  };
  const live = () => [...held.keys()].filter((i) => held[i] === 0);
  for (const i of live()) {
    if (i >= first) break;
    if (strict && known[i] && behind[i]! >= least) continue;
    if (has(values, value[i]!, Math.abs(value[i]!))) holdBack(i);
  }
  /** Whether so many customers can be what is left when some are taken from others. */
  const few = (left: number) => left < least && (!strict || left >= 1);
  const weakest = (...of: number[]) =>
    of.filter((i) => i < first).reduce((a, b) => (behind[b]! < behind[a]! ? b : a));
  const all = live();
  for (const a of all) {
    for (const b of all) {
      // Both ascend: behind this one neither is among the first.
      if (held[a] === 1 || (a >= first && b >= first)) break;
      if (held[b] === 1 || a === b) continue;
      const left = value[a]! - value[b]!;
      if (left > 0 && few(behind[a]! - behind[b]!) && has(values, left, Math.abs(value[a]!)))
        holdBack(weakest(a, b));
    }
    yield;
  }
  const rest = live().slice(0, MOST_FIGURES);
  for (const a of rest) {
    for (const [at, b] of rest.entries()) {
      // `c` comes behind `b`.
      if (held[a] === 1 || (a >= first && b >= first)) break;
      const x = value[a]! - value[b]!;
      if (x <= 0 || held[b] === 1) continue;
      const left = behind[a]! - behind[b]!;
      for (let k = at + 1; k < rest.length; k++) {
        const c = rest[k]!;
        const z = x - value[c]!;
        if (z <= 0 || c === a || held[c] === 1 || !few(left - behind[c]!)) continue;
        if (!has(values, z, Math.abs(value[a]!))) continue;
        holdBack(weakest(a, b, c));
        if (held[a] === 1 || held[b] === 1) break;
      }
    }
    yield;
  }
  return found;
}

/** Whether a value is among the sorted ones, by a share of the numbers that it was worked out from. */
function has(values: Float64Array, value: number, of: number): boolean {
  const room = SAME * of;
  if (value - room > values[values.length - 1]!) return false;
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value - room) low = middle + 1;
    else high = middle;
  }
  return low < values.length && values[low]! <= value + room;
}
