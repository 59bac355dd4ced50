import { expect, test } from 'vitest';
import { currencyBeside, currencyOf } from '../../../../src/import/meaning/currency.ts';
import type { ColumnProfile } from '../../../../src/import/stage/profile.ts';

const column = (name: string, currencies?: string[]) => ({
  name,
  original: name,
  ...(currencies ? { currencies } : {}),
});
const profile = (name: string, ...values: string[]): ColumnProfile => ({
  ...{ name, sqlType: 'VARCHAR', filled: 9, distinct: 1, min: null, max: null },
  top: values.map((value) => ({ value, count: 9 })),
  examples: values,
});
const MAPPING = { amount: 'Amount (USD)', currency: 'Currency' };

test('an English export in dollars does not give yuan', () => {
  expect(currencyOf({ amount: 'Amount (USD)' }, [column('Amount (USD)')], [])).toBe('USD');
  expect(currencyOf({ annual_revenue: 'Annual Revenue €' }, [column('Annual Revenue €')], [])).toBe('EUR');
});

test('what a column of currencies says goes before what stands beside the amounts, and that before a name', () => {
  const columns = [column('Amount (USD)', ['GBP']), column('Currency')];
  expect(currencyOf(MAPPING, columns, [profile('Currency', 'eur', 'usd')])).toBe('EUR');
  expect(currencyOf(MAPPING, columns, [profile('Currency', 'points')])).toBe('GBP');
  expect(currencyOf({ amount: 'Amount' }, [column('Amount')], [])).toBe(null);
});

test('what stands beside the rows states the currency of all of them: signs, a name of the column, of the sheet, of the file', () => {
  const amount = { amount: 'Amount' };
  expect(currencyBeside('orders', amount, [column('Amount', ['EUR'])])).toBe('EUR');
  expect(currencyBeside('orders', { amount: 'Amount (USD)' }, [column('Amount (USD)')])).toBe('USD');
  for (const name of ['book_JPY', 'JPY', 'sales 2024 jpy', 'jpy-orders'])
    expect(currencyBeside(name, amount, [column('Amount')]), name).toBe('JPY');
  for (const name of ['orders', 'php_orders', 'try_2', 'EUR_USD_rates', 'won deals'])
    expect(currencyBeside(name, amount, [column('Amount')]), name).toBe(null);
});

test('nothing beside the rows does where they state their own', () => {
  expect(currencyBeside('USD', MAPPING, [column('Amount (USD)'), column('Currency')])).toBe(null);
  expect(currencyBeside('USD', { amount: 'Amount' }, [column('Amount', ['EUR', 'USD'])])).toBe(null);
});
