import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { histograms } from '../../../../src/import/stage/histogram.ts';
import { stage } from '../../../../src/import/stage/importer.ts';
import { ID_FORMS, keyDigests, matchKeys, type IdForm } from '../../../../src/import/stage/keys.ts';
import {
  betterJoin,
  isWeakJoin,
  joinCandidates,
  joinsBetter,
  matchRate,
} from '../../../../src/import/meaning/join-columns.ts';
import { inspect } from '../../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../../src/files/formats/stage.ts';
import { fileOf, valueOf } from '../../files/support.ts';
import { openEngine } from '../../engine/support.ts';

let one: Engine;
let two: Engine;
beforeAll(async () => {
  [one, two] = await Promise.all([openEngine(), openEngine()]);
});

async function staged(engine: Engine, text: string) {
  const file = fileOf(text);
  const [reading] = valueOf(await inspect(file));
  return valueOf(await stage(engine, valueOf(await stageFile(file, reading!)), reading!));
}

const lines = (head: string, n: number, row: (i: number) => string) =>
  [head, ...Array.from({ length: n }, (_, i) => row(i))].join('\n');

describe('customers of two files', () => {
  test('are compared value by value, trimmed, whatever type they were read as', async () => {
    // 40 customers with orders, C10 … C49; profiles of C0 … C29: 20 are in both.
    await staged(
      one,
      lines('buyer,phone,qty', 80, (i) => `C${10 + (i % 40)} ,1380000${1000 + (i % 40)},${i % 7}`),
    );
    await staged(
      two,
      lines('id,mobile,age', 30, (i) => `C${i},1380000${1000 + i},${20 + i}`),
    );
    const digests = valueOf(await keyDigests(two, ['id', 'mobile', 'age'], 'k'));
    const found = valueOf(await matchKeys(one, ['buyer', 'phone'], ['id', 'mobile', 'age'], digests, 'k'));
    expect(found.find((m) => m.column === 'buyer' && m.other === 'id')).toEqual({
      column: 'buyer',
      other: 'id',
      own: 40,
      others: 30,
      both: 20,
    });
    expect(found.find((m) => m.column === 'phone' && m.other === 'mobile')).toMatchObject({ both: 30 });
    expect(found.find((m) => m.column === 'phone' && m.other === 'age')).toMatchObject({ both: 0 });
    // The phones join all 30 profiles, the ids only 20 of them.
    expect(betterJoin(found, { column: 'buyer', other: 'id' })).toMatchObject({
      column: 'phone',
      other: 'mobile',
    });
  });

  test('an id that is a number here and text there is the same customer', async () => {
    await staged(
      one,
      lines('id', 20, (i) => `${100 + i}`),
    );
    await staged(
      two,
      lines('id', 21, (i) => (i === 20 ? 'X1' : `${100 + i}`)),
    );
    const digests = valueOf(await keyDigests(two, ['id'], 'k'));
    expect(valueOf(await matchKeys(one, ['id'], ['id'], digests, 'k'))).toEqual([
      { column: 'id', other: 'id', own: 20, others: 21, both: 20 },
    ]);
  });

  test.each([
    ['case', (i: number) => `ab${i}`, (i: number) => `AB${i}`],
    ['signs', (i: number) => `C-${i}`, (i: number) => `c ${i}`],
    ['zeros', (i: number) => `${i}`, (i: number) => `${i}`.padStart(5, '0')],
    ['prefix', (i: number) => `C-${`${i}`.padStart(4, '0')}`, (i: number) => `${i}`.padStart(6, '0')],
  ] as const)(
    'ids that only %s sets apart meet without it, and no form before it',
    async (form, own, other) => {
      await staged(
        one,
        lines('id,x', 40, (i) => `${own(i + 10)},a`),
      );
      await staged(
        two,
        lines('id,x', 40, (i) => `${other(i + 20)},a`),
      );
      const bothIn = async (form?: IdForm) => {
        const digests = valueOf(await keyDigests(two, ['id'], 'k', { form }));
        return valueOf(await matchKeys(one, ['id'], ['id'], digests, 'k', { form }))[0]!;
      };
      const before = ID_FORMS.slice(0, ID_FORMS.indexOf(form));
      for (const none of [undefined, ...before]) expect(await bothIn(none)).toMatchObject({ both: 0 });
      const plain = await bothIn();
      const found = await bothIn(form);
      expect(found).toMatchObject({ own: 40, others: 40, both: 30 });
      expect([isWeakJoin(plain), joinsBetter(found, plain), joinsBetter(plain, found)]).toEqual([
        true,
        true,
        false,
      ]);
    },
  );

  test('a rate is of the smaller side, and nothing better is proposed where the chosen columns join', () => {
    const match = { column: 'a', other: 'b', own: 100, others: 10, both: 9 };
    expect(matchRate(match)).toBe(0.9);
    expect(matchRate({ ...match, others: 0, both: 0 })).toBe(0);
    const full = { column: 'x', other: 'y', own: 100, others: 10, both: 10 };
    expect(betterJoin([match, full], { column: 'a', other: 'b' })).toBeNull();
    expect(betterJoin([{ ...match, both: 1 }, full], { column: 'a', other: 'b' })).toBe(full);
  });

  test('only columns that may name somebody are compared, the chosen one first', () => {
    const column = (name: string, type: string, distinct: number) => ({ name, type, distinct, filled: 1000 });
    expect(
      joinCandidates(
        [
          column('amount', 'DOUBLE', 900),
          column('phone', 'VARCHAR', 800),
          column('id', 'BIGINT', 500),
          column('sex', 'VARCHAR', 2),
        ],
        'id',
      ),
    ).toEqual(['id', 'phone']);
  });
});

describe('histograms', () => {
  test('count numbers and dates in twelve steps, holes left out', async () => {
    const text = lines(
      'n,day,same,name',
      121,
      (i) => `${i === 120 ? '' : i},2024-01-${String(1 + (i % 24)).padStart(2, '0')},7,x${i}`,
    );
    const report = await staged(one, text);
    const found = valueOf(await histograms(one, report.profile, report.rows));
    // 0 … 119 in twelve steps of 119/12: the first holds 0 … 9, the last 110 … 119.
    expect(found.get('n')).toEqual(Array(12).fill(10));
    expect([...found.keys()].sort()).toEqual(['day', 'n']);
    expect(found.get('day')!.reduce((a, b) => a + b)).toBe(121);
  });
});
