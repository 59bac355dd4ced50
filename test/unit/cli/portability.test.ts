import { openAsBlob } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { finish, stage } from '../../../src/import/stage/importer.ts';
import { steadiness } from '../../../src/import/stage/steady.ts';
import type { Engine } from '../../../src/engine/client.ts';
import { maskedNames, proposeMeaning, settledMeaning } from '../../../src/import/meaning/meaning.ts';
import { runModelHere } from '../../../src/run/model-here.ts';
import { policySql } from '../../../src/privacy/policy.ts';
import { EntityData, type Prepared, type VersionedSource } from '../../../src/run/data.ts';
import { runCell } from '../../../src/run/execute.ts';
import type { Connector } from '../../../src/engine/connector.ts';
import type { NativeDatabase } from '../../../src/engine/native/native.ts';
import { planCells } from '../../../src/run/plan.ts';
import { templates } from '../../../src/template/registry.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../src/files/formats/stage.ts';
import { some } from '../../tools/breadth.ts';
import { openEngine } from '../engine/support.ts';
import {
  difference,
  jsonOf,
  mainNotebook,
  notebookOf,
  runOn,
  runScriptFile,
  scratch,
  SECRET,
  value,
} from './support.ts';
import { samplePart, withChurned } from './sample-part.ts';

const folder = scratch();
const out = join(folder, 'out');
const asked = scratch();
const TODAY = '2026-01-15';

let files: string[];
let browser: Engine;
let native: NativeDatabase;
let sources: VersionedSource[];
let prepared: { browser: Prepared; native: Prepared };

/** The sample as the page imports it, into the engine that the page has. */
async function importAsPage(): Promise<VersionedSource[]> {
  const found: VersionedSource[] = [];
  value(await browser.run('CREATE SCHEMA IF NOT EXISTS source'));
  for (const path of files) {
    const file = Object.defineProperty(await openAsBlob(path), 'name', { value: basename(path) }) as File;
    const reading = value(await inspect(file))[0]!;
    const importer = await openEngine();
    const report = value(await stage(importer, value(await stageFile(file, reading)), reading));
    const proposed = proposeMeaning(reading.name, report.profile, report.rows, []);
    const asked = Object.values(proposed.attributes);
    const steady = value(await steadiness(importer, proposed.mapping['customer'] ?? '', asked));
    const meaning = settledMeaning(proposed, steady);
    const { entity, mapping, attributes, personal, privacy } = meaning;
    const policyOf = (c: string) => policySql(c, privacy[c] ?? 'keep', personal[c] ?? null, SECRET);
    const done = value(await finish(importer, policyOf, { names: maskedNames(meaning) }));
    value(await browser.replaceTable(reading.name, done.ipc, { schema: 'source' }));
    importer.terminate();
    const columns = done.columns
      .filter((c) => c.name !== '_row' && c.name !== '_copy')
      .map((c) => ({ name: c.name, type: c.sqlType }));
    found.push({ name: reading.name, entity: entity!, mapping, attributes, columns, version: reading.name });
  }
  return found;
}

beforeAll(async () => {
  files = withChurned(asked, samplePart(folder));
  browser = await openEngine();
  sources = await importAsPage();
  // The same files by the program's own import: its script leaves the source tables in a database of ours.
  value(await runOn({ notebook: { ...mainNotebook(), cells: [] }, data: files, out }));
  native = await runScriptFile(folder, out);
  const notebook = mainNotebook();
  const input = { notebook, sources, restored: [], today: TODAY };
  prepared = {
    browser: value(await new EntityData().prepare(browser, input)),
    native: value(await new EntityData().prepare(native, input)),
  };
});
afterAll(async () => {
  await native?.close();
  browser?.terminate();
});

const rowsOf = async (db: Connector, sql: string) => value(await db.run(sql));

test.each(['customers', 'orders', 'events', 'feedback'])(
  'source %s is the same in both',
  { tags: ['whole'] },
  async (name) => {
    const sql = `SELECT * FROM source.${name} ORDER BY _row`;
    const [a, b] = [await rowsOf(browser, sql), await rowsOf(native, sql)];
    expect(a.count).toBeGreaterThan(300);
    expect(difference(a, b)).toBeNull();
  },
);

test('the row account and the scope are the same in both', { tags: ['whole'] }, () => {
  expect(prepared.native.ledger).toEqual(prepared.browser.ledger);
  expect(prepared.native.sourceLedger).toEqual(prepared.browser.sourceLedger);
  expect(prepared.native.given).toEqual(prepared.browser.given);
  expect(jsonOf(out, 'ledger.json').steps).toEqual(prepared.browser.ledger);
});

/** Models run in this process for both: they are the same JavaScript, their input is what may differ. */

describe('templates give the same table, in the same order', { tags: ['whole'] }, () => {
  const withSql = some(
    [...templates.values()].filter((t) => t.sql !== null),
    8,
  );

  test.each(withSql.map((t) => t.id))(
    '%s',
    async (id) => {
      const run = async (db: Connector & { tableNames: NativeDatabase['tableNames'] }, data: Prepared) => {
        const { given, mapped, versions } = data;
        const { cells } = notebookOf({ cell: { template: id, sql: null } });
        const tableNames = (sql: string) => db.tableNames(sql);
        const [planned] = await planCells(cells, {
          given,
          mapped,
          versions,
          template: (t) => templates.get(t),
          tableNames,
        });
        expect(planned!.missing, 'roles of the sample').toEqual([]);
        const output = value(await runCell(db, planned!, new Map(), { models: runModelHere }));
        return { output, rows: await rowsOf(db, 'FROM cell') };
      };
      const [a, b] = [await run(browser, prepared.browser), await run(native, prepared.native)];
      expect(a.output.left).toEqual([]);
      expect(difference(a.rows, b.rows)).toBeNull();
      expect(difference(a.output.chart!, b.output.chart!)).toBeNull();
      if (a.output.findings) expect(difference(a.output.findings, b.output.findings!)).toBeNull();
    },
    180_000,
  );
});
