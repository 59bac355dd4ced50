import { expect, test } from 'vitest';
import { fittingFor } from '../../../src/state/fitting.ts';
import type { ImportItem } from '../../../src/state/import/import-item.svelte.ts';
import { engineTools } from './import/engine-tools.ts';
import { ImportSession } from '../../../src/state/import/import-session.svelte.ts';
import { openEngine } from '../engine/support.ts';
import { csvFile } from './import/workshop.ts';

test('deals among orders, which the words of their states tell, are waited for before a notebook is chosen', async () => {
  const host = await openEngine();
  const session = new ImportSession({ tools: engineTools(() => host), key: async () => '' });
  const states = ['Contract sent', 'Won', 'Lost'];
  const lines = Array.from(
    { length: 90 },
    (_, i) => `D${i},C${i % 9},2024-0${1 + (i % 9)}-1${i % 10},${100 + i},${states[i % 3]}`,
  );
  await session.add([csvFile('deals.csv', 'deal_id,customer_id,created_at,amount,status', lines)]);
  const judged = ({ looks }: ImportItem) => looks.judgement !== null;
  expect([session.used.length, session.used.some(judged)]).toEqual([1, false]);
  const chosen = await fittingFor(session.used);
  expect([session.used.every(judged), chosen?.id]).toEqual([true, 'sales-effectiveness']);
  session.dispose();
  host.terminate();
});
