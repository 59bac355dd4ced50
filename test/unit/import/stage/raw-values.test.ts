import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '../../../../src/engine/client.ts';
import { inspect } from '../../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../../src/files/formats/stage.ts';
import { stage } from '../../../../src/import/stage/importer.ts';
import { rawValues, type LookedFor } from '../../../../src/import/stage/raw-values.ts';
import { newNotebook } from '../../../../src/notebook/create.ts';
import type { Notebook } from '../../../../src/notebook/document.ts';
import { addCell } from '../../../../src/notebook/edit.ts';
import { scrub } from '../../../../src/notebook/scrub.ts';
import { notebookTemplates } from '../../../../src/notebook/templates.ts';
import { fromNotebookTemplate } from '../../../../src/notebook/create.ts';
import type { ValueFilter } from '../../../../src/privacy/value-filter.ts';
import { askedHashesSql, valueHashesSql } from '../../../../src/privacy/value-keys.ts';
import { dataValues } from '../../../../src/state/data-values.ts';
import { openEngine } from '../../engine/support.ts';
import { fileOf, valueOf } from '../../files/support.ts';

const ROWS = [
  [
    'C-10293',
    '欧阳栖梧(VIP)',
    '139 1122 3344/13700112233',
    'Zeb Q <zeb.q@example.com>',
    '110105 19491231 002X',
    '上海栖梧贸易有限公司',
  ],
  ['K77', 'Zebulon, Quentin', '无', '', '', 'Acme Widgets'],
  ['17850', '王小明', '１３８１２３４５６７８', 'LI@Example.com', '', '海'],
  ['C-10293', '匿名用户', '1381', '', '', '海'],
];
const LOOKED: LookedFor[] = [
  { column: 'id', style: 'code' },
  { column: '姓名', style: 'name' },
  { column: '手机', style: 'code' },
  { column: '邮箱', style: 'code' },
  { column: '身份证', style: 'code' },
  { column: '公司', style: 'whole' },
];

let raw: Engine;
let notebookEngine: Engine;
let filter: ValueFilter;
beforeAll(async () => {
  [raw, notebookEngine] = await Promise.all([openEngine(), openEngine()]);
  const text = [['id', '姓名', '手机', '邮箱', '身份证', '公司'], ...ROWS]
    .map((row) => row.map((cell) => `"${cell}"`).join(','))
    .join('\n');
  const file = fileOf(text);
  const [reading] = valueOf(await inspect(file));
  valueOf(await stage(raw, valueOf(await stageFile(file, reading!)), reading!));
  filter = valueOf(await rawValues(raw, LOOKED));
  raw.terminate();
});
afterAll(() => notebookEngine.terminate());

/** What is listed before sharing, once the engine that saw the values has gone. */
async function listed(notebook: Notebook): Promise<string[]> {
  const held = [{ name: 'people', filters: [filter], whole: true }];
  const { values } = await dataValues(notebookEngine, notebook, [], held);
  return scrub(notebook, (phrase) => values.has(phrase)).map(({ text }) => text);
}
const titled = (title: string): Notebook => ({ ...newNotebook('t'), title });

test.each([
  ['why did C-10293 leave?', 'C-10293'],
  ['为什么C-10293离开了', 'C-10293'],
  ['as c-10293 said', 'c-10293'],
  ['ask Quentin about it', 'Quentin'],
  ['zebulon, quentin', 'zebulon, quentin'],
  ['和栖梧贸易无关，和上海栖梧贸易有限公司有关', '上海栖梧贸易有限公司'],
  ['给欧阳栖梧的折扣', '欧阳栖梧'],
  ['like acme widgets do', 'acme widgets'],
  ['order of 17850', '17850'],
  ['Ｃ－１０２９３', 'Ｃ－１０２９３'],
  ['see 1391-1223-344', '1391-1223-344'],
  ['C10293', 'C10293'],
  ['tell zeb.q@example.com', 'zeb.q@example.com'],
])('%s', async (text, part) => {
  expect(await listed(titled(text))).toEqual([part]);
});

test.each([
  '匿名用户 和 用户',
  'the mark of a vip group',
  'bill 2024 and quentin',
  '海 138 0',
  '贸易 小明白',
])('nothing in %s', async (text) => expect(await listed(titled(text))).toEqual([]));

test('names and comments of SQL, lists in a literal, and names of cells and columns', async () => {
  const sql = `SELECT 1 AS "王小明", 2 AS 欧阳栖梧, MAX(3) -- as Quentin said\nFROM t WHERE x SIMILAR TO 'A|K77|王小明%' AND y = 'Acme'`;
  const { notebook } = addCell(newNotebook('t'), { template: 'sql', sql });
  expect(await listed(notebook)).toEqual(['"王小明"', '欧阳栖梧', 'Quentin', "'A|K77|王小明%'"]);
  const named: Notebook = {
    ...titled('t'),
    sources: [
      {
        ...newNotebook('t').sources[0]!,
        name: '客户_王小明',
        system: '',
        updated: '',
        cadence: '',
        entity: 'customers',
        columns: [{ name: 'C-10293', type: 'VARCHAR' }],
        mapping: { customer: '17850' },
        privacy: {},
        reading: {},
      },
    ],
    goal: { ...newNotebook('t').goal, owner: 'Quentin Z.', questions: ['K77?'] },
  };
  expect(await listed(named)).toEqual(
    expect.arrayContaining(['王小明', 'C-10293', '17850', 'Quentin', 'K77']),
  );
});

test('the notebooks that Cellar brings hold nothing of such data', { tags: ['whole'] }, async () => {
  for (const template of notebookTemplates) {
    const notebook = fromNotebookTemplate(template, { lang: 'zh' });
    expect(await listed(notebook), template.id).toEqual([]);
  }
});

test('what was looked through is told, source by source', async () => {
  const sources = [
    { name: 'people', entity: 'customers' as const, mapping: {}, columns: [] },
    { name: 'old', entity: 'orders' as const, mapping: {}, columns: [] },
  ];
  const held = [
    { name: 'people', filters: [filter], whole: true },
    { name: 'old', filters: [], whole: false },
  ];
  const look = await dataValues(notebookEngine, titled('x'), sources, held);
  expect(look).toMatchObject({ raw: ['people'], treated: ['old'] });
});

test('a filter answers for what it was given, and hardly for anything else', async () => {
  const others = Array.from({ length: 3000 }, (_, i) => `D-${10_000 + 7 * i}`);
  expect(await listed(titled(others.join(' ')))).toEqual([]);
});

test('a plain code has the keys that it has by the long way, where it is taken apart', async () => {
  const engine = await openEngine();
  const plain = [
    'abc',
    'AbC123',
    '12',
    '1234',
    'null',
    'NULL',
    'Unknown',
    'unknown1',
    '13812345678',
    'zz9',
    'test',
  ];
  const hashes = async (values: string[], style: LookedFor['style']) => {
    const from = `(SELECT unnest([${values.map((value) => `'${value}'`).join(', ')}]) AS v)`;
    return valueOf(
      await engine.rows<{ h: string }>(
        `SELECT DISTINCT h::VARCHAR AS h FROM (${valueHashesSql(from, style, 's')}) ORDER BY 1`,
      ),
    ).map(({ h }) => h);
  };
  for (const style of ['whole', 'code', 'name', 'text'] as const) {
    const short = await hashes(plain, style);
    // A blank behind it is no part of a value, but it is not plain with one.
    expect(short, style).toEqual(
      await hashes(
        plain.map((value) => `${value} `),
        style,
      ),
    );
    expect(short.length, style).toBeGreaterThan(style === 'text' ? -1 : 3);
  }
  engine.terminate();
});

test('every value is known again when there are more than cross at a time', { tags: ['whole'] }, async () => {
  const engine = await openEngine();
  const text = `id\n${Array.from({ length: 130_000 }, (_, i) => `K${100_000 + i}`).join('\n')}\n`;
  const file = fileOf(text);
  const [reading] = valueOf(await inspect(file));
  valueOf(await stage(engine, valueOf(await stageFile(file, reading!)), reading!));
  const log: string[] = [];
  const run = engine.run.bind(engine);
  engine.run = (sql, options) => {
    const kind = /^(INSERT INTO raw_hashes|SELECT string_agg)/.exec(String(sql))?.[1];
    if (kind) log.push(kind);
    return run(sql, options);
  };
  const turn = async () => void log.push('turn');
  const known = valueOf(await rawValues(engine, [{ column: 'id', style: 'code' }], turn));
  // Nobody who wants the processor meanwhile waits for all of them.
  const [made, crossed] = ['INSERT INTO raw_hashes', 'SELECT string_agg'];
  const inTurn = [made, 'turn', made, crossed, 'turn', crossed];
  expect(log).toEqual(inTurn);
  // A hash in sixteen begins with a digit of nought.
  const each = Array.from({ length: 260 }, (_, i) => `k${100_000 + i * 500}`);
  const asked = [...each, 'k229999', 'k230000'];
  const rows = valueOf(
    await engine.rows<{ v_high: number; v_low: number }>(askedHashesSql(asked, known.salt)),
  );
  expect(rows.map(({ v_high, v_low }) => known.has(v_high, v_low))).toEqual([
    ...each.map(() => true),
    true,
    false,
  ]);
  engine.terminate();
});
