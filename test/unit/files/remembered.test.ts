import { describe, expect, test } from 'vitest';
import { corrected, knownReading, readingSettings } from '../../../src/files/remembered.ts';
import { newNotebook } from '../../../src/notebook/create.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import type { ExpectedSource } from '../../../src/notebook/document.ts';
import { putSource } from '../../../src/notebook/edit.ts';
import { readNotebook, writeNotebook } from '../../../src/notebook/file.ts';
import { inspect } from '../../../workers/files/inspect.ts';
import { encodeLegacy, fileOf, valueOf } from './support.ts';

const source = (name: string, reading: Record<string, unknown>): ExpectedSource => ({
  ...defaultSource,
  name,
  entity: 'orders',
  reading,
});

describe('how a file was read', () => {
  /** A title, the header on line 3, a code that looks like a number, dates of two readings, GBK. */
  const month = (m: number) =>
    encodeLegacy(
      `导出 ${m}\n\n客户|门店|日期|金额\n${[1, 2, 3].map((d) => `甲${d}|10${d}|${d}/${m}/2024|${d}.5`).join('\n')}\n`,
      'gb18030',
    );

  test('is kept in the notebook file and holds for next month’s export, without a click', async () => {
    const [january] = valueOf(await inspect(fileOf(month(1), '订单_2024_01.csv')));
    const day = january!.columns.findIndex((c) => c.name === '日期');
    expect(january!.columns[day]!.ambiguous?.formats).toContain('%d/%m/%Y');
    const chosen = {
      hints: { encoding: 'gb18030', delimiter: '|', headerLine: 3 },
      types: { 门店: 'text' as const },
      formats: { 日期: '%d/%m/%Y' },
    };
    const saved = putSource(newNotebook('n'), source('订单_2024_01', readingSettings(chosen)));
    const opened = valueOf(readNotebook(writeNotebook(saved)));

    const known = knownReading(opened.sources, '订单_2024_02.csv');
    expect(known).toEqual(chosen);
    const [february] = valueOf(await inspect(fileOf(month(2), '订单_2024_02.csv'), known.hints));
    const reading = corrected(february!, known);
    expect(reading.text).toMatchObject(chosen.hints);
    expect(reading.columns.map((c) => [c.name, c.type, c.format])).toEqual([
      ['客户', 'text', ''],
      ['门店', 'text', ''],
      ['日期', 'date', '%d/%m/%Y'],
      ['金额', 'number', ''],
    ]);
  });

  test('belongs to the source whose name the file has or begins with, the longest one', () => {
    const expected = [
      source('orders', { delimiter: ';' }),
      source('orders_eu', { delimiter: '|' }),
      source('crm 2024-01', { headerLine: 2 }),
    ];
    const delimiter = (file: string) => knownReading(expected, file).hints.delimiter;
    expect(delimiter('orders.csv')).toBe(';');
    expect(delimiter('Orders-2024-02.csv.gz')).toBe(';');
    expect(delimiter('orders_eu_feb.csv')).toBe('|');
    expect(delimiter('customers.csv')).toBeUndefined();
    expect(knownReading(expected, 'crm 2024-02.xlsx').hints).toEqual({ headerLine: 2 });
  });

  test('what a notebook from elsewhere says is taken only as far as it is a setting', () => {
    const reading = {
      encoding: 7,
      delimiter: ';',
      headerLine: -1,
      skipTail: 1.5,
      decimal: '!',
      types: { a: 'money', b: 'text' },
      formats: { a: 3 },
      evil: true,
    };
    expect(knownReading([source('x', reading)], 'x.csv')).toEqual({
      hints: { delimiter: ';' },
      types: { b: 'text' },
      formats: {},
    });
  });
});
