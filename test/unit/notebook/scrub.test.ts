import { describe, expect, test } from 'vitest';
import { fromNotebookTemplate, newNotebook } from '../../../src/notebook/create.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { addCell, setGoal, setText } from '../../../src/notebook/edit.ts';
import { notebookTemplates } from '../../../src/notebook/templates.ts';
import { applyScrub, scrub } from '../../../src/notebook/scrub.ts';

// Invented: the id number's last character is its ISO 7064 check character, the card's its Luhn digit.
const ID = '11010519491231002X';
const CARD = '4111 1111 1111 1111';
const PHONE = '13812345678';

const sqlNotebook = (sql: string): Notebook => addCell(newNotebook('t'), { template: 'sql', sql }).notebook;
const brief = (notebook: Notebook, isData?: (v: string) => boolean) =>
  scrub(notebook, isData).map(({ reason, text }) => [reason, text]);

test('the formula of a metric is SQL too', () => {
  const notebook: Notebook = {
    ...newNotebook('t'),
    metrics: [
      {
        id: 'own_wang',
        name: 'share',
        entity: 'orders',
        expression: `count(*) FILTER (WHERE customer = 'Brion Stark') / count(*)`,
        format: 'percent',
      },
    ],
  };
  expect(brief(notebook)).toEqual([['name', `'Brion Stark'`]]);
  expect(applyScrub(notebook, scrub(notebook)).metrics[0]!.expression).toContain(`= '[name]'`);
  expect(brief(notebook, (v) => v === 'Brion Stark')).toHaveLength(1);
});

test.each([
  ['写给客服：王小明 收', '王小明'],
  ['发票抬头：李雷', '李雷'],
  ['Attn: Ann Smith', 'Ann Smith'],
  ['Frau Müller rief an', 'Müller'],
  ['ann%40example.com', 'ann%40example.com'],
  ['ann (at) example.com', 'ann (at) example.com'],
  ['1 3 8 1 2 3 4 5 6 7 8', '1 3 8 1 2 3 4 5 6 7 8'],
])('%s in a title is found', (title, text) =>
  expect(brief({ ...newNotebook('t'), title }).map(([, found]) => found)).toEqual([text]),
);

describe('what was missed', () => {
  const values = new Set(['王小明', 'C-1029', '张三丰', 'ACME-7788']);
  const isData = (value: string) => values.has(value);
  const reasons = (notebook: Notebook) => scrub(notebook, isData).map(({ reason, text }) => [reason, text]);

  test('a phone in full-width digits, or broken by a sign without a width', () => {
    expect(reasons({ ...newNotebook('t'), title: '打 １３８１２３４５６７８' })).toEqual([
      ['phone', '１３８１２３４５６７８'],
    ]);
    expect(reasons({ ...newNotebook('t'), title: '打 138\u200b12345678' })).toEqual([
      ['phone', '138\u200b12345678'],
    ]);
  });

  test('an address, a plate, an account, a landline in prose', () => {
    const text = '住朝阳区建国路88号，车牌京A12345，微信号 wx_ming2020，电话010-88881234';
    expect(reasons({ ...newNotebook('t'), title: text }).map(([reason]) => reason)).toEqual([
      'address',
      'plate',
      'account',
      'phone',
    ]);
  });

  test('a customer of the data in prose, in a comment of SQL and before a sign of LIKE', () => {
    expect(reasons({ ...newNotebook('t'), title: 'why did C-1029 leave us?' })).toEqual([['data', 'C-1029']]);
    expect(reasons(sqlNotebook('SELECT 1 -- as 王小明 said'))).toEqual([['data', '王小明']]);
    expect(reasons(sqlNotebook("SELECT * FROM t WHERE x LIKE '王小明%'"))).toHaveLength(1);
  });

  test('names of sources and columns, and keys of objects', () => {
    const notebook: Notebook = {
      ...newNotebook('t'),
      sources: [
        {
          ...defaultSource,
          name: '客户_张三丰',
          entity: 'orders',
          columns: [{ name: '王小明', type: 'VARCHAR' }],
          mapping: { customer: 'ACME-7788' },
          privacy: { '13812345678': 'drop' },
        },
      ],
    };
    const found = scrub(notebook, isData);
    expect(found.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['张三丰', '王小明', 'ACME-7788', '13812345678']),
    );
    expect(scrub(applyScrub(notebook, found), isData)).toEqual([]);
  });
});

describe('in SQL', () => {
  test.each([
    [`SELECT * FROM orders WHERE phone = '${PHONE}'`, 'phone', `'${PHONE}'`],
    [`SELECT * FROM orders WHERE phone = ${PHONE}`, 'phone', PHONE],
    [`SELECT '+86 138-1234-5678'`, 'phone', `'+86 138-1234-5678'`],
    [`SELECT * FROM a WHERE x IN ('1', '${ID}')`, 'id_number', `'${ID}'`],
    [`SELECT $$${ID}$$`, 'id_number', `$$${ID}$$`],
    [`SELECT '${CARD}'`, 'bank_card', `'${CARD}'`],
    [`SELECT 'li.lei@example.com'`, 'email', `'li.lei@example.com'`],
    [`SELECT * FROM customers WHERE name = '王小明'`, 'name', `'王小明'`],
    [`SELECT * FROM customers WHERE "姓名" LIKE '张伟%'`, 'name', `'张伟%'`],
    [`SELECT * FROM orders WHERE customer IN ('x1', 'Brion Stark')`, 'name', `'Brion Stark'`],
    [`SELECT 1 -- ask ${PHONE}\nFROM orders`, 'phone', PHONE],
    [`SELECT 1 /* 客户：李雷 */`, 'name', '李雷'],
  ])('%s', (sql, reason, text) => expect(brief(sqlNotebook(sql))).toEqual([[reason, text]]));

  test.each([
    `SELECT date_trunc('month', ordered_at), count(*) FROM orders WHERE ordered_at >= '2024-01-31' LIMIT 1000000`,
    `SELECT * FROM orders WHERE order_id = '202401310001' AND amount > 1234567.89 AND region = '华东'`,
    `SELECT CASE WHEN amount > 10 THEN '高价值' ELSE '黄金' END AS level FROM orders WHERE customer <> ''`,
    `SELECT * FROM orders WHERE phone = '138****5678' AND category = 'Gift'`,
    `SELECT '110105194912310021'`,
  ])('nothing in %s', (sql) => expect(brief(sqlNotebook(sql))).toEqual([]));

  test('literals that are values of the data are listed', () => {
    const values = new Set(['C-1029', '42', '17850', '华东']);
    const sql = `SELECT 42, 'C-1029' AS a -- C-1029\nFROM orders WHERE customer = 17850 AND region = '华东' AND x = 'other'`;
    expect(brief(sqlNotebook(sql), (v) => values.has(v))).toEqual([
      ['data', `'C-1029'`],
      ['data', 'C-1029'],
      ['data', '17850'],
      ['data', `'华东'`],
    ]);
  });
});

describe('in texts', () => {
  const text = (body: string) =>
    brief(setText(addCell(newNotebook('t'), { template: 'text' }).notebook, 'text', 'body', body));

  test.each([
    [
      `客户王小明投诉，电话${PHONE}。`,
      [
        ['phone', PHONE],
        ['name', '王小明'],
      ],
    ],
    ['请联系张先生。', [['name', '张']]],
    [
      '客户段誉、客户孔乙己、用户名为田甜',
      [
        ['name', '段誉'],
        ['name', '孔乙己'],
        ['name', '田甜'],
      ],
    ],
    ['联系人：欧阳娜娜', [['name', '欧阳娜娜']]],
    ['Customer: Mary Smith left.', [['name', 'Mary Smith']]],
    ['Ask Mrs. Robinson about it', [['name', 'Robinson']]],
    [
      `Card ${CARD}, id ${ID}.`,
      [
        ['id_number', ID],
        ['bank_card', CARD],
      ],
    ],
    [
      'Call (020) 7946-0958 or mail a.b@c.co.uk',
      [
        ['phone', '(020) 7946-0958'],
        ['email', 'a.b@c.co.uk'],
      ],
    ],
  ])('%s', (body, found) => expect(text(body).sort()).toEqual(found.sort()));

  test.each([
    '客户金额与客户周期、高价值客户分群，2024-01-31 至 2024-12-31，共 392692 行',
    'Customer value and Customer Segments, 1,234,567.89 in 2023 (n = 4338)',
    'See https://example.org/2024/01/31?x=1 and DOI 10.1287/mksc.1040.0098',
  ])('nothing in %s', (body) => expect(text(body)).toEqual([]));
});

test('a planted phone, id and name are found wherever they stand, with their place', () => {
  let notebook = newNotebook(`给客户李雷的分析`);
  notebook = setGoal(notebook, {
    questions: ['?', `why did ${PHONE} leave`],
    group: { kind: 'attribute', role: 'name', value: '客户 韩梅梅' },
  });
  notebook = addCell(notebook, {
    template: 'funnel',
    title: `id ${ID}`,
    params: { steps: ['a', PHONE], limit: Number(PHONE) },
  }).notebook;
  notebook = addCell(notebook, {
    template: 'sql',
    sql: `SELECT 1\nFROM orders\nWHERE phone = '${PHONE}'`,
  }).notebook;
  const hidden = { ...notebook, extra: { note: `${PHONE}` } } as Notebook;
  expect(scrub(hidden).map(({ path, cell, line, reason }) => [path.join('.'), cell, line, reason])).toEqual([
    ['title', '', 1, 'name'],
    ['goal.questions.1', '', 1, 'phone'],
    ['goal.group.value', '', 1, 'name'],
    ['cells.0.title', 'funnel', 1, 'id_number'],
    ['cells.0.params.steps.1', 'funnel', 1, 'phone'],
    ['cells.0.params.limit', 'funnel', 1, 'phone'],
    ['cells.1.sql', 'sql', 3, 'phone'],
    ['extra.note', '', 1, 'phone'],
  ]);
  const clean = applyScrub(hidden, scrub(hidden));
  expect(scrub(clean)).toEqual([]);
  expect(JSON.stringify(clean)).not.toMatch(/13812345678|李雷|韩梅梅|11010519/);
  expect(clean.cells[1]!.sql).toBe(`SELECT 1\nFROM orders\nWHERE phone = '[phone]'`);
  expect(hidden.cells[1]!.sql).toContain(PHONE);
});

test.each([
  [`给 ${PHONE} 的回访`, '给 [手机号] 的回访'],
  [`Calls to ${PHONE}`, 'Calls to [phone]'],
  ['About 华东', 'About [value]'],
  ['华东', '[数据值]'],
])('what is found in %s is replaced in the language of what stands around it', (title, marked) => {
  const notebook = newNotebook(title);
  const found = scrub(notebook, (phrase) => phrase === '华东');
  expect(applyScrub(notebook, found).title).toBe(marked);
  expect(scrub(applyScrub(notebook, found))).toEqual([]);
});

test('a parameter, title or quoted phrase that is a value of the data is listed', () => {
  let notebook = addCell(newNotebook('华东'), {
    template: 'funnel',
    params: { steps: ['登录', '付款'], top: 'x' },
  }).notebook;
  notebook = setGoal(notebook, { statement: '提升“Acme 公司”的复购' });
  const values = new Set(['华东', '付款', 'Acme 公司']);
  expect(brief(notebook, (v) => values.has(v))).toEqual([
    ['data', '华东'],
    ['data', 'Acme 公司'],
    ['data', '付款'],
  ]);
});

test('the notebook templates that ship are clean', { tags: ['whole'] }, () => {
  for (const template of notebookTemplates) {
    for (const lang of ['zh', 'en'] as const)
      expect(brief(fromNotebookTemplate(template, { lang }))).toEqual([]);
  }
});

test('a name in a query is listed wherever it stands', () => {
  const found = scrub(
    sqlNotebook(`SELECT "${PHONE}", 1 AS n, n AS "${PHONE}"\nFROM wang WHERE wang.n > 1`),
    (v) => v === 'wang',
  );
  expect(found.map(({ reason, text, line }) => [reason, text, line])).toEqual([
    ['phone', `"${PHONE}"`, 1],
    ['phone', `"${PHONE}"`, 1],
    ['data', 'wang', 2],
    ['data', 'wang', 2],
  ]);
});
