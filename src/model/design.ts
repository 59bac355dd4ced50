import { fail, ok, type Result } from '../result.ts';

/** A column that explains: numbers, or categories of which each but the reference becomes a 0/1 column. */
export type Feature =
  | { name: string; kind: 'number'; values: ArrayLike<number> }
  | { name: string; kind: 'category'; values: readonly string[]; reference?: string };

/** A column of the design: a number, or one level of a category against its reference level. */
export interface Term {
  name: string;
  /** '' for a number. */
  level: string;
  /** The level that this one is compared with; '' for a number. */
  reference: string;
}

/** Rows of numbers ready for a regression: the constant first, then the terms, centred and scaled. */
export interface Design {
  terms: Term[];
  rows: number;
  /** Row-major, `terms.length + 1` columns, the first all 1. */
  x: Float64Array;
  /** Mean and standard deviation of each term as it came. */
  means: number[];
  scales: number[];
}

/**
 * Encodes features. A category's reference level is the one given, else its commonest (the first by name
 * among equals); other levels follow by name. Fault `model-collinear` for a term with one value only.
 */
export function makeDesign(features: readonly Feature[]): Result<Design> {
  const columns = features.flatMap((f) => (f.kind === 'number' ? [numeric(f)] : levels(f)));
  const rows = features[0]?.values.length ?? 0;
  const width = columns.length + 1;
  const x = new Float64Array(rows * width).fill(1);
  const means: number[] = [];
  const scales: number[] = [];
  for (const [c, { term, at }] of columns.entries()) {
    let mean = 0;
    for (let r = 0; r < rows; r++) mean += at(r);
    mean /= rows;
    let square = 0;
    for (let r = 0; r < rows; r++) square += (at(r) - mean) ** 2;
    const scale = Math.sqrt(square / rows);
    if (!(scale > 1e-12 * Math.abs(mean)))
      return fail('model-collinear', { values: { term: termLabel(term) } });
    for (let r = 0; r < rows; r++) x[r * width + c + 1] = (at(r) - mean) / scale;
    means.push(mean);
    scales.push(scale);
  }
  return ok({ terms: columns.map((c) => c.term), rows, x, means, scales });
}

/** `contract = two year`, or the name of a number. */
export const termLabel = ({ name, level }: Term): string => (level === '' ? name : `${name} = ${level}`);

interface EncodedColumn {
  term: Term;
  at: (row: number) => number;
}

const numeric = ({ name, values }: Extract<Feature, { kind: 'number' }>): EncodedColumn => ({
  term: { name, level: '', reference: '' },
  at: (row) => values[row]!,
});

function levels({ name, values, reference }: Extract<Feature, { kind: 'category' }>): EncodedColumn[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const names = [...counts.keys()].sort();
  const commonest = names.reduce(
    (best, level) => (counts.get(level)! > counts.get(best)! ? level : best),
    names[0]!,
  );
  const base = reference !== undefined && counts.has(reference) ? reference : commonest;
  return names
    .filter((level) => level !== base)
    .map((level) => ({
      term: { name, level, reference: base },
      at: (row) => (values[row] === level ? 1 : 0),
    }));
}

/** The design's rows of those numbers, on the same scale. */
export function pickRows(design: Design, rows: Uint32Array): Design {
  const width = design.terms.length + 1;
  const x = new Float64Array(rows.length * width);
  rows.forEach((row, i) => x.set(design.x.subarray(row * width, (row + 1) * width), i * width));
  return { ...design, rows: rows.length, x };
}

/** The design without one term. */
export function dropTerm(design: Design, index: number): Design {
  const width = design.terms.length + 1;
  const keep = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== index);
  return {
    terms: keep(design.terms),
    rows: design.rows,
    x: design.x.filter((_, i) => i % width !== index + 1),
    means: keep(design.means),
    scales: keep(design.scales),
  };
}
