import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../../src/engine/client.ts';
import { cleanSql } from '../../../../src/entity/cleaning.ts';
import { entitySql } from '../../../../src/entity/map.ts';
import { mappedSource, type ExpectedSource } from '../../../../src/entity/source.ts';
import { ok } from '../../../../src/result.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import type { ImportedTable } from '../../../../src/state/import/imported.ts';
import { flatOrders } from '../../../fixtures/flat.ts';
import { notebookOf, put, runOn, scratch, value } from '../../cli/support.ts';
import { openEngine } from '../../engine/support.ts';
import { valueOf } from '../../files/support.ts';
import { engineTools } from './engine-tools.ts';
import { until } from './workshop.ts';

const folder = scratch();
const { csv } = flatOrders('zh');
const WHO =
  'SELECT customer, name, industry, region, level, owner, CAST(registered_at AS VARCHAR) AS since FROM all_customers ORDER BY 1';

let engine: Engine;
let host: Engine;
beforeAll(async () => {
  [engine, host] = await Promise.all([openEngine(), openEngine()]);
  await engine.run('CREATE SCHEMA source');
});
afterAll(() => [engine, host].forEach((each) => each.terminate()));

const tools = engineTools(() => host);

async function read(expected: ExpectedSource[] = []): Promise<ImportSession> {
  const session = new ImportSession({ tools, key: async () => 'secret', expected });
  await session.add([new File([csv], 'orders.csv', { lastModified: 1_700_000_000_000 })]);
  await until(() => session.ready);
  return session;
}

async function confirmed(session: ImportSession): Promise<ImportedTable> {
  const tables: ImportedTable[] = [];
  const take = async (name: string, pieces: AsyncIterable<Uint8Array>) => {
    const replaced = await engine.replaceTable(name, pieces, { schema: 'source' });
    return replaced.ok ? ok(null) : replaced;
  };
  valueOf(await session.confirm('secret', take, (table) => tables.push(table)));
  return tables[0]!;
}

async function customersOf({ expected, columns }: ImportedTable): Promise<Record<string, unknown>[]> {
  const sources = [mappedSource(expected, columns)];
  valueOf(
    await engine.run([...entitySql(sources), ...cleanSql({ sources, settings: [], today: '2026-01-15' })]),
  );
  return valueOf(await engine.rows(WHO));
}

test('the page reads from a list the customers that the command line does', { tags: ['whole'] }, async () => {
  const page = await confirmed(await read());
  const out = join(folder, 'out');
  const cells = { who: WHO.replace('all_customers', 'customers') };
  const path = put(folder, 'orders.csv', csv);
  const { sources } = value(await runOn({ notebook: notebookOf(cells), data: [path], out }));
  expect(page.expected.attributes).toEqual(sources[0]!.expected.attributes);
  expect(page.expected.mapping).toEqual(sources[0]!.expected.mapping);
  expect(page.expected.privacy).toEqual(sources[0]!.expected.privacy);
  const rows = await customersOf(page);
  expect(rows).toHaveLength(24);
  const lines = rows.map((row) =>
    Object.values(row)
      .map((v) => v ?? '')
      .join(','),
  );
  const native = readFileSync(join(out, 'who.csv'), 'utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/);
  expect(native.slice(1)).toEqual(lines);
});

test(
  'attributes left out are not imported, can be taken in again, and are remembered as they were confirmed',
  { tags: ['whole'] },
  async () => {
    const session = await read();
    const [item] = session.items;
    const before = { attributes: item!.attributes, privacy: item!.privacy };
    item!.tellOfCustomers(false);
    expect(item!.attributes).toEqual({});
    expect(item!.privacy).toMatchObject({ 所属行业: 'drop', 地区: 'keep' });
    expect(item!.offered).toEqual(before.attributes);
    item!.tellOfCustomers(true);
    expect({ attributes: item!.attributes, privacy: item!.privacy }).toEqual(before);
    item!.unattribute('owner');
    item!.assign('备注', 'customers.core_need');
    const first = await confirmed(session);
    expect(first.expected.attributes).not.toHaveProperty('owner');
    expect(first.expected.attributes).toMatchObject({ core_need: '备注', industry: '所属行业' });
    expect(first.columns.map(({ name }) => name)).not.toContain('负责人');

    const next = await read([first.expected]);
    expect(next.items[0]!.known).toBe('orders');
    expect(next.items[0]!.attributes).toEqual(first.expected.attributes);

    // A notebook from before rows could tell of customers takes none, and is offered them.
    const { attributes: _, ...old } = first.expected;
    const [again] = (await read([old])).items;
    expect(again!.attributes).toEqual({});
    again!.tellOfCustomers(true);
    await until(() => !again!.settling);
    expect(again!.attributes).toEqual(before.attributes);
  },
);
