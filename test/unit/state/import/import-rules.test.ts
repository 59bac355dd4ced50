import { expect, test } from 'vitest';
import { harshRules } from '../../../../src/state/import/import-judgement.ts';
import { ImportRules } from '../../../../src/state/import/import-rules.svelte.ts';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { Workshop } from './workshop.ts';

const ORDERS = (n: number, aside: number) =>
  new File(
    [
      `order_id,customer_id,order_date,amount,note\n${Array.from({ length: n }, (_, i) => `O${i},C${i % 5},2024-01-0${(i % 9) + 1},${i}.5,${i < aside ? 'aside' : 'in'}`).join('\n')}\n`,
    ],
    'orders.csv',
  );

async function read(aside: number): Promise<{ shop: Workshop; session: ImportSession }> {
  const shop = new Workshop();
  const session = new ImportSession({ tools: shop, key: async () => 'key' });
  await session.add([ORDERS(20, aside)]);
  await settled(() => session.items[0]?.looks.judgement != null);
  return { shop, session };
}

async function settled(done: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !done(); i += 1) await Promise.resolve();
  expect(done()).toBe(true);
}

test('a rule that would take more than a tenth is said before confirming, one that takes a tenth is not', async () => {
  const { session } = await read(3);
  expect(harshRules(session.groups[0]!).map(({ rule, rows, share }) => [rule.id, rows, share])).toEqual([
    ['orders.refund', 3, 0.15],
  ]);
  const calm = await read(2);
  expect(harshRules(calm.session.groups[0]!)).toEqual([]);
});

test('what is let in is judged anew, goes to the notebook, and can be set aside again', async () => {
  const { shop, session } = await read(3);
  session.rules.set('orders.refund', 'flag');
  await settled(() => harshRules(session.groups[0]!).length === 0);
  expect(shop.tables[0]!.judgedBy.at(-1)).toEqual([{ rule: 'orders.refund', action: 'flag', params: {} }]);
  expect(session.rules.said).toEqual([{ rule: 'orders.refund', action: 'flag', params: {} }]);
  session.rules.set('orders.refund', 'quarantine');
  await settled(() => harshRules(session.groups[0]!).length === 1);
});

test('what earlier rules would make of the rows is dropped when it comes after what later ones would', async () => {
  const { shop, session } = await read(3);
  const [table] = shop.tables;
  const judge = table!.judge.bind(table);
  let release = (): void => {};
  const held = new Promise<void>((go) => (release = go));
  let [asked, answered] = [0, 0];
  table!.judge = async (...by) => {
    const found = await judge(...by);
    if (++asked === 1) await held;
    answered += 1;
    return found;
  };
  session.rules.set('orders.refund', 'flag');
  await settled(() => asked === 1);
  session.rules.set('orders.refund', 'quarantine');
  await settled(() => asked === 2 && answered === 1);
  release();
  await settled(() => answered === 2);
  await new Promise((next) => setImmediate(next));
  expect(harshRules(session.groups[0]!)).toHaveLength(1);
});

test('what a status is by hand stands beside what the notebook said before, and goes when it is taken back', () => {
  const before = [
    { rule: 'orders.status_unknown', action: 'quarantine', params: { 'status=a': 'refund' } },
    { rule: 'orders.unpaid', action: 'keep', params: {} },
  ] as const;
  let told = 0;
  const rules = new ImportRules(before, () => (told += 1));
  rules.judge({ role: 'status', value: 'b' }, 'sale');
  expect(rules.settings).toEqual([
    before[1],
    {
      rule: 'orders.status_unknown',
      action: 'quarantine',
      params: { 'status=a': 'refund', 'status=b': 'sale' },
    },
  ]);
  rules.judge({ role: 'status', value: 'a' }, null);
  expect(rules.said).toEqual([
    { rule: 'orders.status_unknown', action: 'quarantine', params: { 'status=b': 'sale' } },
  ]);
  expect(told).toBe(2);
});
