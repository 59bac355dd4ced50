import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { KnownFile } from '../../../../src/import/known-file.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { csvFile, Workshop } from './workshop.ts';

const HEADER = 'customer_id,customer_name,city';
const TEXT = [HEADER, 'C1,Ann,Bonn', 'C2,Bo,Ulm'].join('\n');
const packed = (text: string) => new File([gzipSync(text)], 'people.csv.gz');

function begin() {
  const shop = new Workshop();
  return { shop, session: new ImportSession({ tools: shop, key: async () => 'key' }) };
}

/** What looking at the file finds, as far as it is to be told apart from that: the city is dropped. */
async function known(): Promise<KnownFile> {
  const { session } = begin();
  await session.add([csvFile('people.csv', HEADER, ['C1,Ann,Bonn', 'C2,Bo,Ulm'])]);
  const [item] = session.items;
  const { reading, report, entity, mapping, personal, privacy } = item!;
  return {
    bytes: TEXT.length,
    reading: reading!,
    staged: { form: 'text', delimiter: ',', quote: '"', skipLines: 1, header: false },
    profile: report!.profile,
    meaning: {
      ...{ entity, mapping, personal, privacy: { ...privacy, city: 'drop' as const } },
      ...{
        confidence: {},
        missing: [],
        known: null,
        layout: null,
        scales: {},
        asks: {},
        attributes: {},
        unsettled: false,
      },
    },
  };
}

test('a known file is staged as what it is known for, and no reader is started', async () => {
  const { shop, session } = begin();
  await session.addSample([{ file: packed(TEXT), known: await known() }]);
  const [item] = session.items;
  expect([item!.phase, item!.report!.rows, item!.entity]).toEqual(['ready', 2, 'customers']);
  expect(item!.privacy['city']).toBe('drop');
  expect([shop.readers.open, shop.tables.length, session.coming[0]!.name]).toEqual([0, 1, 'people']);
});

test('one that turns out to be another file is looked at like any other, and its first engine given back', async () => {
  const { shop, session } = begin();
  // The workshop's engine splits text itself: what it is handed need not be packed.
  const file = csvFile('people.csv', HEADER, ['C1,Ann,Bonn', 'C2,Bo,Ulm', 'C3,Cy,Bern']);
  await session.addSample([{ file, known: await known() }]);
  const [item] = session.items;
  expect([item!.phase, item!.report!.rows, shop.readers.open]).toEqual(['ready', 3, 1]);
  expect(item!.privacy['city']).not.toBe('drop');
  expect(shop.tables.map(({ closed }) => closed)).toEqual([true, false]);
});

test('a known file whose engine dies while it is staged is read again', async () => {
  const { shop, session } = begin();
  shop.breaks('load:people', 'engine-crashed');
  const file = csvFile('people.csv', HEADER, ['C1,Ann,Bonn']);
  await session.addSample([
    { file: packed(TEXT), known: await known() },
    { file, known: null },
  ]);
  expect(session.items.map(({ phase }) => phase)).toEqual(['ready', 'ready']);
  expect(shop.readers.open).toBe(2);
});
