import { expect, test } from 'vitest';
import { defaultNotebook, defaultSource } from '../../../src/notebook/defaults.ts';
import { applyScrub, scrub } from '../../../src/notebook/scrub.ts';
import { namesOfPeople } from '../../../src/privacy/people-columns.ts';

const split = (names: string) => names.split('|');

test.each([
  ['日期|产品|王小明|李娜|张伟|合计', '王小明|李娜|张伟'],
  ['Date|Jane Doe|John Smith|Mary O’Brien|Total', 'Jane Doe|John Smith|Mary O’Brien'],
])('columns of %s that are called after people', (columns, people) =>
  expect([...namesOfPeople(split(columns))]).toEqual(split(people)),
);

test.each([
  '日期|王小明|李娜',
  '订单号|下单时间|金额|毛利|余额|方式|高度|周期|程度|任务|万元|文本|白酒|黄金|江苏|路线|付款|马力',
  '客户|姓名|联系人|负责人|张数|单价|总计|安装费|成本|应收|项目|包装|常温|明细|管理费|关税|计划',
  'Order Id|Unit Price|Mark Up|Grand Total|Main Street|San Jose|Will Call',
  '郑州|苏州|武汉|徐州|唐山|沈阳|黄石',
  '一月|二月|三月|Q1|Q2|2024',
])('of %s none', (columns) => expect([...namesOfPeople(split(columns))]).toEqual([]));

test('they are found, and replaced, before a notebook is shared', () => {
  const columns = split('日期|客户|王小明|李娜|张伟').map((name) => ({ name, type: 'VARCHAR' }));
  const privacy = { 王小明: 'drop', 李娜: 'drop', 张伟: 'drop' } as const;
  const notebook = {
    ...defaultNotebook,
    sources: [{ ...defaultSource, name: 'orders', entity: 'orders' as const, columns, privacy }],
  };
  const found = scrub(notebook);
  expect(found.map(({ reason }) => reason)).toEqual(Array.from({ length: 6 }, () => 'name'));
  const left = JSON.stringify(applyScrub(notebook, found));
  expect(left).not.toMatch(/王小明|李娜|张伟/);
  expect(left).toContain('客户');
});
