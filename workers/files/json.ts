import type { Progress, ReadColumn, Reading, Staged, TextReading } from '../../src/files/api.ts';
import { byteOrderMark, guessEncoding } from '../../src/files/encoding.ts';
import { nameColumns } from '../../src/files/headers.ts';
import { sniffColumns } from '../../src/files/types.ts';
import { fail, ok, type Fault, type Result } from '../../src/result.ts';
import { CsvPieces, OWN_DIALECT, rowProgress } from './csvPieces.ts';
import { JsonCutter, parseElement, type JsonElement } from './jsonElements.ts';

/** Text read while inspecting, so that keys of late records are known too. */
const BUDGET = 64 * 1024 * 1024;
const SAMPLE = 2000;
const PREVIEW = 50;
const MAX_COLUMNS = 2000;

type Kind = 'json' | 'ndjson';

/** Columns are the union of the records' keys; nested objects are flattened with dots, lists kept as JSON text. */
export async function inspectJson(
  blob: Blob,
  kind: Kind,
  name: string,
  part = '',
): Promise<Result<Reading[]>> {
  const keys = new Map<string, number>();
  const sample: Map<string, string | null>[] = [];
  let broken = 0;
  let firstBroken: JsonElement | null = null;
  const outcome = await eachRecord(blob, kind, BUDGET, (record, element) => {
    if (record === null) {
      broken += 1;
      firstBroken ??= element;
      return;
    }
    for (const key of record.keys()) if (!keys.has(key) && keys.size < MAX_COLUMNS) keys.set(key, keys.size);
    if (sample.length < SAMPLE) sample.push(record);
  });
  if (!outcome.ok) return outcome;
  if (keys.size === 0) return broken > 0 ? invalid(firstBroken!) : fail('file-empty');
  const originals = [...keys.keys()];
  const named = nameColumns(originals, originals.length);
  const rows = sample.map((record) => originals.map((key) => record.get(key) ?? null));
  const columns: ReadColumn[] = sniffColumns(named.headers, rows, false).map((column, i) => ({
    ...column,
    original: originals[i]!,
  }));
  const notices: Fault[] = [...named.notices];
  if (broken > 0)
    notices.push({ code: 'records-broken', values: { count: broken }, line: firstBroken!.line });
  const text: TextReading = { ...OWN_DIALECT, headerLine: 0, skipTail: 0, decimal: '.' };
  return ok([{ name, kind, part, text, columns, preview: rows.slice(0, PREVIEW), notices }]);
}

/** The records as text for the import engine; a record that is not JSON is rejected with its line. */
export async function stageJson(
  blob: Blob,
  reading: Reading,
  onProgress?: (progress: Progress) => void,
): Promise<Result<Staged>> {
  const keys = reading.columns.map((column) => column.original);
  const known = new Set(keys);
  const late = new Set<string>();
  const pieces = new CsvPieces(keys.length, 0, 0);
  const report = rowProgress(blob.size, onProgress);
  const outcome = await eachRecord(blob, reading.kind as Kind, Infinity, (record, element, bytes) => {
    if (record === null) pieces.bad(element.text);
    else {
      for (const key of record.keys()) if (!known.has(key)) late.add(key);
      pieces.row(keys.map((key) => record.get(key)));
    }
    report(pieces.rows, bytes);
  });
  if (!outcome.ok) return outcome;
  const notices: Fault[] =
    late.size > 0
      ? [{ code: 'keys-late', values: { count: late.size, names: [...late].slice(0, 8).join(', ') } }]
      : [];
  return ok(pieces.staged(reading.text!, notices));
}

const invalid = (element: JsonElement): Result<never> =>
  fail('json-invalid', { line: element.line, detail: element.text.slice(0, 80) });

type OnRecord = (record: Map<string, string | null> | null, element: JsonElement, bytes: number) => void;

/**
 * Streams the records of a JSON text. A single object that wraps a list (`{"data": [ … ]}`) stands for
 * that list; a single object without one is one record.
 */
async function eachRecord(blob: Blob, kind: Kind, budget: number, onRecord: OnRecord): Promise<Result<null>> {
  const head = new Uint8Array(await blob.slice(0, 4096).arrayBuffer());
  const { encoding } = byteOrderMark(head) ?? guessEncoding([head]);
  const decoder = new TextDecoder(encoding);
  const cutter = new JsonCutter(kind === 'ndjson');
  const reader = blob.stream().getReader();
  let bytes = 0;
  let count = 0;
  let held: JsonElement | null = null;
  const tell = (element: JsonElement) => {
    const parsed = parseElement(element.text);
    onRecord(parsed ? flatten(parsed.value) : null, element, bytes);
  };
  const take = (element: JsonElement) => {
    count += 1;
    // The first top-level value of JSON is held back: if no second follows it may be a wrapper.
    if (kind === 'json' && cutter.shape === 'values' && count === 1) held = element;
    else {
      if (held) tell(held);
      held = null;
      tell(element);
    }
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    try {
      for (const element of cutter.push(decoder.decode(value, { stream: true }))) take(element);
    } catch (error) {
      if (error instanceof RangeError) return fail('json-too-long');
      throw error;
    }
    if (bytes >= budget) {
      await reader.cancel();
      if (held) tell(held);
      return ok(null);
    }
  }
  const rest = cutter.end();
  if (rest && kind === 'ndjson') take(rest);
  else if (rest || (cutter.shape === 'array' && !cutter.closed)) {
    return fail('file-incomplete', rest ? { line: rest.line } : {});
  }
  if (held) unwrap(held, onRecord, bytes);
  return ok(null);
}

function unwrap(element: JsonElement, onRecord: OnRecord, bytes: number): void {
  const parsed = parseElement(element.text);
  if (!parsed) return onRecord(null, element, bytes);
  const list = listIn(parsed.value);
  if (!list) return onRecord(flatten(parsed.value), element, bytes);
  for (const item of list) onRecord(flatten(item), element, bytes);
}

/** The longest list of objects among an object's own values, looked for two levels deep. */
function listIn(value: unknown, depth = 2): unknown[] | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return null;
  let best: unknown[] | null = null;
  for (const inner of Object.values(value)) {
    const list = Array.isArray(inner)
      ? inner.some((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
        ? inner
        : null
      : listIn(inner, depth - 1);
    if (list && list.length > (best?.length ?? 0)) best = list;
  }
  return best;
}

/** One record as text cells by key: `{a: {b: 1}}` is `a.b`; what is no object goes under `value`, a list by place. */
function flatten(value: unknown): Map<string, string | null> {
  const cells = new Map<string, string | null>();
  const put = (key: string, inner: unknown, depth: number) => {
    if (inner === null || inner === undefined) cells.set(key, null);
    else if (Array.isArray(inner)) cells.set(key, JSON.stringify(inner));
    else if (typeof inner === 'object') {
      const entries = Object.entries(inner);
      if (depth > 8 || entries.length === 0)
        cells.set(key, entries.length === 0 ? null : JSON.stringify(inner));
      else for (const [name, deep] of entries) put(key === '' ? name : `${key}.${name}`, deep, depth + 1);
    } else cells.set(key, String(inner as string | number | boolean));
  };
  if (Array.isArray(value)) value.forEach((inner, i) => put(`column_${i + 1}`, inner, 1));
  else if (typeof value === 'object' && value !== null) put('', value, 0);
  else put('value', value, 0);
  cells.delete('');
  return cells;
}
