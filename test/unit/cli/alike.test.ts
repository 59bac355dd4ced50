import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { few } from '../../tools/breadth.ts';
import { notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();

const ORDERS: [string, string[]][] = [
  ['later', ['1', '2']],
  ['earlier', ['2', '1']],
];
test.each(few(ORDERS, 2))(
  'customers of a month of which few rows show no people are those of the months that do: the month %s',
  async (_, order) => {
    const sheet = (month: string, customers: readonly string[]) => [
      'Номер заказа,Дата,Клиент,Сумма',
      ...customers.map((customer, i) => `${month}${i},2024-0${month}-1${i},${customer},${100 + i}.50`),
    ];
    const months: Record<string, string[]> = {
      '1': ['ИП Иванов', 'АО Весна', 'ИП Петров', 'ООО Лада', 'ИП Сидоров', 'ИП Орлов', 'ИП Иванов'],
      '2': ['АО Весна', 'ООО Лада'],
    };
    const data = order.map((month) =>
      put(folder, `${order.join('')}-${month}.csv`, sheet(month, months[month]!).join('\n')),
    );
    const out = join(folder, order.join('-'));
    const notebook = notebookOf({ n: 'SELECT count(DISTINCT customer)::INTEGER AS n FROM all_orders' });
    value(await runOn({ notebook, data, out }));
    expect(readFileSync(join(out, 'n.csv'), 'utf8')).toContain('\n6');
  },
);
