import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../../src/cli/run.ts';
import { encodeLegacy } from '../../fixtures/bytes.ts';
import { jsonOf, mainNotebook, put, runOn, scratch, value } from './support.ts';

// Two exports of the forms that are met most, made up: what is dropped as it is has to come to right answers.
const folder = scratch();

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');

/** A shop's order list in GBK: two lines of titles, a total at the end, marks before ids, amounts as they are shown. */
function shop(): { text: string; paid: number } {
  const head = '订单编号,下单时间,买家昵称,收货人,联系手机,商品名称,数量,商品单价,实付金额,订单状态';
  let paid = 0;
  const lines = Array.from({ length: 120 }, (_, i) => {
    const buyer = i % 30;
    const price = 45.5 + (i % 7) * 310;
    const closed = i % 20 === 19;
    if (!closed) paid += price;
    const time = `2024-${pad(1 + (i % 12))}-${pad(1 + (i % 28))} ${pad(9 + (i % 10))}:${pad((i * 7) % 60)}`;
    return [
      `'20240${pad(i, 6)}`,
      time,
      `tb${pad(buyer, 4)}_shop`,
      `王${'一二三四五六七八九十'[buyer % 10]}`,
      i % 25 === 24 ? '--' : `1610000${pad(buyer, 4)}`,
      `商品${i % 5}`,
      '1',
      `"￥${price.toLocaleString('en-US', { minimumFractionDigits: 2 })}"`,
      `"￥${price.toLocaleString('en-US', { minimumFractionDigits: 2 })}"`,
      closed ? '交易关闭' : '交易成功',
    ].join(',');
  });
  const total = `合计,,,,,,${lines.length},,"￥${paid.toFixed(2)}",`;
  return {
    text: [
      '某某旗舰店订单明细,,,,,,,,,',
      '导出时间：2025-01-02 10:00,,,,,,,,,',
      head,
      ...lines,
      total,
      '',
    ].join('\r\n'),
    paid,
  };
}

/** A list of opportunities: dollars in the header, stages that are no revenue yet or never will be, two dates. */
function opportunities(): { text: string; won: number } {
  const head =
    'Opportunity ID,Opportunity Name,Account Name,Owner,Stage,Amount (USD),Created Date,Close Date,Industry,Region';
  const stages = ['Closed Won', 'Closed Won', 'Closed Lost', 'Negotiation', 'Proposal'];
  let won = 0;
  const lines = Array.from({ length: 150 }, (_, i) => {
    const amount = 1200.37 + (i % 11) * 431;
    const stage = stages[i % 5]!;
    if (stage === 'Closed Won') won += amount;
    return [
      `006A${pad(i, 6)}`,
      `Deal ${i}`,
      `Account ${i % 40}`,
      `Owner ${i % 4}`,
      stage,
      `"$${amount.toLocaleString('en-US', { minimumFractionDigits: 2 })}"`,
      `2024-${pad(1 + (i % 6))}-10`,
      `2024-${pad(7 + (i % 6))}-${pad(1 + (i % 28))}`,
      ['Retail', 'Energy'][i % 2],
      ['North', 'South', 'West'][i % 3],
    ].join(',');
  });
  return { text: [head, ...lines, ''].join('\n'), won };
}

async function ran(name: string, body: Uint8Array | string, lang: 'zh' | 'en') {
  const out = join(folder, `out-${lang}`);
  const notebook = mainNotebook();
  const cells = notebook.cells.filter(({ name: cell }) => ['kpi', 'report'].includes(cell));
  const goal = { ...notebook.goal, period: { kind: 'all' as const } };
  const summary = value(
    await runOn({ notebook: { ...notebook, goal, cells }, data: [put(folder, name, body)], out, lang }),
  );
  return { out, summary };
}

const mapped = ({ sources }: RunSummary) => sources[0]!.expected.mapping as Record<string, unknown>;
/** Rows that the account says were kept, and the revenue that the key figures make of them. */
function cameTo(out: string): { kept: number; revenue: number } {
  const ledger = jsonOf(out, 'ledger.json') as {
    sources: { read: number; quarantined: number; kept: number }[];
  };
  const { read, quarantined, kept } = ledger.sources[0]!;
  expect(quarantined + kept).toBe(read);
  const line = readFileSync(join(out, 'kpi.csv'), 'utf8')
    .split('\r\n')
    .find((text) => text.startsWith('revenue,'))!;
  return { kept, revenue: Number(line.split(',')[1]) };
}

describe('a shop’s order list in GBK', () => {
  test(
    'is read, its customer the buyer’s name on the platform, closed orders left out',
    { tags: ['whole'] },
    async () => {
      const { text, paid } = shop();
      const { out, summary } = await ran('订单明细.csv', encodeLegacy(text, 'gbk'), 'zh');
      const [source] = summary.sources;
      expect(source!.read).toBe(120);
      expect(source!.expected.entity).toBe('orders');
      expect(mapped(summary)).toMatchObject({
        customer: '买家昵称',
        order_id: '订单编号',
        ordered_at: '下单时间',
        amount: '实付金额',
        status: '订单状态',
      });
      const { kept, revenue } = cameTo(out);
      expect(kept).toBe(114);
      expect(revenue).toBeCloseTo(paid, 2);
    },
  );
});

describe('a list of opportunities', { tags: ['whole'] }, () => {
  test('counts what was won when it was closed, in dollars', async () => {
    const { text, won } = opportunities();
    const { out, summary } = await ran('Opportunities_Report.csv', text, 'en');
    const [source] = summary.sources;
    expect(source!.read).toBe(150);
    expect(source!.currency).toBe('USD');
    expect(mapped(summary)).toMatchObject({
      order_id: 'Opportunity ID',
      ordered_at: 'Close Date',
      amount: 'Amount (USD)',
      status: 'Stage',
    });
    const { kept, revenue } = cameTo(out);
    expect(kept).toBe(60);
    expect(revenue).toBeCloseTo(won, 2);
  });
});
