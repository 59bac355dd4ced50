import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { inspect } from '../../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../../src/files/formats/stage.ts';
import { finish, stage } from '../../../../src/import/stage/importer.ts';
import { readRoles } from '../../../../src/import/stage/readable.ts';
import { openEngine } from '../../engine/support.ts';

let engine: Engine;
beforeAll(async () => void (engine = await openEngine()));

/** A text file in staging, as a page brings it there. */
async function staged(text: string): Promise<void> {
  const file = new File([text], 'a.csv');
  const read = await inspect(file);
  if (!read.ok) throw new Error(read.fault.code);
  const [reading] = read.value;
  const written = await stageFile(file, reading!);
  if (!written.ok) throw new Error(written.fault.code);
  const done = await stage(engine, written.value, reading!);
  if (!done.ok) throw new Error(JSON.stringify(done.fault));
}

async function roles(mapping: Record<string, string>, entity: 'orders' | 'events' = 'orders') {
  const found = await readRoles(engine, entity, mapping);
  if (!found.ok) throw new Error(JSON.stringify(found.fault));
  return found.value;
}

const rows = (n: number, row: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => row(i)).join('\n');

test('a text column says how many of its values are times, and shows those that are none', async () => {
  const text = `客户,时间,金额\n${rows(30, (i) => `C${i % 4},${i % 3 ? `2024-01-${String((i % 28) + 1).padStart(2, '0')}` : i ? '-' : '下周三'},${i === 7 ? '面议' : i}`)}\n`;
  await staged(text);
  expect(await roles({ customer: '客户', ordered_at: '时间', amount: '金额' })).toEqual([
    { role: 'ordered_at', column: '时间', of: 21, read: 20, examples: ['下周三'] },
    { role: 'amount', column: '金额', of: 30, read: 29, examples: ['面议'] },
  ]);
});

test('a column proposed on its looks, of which nothing can be read, says so', async () => {
  await staged(`a,b\n${rows(6, (i) => `5/6/2024 x${i},${i}`)}\n`);
  expect(await roles({ ordered_at: 'a' })).toMatchObject([{ of: 6, read: 0 }]);
});

test('typed columns count what was lost on the way to their type', async () => {
  const late = rows(6000, (i) => `C${i % 9},2024-01-0${(i % 9) + 1},${i === 5990 ? 'x' : i}`);
  await staged(`客户,日期,金额\n${late}\n`);
  const [time, amount] = await roles({ ordered_at: '日期', amount: '金额' });
  expect(time).toMatchObject({ of: 6000, read: 6000 });
  expect(amount).toMatchObject({ of: 6000, read: 5999, examples: ['x'] });
});

test('durations are counted in the unit of their column, answers by their scale', async () => {
  await staged(`k,通话时长\n${rows(8, (i) => `${i},${i === 3 ? '无' : `0:0${i}:30`}`)}\n`);
  expect(await roles({ duration_seconds: '通话时长' }, 'events')).toMatchObject([{ of: 7, read: 7 }]);
});

test('what an order says on its first line only reaches its other lines in the table', async () => {
  const lines = [
    'D1,2024-01-01,C1,杯,1',
    ',,,碗,2',
    'D2,2024-01-02,C2,杯,1',
    'D3,2024-01-03,C1,碗,1',
    ',,,杯,2',
    ',,,碟,1',
    'D4,2024-01-04,C3,碟,3',
  ];
  await staged(`订单号,下单时间,客户ID,商品,数量\n${lines.join('\n')}\n`);
  const done = await finish(engine, (c) => `"${c}"`);
  expect(done.ok && done.value.rows).toBe(7);
  expect(await engine.rows('SELECT c1 AS id, c3 AS customer FROM staging ORDER BY rowid')).toMatchObject({
    value: [
      { id: 'D1', customer: 'C1' },
      { id: 'D1', customer: 'C1' },
      { id: 'D2', customer: 'C2' },
      { id: 'D3', customer: 'C1' },
      { id: 'D3', customer: 'C1' },
      { id: 'D3', customer: 'C1' },
      { id: 'D4', customer: 'C3' },
    ],
  });
});
