import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { finish, stage, type StageReport } from '../../../../src/import/stage/importer.ts';
import { mappingOf, proposeRoles } from '../../../../src/import/meaning/detect.ts';
import type { Reading } from '../../../../src/files/api.ts';
import type { MappedSource } from '../../../../src/entity/source.ts';
import { newNotebook } from '../../../../src/notebook/create.ts';
import { xlsxFile } from '../../../../src/export/xlsx.ts';
import { EntityData, type Prepared } from '../../../../src/run/data.ts';
import { setAssets } from '../../../../src/files/formats/assets.ts';
import { inspect } from '../../../../src/files/formats/inspect.ts';
import { writeParquet } from '../../../../src/files/formats/parquet-write.ts';
import { stage as stageFile } from '../../../../src/files/formats/stage.ts';
import { encodeLegacy, fileOf, gz, utf16, valueOf } from '../../files/support.ts';
import { zipOf } from '../../files/zip-of.ts';
import { few } from '../../../tools/breadth.ts';
import { openEngine } from '../../engine/support.ts';

let importer: Engine;
let notebook: Engine;
beforeAll(async () => {
  const wasm = readFileSync(
    new URL('../../../../node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm', import.meta.url),
  );
  setAssets({ parquetWasm: async () => new Blob([wasm]) });
  [importer, notebook] = await Promise.all([openEngine(), openEngine()]);
});

const HEADS = ['order_id', 'customer', 'ordered_at', 'amount', 'remark'];
const N = 6_000;

/** What the generator knows of the records it wrote; nothing here is asked of the importer. */
interface Made {
  records: (string | null)[][];
  /** Places of records that have a column too many or too few. */
  ragged: Set<number>;
  /** Records without a customer, and exact copies of an earlier record. */
  nameless: number;
  copies: number;
  blank: Record<string, number>;
  /** Values in the midst of a number or date column that are none. */
  wrong: Record<string, number>;
}

function make(): Made {
  const made: Made = { records: [], ragged: new Set(), nameless: 0, copies: 0, blank: {}, wrong: {} };
  for (let i = 0; i < N; i++) {
    // Faults stand in the midst, where no sample of the file's ends sees them.
    const midst = i > 2_500 && i < 3_500;
    const record: (string | null)[] = [
      `A${100_000 + i}`,
      `C${i % 700}`,
      `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`,
      `${(i % 900) + 0.25}`,
      i % 3 === 0 ? null : `备注 ${i}, "quoted"`,
    ];
    if (midst && i % 50 === 0) record[3] = 'unknown';
    if (midst && i % 70 === 1) record[2] = '2024-02-31';
    if (i % 101 === 7) record[3] = null;
    if (i % 997 === 5) record[1] = null;
    if (midst && i % 90 === 2) made.ragged.add(made.records.length);
    made.records.push(record);
    if (i % 1_500 === 3) {
      made.records.push([...record]);
      made.copies += 1;
    }
  }
  for (const [i, record] of made.records.entries()) {
    if (made.ragged.has(i)) continue;
    if (record[1] === null) made.nameless += 1;
    HEADS.forEach((head, c) => {
      if (record[c] === null) made.blank[head] = (made.blank[head] ?? 0) + 1;
      if (record[c] === 'unknown' || record[c] === '2024-02-31')
        made.wrong[head] = (made.wrong[head] ?? 0) + 1;
    });
  }
  return made;
}

const made = make();
const whole: Made = { ...make(), ragged: new Set() };

function csv({ records, ragged }: Made, delimiter = ',', end = '\n'): string {
  const cell = (value: string | null) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);
  const lines = records.map((record, i) => {
    const cells = record.map((value, c) => (c < 4 ? (value ?? '') : cell(value)));
    return (ragged.has(i) ? (i % 2 ? [...cells, 'more'] : cells.slice(0, 3)) : cells).join(delimiter);
  });
  return [HEADS.join(delimiter), ...lines].join(end) + end;
}

const objects = (records: Made['records']) =>
  records.map((record) => Object.fromEntries(HEADS.map((head, c) => [head, record[c]])));

const asText = (bytes: string, encoding: string) => encodeLegacy(bytes, encoding);

/** The files, with how many of their records are broken. Ones of typed cells hold no ragged records. */
const FILES: [string, () => Promise<Uint8Array | string>, Made][] = [
  ['utf8.csv', async () => csv(made), made],
  ['crlf.csv', async () => csv(made, ',', '\r\n'), made],
  ['semicolon.csv', async () => csv(made, ';'), made],
  ['tabs.tsv', async () => csv(made, '\t'), made],
  ['gbk.csv', async () => asText(csv(made), 'gb18030'), made],
  ['utf16.csv', async () => utf16(csv(made), 'le', true), made],
  ['packed.csv.gz', async () => gz(csv(made)), made],
  ['packed.zip', async () => zipOf([{ name: 'a.csv', body: csv(made) }]), made],
  ['records.json', async () => JSON.stringify(objects(whole.records)), whole],
  [
    'lines.ndjson',
    async () =>
      made.records
        .map((record, i) => {
          const line = JSON.stringify(objects([record])[0]);
          return made.ragged.has(i) ? line.slice(0, -3) : line;
        })
        .join('\n'),
    made,
  ],
  ['book.xlsx', async () => new Uint8Array(await (await workbook()).arrayBuffer()), whole],
  ['table.parquet', parquet, whole],
];

async function workbook(): Promise<Blob> {
  const fields = HEADS.map((name) => ({ name, type: 'text' as const, sqlType: 'VARCHAR' }));
  const data = HEADS.map((_, c) => whole.records.map((record) => record[c]));
  return (await xlsxFile({ fields, data, count: whole.records.length })).blob;
}

async function parquet(): Promise<Uint8Array> {
  valueOf(await notebook.registerFile('made.json', new Blob([csv(whole)])));
  const ipc = await notebook.toIpc(
    `SELECT * FROM read_csv('in/made.json', header = true, all_varchar = true, delim = ',', quote = '"', nullstr = '')`,
  );
  return valueOf(await writeParquet(valueOf(ipc)));
}

interface Imported {
  reading: Reading;
  report: StageReport;
  /** Digest of the table's bytes, as the notebook's engine takes them in. */
  digest: string;
}

async function imported(file: File): Promise<Imported[]> {
  const found: Imported[] = [];
  for (const reading of valueOf(await inspect(file))) {
    const report = valueOf(await stage(importer, valueOf(await stageFile(file, reading)), reading));
    const { ipc } = valueOf(await finish(importer, (column) => `"${column.replaceAll('"', '""')}"`));
    valueOf(await notebook.run('CREATE SCHEMA IF NOT EXISTS source'));
    valueOf(await notebook.replaceTable('t', ipc, { schema: 'source' }));
    const hash = createHash('sha256');
    for (const piece of ipc) hash.update(piece);
    found.push({ reading, report, digest: hash.digest('hex') });
  }
  return found;
}

/** Accounts by what they are of: most files come to the same bytes, which are cleaned once. */
const accounts = new Map<string, Prepared>();

async function accountOf(
  digest: string,
  table: Pick<MappedSource, 'mapping' | 'columns'>,
): Promise<Prepared> {
  const key = JSON.stringify([digest, table]);
  const known = accounts.get(key);
  if (known) return known;
  const prepared = valueOf(
    await new EntityData().prepare(notebook, {
      notebook: newNotebook('n'),
      sources: [{ name: 't', entity: 'orders', ...table, version: digest }],
      restored: [],
      today: '2025-01-01',
    }),
  );
  accounts.set(key, prepared);
  return prepared;
}

describe('no record is lost between the file and the cells', () => {
  // Of every tenth: text in UTF-8, and a workbook.
  test.each(few(FILES, 12))('%s', async (name, body, holds) => {
    const [{ reading, report, digest }] = (await imported(fileOf(await body(), name))) as [Imported];
    // Found = read + rejected, and every rejected one is listed.
    expect([report.rows, report.rejected]).toEqual([
      holds.records.length - holds.ragged.size,
      holds.ragged.size,
    ]);
    expect(report.rejects).toHaveLength(holds.ragged.size);

    // Every value of every column is there, was blank, or could not be converted.
    for (const column of report.profile) {
      const failed = report.conversions.find((c) => c.column === column.name)?.failed ?? 0;
      const typed = column.sqlType !== 'VARCHAR';
      expect([column.name, failed]).toEqual([column.name, typed ? (holds.wrong[column.name] ?? 0) : 0]);
      expect(column.filled + failed + (holds.blank[column.name] ?? 0)).toBe(report.rows);
    }
    const nulls = valueOf(
      await notebook.rows<Record<string, number>>(
        `SELECT count(*) AS n, ${HEADS.map((head) => `count("${head}") AS "${head}"`).join(', ')} FROM source.t`,
      ),
    )[0]!;
    expect(nulls['n']).toBe(report.rows);
    for (const column of report.profile) expect(nulls[column.name]).toBe(column.filled);

    // Read = kept + quarantined, and every line of the account begins where the last one ended.
    const columns = report.profile.map((p) => ({ name: p.name, type: p.sqlType }));
    const facts = report.profile.map((p) => ({ ...p, type: p.sqlType, rows: report.rows }));
    const mapping = mappingOf(proposeRoles({ name: 't', columns: facts }, 'orders'));
    expect(mapping).toMatchObject({ customer: 'customer', ordered_at: 'ordered_at', amount: 'amount' });
    const prepared = await accountOf(digest, { mapping, columns });
    const [source] = prepared.sourceLedger.filter((row) => row.entity === 'orders');
    expect(source!.read).toBe(report.rows);
    expect(source!.kept + source!.quarantined).toBe(source!.read);
    expect(source!.quarantined).toBeGreaterThanOrEqual(holds.nameless + holds.copies);
    const lines = prepared.ledger.filter((row) => row.entity === 'orders');
    let rows = 0;
    for (const line of lines) {
      if (line.step === 0) expect(line.rows_out).toBe(report.rows);
      else expect(line.rows_in).toBe(rows);
      rows = line.rows_out;
      if (line.step > 0) expect(line.rows_in - line.removed + line.added).toBe(line.rows_out);
    }
    expect(rows).toBe(source!.kept);
    expect(lines.find((line) => line.rule === 'orders.exact_duplicate')!.removed).toBe(holds.copies);
    expect(reading.columns.map((c) => c.name)).toEqual(HEADS);
  });
});
