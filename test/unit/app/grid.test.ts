import { describe, expect, test } from 'vitest';
import {
  columnWidths,
  fittedWidths,
  gridColumns,
  gridText,
  longestTexts,
} from '../../../src/app/cell/grid-columns.ts';
import { GridPages } from '../../../src/state/grid-pages.ts';
import type { GridQuery } from '../../../src/state/result-pages.ts';
import { copyBlock } from '../../../src/app/cell/copy-block.ts';
import { copyText } from '../../../src/app/cell/grid-copy.ts';
import { frozenAt, revealColumn } from '../../../src/app/cell/grid-layout.ts';
import { inRange, movedBy, rangeOf } from '../../../src/app/cell/grid-select.ts';
import { toTsv } from '../../../src/app/cell/tsv.ts';
import type { ResultField, Rows } from '../../../src/engine/api.ts';
import type { Copied } from '../../../src/egress/clipboard.ts';
import { fail, ok, type Result } from '../../../src/result.ts';

const field = (name: string, type: ResultField['type']): ResultField => ({ name, type, sqlType: type });

/** A result whose value at row r is r, fetched by hand: each request waits until it is answered. */
function source() {
  const asked: {
    offset: number;
    sort: GridQuery['sort'];
    answer(): Promise<void>;
    refuse(): Promise<void>;
  }[] = [];
  const fetch = (offset: number, limit: number, { sort }: GridQuery) =>
    new Promise<Rows>((resolve, reject) => {
      const data = [Array.from({ length: limit }, (_, i) => `${sort ? sort.column : ''}${offset + i}`)];
      const settle = async (act: () => void) => {
        act();
        await Promise.resolve();
        await Promise.resolve();
      };
      asked.push({
        offset,
        sort,
        answer: () => settle(() => resolve({ fields: [field('n', 'text')], count: limit, data })),
        refuse: () => settle(() => reject(new Error('no luck'))),
      });
    });
  return { asked, fetch };
}

const PLAIN: GridQuery = { sort: null, tests: [] };

describe('GridPages', () => {
  test('fetches what is in view, and only that', async () => {
    const { asked, fetch } = source();
    const pages = new GridPages(() => {}, { size: 10 });
    pages.reset(fetch, 1000, PLAIN);
    pages.want(5, 14);
    expect(asked.map((a) => a.offset)).toEqual([0, 10]);
    expect(pages.value(12, 0)).toBeUndefined();
    await asked[1]!.answer();
    expect(pages.value(12, 0)).toBe('12');
  });

  test('scrolling far past asks for the last place, not for all between', async () => {
    const { asked, fetch } = source();
    const pages = new GridPages(() => {}, { size: 10, atOnce: 1 });
    pages.reset(fetch, 1000, PLAIN);
    for (let row = 0; row < 900; row += 50) pages.want(row, row + 9);
    expect(asked.map((a) => a.offset)).toEqual([0]);
    await asked[0]!.answer();
    expect(asked.map((a) => a.offset)).toEqual([0, 850]);
  });

  test('a page that arrives after a new order is dropped', async () => {
    const { asked, fetch } = source();
    const pages = new GridPages(() => {}, { size: 10 });
    pages.reset(fetch, 100, PLAIN);
    pages.want(0, 5);
    pages.reset(fetch, 100, { sort: { column: 's', descending: true }, tests: [] });
    pages.want(0, 5);
    await asked[0]!.answer();
    expect(pages.value(3, 0)).toBeUndefined();
    await asked[1]!.answer();
    expect(pages.value(3, 0)).toBe('s3');
  });

  test('a rerun keeps the old rows in sight until the first new page, other columns do not', async () => {
    const { asked, fetch } = source();
    const pages = new GridPages(() => {}, { size: 10 });
    pages.reset(fetch, 100, PLAIN);
    pages.want(0, 15);
    await asked[0]!.answer();
    await asked[1]!.answer();
    pages.reset(fetch, 100, { sort: { column: 's', descending: false }, tests: [] }, true);
    expect(pages.value(3, 0)).toBe('3');
    pages.want(0, 5);
    await asked[2]!.answer();
    expect(pages.value(3, 0)).toBe('s3');
    expect(pages.value(13, 0)).toBeUndefined();
    pages.reset(fetch, 100, PLAIN);
    expect(pages.value(3, 0)).toBeUndefined();
  });

  test('the least recently wanted page goes first; the first page stays', async () => {
    const { asked, fetch } = source();
    const pages = new GridPages(() => {}, { size: 10, keep: 3 });
    pages.reset(fetch, 1000, PLAIN);
    for (const row of [0, 10, 20, 30]) {
      pages.want(row, row);
      await asked.at(-1)!.answer();
    }
    expect(pages.value(10, 0)).toBeUndefined();
    expect([0, 20, 30].map((row) => pages.value(row, 0))).toEqual(['0', '20', '30']);
  });

  test('a failure is kept, nothing is hammered, and retry asks again', async () => {
    const { asked, fetch } = source();
    const pages = new GridPages(() => {}, { size: 10 });
    pages.reset(fetch, 100, PLAIN);
    pages.want(0, 5);
    await asked[0]!.refuse();
    expect(pages.failure).toBe('no luck');
    pages.want(0, 6);
    expect(asked).toHaveLength(1);
    pages.retry();
    expect(asked).toHaveLength(2);
    await asked[1]!.answer();
    expect(pages.failure).toBeNull();
  });

  test('a block crosses pages and reads those that are missing', async () => {
    const data = Array.from({ length: 40 }, (_, i) => i);
    const fetch = async (offset: number, limit: number) => ({
      fields: [field('a', 'integer'), field('b', 'integer')],
      count: limit,
      data: [data.slice(offset, offset + limit), data.slice(offset, offset + limit).map((n) => -n)],
    });
    const pages = new GridPages(() => {}, { size: 10 });
    pages.reset(fetch, 40, PLAIN);
    const block = await pages.block([8, 11], [1]);
    expect(block).toEqual([[-8], [-9], [-10], [-11]]);
  });
});

describe('moving and sorting', () => {
  const size = { rows: 100, columns: 4 };
  const press = (key: string, ctrlKey = false) =>
    movedBy({ key, ctrlKey, metaKey: false }, { row: 50, column: 1 }, size, 10);
  test.each([
    ['ArrowUp', false, 49, 1],
    ['ArrowDown', true, 99, 1],
    ['PageUp', false, 40, 1],
    ['PageDown', false, 60, 1],
    ['Home', false, 50, 0],
    ['End', false, 50, 3],
    ['Home', true, 0, 0],
    ['End', true, 99, 3],
  ])('%s (ctrl %s)', (key, ctrl, row, column) => {
    expect(press(key, ctrl)).toEqual({ row, column });
  });
  test('other keys do not move; edges hold', () => {
    expect(press('a')).toBeNull();
    expect(
      movedBy({ key: 'ArrowUp', ctrlKey: false, metaKey: false }, { row: 0, column: 0 }, size, 10),
    ).toEqual({ row: 0, column: 0 });
  });
  test('a range has no direction', () => {
    const range = rangeOf({ row: 5, column: 3 }, { row: 2, column: 1 });
    expect(range).toEqual({ rows: [2, 5], columns: [1, 3] });
    expect(inRange(range, 3, 2)).toBe(true);
    expect(inRange(range, 3, 0)).toBe(false);
  });
});

describe('toTsv', () => {
  const fields = [field('name', 'text'), field('n', 'number'), field('d', 'date'), field('at', 'timestamp')];
  test('plain values, ISO times, empty for missing', () => {
    const at = Date.UTC(2011, 11, 9, 12, 50);
    expect(
      toTsv(
        [
          ['a', 1234.5, Date.UTC(2011, 11, 9), at],
          [null, null, null, null],
        ],
        fields,
      ),
    ).toBe('a\t1234.5\t2011-12-09\t2011-12-09 12:50:00\n\t\t\t');
  });
  test('quotes what would break the cells, defuses formulas, leaves signed numbers alone', () => {
    expect(toTsv([['a\tb']], fields)).toBe('"a\tb"');
    expect(toTsv([['say "hi"']], fields)).toBe('"say ""hi"""');
    expect(toTsv([['=1+1']], fields)).toBe("'=1+1");
    expect(toTsv([['-12.5']], fields)).toBe('-12.5');
    expect(toTsv([['x']], fields, ['名称'])).toBe('名称\nx');
  });
});

describe('columns', () => {
  const fields = [field('customer', 'text'), field('spend', 'number')];
  const declared = [
    {
      name: 'spend',
      label: { zh: '金额', en: 'Spend' },
      format: 'money' as const,
      help: { zh: '总额', en: 'Sum' },
    },
  ];
  test('declared words and formats; others by their type', () => {
    const columns = gridColumns(fields, declared, 'zh');
    expect(columns.map((c) => [c.label, c.format, c.end])).toEqual([
      ['customer', 'text', false],
      ['金额', 'money', true],
    ]);
    expect(columns[1]!.help).toBe('spend · 总额 · number');
    expect(gridText(1234.5, columns[1]!, 'en', 'GBP')).toBe('£1,234.50');
    expect(gridText(null, columns[1]!, 'en', 'GBP')).toBe('–');
    expect(gridText('', columns[0]!, 'en', 'GBP')).toBe('');
  });
  // Ten pixels a sign, as cells and as heads.
  const measure = (cells: readonly (readonly string[])[], heads: readonly string[]) => ({
    cells: cells.map((texts) => Math.max(0, ...texts.map((text) => text.length * 10))),
    heads: heads.map((text) => text.length * 10),
  });
  test('a code, a number or a day takes the room it needs; prose is cut at its end', () => {
    const columns = gridColumns(fields, undefined, 'en');
    expect(columnWidths(columns, [['x'.repeat(50)], ['1']], measure)).toEqual([525, 91]);
    expect(columnWidths(columns, [['a story told '.repeat(9)], ['1,234,567,890,123.45']], measure)).toEqual([
      320, 225,
    ]);
  });
  test('widths are those of the widest values of the whole table, not of its first page', () => {
    const columns = gridColumns(fields, declared, 'en');
    const page = {
      fields,
      count: 2,
      data: [
        ['C1', 'C2'],
        [1, 2],
      ],
    };
    const each = (texts: readonly (readonly string[])[]) => measure(texts, []).cells;
    const widths = (widest: unknown[][]) =>
      fittedWidths(columns, page, widest, (value, column) => gridText(value, column, 'en', 'GBP'), {
        cells: each,
        heads: each,
      });
    expect(widths([])).toEqual({ customer: 121, spend: 91 });
    expect(widths([['CUSTOMER-0001'], [-123456.5]])).toEqual({ customer: 155, spend: 145 });
  });
  test('the longest texts by the room that they take: a Chinese sign counts twice', () => {
    expect(longestTexts(['aaaa', '客户号', 'aaaaa', 'a', 'aaaa'], 3)).toEqual(['客户号', 'aaaaa', 'aaaa']);
  });
});

describe('what a copy holds', () => {
  const names = ['customer', 'spend', 'share', 'on', 'weekday'];
  const types = ['text', 'number', 'number', 'date', 'integer'] as const;
  const formats = ['text', 'money', 'percent', 'date', 'weekday'] as const;
  const fields = names.map((name, i) => field(name, types[i]!));
  const columns = gridColumns(
    fields,
    names.map((name, i) => ({ name, label: { zh: `列${i}`, en: name }, format: formats[i]! })),
    'zh',
  );
  const data = [
    ['C1', '=cmd'],
    [1234.5678, null],
    [0.12345, 1],
    [Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1)],
    [1, 7],
  ];
  const pages = new GridPages(() => {});
  pages.reset(async () => ({ fields, count: 2, data }), 2, PLAIN);
  const copied = (rows: [number, number], cols: [number, number], of = columns) =>
    copyText(pages, { rows, columns: cols }, of, { lang: 'zh', currency: 'CNY' });

  test('heads and values as they are seen, formulas guarded, numbers as numbers', async () => {
    expect(await copied([0, 1], [0, 4])).toBe(
      "列0\t列1\t列2\t列3\t列4\nC1\t1234.57\t12.3%\t2024-02-29\t周一\n'=cmd\t\t100.0%\t2024-03-01\t周日",
    );
  });
  test('one cell comes without its head', async () => {
    expect(await copied([0, 0], [1, 1])).toBe('1234.57');
  });
  test('hidden columns are not copied', async () => {
    const seen = columns.filter(({ name }) => name !== 'spend');
    expect(await copied([0, 0], [0, 1], seen)).toBe('列0\t列2\nC1\t12.3%');
  });
});

describe('a copy is written down, and leaves no table to which the disclosure rules hold', () => {
  const fields = [field('channel', 'text'), field('customers', 'integer'), field('spend', 'number')];
  const columns = gridColumns(fields, [], 'en');
  const pages = new GridPages(() => {});
  const data = [
    ['web', 'fair', 'shop'],
    [40, 2, 7],
    [1, 2, 3],
  ];
  pages.reset(async () => ({ fields, count: 3, data }), 3, PLAIN);
  const copy = async (
    rows: [number, number],
    gated: boolean,
    of = fields,
    answer: Result<null> = ok(null),
  ) => {
    const out: Copied[] = [];
    const table = { fields: of, gated, lang: 'en', currency: 'CNY', name: 'Channels' } as const;
    const note = await copyBlock(pages, { rows, columns: [0, 0] }, columns, table, async (_, made) => {
      const left = await made;
      if (!left.ok) return left;
      out.push(left.value);
      return answer;
    });
    return { note, out };
  };
  test('with the smallest group of its rows, also where that column is not copied', async () => {
    const { note, out } = await copy([0, 2], false);
    expect(out).toEqual([
      {
        text: 'channel\nweb\nfair\nshop',
        contents: { what: 'table', rows: 3, columns: 1, smallestGroup: 2 },
      },
    ]);
    expect(note).toBe('Copied 3 × 1 cells as they are on the screen; the smallest group has 2 customers');
    expect((await copy([0, 0], false)).out[0]?.contents.smallestGroup).toBe(40);
  });
  test('nor a single cell of it', async () => {
    const { note, out } = await copy([1, 1], true);
    expect(out).toEqual([]);
    expect(note).toContain('hold for result tables too');
  });
  test('nor more cells than a spreadsheet takes', async () => {
    const { note, out } = await copy([0, 500_000], false);
    expect(out).toEqual([]);
    expect(note).toBe('At most 500,000 cells can be copied; download the CSV instead.');
  });
  test('where the browser refuses, or the rows cannot be read, that is said', async () => {
    const refused = await copy([0, 2], false, fields, fail('copy-refused'));
    expect(refused.note).toMatch(/^The browser did not allow copying/);
    const broken = new GridPages(() => {});
    broken.reset(() => Promise.reject(new Error('no luck')), 3, PLAIN);
    const table = { fields, gated: false, lang: 'en', currency: 'CNY', name: 'Channels' } as const;
    const note = await copyBlock(
      broken,
      { rows: [0, 2], columns: [0, 0] },
      columns,
      table,
      async (_, made) => {
        const left = await made;
        return left.ok ? ok(null) : left;
      },
    );
    expect(note).toBe('These rows could not be read: no luck');
  });
  test('a row of a list is one customer', async () => {
    const list = [field('customer', 'text'), ...fields.slice(1)];
    expect((await copy([0, 2], false, list)).out[0]?.contents.smallestGroup).toBe(1);
  });
});

describe('columns that stay', () => {
  test('as many as leave room for the others', () => {
    expect(frozenAt([100, 100, 100], 2, 1000)).toEqual([0, 100]);
    expect(frozenAt([100, 100, 100], 2, 320)).toEqual([0]);
    expect(frozenAt([300, 100], 1, 320)).toEqual([]);
  });
  test('a column is brought beside them, not under them', () => {
    const widths = [100, 100, 100, 100];
    expect(revealColumn(widths, 1, 1, { left: 50, width: 250 })).toBe(0);
    expect(revealColumn(widths, 1, 3, { left: 0, width: 250 })).toBe(150);
    expect(revealColumn(widths, 1, 0, { left: 70, width: 250 })).toBe(70);
  });
});
