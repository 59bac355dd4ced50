import { afterAll, beforeAll, expect, test } from 'vitest';
import { MARKED, markedCsv } from '../../fixtures/marked.ts';
import type { Engine } from '../../../src/engine/client.ts';
import { rowObjects } from '../../../src/engine/rows.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../src/files/formats/stage.ts';
import { withPolicy, withTakenIn } from '../../../src/import/meaning/edit.ts';
import { proposeMeaning, type Meaning } from '../../../src/import/meaning/meaning.ts';
import { finishSql } from '../../../src/import/stage/finish.ts';
import { stage } from '../../../src/import/stage/importer.ts';
import { policyOf } from '../../../src/import/stage/treatments.ts';
import { PERSONAL_KINDS } from '../../../src/privacy/kinds.ts';
import { openEngine } from '../engine/support.ts';
import { fileOf, valueOf } from '../files/support.ts';

const SECRET = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const HEADS = ['order_id', 'order_date', 'amount', ...MARKED.map(({ head }) => head)];
const CSV = markedCsv(HEADS.slice(0, 3), (i) => [
  `O${i}`,
  `2024-03-${String((i % 28) + 1).padStart(2, '0')}`,
  `${i}.5`,
]);

let engine: Engine;
let proposed: Meaning;
beforeAll(async () => {
  engine = await openEngine();
  const file = fileOf(CSV, 'orders.csv');
  const [reading] = valueOf(await inspect(file));
  const report = valueOf(await stage(engine, valueOf(await stageFile(file, reading!)), reading!));
  proposed = proposeMeaning('orders', report.profile, report.rows, []);
});
afterAll(() => engine.terminate());

/** Everything that would leave the import engine under these treatments, as one text. */
async function comesIn({ privacy, personal }: Meaning): Promise<string> {
  const treatments = Object.fromEntries(
    HEADS.map((head) => [
      head.toLowerCase(),
      { policy: privacy[head] ?? ('drop' as const), kind: personal[head] ?? null },
    ]),
  );
  const { select } = valueOf(await finishSql(engine, policyOf(treatments, SECRET)));
  // Days and numbers as they are written.
  const rows = valueOf(await engine.run(`SELECT COLUMNS(*)::VARCHAR FROM (${select})`));
  return JSON.stringify(rowObjects(rows));
}

/** Marks of a column that stand in a text. */
const left = (text: string, marks: readonly string[]) => marks.filter((mark) => text.includes(mark));
const takenIn = () => MARKED.reduce((meaning, { head }) => withTakenIn(meaning, head), proposed);

test('every kind is among the marked', () => {
  expect(new Set(MARKED.map(({ kind }) => kind))).toEqual(new Set(PERSONAL_KINDS));
});

test.each(MARKED.map((marked) => [marked.head, marked] as const))(
  '%s is seen to be personal, whatever the other rows are',
  (head, { kind }) => expect(proposed.personal[head]).toBe(kind),
);

test('with defaults nothing marked comes in, and neither does it where every column is taken in', async () => {
  const marks = MARKED.flatMap((column) => column.marks);
  expect(left(await comesIn(proposed), marks)).toEqual([]);
  const all = await comesIn(takenIn());
  expect(left(all, marks)).toEqual([]);
  // They did come in: each has something where the marked person was.
  expect(Object.keys(JSON.parse(all)[137])).toEqual(expect.arrayContaining(MARKED.map(({ head }) => head)));
});

test.each(MARKED.map((marked) => [marked.head, marked] as const))(
  'it sings when the treatment of %s is taken out',
  async (head, { marks }) => {
    const text = await comesIn(withPolicy({ ...proposed, privacy: {} }, head, 'keep'));
    expect(left(text, marks)).not.toEqual([]);
  },
);
