import { describe, expect, test } from 'vitest';
import { dateOrder } from '../../../src/app/import/date-order.ts';
import { rejectReason } from '../../../src/app/import/reject-reason.ts';

describe('words of the mapping page', () => {
  test('the order of a date is told from its format, without the time', () => {
    expect(dateOrder('%m/%d/%Y %H:%M')).toBe('MM/DD/YYYY');
    expect(dateOrder('%d.%m.%y')).toBe('DD.MM.YY');
    expect(dateOrder('%Y-%m-%dT%H:%M:%S')).toBe('YYYY-MM-DD');
  });

  test('a reason for rejecting is put into words, an unknown one stays', () => {
    expect(rejectReason('MISSING COLUMNS', 'zh')).toBe('列数不足');
    expect(rejectReason('TOO MANY COLUMNS', 'en')).toBe('too many columns');
    expect(rejectReason('ODD THING', 'en')).toBe('odd thing');
    expect(rejectReason('constructor', 'en')).toBe('constructor');
  });
});
