import { setTimeout as pause } from 'node:timers/promises';
import type { Progress, Reading, Staged, StagedText, TextReading } from '../../../../src/files/api.ts';
import { glance, inspect } from '../../../../src/files/formats/inspect.ts';
import { stage } from '../../../../src/files/formats/stage.ts';
import type { RowChange } from '../../../../src/import/stage/digest.ts';
import type { ColumnPolicy, Finished, FinishOptions } from '../../../../src/import/stage/finish.ts';
import type { StageReport } from '../../../../src/import/stage/importer.ts';
import type { KeyMatch } from '../../../../src/import/stage/keys.ts';
import type { Completed, LookupRows, Taking } from '../../../../src/import/stage/lookup.ts';
import type { KeyCount, KeysMet } from '../../../../src/import/stage/lookup-keys.ts';
import type { ColumnProfile } from '../../../../src/import/stage/profile.ts';
import type { EntityName } from '../../../../src/entity/catalogue.ts';
import type { CleaningSetting } from '../../../../src/entity/rules/rule.ts';
import type { Judgement } from '../../../../src/import/stage/judge.ts';
import type { Shipped } from '../../../../src/import/stage/staged.ts';
import { policyOf } from '../../../../src/import/stage/treatments.ts';
import type { SampleFile } from '../../../../src/import/known-file.ts';
import { treatmentsOf } from '../../../../src/state/import/import-group.ts';
import type { ImportItem } from '../../../../src/state/import/import-item.svelte.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import type { RoleReading } from '../../../../src/import/stage/readable.ts';
import type { StageOptions } from '../../../../src/import/stage/work.ts';
import { fail, ok, type FaultCode, type Result } from '../../../../src/result.ts';
import { ValueFilter } from '../../../../src/privacy/value-filter.ts';
import type { FileReader, ImportTools, LostValues, RawTable } from '../../../../src/state/import/tools.ts';
import { PATIENCE } from '../../support/soon.ts';

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
export const said = <T>(piece: Uint8Array): T => JSON.parse(new TextDecoder().decode(piece)) as T;

/** What a confirmed piece of the workshop holds: rows under their columns, from the file that it names. */
export interface Piece {
  file: string;
  columns: string[];
  rows: string[][];
  /** Rows that stand before these in the table. */
  after: number;
  compared: boolean;
}

/**
 * Tools without workers and engines: plain CSV is read for true, rows are kept as texts. A step of a file
 * (`open`, `inspect`, `stage`, `load`, `digests`, `finish`, each `step:name`) can be made to fail or be held.
 */
export class Workshop implements ImportTools {
  deviceMemory: number | undefined = 8;
  readonly tables: FakeTable[] = [];
  readonly warmed: boolean[] = [];
  readers = { open: 0, closed: 0 };
  /** Further tables of a file, by its name. */
  readonly parts = new Map<string, Reading[]>();
  /** Columns whose values a source's types would lose. */
  lost: LostValues[] = [];
  readonly #faults = new Map<string, FaultCode[]>();
  readonly #held = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, () => void>();

  /** Makes a step fail, once for each code. */
  breaks(step: string, ...codes: FaultCode[]): void {
    this.#faults.set(step, codes);
  }

  /** Holds a step until it is released; `reached` settles when it has come there. */
  hold(step: string): { reached: Promise<void>; release: () => void } {
    let release = (): void => {};
    this.#held.set(step, new Promise((go) => (release = go)));
    return { reached: new Promise((there) => this.#waiting.set(step, there)), release };
  }

  async pass(step: string): Promise<Result<null>> {
    this.#waiting.get(step)?.();
    await this.#held.get(step);
    const code = this.#faults.get(step)?.shift();
    return code ? fail(code) : ok(null);
  }

  warm(small: boolean): void {
    this.warmed.push(small);
  }

  async openReader(): Promise<Result<FileReader>> {
    const opened = await this.pass('open:reader');
    if (!opened.ok) return opened;
    this.readers.open += 1;
    let open = true;
    return ok({
      inspect: (file, hints) => this.#inspect(file, hints, inspect),
      glance: (file, hints) => this.#inspect(file, hints, glance),
      stage: (file, reading, onProgress) => this.#stage(file, reading, onProgress),
      close: () => {
        if (open) this.readers.closed += 1;
        open = false;
      },
    });
  }

  async openTable(small: boolean, onLost: () => void): Promise<Result<RawTable>> {
    const opened = await this.pass('open:table');
    if (!opened.ok) return opened;
    const table = new FakeTable(this, small, onLost);
    this.tables.push(table);
    return ok(table);
  }

  async #inspect(file: File, hints: Partial<TextReading>, look: typeof inspect): Promise<Result<Reading[]>> {
    const passed = await this.pass(`inspect:${file.name}`);
    if (!passed.ok) return passed;
    // One byte says nothing of the size that a test gives the file.
    const found = await look(new File([await file.text()], file.name), hints);
    return found.ok ? ok([...found.value, ...(this.parts.get(file.name) ?? [])]) : found;
  }

  async #stage(file: File, reading: Reading, tell: (progress: Progress) => void): Promise<Result<Staged>> {
    tell({ bytes: file.size / 2, totalBytes: file.size, rows: 1 });
    const passed = await this.pass(`stage:${file.name}`);
    if (!passed.ok) return passed;
    if (reading.spread) return stage(file, reading);
    const { delimiter, quote } = reading.text!;
    return ok({ form: 'text', blob: file, delimiter, quote, skipLines: 1, header: false });
  }
}

/** The rows of one CSV file. */
export class FakeTable implements RawTable {
  version = async () => 'test';
  closed = false;
  /** The rules that it was judged by, each time. */
  readonly judgedBy: CleaningSetting[][] = [];
  #name = '';
  #columns: string[] = [];
  #rows: string[][] = [];
  /** Of its own file, once it has taken columns of others. */
  #own: { columns: string[]; rows: string[][] } | null = null;

  constructor(
    private readonly shop: Workshop,
    readonly small: boolean,
    private readonly onLost: () => void,
  ) {}

  /** The engine dies by itself, or by another file's doing. */
  crash(): void {
    this.closed = true;
    this.onLost();
  }

  async stage(
    staged: Staged | Shipped,
    reading: Reading,
    { signal, onCounted }: StageOptions,
  ): Promise<Result<StageReport>> {
    if (staged.form === 'ipc') return fail('format-unknown');
    this.#name = reading.name;
    const passed = await this.shop.pass(`load:${reading.name}`);
    if (!passed.ok) return passed;
    if (signal?.aborted) return fail('cancelled');
    this.#columns = reading.columns.map(({ name }) => name);
    const records = staged.form === 'shipped' ? this.#putBack(staged) : await splitLines(staged);
    this.#rows = records.filter((record) => record.length === this.#columns.length);
    const rejected = records.length - this.#rows.length;
    onCounted?.({ rows: this.#rows.length, rejected });
    const looked = await this.shop.pass(`look:${reading.name}`);
    if (!looked.ok) return looked;
    const rejects = rejected > 0 ? [{ line: 2, reason: 'MISSING COLUMNS', text: 'raw' }] : [];
    const profile = this.#profile();
    return ok({ rows: this.#rows.length, rejected, rejects, conversions: [], profile, estimated: true });
  }

  /** Each column from where it stands. */
  #putBack({ treated, hidden }: Shipped): string[][] {
    const tables = [...hidden, ...treated].map((piece) => said<Piece>(piece));
    const rows = tables[0]!.rows.length;
    return Array.from({ length: rows }, (_, r) =>
      this.#columns.map((name) => {
        const table = tables.find(({ columns }) => columns.includes(name))!;
        return table.rows[r]![table.columns.indexOf(name)]!;
      }),
    );
  }

  #profile(): ColumnProfile[] {
    return this.#columns.map((name, i) => {
      const values = [...new Set(this.#rows.map((row) => row[i]!))];
      const filled = this.#rows.length;
      const examples = values.slice(0, 5);
      return {
        name,
        sqlType: 'VARCHAR',
        filled,
        distinct: values.length,
        min: null,
        max: null,
        top: [],
        examples,
      };
    });
  }

  async profile(): Promise<Result<ColumnProfile[]>> {
    const passed = await this.shop.pass(`profile:${this.#name}`);
    return passed.ok ? ok(this.#profile()) : passed;
  }

  async histograms(profile: readonly ColumnProfile[]): Promise<Result<Map<string, number[]>>> {
    return ok(new Map(profile.map(({ name }) => [name, [this.#rows.length]])));
  }

  async steady(
    customer: string,
    columns: readonly string[],
  ): Promise<Result<Record<string, { customers: number; steady: number }>>> {
    const passed = await this.shop.pass(`steady:${this.#name}`);
    if (!passed.ok) return passed;
    const at = (row: string[], column: string) => row[this.#columns.indexOf(column)] ?? '';
    return ok(
      Object.fromEntries(
        columns.map((column) => {
          const values = new Map<string, string[]>();
          for (const row of this.#rows) {
            const own = values.get(at(row, customer)) ?? [];
            values.set(at(row, customer), at(row, column) ? [...own, at(row, column)] : own);
          }
          const several = [...values.values()].filter((own) => own.length > 1);
          const steady = several.filter((own) => new Set(own).size === 1).length;
          return [column, { customers: several.length, steady }];
        }),
      ),
    );
  }

  /** Every value is read but those that say so. */
  async readings(_: EntityName, mapping: Readonly<Record<string, string>>): Promise<Result<RoleReading[]>> {
    const passed = await this.shop.pass(`readings:${this.#name}`);
    if (!passed.ok) return passed;
    return ok(
      Object.entries(mapping).map(([role, column]) => {
        const values = this.#rows.map((row) => row[this.#columns.indexOf(column)]!);
        const examples = values.filter((value) => value.startsWith('unreadable'));
        return { role, column, of: values.length, read: values.length - examples.length, examples };
      }),
    );
  }

  /** Rows that hold `aside` are those that a rule sets aside. */
  async judge(
    _: EntityName,
    __: Readonly<Record<string, string>>,
    settings: readonly CleaningSetting[],
  ): Promise<Result<Judgement>> {
    this.judgedBy.push([...settings]);
    const aside = this.#rows.filter((row) => row.includes('aside')).length;
    const kept = settings.some(({ rule, action }) => rule === 'orders.refund' && action !== 'quarantine');
    return ok({
      rows: this.#rows.length,
      scale: 1,
      statuses: [],
      currencies: [],
      orders: null,
      signs: null,
      sides: [],
      aside: aside > 0 && !kept ? [{ rule: 'orders.refund', rows: aside }] : [],
    });
  }

  async aside(): ReturnType<RawTable['aside']> {
    const found = this.#rows.flatMap((row, i) =>
      row.includes('aside') ? [{ row: i + 1, values: row }] : [],
    );
    return ok(found);
  }

  async digests(key: string): Promise<Result<Uint8Array[]>> {
    const passed = await this.shop.pass(`digests:${this.#name}`);
    if (this.closed) return fail('engine-crashed');
    return passed.ok ? ok([bytesOf(this.#rows.map((row) => [key, ...row].join()))]) : passed;
  }

  async compare(known: readonly Uint8Array[], key: string): Promise<Result<RowChange>> {
    const passed = await this.shop.pass(`compare:${this.#name}`);
    if (!passed.ok) return passed;
    const before = known.flatMap((piece) => said<string[]>(piece));
    const own = this.#rows.map((row) => [key, ...row].join());
    const already = own.filter((row) => before.includes(row)).length;
    return ok({ rows: own.length, already, fresh: own.length - already, gone: before.length - already });
  }

  async lost(): Promise<Result<LostValues[]>> {
    return ok(this.shop.lost);
  }

  async keys(columns: readonly string[]): Promise<Result<Uint8Array>> {
    return ok(bytesOf(columns.map((name) => [...new Set(this.#valuesOf(name))])));
  }

  async match(
    columns: readonly string[],
    others: readonly string[],
    digests: Uint8Array,
  ): Promise<Result<KeyMatch[]>> {
    const passed = await this.shop.pass(`match:${this.#name}`);
    if (!passed.ok) return passed;
    const theirs = said<string[][]>(digests);
    return ok(
      columns.flatMap((column) => {
        const own = [...new Set(this.#valuesOf(column))];
        return others.map((other, i) => {
          const both = own.filter((value) => theirs[i]!.includes(value)).length;
          return { column, other, own: own.length, others: theirs[i]!.length, both };
        });
      }),
    );
  }

  async meet(column: string, others: readonly Uint8Array[]): Promise<Result<KeysMet>> {
    const passed = await this.shop.pass(`match:${this.#name}`);
    if (!passed.ok) return passed;
    const listed = others.flatMap((digests) => said<string[][]>(digests)[0]!);
    const [own, theirs] = [new Set(this.#valuesOf(column)), new Set(listed)];
    const both = [...own].filter((value) => theirs.has(value)).length;
    return ok({ own: own.size, others: theirs.size, both, listed: listed.length });
  }

  async counts(columns: readonly string[]): Promise<Result<KeyCount[]>> {
    const passed = await this.shop.pass(`counts:${this.#name}`);
    if (!passed.ok) return passed;
    return ok(
      columns.map((column) => {
        const values = this.#valuesOf(column).filter((value) => value !== '');
        return { filled: values.length, different: new Set(values).size };
      }),
    );
  }

  async lookup(key: string, columns: readonly string[]): Promise<Result<LookupRows>> {
    const passed = await this.shop.pass(`lookup:${this.#name}`);
    if (this.closed) return fail('engine-crashed');
    if (!passed.ok) return passed;
    const keys = this.#valuesOf(key);
    const values = columns.map((column) => this.#valuesOf(column));
    const plan = columns.map((name) => ({
      column: { name, original: name, type: 'text' as const, format: '' },
      direct: true,
    }));
    return ok({ pieces: [bytesOf(keys.map((k, i) => [k, ...values.map((v) => v[i]!)]))], plan });
  }

  async complete(takings: readonly Taking<LookupRows>[]): Promise<Result<Completed & { table: RawTable }>> {
    const passed = await this.shop.pass(`complete:${this.#name}`);
    if (this.closed) return fail('engine-crashed');
    if (!passed.ok) return passed;
    this.#own ??= { columns: this.#columns, rows: this.#rows };
    const found = takings.map(() => 0);
    const taken = takings.map(({ key, parts }) => {
      const lines = parts.flatMap(({ pieces }) => said<string[][]>(pieces[0]!));
      return { key, lines: new Map(lines.map(([k, ...values]) => [k!, values])) };
    });
    const { columns: own, rows } = this.#own;
    this.#rows = rows.map((row) => [
      ...row,
      ...taken.flatMap(({ key, lines }, i) => {
        const line = lines.get(row[own.indexOf(key)]!);
        if (line) found[i]! += 1;
        return line ?? takings[i]!.columns.map(() => '');
      }),
    ]);
    this.#columns = [...own, ...takings.flatMap(({ columns }) => columns.map(({ as }) => as))];
    const columns = takings.map((taking) =>
      taking.columns.map(({ as }, j) => ({ ...taking.parts[0]!.plan[j]!.column, name: as })),
    );
    // The same rows and the same engine under another face.
    const table = new Proxy<FakeTable>(this, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name, of);
        return typeof value === 'function' ? (value.bind(of) as unknown) : value;
      },
    });
    const profile = this.#profile();
    return ok({ rows: rows.length, profile, estimated: true, conversions: [], found, columns, table });
  }

  async finish(policy: ColumnPolicy, options: FinishOptions): Promise<Result<Finished>> {
    const passed = await this.shop.pass(`finish:${this.#name}`);
    if (!passed.ok) return passed;
    if (options.signal?.aborted) return fail('cancelled');
    const kept = this.#columns.filter((name) => policy(name) !== null);
    const columns = options.onto?.columns.map(({ name }) => name) ?? kept;
    const rows = this.#rows.map((row) =>
      columns.map((name) => (kept.includes(name) ? row[this.#columns.indexOf(name)]! : '')),
    );
    const { rows: after = 0, compared = false } = options.onto ?? {};
    const piece: Piece = { file: this.#name, columns, rows, after, compared };
    options.onProgress?.({ bytes: 0, totalBytes: 0, rows: rows.length });
    await options.onPiece?.(bytesOf(piece), rows.length);
    const made = ['_row', '_copy', ...columns].map((name) => ({ name, sqlType: 'VARCHAR' }));
    return ok({ ipc: [], rows: rows.length, columns: made });
  }

  async values(): Promise<Result<ValueFilter>> {
    const passed = await this.shop.pass(`values:${this.#name}`);
    return passed.ok ? ok(new ValueFilter('salt', 1)) : passed;
  }

  close(): void {
    this.closed = true;
  }

  #valuesOf(column: string): string[] {
    return this.#rows.map((row) => row[this.#columns.indexOf(column)]!);
  }
}

const splitLines = async ({ blob, skipLines, delimiter }: StagedText): Promise<string[][]> =>
  (await blob.text())
    .trim()
    .split('\n')
    .slice(skipLines)
    .map((line) => line.split(delimiter));

/** A file as it comes with the page: taken in beforehand, with what was said of it in `say`. */
export async function shippedFile(
  file: File,
  say: (item: ImportItem) => void = () => {},
): Promise<SampleFile> {
  const session = new ImportSession({ tools: new Workshop() });
  await session.add([file]);
  const [item] = session.items as [ImportItem];
  say(item);
  const { reading, report, table, entity, mapping, attributes, personal, privacy } = item;
  const kept = (column: string) => privacy[column] === 'keep';
  const piecesOf = async (policy: ColumnPolicy) => {
    const pieces: { bytes: Uint8Array; rows: number }[] = [];
    const onPiece = (bytes: Uint8Array, rows: number) => void pieces.push({ bytes, rows });
    const finished = await table!.finish(policy, { onPiece });
    return { pieces, columns: finished.ok ? finished.value.columns : [] };
  };
  const treated = await piecesOf(policyOf(treatmentsOf(item, item), ''));
  const hidden = await piecesOf((column) => (kept(column) ? null : column));
  const all = reading!.columns.every(({ name }) => kept(name));
  const none = { confidence: {}, missing: [], known: null, layout: null, scales: {}, asks: {} };
  return {
    name: file.name,
    known: {
      bytes: file.size,
      reading: reading!,
      report: { ...report!, estimated: false },
      meaning: { ...none, entity, mapping, attributes, personal, privacy, unsettled: false },
      columns: treated.columns,
    },
    treated: () => drawn(treated.pieces),
    hidden: () => drawn(all ? [] : hidden.pieces),
  };
}

async function* drawn<T>(pieces: readonly T[]): AsyncGenerator<T> {
  for (const piece of pieces) yield piece;
}

/** Lets what is under way go on until something holds; fails when it never does. */
export async function until(holds: () => boolean): Promise<void> {
  // Parts of the page are loaded meanwhile, which takes as long as the machine lets it.
  const end = Date.now() + PATIENCE;
  for (let turn = 0; !holds(); turn++) {
    if (Date.now() > end) throw new Error(`never: ${holds.toString()}`);
    // What takes longer than a few turns is worked at beside: asking without a pause takes a core from it.
    await (turn < 50 ? new Promise((next) => setImmediate(next)) : pause(1));
  }
}

/** A CSV file of order lines `from` … `to`; of `size` bytes, whatever it holds. */
export function ordersFile(name: string, from: number, to: number, size?: number): File {
  const lines = Array.from({ length: to - from + 1 }, (_, i) => {
    const n = from + i;
    return `O${n},C${n % 12},2024-03-${String((n % 28) + 1).padStart(2, '0')},${n * 10}`;
  });
  return csvFile(name, 'order_id,customer_id,order_date,amount', lines, size);
}

export function csvFile(name: string, header: string, lines: readonly string[], size?: number): File {
  const file = new File([[header, ...lines].join('\n')], name, { lastModified: Date.UTC(2024, 3, 1, 12) });
  if (size !== undefined) Object.defineProperty(file, 'size', { value: size });
  return file;
}
