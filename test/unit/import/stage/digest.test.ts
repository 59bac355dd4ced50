import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { compareRows, lostValues, rowDigests } from '../../../../src/import/stage/digest.ts';
import { finish, stage } from '../../../../src/import/stage/importer.ts';
import { inspect } from '../../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../../src/files/formats/stage.ts';
import { policySql } from '../../../../src/privacy/policy.ts';
import { quoteName } from '../../../../src/sql/quote.ts';
import { fileOf, valueOf } from '../../files/support.ts';
import { openEngine } from '../../engine/support.ts';

let engine: Engine;
let notebook: Engine;
beforeAll(async () => {
  [engine, notebook] = await Promise.all([openEngine(), openEngine()]);
});

const KEY = '00ff';

async function staged(text: string, name = 'orders.csv') {
  const file = fileOf(text, name);
  const [reading] = valueOf(await inspect(file));
  valueOf(await stage(engine, valueOf(await stageFile(file, reading!)), reading!));
}

async function digestsOf(text: string): Promise<Uint8Array[]> {
  await staged(text);
  return valueOf(await rowDigests(engine, KEY, quoteName));
}

const JANUARY =
  'id,day,amount,note\n001,2024/01/05,10,a\n002,2024/01/06,20.5,\n002,2024/01/06,20.5,\n003,2024/01/07,30,c\n';

describe('rows that were there already', () => {
  test('the same file again is recognised, whatever its name, column order and line ends', async () => {
    const known = await digestsOf(JANUARY);
    await staged(JANUARY, 'copy of orders.csv');
    expect(valueOf(await compareRows(engine, known, KEY, quoteName))).toEqual({
      rows: 4,
      already: 4,
      fresh: 0,
      gone: 0,
    });
    await staged(
      'note,amount,day,id\r\na,10,2024/01/05,001\r\n,20.5,2024/01/06,002\r\n,20.5,2024/01/06,002\r\nc,30,2024/01/07,003\r\n',
    );
    expect(valueOf(await compareRows(engine, known, KEY, quoteName))).toEqual({
      rows: 4,
      already: 4,
      fresh: 0,
      gone: 0,
    });
  });

  test('next month says what is new, what was there and what is gone', { tags: ['whole'] }, async () => {
    const known = await digestsOf(JANUARY);
    await staged('id,day,amount,note\n002,2024/01/06,20.5,\n003,2024/01/07,31,c\n004,2024/02/01,40,d\n');
    // One of the two rows 002 again; 003 has changed, 004 is new: gone are 001, the second 002 and the old 003.
    expect(valueOf(await compareRows(engine, known, KEY, quoteName))).toEqual({
      rows: 3,
      already: 1,
      fresh: 2,
      gone: 3,
    });
  });

  test('another key gives other digests, so that none can be looked up without it', async () => {
    const known = await digestsOf(JANUARY);
    expect(valueOf(await compareRows(engine, known, '11ee', quoteName)).already).toBe(0);
  });

  test('what a policy hides or leaves out is in no digest, and what it shows still tells rows apart', async () => {
    const secret = '00'.repeat(32);
    const policies = { id: 'keep', name: 'mask', phone: 'drop', mail: 'pseudonymise' } as const;
    const policy = (column: string) =>
      policySql(column, policies[column as keyof typeof policies], column === 'name' ? 'name' : null, secret);
    const digests = async (text: string) => {
      await staged(text);
      const rows = valueOf(await rowDigests(engine, KEY, policy));
      valueOf(await notebook.replaceTable('digests', rows));
      return valueOf(await notebook.run('SELECT h::VARCHAR FROM digests')).data[0];
    };
    const head = 'id,name,phone,mail\n';
    const made = await digests(`${head}1,张三丰,13812345678,a@b.cn\n2,张三丰,13812345678,a@b.cn\n`);
    expect(new Set(made).size).toBe(2);
    // Other names under the same mask, other phones: nobody who holds the digests and the key can tell.
    expect(await digests(`${head}1,张小明,13900000000,a@b.cn\n2,张二,1,a@b.cn\n`)).toEqual(made);
    expect(await digests(`${head}1,李三丰,13812345678,a@b.cn\n2,张三丰,13812345678,c@b.cn\n`)).not.toEqual(
      made,
    );
  });

  test('values do not run into each other', async () => {
    const known = await digestsOf('a,b\nx,yz\n,x\n');
    await staged('a,b\nxy,z\nx,\n');
    expect(valueOf(await compareRows(engine, known, KEY, quoteName)).already).toBe(0);
  });
});

describe('rows put under those of another file', () => {
  const columns = [
    { name: 'id', type: 'VARCHAR' },
    { name: 'day', type: 'TIMESTAMP' },
    { name: 'amount', type: 'DOUBLE' },
    { name: 'note', type: 'VARCHAR' },
    { name: 'extra', type: 'BIGINT' },
  ];

  test(
    'take its columns and types, are numbered on, and known ones are copies',
    { tags: ['whole'] },
    async () => {
      await staged(JANUARY);
      const first = valueOf(
        await finish(engine, (c) => `"${c}"`, { onto: { rows: 0, columns, compared: false } }),
      );
      const known = valueOf(await rowDigests(engine, KEY, quoteName));
      await staged('NOTE,id,amount,day\nd,004,40,2024/02/01\n,002,20.5,2024/01/06\n');
      // The header is spelt otherwise, the rows are the same.
      expect(valueOf(await compareRows(engine, known, KEY, quoteName))).toEqual({
        rows: 2,
        already: 1,
        fresh: 1,
        gone: 3,
      });
      const second = valueOf(
        await finish(engine, (c) => `"${c}"`, { onto: { rows: 4, columns, compared: true } }),
      );
      valueOf(await notebook.replaceTable('orders', [...first.ipc, ...second.ipc]));
      const rows = valueOf(
        await notebook.rows(
          "SELECT _row, _copy, id, strftime(day, '%Y-%m-%d') AS day, amount, note, extra FROM orders ORDER BY _row",
        ),
      );
      expect(rows.map((r) => Object.values(r as object))).toEqual([
        [1, 1, '001', '2024-01-05', 10, 'a', null],
        [2, 1, '002', '2024-01-06', 20.5, null, null],
        [3, 2, '002', '2024-01-06', 20.5, null, null],
        [4, 1, '003', '2024-01-07', 30, 'c', null],
        [5, 1, '004', '2024-02-01', 40, 'd', null],
        [6, 3, '002', '2024-01-06', 20.5, null, null],
      ]);
    },
  );

  test('values that the other types would lose are counted', async () => {
    await staged('id,day,amount\n007,2024/01/05,10.5\n8,2024/01/06,11\n');
    const as = (id: string, day: string, amount: string) => [
      { name: 'id', type: id },
      { name: 'day', type: day },
      { name: 'amount', type: amount },
    ];
    expect(valueOf(await lostValues(engine, as('VARCHAR', 'TIMESTAMP', 'VARCHAR')))).toEqual([]);
    expect(valueOf(await lostValues(engine, as('BIGINT', 'DATE', 'BIGINT')))).toEqual([
      { column: 'id', count: 1 },
      { column: 'amount', count: 1 },
    ]);
  });
});
