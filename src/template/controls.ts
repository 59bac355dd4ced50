import type { Param, ParamValue, ParamValues } from './schema.ts';

type NumberParam = Extract<Param, { kind: 'number' | 'integer' }>;

/** The parameter's value, or its default when the cell has none of its own. */
export function valueOf<P extends Param>(param: P, values: ParamValues): P['default'] {
  const value = values[param.id];
  return (value === undefined ? param.default : value) as P['default'];
}

/** The parameters whose `when` holds. One hidden by its own condition also hides those that depend on it. */
export function visibleParams(params: Param[], values: ParamValues): Param[] {
  const byId = new Map(params.map((param) => [param.id, param]));
  const shown = (param: Param, seen: string[]): boolean => {
    if (!param.when) return true;
    const on = byId.get(param.when.param);
    if (!on || seen.includes(on.id)) return false;
    const value: ParamValue = valueOf(on, values);
    return param.when.is.some((wanted) => wanted === value) && shown(on, [...seen, param.id]);
  };
  return params.filter((param) => shown(param, []));
}

/** More controls at once than a reader takes in are a form. */
const MOST_SHOWN = 7;

/**
 * Those that are asked for first, and those that are folded away: the rare ones, where there are too many in all. Of
 * the folded it is told how many have another value than the template's.
 */
export function foldedParams(
  shown: readonly Param[],
  values: ParamValues,
): { first: Param[]; folded: Param[]; changed: number } {
  const folds = ({ rare }: Param) => shown.length > MOST_SHOWN && rare === true;
  const folded = shown.filter(folds);
  const changed = folded.filter(
    (param) => JSON.stringify(valueOf(param, values)) !== JSON.stringify(param.default),
  );
  return { first: shown.filter((param) => !folds(param)), folded, changed: changed.length };
}

/** Step of a numeric control: the declared one, else 1 for integers and about a hundredth of the range. */
export function stepOf(param: NumberParam): number {
  if (param.step) return param.step;
  if (param.kind === 'integer') return 1;
  return 10 ** (Math.ceil(Math.log10(param.max - param.min)) - 2);
}

/** What is wrong with a typed number: not one, fractional where whole is meant, or outside the bounds. */
export type NumberProblem = 'not-a-number' | 'not-whole' | 'outside';

/**
 * Reads what was typed into a number field. Full-width digits, grouping commas and a percent sign are
 * taken as meant; a percent parameter is typed in hundredths (`80` or `80%` is 0.8).
 */
export function readNumber(text: string, param: NumberParam): { value: number } | { problem: NumberProblem } {
  const plain = text.normalize('NFKC').replace(/[,\s%]/g, '');
  const typed = plain === '' ? NaN : Number(plain);
  if (!Number.isFinite(typed)) return { problem: 'not-a-number' };
  const value = param.format === 'percent' ? Number((typed / 100).toPrecision(12)) : typed;
  if (param.kind === 'integer' && !Number.isInteger(value)) return { problem: 'not-whole' };
  if (value < param.min || value > param.max) return { problem: 'outside' };
  return { value };
}

/** A number as it stands in its field: plain digits, hundredths for a percent. */
export function writeNumber(value: number, param: Pick<NumberParam, 'format'>): string {
  return String(Number((param.format === 'percent' ? value * 100 : value).toPrecision(12)));
}

/** The value moved by so many steps, inside the bounds and on the grid of steps from the minimum. */
export function stepped(value: number, param: NumberParam, steps: number): number {
  const step = stepOf(param);
  const onGrid = Math.round((value - param.min) / step + steps) * step + param.min;
  return Number(Math.min(param.max, Math.max(param.min, onGrid)).toPrecision(12));
}

/**
 * Shares after one was moved to `share` (0..1): the others keep their proportions to each other, and
 * everything stays in whole percents that sum to exactly one (largest remainders take the odd points).
 * When the others are all zero they share what is left equally.
 */
export function rebalance(
  weights: Record<string, number>,
  moved: string,
  share: number,
): Record<string, number> {
  const points = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const others = Object.keys(weights).filter((id) => id !== moved);
  if (others.length === 0) return { [moved]: 1 };
  const left = 100 - points;
  const sum = others.reduce((total, id) => total + weights[id]!, 0);
  const exact = others.map((id) => (sum > 0 ? (weights[id]! / sum) * left : left / others.length));
  const whole = exact.map((value) => Math.floor(value + 1e-9));
  let odd = left - whole.reduce((total, value) => total + value, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - whole[index]! }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder) {
    if (odd <= 0) break;
    whole[index]! += 1;
    odd -= 1;
  }
  const next = new Map(others.map((id, index) => [id, whole[index]! / 100]));
  return Object.fromEntries(
    Object.keys(weights).map((id) => [id, id === moved ? points / 100 : next.get(id)!]),
  );
}

/** Whether the notebook's own metrics are among its options. */
export const takesMetrics = (param: Param): param is Extract<Param, { kind: 'choice' | 'choices' }> =>
  (param.kind === 'choice' || param.kind === 'choices') && param.metrics === true;

/** What a parameter of choices is once this option is chosen too: it alone, or it behind the others. */
export function withOption(
  param: Extract<Param, { kind: 'choice' | 'choices' }>,
  values: ParamValues,
  option: string,
): ParamValue {
  return param.kind === 'choice' ? option : withAdded(valueOf(param, values), option);
}

/** The list with a value added at its end; a blank or a value already there changes nothing. */
export function withAdded(list: string[], value: string): string[] {
  const trimmed = value.trim();
  return trimmed === '' || list.includes(trimmed) ? list : [...list, trimmed];
}

/** The list with the item at `from` moved by so many places, kept inside the list. */
export function withMoved<T>(list: T[], from: number, by: number): T[] {
  const to = from + by;
  if (to < 0 || to >= list.length) return list;
  const next = [...list];
  const [item] = next.splice(from, 1);
  next.splice(to, 0, item!);
  return next;
}

/** Suggestions that hold what was typed and are not chosen yet, those beginning with it first; at most `most`. */
export function suggestionsFor(typed: string, all: string[], chosen: string[], most = 8): string[] {
  const needle = typed.trim().toLowerCase();
  const open = all.filter((value) => !chosen.includes(value) && value.toLowerCase().includes(needle));
  const starts = (value: string) => (value.toLowerCase().startsWith(needle) ? 0 : 1);
  return open.sort((a, b) => starts(a) - starts(b)).slice(0, most);
}
