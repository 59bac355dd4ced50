import { describe, expect, test } from 'vitest';
import { parseDate } from '../../../src/files/dates.ts';
import { parseNumber } from '../../../src/files/numbers.ts';
import { asType, sniffColumn } from '../../../src/files/types.ts';
import { namesIdentifier } from '../../../src/values/identifier.ts';

describe('identifiers stay text', () => {
  test.each([
    ['x', ['001', '002', '103']],
    ['x', ['110101199003074512', '440301198511234567']],
    ['CustomerID', ['17850', '13047']],
    ['InvoiceNo', ['536365', '536366']],
    ['客户编号', ['1', '2', '3']],
    ['手机', ['13800138000', '13900139000']],
    ['order_id', ['20240131', '20240201', '20240202']],
    ['customer_id', ['17850.0', '13047.0']],
    ['Order ID', ['INR2024', 'INR2025']],
    ['Customer', ['RM31', 'RM4']],
    ['Ref', ['RM0031', 'RM0004']],
    ['Ref', ['CAD00012', 'CAD10013']],
  ])('%s %j', (name, values) => {
    expect(sniffColumn(name, values)).toEqual({ type: 'text', format: '' });
  });

  test('names', () => {
    expect(
      ['id', 'user_id', 'orderNo', '订单号', 'zip', '会员卡号', 'phone'].filter(
        (name) => !namesIdentifier(name),
      ),
    ).toEqual([]);
    expect(
      ['paid', 'notes', 'quantity', '数量', '金额', 'number_of_orders', 'valid'].filter(namesIdentifier),
    ).toEqual([]);
  });
});

describe('numbers', () => {
  test.each([
    ['integer', 'plain', ['1', '-2', '30']],
    ['number', 'plain', ['1.5', '2', '-.5', '1e3']],
    ['number', 'grouped', ['1,234', '12', '1,234,567.89']],
    ['number', 'grouped', ['¥1,234.50', '￥12']],
    ['number', 'grouped', ['$5.00', '-$7.25', '$3']],
    ['number', 'percent', ['12.5%', '3%', '0']],
    ['number', 'wan-yi', ['1.2万', '3亿', '5,000']],
    ['number', 'accounting', ['(1,234)', '56', '¥78.00']],
  ])('%s %s %j', (type, numberStyle, values) => {
    expect(sniffColumn('v', values)).toMatchObject({ type, numberStyle });
  });

  test('amounts of two currencies are no numbers to be added up', () => {
    expect(sniffColumn('v', ['$5.00', '-$7.25', '€3']).type).toBe('text');
  });

  test('empty words say nothing about a type; any other word makes it text', () => {
    expect(sniffColumn('v', ['1', '', ' ', 'N/A', '-', null, 'NULL'])).toMatchObject({ type: 'integer' });
    expect(sniffColumn('v', ['1', 'two'])).toMatchObject({ type: 'text' });
    expect(sniffColumn('v', ['', null])).toMatchObject({ type: 'text' });
  });

  test.each([
    ['1,234.5', 'grouped', 1234.5],
    ['-$7.25', 'grouped', -7.25],
    ['1e3', 'grouped', 1000],
    ['1.234,5', 'decimal-comma', 1234.5],
    ['12.5%', 'percent', 0.125],
    ['1.2万', 'wan-yi', 12_000],
    ['3亿', 'wan-yi', 300_000_000],
    ['(1,234)', 'accounting', -1234],
    ['（12）', 'accounting', -12],
    ['1,23', 'grouped', null],
    ['abc', 'plain', null],
  ] as const)('%s as %s is %s', (text, style, value) => {
    expect(parseNumber(text, style)).toBe(value);
  });
});

describe('dates', () => {
  test.each([
    ['date', '%Y-%m-%d', ['2024-01-31', '2024-02-01']],
    ['date', '%Y/%m/%d', ['2024/1/31', '2024/12/1']],
    ['date', '%Y%m%d', ['20240131', '20240201', '20240315']],
    ['date', '%d/%m/%Y', ['31/01/2024', '01/02/2024']],
    ['date', '%m/%d/%Y', ['01/31/2024', '02/01/2024']],
    ['date', '%Y年%m月%d日', ['2024年1月31日', '2024年12月1日']],
    ['date', '%d.%m.%Y', ['31.01.2024', '1.2.2024']],
    ['date', '%d %b %Y', ['31 Jan 2024', '1 Feb 2024']],
    ['timestamp', '%Y/%m/%d %H:%M', ['2011/12/9 8:26', '2011/12/10 12:50']],
    ['timestamp', '%Y-%m-%d %H:%M:%S', ['2010-12-01 08:26:00', '2010-12-01 08:28:00']],
    ['timestamp', '%Y-%m-%dT%H:%M:%SZ', ['2024-01-31T08:00:00Z']],
    ['timestamp', '%m/%d/%Y %I:%M %p', ['1/31/2024 3:05 PM', '2/1/2024 11:00 AM']],
  ])('%s %s %j', (type, format, values) => {
    expect(sniffColumn('d', values)).toMatchObject({ type, format });
  });

  test.each([
    ['%Y-%m', ['2024-01', '2024-12']],
    ['%Y/%m', ['2024/1', '2024/12']],
    ['%Y年%m月', ['2024年1月', '2024年12月']],
    ['%Y%m', ['202401', '202412', '202311']],
    ['%b-%y', ['Jan-24', 'May-23']],
    ['%B %Y', ['January 2024', 'May 2024']],
  ])('months as %s are their first days, under a name of months alone', (format, values) => {
    for (const name of ['Month', '月份', 'Billing period'])
      expect(sniffColumn(name, values)).toEqual({ type: 'date', format });
    expect(sniffColumn('Code', values).format).not.toBe(format);
    expect(parseDate(values[0]!, format)).toBe(Date.UTC(2024, 0, 1));
  });

  test('day and month that could change places are asked about', () => {
    expect(sniffColumn('d', ['1/2/24', '3/4/24'])).toEqual({
      type: 'date',
      format: '%m/%d/%y',
      ambiguous: { formats: ['%m/%d/%y', '%d/%m/%y'] },
    });
    expect(sniffColumn('d', ['3/3/2024'])).toEqual({ type: 'date', format: '%m/%d/%Y' });
  });

  test('30 February does not change the type; it has no value', () => {
    expect(sniffColumn('d', ['2024-01-31', '2024-02-30'])).toEqual({ type: 'date', format: '%Y-%m-%d' });
    expect(parseDate('2024-02-30', '%Y-%m-%d')).toBeNull();
  });

  test('Unix seconds and milliseconds under a name that speaks of time', () => {
    expect(sniffColumn('created_at', ['1706688000', '1706774400'])).toEqual({
      type: 'timestamp',
      format: 'unix_s',
    });
    expect(sniffColumn('下单时间', ['1706688000000'])).toEqual({ type: 'timestamp', format: 'unix_ms' });
    for (const name of [
      'Bestelldatum',
      'Дата',
      'Data do pedido',
      '注文日',
      '주문일시',
      'Erstellt am Zeitpunkt',
      'Hora',
    ])
      expect([name, sniffColumn(name, ['1706688000', '1706774400']).format]).toEqual([name, 'unix_s']);
    for (const name of ['amount', 'Database', 'Kontor', 'Сумма', '工作日志'])
      expect([name, sniffColumn(name, ['1706688000']).type]).toEqual([name, 'integer']);
  });

  test("years of Taiwan's calendar; beside two-digit years, which could be of either, they are text", () => {
    expect(sniffColumn('d', ['113/01/05', '112/12/31'])).toEqual({ type: 'date', format: 'any' });
    expect(sniffColumn('d', ['民國113年1月5日', '令和元年5月1日'])).toEqual({ type: 'date', format: 'any' });
    expect(sniffColumn('d', ['113/01/05', '99/12/31']).type).toBe('text');
    expect(sniffColumn('d', ['113/01/05', '113/13/31']).type).toBe('text');
    expect(sniffColumn('version', ['100.1.2', '101.3.0']).type).toBe('text');
  });

  test("a spreadsheet's days under a name of days", () => {
    expect(sniffColumn('order_date', ['45293', '45310'])).toEqual({ type: 'date', format: 'sheet_days' });
    expect(sniffColumn('下单日期', ['45293.5'])).toEqual({ type: 'timestamp', format: 'sheet_days' });
    for (const name of [
      'orderDate',
      'Order Date',
      'ORDER_DATE',
      'Date',
      'orderdate',
      'Bestelldatum',
      'Fecha',
      'Дата',
      'Data ordine',
      '注文日',
    ])
      expect([name, sniffColumn(name, ['45293']).format]).toEqual([name, 'sheet_days']);
    for (const name of [
      'LastUpdate',
      'Candidate',
      'amount',
      'update',
      'response_time',
      'updated',
      'candidates',
      'days',
      'dated',
    ])
      expect([name, sniffColumn(name, ['45293', '45310']).type]).toEqual([name, 'integer']);
    expect(sniffColumn('order_date', ['45293', '99000']).type).toBe('integer');
    const times = ['45293.3798', '45294.5', '45310.7211'];
    for (const name of ['下单时间', 'Created at', 'event_time'])
      expect([name, sniffColumn(name, times)]).toEqual([name, { type: 'timestamp', format: 'sheet_days' }]);
    for (const name of ['Amount', 'Response time', '处理时间'])
      expect([name, sniffColumn(name, times).type]).toEqual([name, 'number']);
  });

  test.each([
    ['45293', 'sheet_days', Date.UTC(2024, 0, 2)],
    ['45293.604166667', 'sheet_days', Date.UTC(2024, 0, 2, 14, 30)],
    ['61', 'sheet_days', Date.UTC(1900, 2, 1)],
    ['60', 'sheet_days', null],
    ['2011/12/9 8:26', '%Y/%m/%d %H:%M', Date.UTC(2011, 11, 9, 8, 26)],
    ['2024年1月31日', '%Y年%m月%d日', Date.UTC(2024, 0, 31)],
    ['1/2/24', '%d/%m/%y', Date.UTC(2024, 1, 1)],
    ['2024-01-31T08:00:00+08:00', '%Y-%m-%dT%H:%M:%S%z', Date.UTC(2024, 0, 31, 8)],
    ['1/31/2024 12:05 AM', '%m/%d/%Y %I:%M %p', Date.UTC(2024, 0, 31, 0, 5)],
    ['1706688000', 'unix_s', 1_706_688_000_000],
  ])('%s under %s', (text, format, value) => {
    expect(parseDate(text, format)).toBe(value);
  });
});

describe('a column that is to be of a type though not every value fits', () => {
  test.each([
    [['1.5', '2', '面议', null], 'number', { type: 'number', format: '', numberStyle: 'plain' }],
    [['¥1,200', '面议', '¥90'], 'number', { type: 'number', format: '', numberStyle: 'grouped' }],
    [['1.2万', '未知'], 'integer', { type: 'integer', format: '', numberStyle: 'wan-yi' }],
    [['2024/1/31', '待定', '2024/2/28'], 'date', { type: 'date', format: '%Y/%m/%d' }],
    [['45293', '45294.5', '待定'], 'date', { type: 'date', format: 'sheet_days' }],
    [['待定'], 'date', { type: 'date', format: '' }],
    [['a', '1'], 'text', { type: 'text', format: '' }],
  ] as const)('%j as %s', (values, type, expected) => {
    expect(asType('v', values, type, false)).toEqual(expected);
  });
});
