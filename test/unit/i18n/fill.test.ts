import { expect, test } from 'vitest';
import { faultText } from '../../../src/i18n/faults/index.ts';
import { fill } from '../../../src/i18n/fill.ts';

test('one and many', () => {
  const text = { zh: '{count} 行', en: '{count} {count|row is|rows are} read' };
  expect(fill(text, 'en', { count: 1 })).toBe('1 row is read');
  expect(fill(text, 'en', { count: 2 })).toBe('2 rows are read');
  expect(fill(text, 'zh', { count: 1 })).toBe('1 行');
  expect(fill(text, 'en')).toBe('{count} {count|row is|rows are} read');
});

test('a fault says its line, and long numbers are grouped', () => {
  expect(faultText({ code: 'json-broken', line: 1234567 }, 'en')).toContain('From line 1,234,567 on');
  expect(faultText({ code: 'json-broken', line: 12 }, 'zh')).toContain('从第 12 行起');
});

test('no name in a sentence turns what stands behind it', () => {
  const text = { zh: '{file}：{count} 行', en: '{file}: {count} rows' };
  expect(fill(text, 'en', { file: 'a\u202e', count: 12 })).toBe('a⟨U+202E⟩: 12 rows');
});
