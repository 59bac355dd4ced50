import type { AuditedFigure } from '../disclosure/audit.ts';
import { normalCdf } from '../model/special.ts';
import type { CauseRole } from './cause-traits.ts';
import type { DisclosureRules } from '../privacy/disclosure-rules.ts';
import { CLAIM_LEVEL } from '../template/claim.ts';
import type { Cause, Looked } from './cause.ts';

/** Less than this share of it explains nothing to speak of. */
const LEAST_SHARE = 0.25;
/** It has this much more of it than its size would give. */
const LEAST_RATIO = 1.25;

/** Whoever is chosen by something has all of it, but for a few whom the data give two values. */
const GIVEN_SHARE = 0.97;

type Numbers<T extends string> = { role: CauseRole; value: string } & Record<T, number>;
export type MemberRow = Numbers<'inside' | 'outside' | 'inside_all' | 'outside_all'>;
export type ChangeRow = Numbers<
  | 'customers'
  | 'change'
  | 'before'
  | 'squares'
  | 'top'
  | 'top_before'
  | 'change_all'
  | 'before_all'
  | 'squares_all'
  | 'customers_all'
>;

interface Candidate extends Cause {
  z: number;
}

/**
 * The group in which those chosen gather: a larger share of them than of the others, by a test of two proportions
 * corrected for all groups that were looked at, and the largest such share. Groups of fewer customers than the rules
 * ask, or that leave fewer of those chosen or of the others, are not told.
 */
export function judgeMembers(rows: readonly MemberRow[], rules: DisclosureRules): Looked {
  const seen = rows.filter(
    (r) => r.inside_all > 0 && r.outside_all > 0 && r.inside + r.outside < r.inside_all + r.outside_all,
  );
  const enough = (n: number) => n >= Math.max(rules.customers, 5);
  const candidates = seen.map((r): Candidate => {
    const share = r.inside / r.inside_all;
    const base = r.outside / r.outside_all;
    const pooled = (r.inside + r.outside) / (r.inside_all + r.outside_all);
    const error = Math.sqrt(pooled * (1 - pooled) * (1 / r.inside_all + 1 / r.outside_all));
    return {
      kind: 'members',
      role: r.role,
      value: r.value,
      customers: r.inside,
      share,
      base,
      z: (share - base) / error,
    };
  });
  // Where all of them are in one group it is what they were chosen by, or follows from it, and so do its likes.
  const given = new Set(candidates.filter(({ share }) => share >= GIVEN_SHARE).map(({ role }) => role));
  const told = candidates.filter(
    ({ role }, i) =>
      !given.has(role) &&
      enough(seen[i]!.inside) &&
      leaves(seen[i]!.outside, enough) &&
      leaves(seen[i]!.inside_all - seen[i]!.inside, enough) &&
      leaves(seen[i]!.outside_all - seen[i]!.outside, enough),
  );
  return lookedAt(seen, candidates.length, told);
}

/**
 * The group in which most of a change happened: a larger share of it than of the amount before, by what each customer
 * adds to it, corrected for all groups that were looked at. Its shares tell amounts to whoever knows the whole, so
 * those are looked at too: by what one customer has of them, and by `givesAway`, which knows what else is told.
 */
export function judgeChange(
  rows: readonly ChangeRow[],
  rules: DisclosureRules,
  givesAway: (figures: readonly AuditedFigure[]) => boolean,
): Looked {
  const seen = rows.filter((r) => r.change_all !== 0 && r.before_all > 0 && r.customers < r.customers_all);
  const enough = (n: number) => n >= Math.max(rules.customers, 5);
  const candidates = seen.map((r): Candidate => {
    const share = r.change / r.change_all;
    const base = r.before / r.before_all;
    // Each customer's change here less the group's share of their change everywhere.
    const error = Math.sqrt(r.squares * (1 - 2 * base) + base ** 2 * r.squares_all);
    const more = (r.change - base * r.change_all) * Math.sign(r.change_all);
    return {
      kind: 'change',
      role: r.role,
      value: r.value,
      customers: r.customers,
      share,
      base,
      z: error > 0 ? more / error : 0,
    };
  });
  const told = candidates.filter(
    ({ share }, i) =>
      enough(seen[i]!.customers) &&
      leaves(seen[i]!.customers_all - seen[i]!.customers, enough) &&
      seen[i]!.top <= rules.share &&
      (seen[i]!.top_before ?? 0) <= rules.share &&
      share <= 1,
  );
  // Only of those that would be told: what else is told has to be gone through for each.
  return lookedAt(seen, candidates.length, told, (candidate) => {
    const amounts = amountsOf(seen[candidates.indexOf(candidate)]!);
    return !(rules.customers > 1 && givesAway(amounts));
  });
}

export interface KeptRow {
  kept: boolean;
  customers: number;
  change: number;
  before: number;
  squares: number;
  top: number;
  change_all: number;
}

/** More than half of a change is most of it. */
const MOST_OF_IT = 0.5;

/**
 * Whether most of a change is of those who ordered in both spans, or of those who did in one alone, beyond what chance
 * brings; what was looked at is as it was.
 */
export function judgeKept(
  rows: readonly KeptRow[],
  rules: DisclosureRules,
  givesAway: (figures: readonly AuditedFigure[]) => boolean,
  { roles }: Looked,
): Looked {
  const enough = (n: number) => n >= Math.max(rules.customers, 5);
  const all = rows.reduce((sum, { customers }) => sum + customers, 0);
  const best = rows.find((r) => {
    const share = r.change / r.change_all;
    const z = Math.abs(r.change) / Math.sqrt(r.squares);
    return share > MOST_OF_IT && share <= 1 && 2 * normalCdf(-z) * rows.length <= CLAIM_LEVEL;
  });
  if (!best || !enough(best.customers) || !leaves(all - best.customers, enough) || best.top > rules.share)
    return { roles, cause: null };
  const amounts = [
    { value: Math.abs(best.change), customers: best.customers },
    { value: Math.abs(best.change_all), customers: all },
  ];
  if (rules.customers > 1 && givesAway(amounts)) return { roles, cause: null };
  const share = best.change / best.change_all;
  const kind = best.kept ? 'kept' : 'turnover';
  return {
    roles,
    cause: { kind, role: 'trait.kept', value: kind, customers: best.customers, share, base: 0 },
  };
}

/** What the shares of a group come to: in each span and as a change, of the group and of the whole. */
const amountsOf = (r: ChangeRow): AuditedFigure[] =>
  [
    { value: r.change, customers: r.customers },
    { value: r.before, customers: r.customers },
    { value: r.before + r.change, customers: r.customers },
    { value: r.change_all, customers: r.customers_all },
    { value: r.before_all, customers: r.customers_all },
    { value: r.before_all + r.change_all, customers: r.customers_all },
  ].map(({ value, customers }) => ({ value: Math.abs(value), customers }));

/** Fewer customers' share tells little of what many do. */
const LEAST_HIGH = 20;

/** Which share of the customers of high value came back; null where that would tell of fewer than the rules ask. */
export function judgeHighValue(
  { customers, again }: { customers: number; again: number },
  rules: DisclosureRules,
): number | null {
  const enough = (n: number) => n >= rules.customers;
  if (customers < LEAST_HIGH || !enough(customers)) return null;
  return leaves(again, enough) && leaves(customers - again, enough) ? again / customers : null;
}

/** Nobody is left over, or enough are: the rest can be worked out from the whole. */
const leaves = (rest: number, enough: (n: number) => boolean): boolean => rest <= 0 || enough(rest);

function lookedAt(
  rows: readonly { role: CauseRole }[],
  looked: number,
  told: readonly Candidate[],
  mayLeave: (candidate: Candidate) => boolean = () => true,
): Looked {
  const holds = (z: number): boolean => 2 * normalCdf(-z) * looked <= CLAIM_LEVEL;
  const best = told
    .filter(({ share, base, z }) => holds(z) && share >= LEAST_SHARE && share >= LEAST_RATIO * base)
    .sort((a, b) => b.share - b.base - (a.share - a.base) || (a.value < b.value ? -1 : 1))
    .find(mayLeave);
  const roles = [...new Set(rows.map(({ role }) => role))];
  if (!best) return { roles, cause: null };
  const { z: _, ...cause } = best;
  return { roles, cause };
}
