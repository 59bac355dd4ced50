import { ok } from '../../result.ts';
import type { ModelOptions, TableModel } from '../api.ts';
import { conditionalPurchases, discountedPurchases, fitBgNbd, pAlive } from '../bgnbd.ts';
import { purchaseProbabilities } from '../bgnbd-counts.ts';
import { fitGammaGamma, populationMean } from '../gamma-gamma.ts';
import { option, reader, statusOf, tableOf, tableOfColumns } from './columns.ts';

/**
 * `bgnbd`: from groups (x, t_x, t, n; times in one unit) one row of status, r, alpha, a, b, log_likelihood,
 * customers, repeaters. Without a fit the status says why and the rest is NULL.
 */
export const bgNbdTable: TableModel = (input, _, onProgress) => {
  const read = reader('bgnbd', input);
  const [x, tx, t, n] = [read.numbers('x'), read.numbers('t_x'), read.numbers('t'), read.numbers('n')];
  if (!x.ok) return x;
  if (!tx.ok) return tx;
  if (!t.ok) return t;
  if (!n.ok) return n;
  const fit = fitBgNbd({ x: x.value, tx: tx.value, t: t.value, n: n.value }, onProgress);
  const status = fit.ok ? 'ok' : statusOf(fit.fault);
  if (status === null) return fit as Extract<typeof fit, { ok: false }>;
  const values = fit.ok ? { ...fit.value, log_likelihood: fit.value.logLikelihood } : {};
  const number = 'number' as const;
  return ok(
    tableOf(
      {
        status: 'text',
        r: number,
        alpha: number,
        a: number,
        b: number,
        log_likelihood: number,
        customers: 'integer',
        repeaters: 'integer',
      },
      [{ status, ...values }],
    ),
  );
};

const paramsOf = (options: ModelOptions) => ({
  r: option(options, 'r', NaN),
  alpha: option(options, 'alpha', NaN),
  a: option(options, 'a', NaN),
  b: option(options, 'b', NaN),
});

/** Rows between two words of progress. */
const STRIDE = 5_000;

/**
 * `bgnbd-predict`: for each (id, x, t_x, t) its p_alive, the purchases `expected` in `periods` × `length` time
 * units, and `discounted`: the same with those of period i divided by (1 + rate)^i. Options r, alpha, a, b
 * (no rows when they are NULL), periods (12), length (4.345 weeks), rate (.01).
 */
export const bgNbdPredictTable: TableModel = (input, options, onProgress) => {
  const read = reader('bgnbd-predict', input);
  const [id, x, tx, t] = [read.numbers('id'), read.numbers('x'), read.numbers('t_x'), read.numbers('t')];
  if (!id.ok) return id;
  if (!x.ok) return x;
  if (!tx.ok) return tx;
  if (!t.ok) return t;
  const params = paramsOf(options);
  const span = {
    periods: option(options, 'periods', 12),
    length: option(options, 'length', 4.345),
    rate: option(options, 'rate', 0.01),
  };
  const count = Object.values(params).every(Number.isFinite) ? id.value.length : 0;
  // Columns, not rows: a million objects would take longer than the model.
  const columns = {
    id: id.value.slice(0, count),
    p_alive: new Float64Array(count),
    expected: new Float64Array(count),
    discounted: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const [xi, txi, ti] = [x.value[i]!, tx.value[i]!, t.value[i]!];
    columns.p_alive[i] = pAlive(params, xi, txi, ti);
    columns.expected[i] = conditionalPurchases(params, xi, txi, ti, span.periods * span.length);
    columns.discounted[i] = discountedPurchases(params, xi, txi, ti, span);
    if (i % STRIDE === 0) onProgress(i / count);
  }
  const fields = { id: 'integer', p_alive: 'number', expected: 'number', discounted: 'number' } as const;
  return ok(tableOfColumns(fields, columns));
};

/** Repeat purchases told apart; the last row is this many or more. */
const MOST_COUNTED = 7;

/**
 * `bgnbd-counts`: how well the model fits, from groups (x, t, n): one row a number of repeat purchases (0 … 6,
 * then 7 or more, told by `open`) with the customers who have as many, `actual`, and `expected` of the model.
 * Options r, alpha, a, b (no rows when they are NULL).
 */
export const bgNbdCountsTable: TableModel = (input, options, onProgress) => {
  const read = reader('bgnbd-counts', input);
  const [x, t, n] = [read.numbers('x'), read.numbers('t'), read.numbers('n')];
  if (!x.ok) return x;
  if (!t.ok) return t;
  if (!n.ok) return n;
  const params = paramsOf(options);
  const actual = new Array<number>(MOST_COUNTED + 1).fill(0);
  const expected = new Array<number>(MOST_COUNTED + 1).fill(0);
  /** Customers by the time they were observed, which is all that the probabilities depend on. */
  const byTime = new Map<number, number>();
  x.value.forEach((count, i) => {
    actual[Math.min(count, MOST_COUNTED)]! += n.value[i]!;
    byTime.set(t.value[i]!, (byTime.get(t.value[i]!) ?? 0) + n.value[i]!);
  });
  const fitted = Object.values(params).every(Number.isFinite);
  if (fitted)
    for (const [time, customers] of [...byTime].sort((p, q) => p[0] - q[0]))
      purchaseProbabilities(params, time, MOST_COUNTED).forEach((p, i) => (expected[i]! += customers * p));
  onProgress(1);
  const rows = fitted
    ? actual.map((customers, i) => ({
        purchases: i,
        open: i === MOST_COUNTED,
        actual: customers,
        expected: expected[i],
      }))
    : [];
  return ok(tableOf({ purchases: 'integer', open: 'boolean', actual: 'integer', expected: 'number' }, rows));
};

/**
 * `gamma-gamma`: from (x, mean_spend, n) of repeat buyers one row of status, p, q, v, log_likelihood,
 * customers, population_mean (NULL where the fitted distribution has none).
 */
export const gammaGammaTable: TableModel = (input, _, onProgress) => {
  const read = reader('gamma-gamma', input);
  const [x, mean, n] = [read.numbers('x'), read.numbers('mean_spend'), read.numbers('n')];
  if (!x.ok) return x;
  if (!mean.ok) return mean;
  if (!n.ok) return n;
  const fit = fitGammaGamma({ x: x.value, mean: mean.value, n: n.value }, onProgress);
  const status = fit.ok ? 'ok' : statusOf(fit.fault);
  if (status === null) return fit as Extract<typeof fit, { ok: false }>;
  const values = fit.ok
    ? { ...fit.value, log_likelihood: fit.value.logLikelihood, population_mean: populationMean(fit.value) }
    : {};
  return ok(
    tableOf(
      {
        status: 'text',
        p: 'number',
        q: 'number',
        v: 'number',
        log_likelihood: 'number',
        customers: 'integer',
        population_mean: 'number',
      },
      [{ status, ...values }],
    ),
  );
};
