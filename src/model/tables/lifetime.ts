import { ok } from '../../result.ts';
import type { TableModel } from '../api.ts';
import { conditionalPurchases, discountedPurchases, fitBgNbd, pAlive } from '../bgnbd.ts';
import { fitGammaGamma, populationMean } from '../gamma-gamma.ts';
import { option, reader, statusOf, tableOf } from './columns.ts';

/**
 * `bgnbd`: from groups (x, t_x, t, n; times in one unit) one row of status, r, alpha, a, b, log_likelihood,
 * customers, repeaters. Without a fit the status says why and the rest is NULL.
 */
export const bgNbdTable: TableModel = (input) => {
  const read = reader('bgnbd', input);
  const [x, tx, t, n] = [read.numbers('x'), read.numbers('t_x'), read.numbers('t'), read.numbers('n')];
  if (!x.ok) return x;
  if (!tx.ok) return tx;
  if (!t.ok) return t;
  if (!n.ok) return n;
  const fit = fitBgNbd({ x: x.value, tx: tx.value, t: t.value, n: n.value });
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
  const params = {
    r: option(options, 'r', NaN),
    alpha: option(options, 'alpha', NaN),
    a: option(options, 'a', NaN),
    b: option(options, 'b', NaN),
  };
  const span = {
    periods: option(options, 'periods', 12),
    length: option(options, 'length', 4.345),
    rate: option(options, 'rate', 0.01),
  };
  const rows: Record<string, unknown>[] = [];
  if (Object.values(params).every(Number.isFinite)) {
    id.value.forEach((key, i) => {
      const [xi, txi, ti] = [x.value[i]!, tx.value[i]!, t.value[i]!];
      rows.push({
        id: key,
        p_alive: pAlive(params, xi, txi, ti),
        expected: conditionalPurchases(params, xi, txi, ti, span.periods * span.length),
        discounted: discountedPurchases(params, xi, txi, ti, span),
      });
      if (i % STRIDE === 0) onProgress(i / input.count);
    });
  }
  return ok(tableOf({ id: 'integer', p_alive: 'number', expected: 'number', discounted: 'number' }, rows));
};

/**
 * `gamma-gamma`: from (x, mean_spend, n) of repeat buyers one row of status, p, q, v, log_likelihood,
 * customers, population_mean (NULL where the fitted distribution has none).
 */
export const gammaGammaTable: TableModel = (input) => {
  const read = reader('gamma-gamma', input);
  const [x, mean, n] = [read.numbers('x'), read.numbers('mean_spend'), read.numbers('n')];
  if (!x.ok) return x;
  if (!mean.ok) return mean;
  if (!n.ok) return n;
  const fit = fitGammaGamma({ x: x.value, mean: mean.value, n: n.value });
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
