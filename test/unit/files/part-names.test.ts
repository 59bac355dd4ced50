import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { namesSomebody } from '../../../src/files/who.ts';
import type { TextReading } from '../../../src/files/api.ts';
import { bookOf } from './book-of.ts';
import { codesOf, fileOf, importText, valueOf } from './support.ts';
import { zipOf } from './zip-of.ts';

const HEAD = ['日期', '品名', '数量', '单价', '金额'];
const rows = [HEAD, ...[3, 4, 5].map((day) => [`2024-03-0${day}`, '可乐', '2', '3', '6'])];
const readings = async (names: readonly string[], hints?: Partial<TextReading>, head: string[][] = rows) =>
  valueOf(await inspect(fileOf(bookOf(names.map((name) => ({ name, rows: head }))), '送货.xlsx'), hints));
const columnsOf = async (names: readonly string[], hints?: Partial<TextReading>) =>
  (await readings(names, hints)).map(({ columns }) => columns.at(-1)!.name);

describe('names of sheets of one shape', () => {
  test('that say whom each is of are a column, and in no name of a source', async () => {
    const found = await readings(['张记超市', '李氏便利店', '汇总']);
    expect(found.map(({ name }) => name)).toEqual(['送货', '送货', '送货_汇总']);
    expect(found.map(({ columns }) => columns.length)).toEqual([6, 6, 5]);
    expect(found[0]!.columns.at(-1)).toMatchObject({
      name: '工作表',
      type: 'text',
      made: { text: '张记超市' },
    });
    expect(found[1]!.preview[0]!.at(-1)).toBe('李氏便利店');
    expect(codesOf(found[0]!)).toContain('part-named');
    expect(codesOf(found[2]!)).not.toContain('part-named');
  });

  test.each([
    [['1月', '2月', '3月']],
    [['2024-01', '2024-02']],
    [['Sheet1', 'Sheet2']],
    [['订单', '退货']],
    [['数据', '数据 (2)']],
    [['Jan', 'Feb']],
    [['Data', 'Copy of Data']],
    [['第1页', '第2页']],
    [['One', 'Two']],
    [['张记1月', '张记2月']],
    [['张记超市']],
  ])('such as %j are none', async (names) => {
    expect(await columnsOf(names)).toEqual(names.map(() => '金额'));
  });

  test('are taken or left as is asked, and a taken one says so in how it is read', async () => {
    expect(await columnsOf(['1月', '2月'], { names: 'column' })).toEqual(['工作表', '工作表']);
    expect(await columnsOf(['张记超市'], { names: 'column' })).toEqual(['工作表']);
    const [left] = await readings(['张记超市', '李氏便利店'], { names: 'none' });
    expect([left!.columns.length, left!.text?.names, codesOf(left!)]).toEqual([5, 'none', ['part-unnamed']]);
  });

  test('of sheets of other shapes are none, and an equal name of a column is not taken away', async () => {
    const other = valueOf(
      await inspect(
        fileOf(
          bookOf([
            { name: '张记超市', rows },
            {
              name: '李氏便利店',
              rows: [
                ['客户', '电话'],
                ['a', '1'],
                ['b', '2'],
              ],
            },
          ]),
          'a.xlsx',
        ),
      ),
    );
    expect(other.map(({ columns }) => columns.length)).toEqual([5, 2]);
    const taken = rows.map((row, i) => [...row, i === 0 ? '工作表' : 'x']);
    const found = await readings(['张记超市', '李氏便利店'], {}, taken);
    expect(found[0]!.columns.map(({ name }) => name).slice(-2)).toEqual(['工作表', '工作表_2']);
  });

  test('are personal where people are among them, in each of the sheets', async () => {
    const kinds = async (...names: string[]) =>
      (await readings(names)).map(({ columns }) => columns.at(-1)!.personal);
    expect(await kinds('张伟', '王芳')).toEqual(['name', 'name']);
    expect(await kinds('王芳', '张记超市', '李氏便利店')).toEqual(['name', 'name', 'name']);
    expect(await kinds('John Smith', 'Mary Brown')).toEqual(['name', 'name']);
    expect(await kinds('张记超市', '李氏便利店', '好邻居商行')).toEqual([undefined, undefined, undefined]);
    const phone = await kinds('张记超市', '李氏便利店', '老刘 13812345678');
    expect(new Set(phone)).not.toContain(undefined);
  });

  test('stand in each row, whatever the format hands over', async () => {
    const file = fileOf(bookOf(['张记超市', '李氏便利店'].map((name) => ({ name, rows }))), 'a.xlsx');
    const [, second] = valueOf(await inspect(file));
    const staged = valueOf(await stage(file, second!));
    const own = { ...second!, columns: second!.columns.filter(({ made }) => !made) };
    expect((await importText(staged, own)).rows).toHaveLength(3);
  });

  test('of members of an archive are one too', async () => {
    const csv = rows.map((row) => row.join(',')).join('\n');
    const members = ['2024/张记超市.csv', '2024/李氏便利店.csv'].map((name) => ({ name, body: csv }));
    const found = valueOf(await inspect(fileOf(zipOf(members), '客户.zip')));
    expect(found.map(({ columns }) => columns.at(-1)!.made)).toEqual([
      { text: '张记超市' },
      { text: '李氏便利店' },
    ]);
    expect(found.map(({ name, columns }) => [name, columns.at(-1)!.name])).toEqual([
      ['客户', '文件'],
      ['客户', '文件'],
    ]);
  });
});

test.each([
  ['张记超市', true],
  ['Miller & Sons', true],
  ['华东', false],
  ['天猫旗舰店', false],
  ['广东', false],
  ['3月', false],
  ['合计', false],
])('%s names somebody: %s', (name, somebody) => {
  expect(namesSomebody(name)).toBe(somebody);
});
