import { ok } from '../../result.ts';
import type { TableModel } from '../api.ts';
import { kMeans, silhouette, type Clustering, type Points } from '../kmeans.ts';
import { seededRandom } from '../random.ts';
import { stability } from '../stability.ts';
import { option, reader, tableOf } from './columns.ts';

const MOST_CLUSTERS = 8;
/** A number of clusters is chosen on at most this many rows. */
const CHOICE_SIZE = 5_000;

/**
 * `kmeans`: clusters the rows by every column but `customer`, each scaled to mean 0 and deviation 1 (a column
 * with one value counts for nothing). One row a cluster, the largest first: cluster (1 …), customers, share,
 * silhouette, silhouette_all, stability (of the whole), then for each input column `c` its centre in the column's own unit and `c_scale`,
 * its standard deviation over all rows (1 for a constant): a row belongs to the cluster with the least
 * Σ((c − centre)/scale)². No rows for fewer than two different rows. Options: clusters (0 takes the number of
 * 2 … 8 with the best silhouette), seed (1), restarts (25).
 */
export const kMeansTable: TableModel = (input, options, onProgress) => {
  const read = reader('kmeans', input);
  const names = input.fields.map((f) => f.name).filter((name) => name !== 'customer');
  const columns: Float64Array[] = [];
  for (const name of names) {
    const numbers = read.numbers(name);
    if (!numbers.ok) return numbers;
    columns.push(numbers.value);
  }
  const fields = {
    cluster: 'integer',
    customers: 'integer',
    share: 'number',
    silhouette: 'number',
    silhouette_all: 'number',
    stability: 'number',
    ...Object.fromEntries(
      names.flatMap((name) => [
        [name, 'number'],
        [`${name}_scale`, 'number'],
      ]),
    ),
  } as Record<string, 'number' | 'integer'>;
  const { points, means, scales } = standardise(columns, input.count);
  const seed = option(options, 'seed', 1);
  const restarts = option(options, 'restarts', 25);
  const wanted = option(options, 'clusters', 0);
  const run = (on: Points, k: number, onStep?: (step: number) => void): Clustering =>
    kMeans(on, k, { random: seededRandom(seed), restarts, ...(onStep ? { onStep } : {}) });
  const k = wanted >= 2 ? Math.min(wanted, MOST_CLUSTERS * 2) : bestNumber(points, run, seed, onProgress);
  const found =
    input.count < 2 ? null : run(points, k, (step) => onProgress(0.7 + (0.2 * step) / (step + 10)));
  onProgress(0.9);
  const used = found ? found.sizes.flatMap((size, c) => (size > 0 ? [c] : [])) : [];
  if (!found || used.length < 2) return ok(tableOf(fields, []));
  const scores = silhouette(points, found.of, found.sizes.length, { random: seededRandom(seed) });
  const stable = stability(points, used.length, { random: seededRandom(seed) });
  const centre = (c: number, j: number): number =>
    means[j]! + scales[j]! * found.centres[c * names.length + j]!;
  const order = used.sort((a, b) => found.sizes[b]! - found.sizes[a]! || centre(b, 0) - centre(a, 0));
  const rows = order.map((c, i) => ({
    cluster: i + 1,
    customers: found.sizes[c]!,
    share: found.sizes[c]! / input.count,
    silhouette: scores.clusters[c] ?? null,
    silhouette_all: scores.all,
    stability: stable,
    ...Object.fromEntries(
      names.flatMap((name, j) => [
        [name, centre(c, j)],
        [`${name}_scale`, scales[j]!],
      ]),
    ),
  }));
  return ok(tableOf(fields, rows));
};

/** Columns to points of mean 0 and deviation 1, sorted so that the order of the rows changes nothing. */
function standardise(
  columns: readonly Float64Array[],
  n: number,
): { points: Points; means: number[]; scales: number[] } {
  const d = columns.length;
  const means = columns.map((column) => column.reduce((sum, v) => sum + v, 0) / n);
  const scales = columns.map((column, j) => {
    const scale = Math.sqrt(column.reduce((sum, v) => sum + (v - means[j]!) ** 2, 0) / n);
    return scale > 1e-12 * Math.abs(means[j]!) ? scale : 1;
  });
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => {
    for (const column of columns) if (column[a] !== column[b]) return column[a]! - column[b]!;
    return 0;
  });
  const at = new Float64Array(n * d);
  order.forEach((row, i) =>
    columns.forEach((column, j) => (at[i * d + j] = (column[row]! - means[j]!) / scales[j]!)),
  );
  return { points: { n, d, at }, means, scales };
}

/** The number of clusters with the best silhouette, on evenly spread rows (they are sorted). */
function bestNumber(
  points: Points,
  run: (on: Points, k: number) => Clustering,
  seed: number,
  onProgress: (share: number) => void,
): number {
  const every = Math.max(1, Math.floor(points.n / CHOICE_SIZE));
  const part = everyNth(points, every);
  let best = { k: 2, score: -Infinity };
  for (let k = 2; k <= Math.min(MOST_CLUSTERS, part.n); k++) {
    const found = run(part, k);
    const score = silhouette(part, found.of, found.sizes.length, {
      random: seededRandom(seed),
      most: 1000,
    }).all;
    if (score > best.score + 1e-9) best = { k, score };
    onProgress((0.7 * k) / MOST_CLUSTERS);
  }
  return best.k;
}

function everyNth({ n, d, at }: Points, every: number): Points {
  const rows = Math.ceil(n / every);
  const picked = new Float64Array(rows * d);
  for (let i = 0; i < rows; i++) picked.set(at.subarray(i * every * d, (i * every + 1) * d), i * d);
  return { n: rows, d, at: picked };
}
