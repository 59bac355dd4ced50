import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { asksChurned, churnedSql, readChurned, saysChurned } from '../../../src/values/churn.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

const GONE = [
  ...['Attrited Customer', 'Churned', 'churned users', ' Exited ', 'Left', 'Cancelled', 'True.', 'Yes', '1'],
  ...['流失', '已流失', '流失客户', '已注销', '离网用户', 'Inactive'],
];
const HERE = [
  ...['Existing Customer', 'Stayed', 'Joined', 'Not churned', 'no-churn', 'Active', 'False.', 'No', '0'],
  ...['留存', '未流失', '留存客户', '在网', '正常用户'],
];
const NEITHER = ['Unknown', 'Gold', '', '3', '高风险', 'Customer'];

test('words of who left and who stayed are read alike in the page and in SQL', async () => {
  expect(GONE.map(readChurned)).toEqual(GONE.map(() => true));
  expect(HERE.map(readChurned)).toEqual(HERE.map(() => false));
  expect(NEITHER.map(readChurned)).toEqual(NEITHER.map(() => null));
  const all = [...GONE, ...HERE, ...NEITHER];
  const [read] = await native.rows<Record<string, boolean | null>>(
    `SELECT ${all.map((word, i) => `${churnedSql(quoteText(word), 'VARCHAR')} AS w${i}`).join(', ')}`,
  );
  expect(Object.values(read!)).toEqual(all.map(readChurned));
});

test('some words say it whatever the column is called, others only where it asks', () => {
  expect(['Attrited Customer', '已流失', 'Cancelled'].map(saysChurned)).toEqual([true, true, true]);
  expect(['Inactive', 'Yes', '1', 'Closed', 'Stayed'].map(saysChurned)).toEqual(Array(5).fill(false));
  expect(['Attrition_Flag', 'is churn', '流失情况', 'hasLeft'].map(asksChurned)).toEqual(Array(4).fill(true));
  expect(['Status', 'left hand', '状态'].map(asksChurned)).toEqual(Array(3).fill(false));
});
