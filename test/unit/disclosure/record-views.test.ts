import { afterAll, beforeAll, expect, test } from 'vitest';
import { behindRows } from '../../../src/disclosure/behind.ts';
import { templates } from '../../../src/template/registry.ts';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import { random as seeded } from '../../tools/sample/random.ts';
import { openNative, type Native } from '../support/native.ts';
import { openCompany } from '../template/scoped.ts';
import { runThroughGate } from './leaving.ts';

/** Three years of 160 customers who buy, look around and leave. */
function company() {
  const { next, int, pick } = seeded('record views');
  const people = Array.from({ length: 160 }, (_, i) => ({
    customer: `c${i}`,
    first: int(0, 500),
    last: int(600, 1090),
    gap: int(12, 90),
  }));
  const at = (day: number) =>
    `${new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10)} ${10 + (day % 8)}:00:00`;
  const days = ({ first, last, gap }: (typeof people)[number]) => {
    const found: number[] = [];
    for (let day = first; day < last; day += Math.max(1, Math.round(gap * (0.4 + next())))) found.push(day);
    return found;
  };
  const orders = people.flatMap((person) =>
    days(person).map((day) => ({
      customer: person.customer,
      ordered_at: at(day),
      amount: 20 + 100 * next(),
      product: pick(['tea', 'cup', 'pot', 'tray']),
      category: pick(['drink', 'ware']),
    })),
  );
  const events = orders.flatMap(({ customer, ordered_at }) => [
    { customer, occurred_at: ordered_at, action: 'view' },
    { customer, occurred_at: ordered_at, action: 'pay' },
  ]);
  return { orders, events };
}

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const views = [...templates.values()].flatMap(({ id, params }) =>
  params
    .filter((param) => 'options' in param && param.options.some(({ value }) => value === 'record'))
    .map((param) => ({ template: id, name: id.replaceAll('-', '_'), params: { [param.id]: 'record' } })),
);

test(
  'what a prediction came to a period ago says how many stand behind each mark, and leaves',
  { tags: ['whole'] },
  async () => {
    expect(views.length).toBeGreaterThan(3);
    const given = await (await openCompany(company(), db)).scope({ period: { kind: 'all' } });
    const cells = views.map((view) => ({ ...defaultCell, ...view }));
    const { outputs, disclosure } = await runThroughGate(db, given, cells);
    const drawn = views.filter(({ name }) => outputs.get(name)!.chart!.count > 1);
    expect(drawn.length).toBeGreaterThan(3);
    for (const { name } of drawn)
      expect(behindRows(outputs.get(name)!.chart!).customers.includes(null), name).toBe(false);
    const left = views.filter(({ name }) => disclosure.charts.get(name)).map(({ name }) => name);
    expect(left.length, left.join()).toBeGreaterThan(2);
  },
);
