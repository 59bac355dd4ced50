import { ok, refused, type Result } from '../../result.ts';
import type { ModelTable, TableModel } from '../api.ts';
import { clusteredCovariance, contrasts } from '../contrasts.ts';
import { dropTerm, makeDesign, termLabel, type Design, type Feature } from '../design.ts';
import { fitLogistic, holdOut, predict, type LogisticFit } from '../logistic.ts';
import { areaUnderCurve, brierScore, calibration } from '../score.ts';
import { option, reader, statusOf, tableOf } from './columns.ts';

const COLUMNS = {
  kind: 'text',
  term: 'text',
  level: 'text',
  estimate: 'number',
  std_error: 'number',
  z: 'number',
  p: 'number',
  odds_ratio: 'number',
  low: 'number',
  high: 'number',
  observed: 'number',
  n: 'integer',
} as const;
type Statement = Partial<Record<keyof typeof COLUMNS, string | number | null>>;

/**
 * `logistic`: from rows with an `outcome` (true/false or 1/0; NULL rows are left out) and features (every
 * other column but `customer`: numbers as they are, texts as categories) what the fit says, one statement
 * a row: kind `status` (term: ok, too few, one outcome, separated …; level: the term to blame),
 * `coefficient`, `left out` (a constant or dependent column; level says which of the two), `metric`
 * (log_likelihood, auc_in_sample, auc_held_out, brier_in_sample, brier_held_out, rows, events) and
 * `calibration` of the held-out rows (level = tenth, estimate = predicted, observed, n). Options: seed (1),
 * share of rows fitted on for the held-out scores (.7); plain (false): the coefficients alone; contrasts (false): in place of the scores of rows held
 * out, kind `contrast`, each value of a category (term, level) against its others with errors clustered by
 * `customer` (estimate, std_error, n = clusters), values that tell the outcomes apart completely left out.
 */
export const logisticTable: TableModel = (input, options, onProgress) => {
  const read = reader('logistic', input);
  const raw = read.texts('outcome');
  if (!raw.ok) return raw;
  const known = raw.value.flatMap((v, i) => (v === '' ? [] : [i]));
  const outcome = Uint8Array.from(known, (i) => (raw.value[i] === 'true' || raw.value[i] === '1' ? 1 : 0));
  const features: Feature[] = [];
  for (const { name, type } of input.fields) {
    if (name === 'outcome' || name === 'customer') continue;
    if (type === 'text' || type === 'boolean') {
      const texts = read.texts(name);
      if (!texts.ok) return texts;
      features.push({ name, kind: 'category', values: known.map((i) => texts.value[i]!) });
    } else {
      const numbers = read.numbers(name);
      if (!numbers.ok) return numbers;
      features.push({ name, kind: 'number', values: Float64Array.from(known, (i) => numbers.value[i]!) });
    }
  }
  onProgress(0.1);
  const contrasting = options.contrasts === true;
  const { fit, design, leftOut } = fitWhatCanBe(features, outcome, contrasting, (share) =>
    onProgress(0.1 + 0.4 * share),
  );
  const statements: Statement[] = leftOut;
  if (!fit.ok) {
    const status = statusOf(fit.fault);
    if (status === null) return fit as Result<ModelTable>;
    return ok(
      tableOf(COLUMNS, [
        { kind: 'status', term: status, level: String(fit.fault.values?.term ?? '') },
        ...statements,
      ]),
    );
  }
  onProgress(0.5);
  const probability = predict(design!, fit.value.scaled);
  if (contrasting) {
    const people = read.texts('customer');
    if (!people.ok) return people;
    statements.unshift(
      { kind: 'status', term: 'ok', level: '' },
      ...againstOthers(
        design!,
        outcome,
        fit.value,
        features,
        known.map((i) => people.value[i]!),
      ),
    );
    return ok(tableOf(COLUMNS, statements));
  }
  if (options.plain === true)
    return ok(
      tableOf(COLUMNS, [
        { kind: 'status', term: 'ok', level: '' },
        ...coefficients(fit.value),
        ...statements,
      ]),
    );
  const held = holdOut(design!, outcome, {
    seed: option(options, 'seed', 1),
    share: option(options, 'share', 0.7),
    onProgress: (share) => onProgress(0.5 + 0.45 * share),
  });
  const metric = (term: string, estimate: number | null, n: number): Statement => ({
    kind: 'metric',
    term,
    estimate,
    n,
  });
  const { rows, events } = fit.value;
  statements.unshift(
    { kind: 'status', term: 'ok', level: '' },
    ...coefficients(fit.value),
    metric('log_likelihood', fit.value.logLikelihood, rows),
    metric('auc_in_sample', areaUnderCurve(probability, outcome), rows),
    metric('brier_in_sample', brierScore(probability, outcome), rows),
    metric('rows', rows, rows),
    metric('events', events, rows),
  );
  if (held.ok) {
    statements.push(
      metric('auc_held_out', held.value.auc, held.value.rows),
      metric('brier_held_out', brierScore(held.value.probability, held.value.outcome), held.value.rows),
      ...calibration(held.value.probability, held.value.outcome).map((bin, i) => ({
        kind: 'calibration',
        term: 'tenth',
        level: String(i + 1),
        estimate: bin.predicted,
        observed: bin.observed,
        n: bin.rows,
      })),
    );
  }
  return ok(tableOf(COLUMNS, statements));
};

const coefficients = (fit: LogisticFit): Statement[] =>
  fit.coefficients.map((c) => ({
    kind: 'coefficient',
    term: c.name,
    level: c.level,
    estimate: c.estimate,
    std_error: c.stdError,
    z: c.z,
    p: c.p,
    odds_ratio: c.oddsRatio,
    low: c.low,
    high: c.high,
    n: fit.rows,
  }));

/** Each value of the categories against the others; rows of one customer belong together. */
function againstOthers(
  design: Design,
  outcome: Uint8Array,
  fit: LogisticFit,
  features: readonly Feature[],
  people: readonly string[],
): Statement[] {
  const numbers = new Map<string, number>();
  const cluster = Uint32Array.from(people, (person) => {
    const number = numbers.get(person) ?? numbers.size;
    numbers.set(person, number);
    return number;
  });
  const covariance = clusteredCovariance(design, outcome, fit.scaled, cluster);
  if (!covariance) return [];
  const categories = features.flatMap((f) => {
    if (f.kind !== 'category') return [];
    const counts = new Map<string, number>();
    for (const value of f.values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [{ name: f.name, counts }];
  });
  return contrasts(design, fit.scaled, covariance, categories).map((c) => ({
    kind: 'contrast',
    term: c.name,
    level: c.level,
    estimate: c.estimate,
    std_error: c.stdError,
    n: covariance.clusters,
  }));
}

interface Attempt {
  fit: Result<LogisticFit>;
  design: Design | null;
  leftOut: Statement[];
}

/**
 * Columns with one value, and those that follow from others, are left out and named; then it is fitted. With
 * `separated` also those that tell the outcomes apart completely.
 */
function fitWhatCanBe(
  features: readonly Feature[],
  outcome: Uint8Array,
  separated: boolean,
  onProgress: (share: number) => void,
): Attempt {
  const leftOut: Statement[] = [];
  const leave = (term: string, level: string) => leftOut.push({ kind: 'left out', term, level });
  let design: Design | null = null;
  let usable = features.filter((f) => {
    const values = f.values as ArrayLike<string | number>;
    const varies = Array.prototype.some.call(values, (value) => value !== values[0]);
    if (!varies) leave(f.name, 'constant');
    return varies;
  });
  if (usable.length === 0)
    return { fit: refused({ code: 'model-too-few', values: { n: 0, least: 1 } }), design, leftOut };
  for (;;) {
    const made = makeDesign(usable);
    if (made.ok) {
      design = made.value;
      break;
    }
    // A column that varies by less than rounding can tell.
    const term = made.fault.values?.term;
    leave(String(term), 'constant');
    const rest = usable.filter((f) => f.name !== term);
    if (rest.length === usable.length || rest.length === 0) return { fit: made, design: null, leftOut };
    usable = rest;
  }
  for (;;) {
    const fit: Result<LogisticFit> = fitLogistic(design, outcome, onProgress);
    if (
      fit.ok ||
      !(fit.fault.code === 'model-collinear' || (separated && fit.fault.code === 'model-separated'))
    )
      return { fit, design, leftOut };
    const at = design.terms.findIndex((term) => termLabel(term) === fit.fault.values?.term);
    if (at < 0 || design.terms.length < 2) return { fit, design, leftOut };
    leave(termLabel(design.terms[at]!), fit.fault.code === 'model-collinear' ? 'dependent' : 'separated');
    design = dropTerm(design, at);
  }
}
