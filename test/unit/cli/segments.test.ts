import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addSegment } from '../../../src/state/segments.ts';
import { whatItBrings } from '../../../src/notebook/foreign.ts';
import { notebookOf, put, query, runOn, runScriptFile, scratch, value } from './support.ts';

const folder = scratch();

/** Fifteen customers of whom some come often; `more` adds one that comes oftener than any. */
function shop(more: boolean): string {
  const lines = ['customer,order,date,amount'];
  const buy = (customer: string, times: number, amount: number) => {
    for (let i = 0; i < times; i++)
      lines.push(`${customer},${customer}-${i},2024-0${1 + (i % 6)}-1${i % 9} 10:00:00,${amount}`);
  };
  for (let c = 0; c < 15; c++) buy(`C${100 + c}`, 1 + (c % 5), 10 * (c + 1));
  if (more) buy('C900', 9, 990);
  return lines.join('\n');
}

const tiers = notebookOf({
  rfm: { template: 'rfm', params: { normalisation: 'minmax' } },
  among: 'SELECT count(*) AS orders FROM orders WHERE customer IN (FROM segment_best)',
});
const notebook = addSegment(tiers, 'rfm', 'Best', "tier = 'high value'");

test('a segment runs without a browser, is read by name, and is derived anew from other data', async () => {
  const people = async (name: string, more: boolean) => {
    const out = join(folder, name);
    value(await runOn({ notebook, data: [put(folder, `${name}.csv`, shop(more))], out }));
    const read = (cell: string) =>
      readFileSync(join(out, `${cell}.csv`), 'utf8')
        .replace('\uFEFF', '')
        .trim()
        .split('\r\n')
        .slice(1);
    return { segment: read('segment_best').sort(), among: read('among') };
  };
  const before = await people('before', false);
  expect(before.segment.length).toBeGreaterThan(0);
  expect(Number(before.among[0])).toBeGreaterThan(0);
  const after = await people('after', true);
  expect(after.segment).toEqual(['C900']);
  expect(after.among).toEqual(['9']);
  // The exported script makes the same people of the same files.
  const db = await runScriptFile(folder, join(folder, 'after'));
  expect(await query(db, 'FROM segment_best')).toEqual([{ customer: 'C900' }]);
  await db.close();
});

test('a segment of a notebook from elsewhere is shown as SQL of somebody’s before it runs', () => {
  const odd = addSegment(tiers, 'rfm', 'Odd', "tier = getvariable('x')");
  const { sql } = whatItBrings(odd);
  expect(sql.find(({ cell }) => cell === 'segment_odd')).toMatchObject({
    title: 'Odd',
    template: 'segment',
    refused: 'getvariable',
  });
});
