import type { ResultField } from '../../engine/api.ts';
import { fail, ok, type Fault, type Result } from '../../result.ts';
import type { ModelTable } from '../api.ts';

/** Reads the columns of a model's input; what does not fit is the fault `model-input` with the column's name. */
export function reader(model: string, input: ModelTable) {
  const column = (name: string): ArrayLike<unknown> | null => {
    const at = input.fields.findIndex((field) => field.name.toLowerCase() === name.toLowerCase());
    return at < 0 ? null : (input.data[at] ?? null);
  };
  const refuse = (name: string) => fail('model-input', { values: { model, column: name } });
  return {
    /** Finite numbers. */
    numbers(name: string): Result<Float64Array> {
      const values = column(name);
      if (!values) return refuse(name);
      const numbers = Float64Array.from(values, (v) => (v === null ? NaN : Number(v)));
      return numbers.every(Number.isFinite) ? ok(numbers) : refuse(name);
    },
    /** Texts; a missing one is ''. */
    texts(name: string): Result<string[]> {
      const values = column(name);
      return values
        ? ok(Array.from(values, (v) => (v === null || Number.isNaN(v) ? '' : String(v))))
        : refuse(name);
    },
    has: (name: string): boolean => column(name) !== null,
  };
}

type Type = 'number' | 'integer' | 'text' | 'boolean';
const SQL: Record<Type, string> = {
  number: 'DOUBLE',
  integer: 'BIGINT',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
};

const fieldsOf = (columns: Record<string, Type>): ResultField[] =>
  Object.entries(columns).map(([name, type]) => ({ name, type, sqlType: SQL[type] }));

/** A model's rows from columns of numbers. */
export function tableOfColumns(
  columns: Record<string, 'number' | 'integer'>,
  data: Readonly<Record<string, Float64Array>>,
): ModelTable {
  const all = Object.keys(columns).map((name) => data[name]!);
  return { fields: fieldsOf(columns), count: all[0]?.length ?? 0, data: all };
}

/** A model's rows from objects; numbers that are not finite become NULL, since a table must not hold NaN. */
export function tableOf(columns: Record<string, Type>, rows: readonly Record<string, unknown>[]): ModelTable {
  return {
    fields: fieldsOf(columns),
    count: rows.length,
    data: Object.keys(columns).map((name) => rows.map((row) => clean(row[name]))),
  };
}

const clean = (value: unknown): unknown =>
  value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : value;

/** A number among the options, or its default. */
export const option = (options: Record<string, unknown>, name: string, otherwise: number): number => {
  const value = options[name];
  return value === null || value === undefined || !Number.isFinite(Number(value)) ? otherwise : Number(value);
};

const STATUS: Record<string, string> = {
  'model-too-few': 'too few',
  'model-not-converged': 'not converged',
  'model-one-outcome': 'one outcome',
  'model-separated': 'separated',
  'model-collinear': 'collinear',
};

/**
 * What the data lack, as a word for the `status` of a model's rows, so that a cell can say it in a finding
 * and go on; null for any other fault.
 */
export const statusOf = (fault: Fault): string | null => STATUS[fault.code] ?? null;
