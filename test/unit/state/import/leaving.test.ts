import { describe, expect, test } from 'vitest';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { atEveryMoment } from '../moments.ts';
import { csvFile, ordersFile, until, Workshop } from './workshop.ts';

const names = Array.from({ length: 12 }, (_, i) => `C${i},Name ${i},Paris`);

/** The import of two files that have the same rows, and of others. */
function begun(...others: File[]) {
  const shop = new Workshop();
  const session = new ImportSession({ tools: shop, key: async () => 'key' });
  const over = () => session.items.every(({ state }) => state.name === 'gone') || session.ready;
  const files = [ordersFile('march.csv', 1, 20), ordersFile('again.csv', 1, 20), ...others];
  return { shop, session, work: session.add(files).then(() => until(over)) };
}

const open = (shop: Workshop) => shop.tables.filter(({ closed }) => !closed).length;

describe('at whatever moment', () => {
  test('an import is given up, no reader and no engine is left, and none is begun after', async () => {
    const moments = await atEveryMoment(() => {
      const { shop, session, work } = begun(
        csvFile('people.csv', 'customer_id,name,city', names),
        ordersFile('april.csv', 30, 60),
      );
      let readers = 0;
      return {
        work,
        go: () => (session.dispose(), (readers = shop.readers.open)),
        after: () => {
          // One may have been asked for by then.
          expect(shop.readers.open).toBeLessThanOrEqual(readers + 1);
          expect([shop.readers.open - shop.readers.closed, open(shop)]).toEqual([0, 0]);
        },
      };
    });
    expect(moments).toBeGreaterThan(5);
  });

  test('the first of two files with the same rows is taken out, the other is used in its place', async () => {
    await atEveryMoment(() => {
      const { shop, session, work } = begun();
      const [march] = session.items;
      return {
        work,
        go: () => session.remove(march!),
        after: async () => {
          await until(() => session.ready);
          expect([session.used.map(({ name }) => name), open(shop)]).toEqual([['again.csv'], 1]);
        },
      };
    });
  });

  test('the first of them is read anew, their rows are used once', { tags: ['whole'] }, async () => {
    await atEveryMoment(() => {
      const { shop, session, work } = begun();
      const [march] = session.items;
      let again: Promise<void>;
      return {
        work,
        go: () => (again = session.reread(march!, {})),
        after: async () => {
          await again;
          await until(() => session.ready);
          expect([session.rows, open(shop)]).toEqual([20, 2]);
        },
      };
    });
  });
});
