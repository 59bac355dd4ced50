import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import { drawn, table, texts } from './support.ts';
import { readChartSpec, type specFields } from '../../../src/chart/spec-read.ts';

const good: ChartSpec = {
  kind: 'scatter',
  title: { zh: '标题', en: 'Title' },
  x: { column: 'f', label: { zh: '次数', en: 'Orders' }, format: 'integer', scale: 'log' },
  y: { column: 'm', format: 'money' },
  order: ['a', 'b'],
  annotations: [
    { axis: 'x', value: { column: 'mean' } },
    { axis: 'y', value: 3 },
  ],
};

test('a whole spec is read as it is', () => {
  expect(readChartSpec(structuredClone(good))).toEqual({ ok: true, value: good });
});

test('the whitelist holds every field of the type, and no other', () => {
  expectTypeOf<keyof typeof specFields>().toEqualTypeOf<keyof ChartSpec>();
});

test('unknown fields are dropped at every level', () => {
  const hostile = {
    ...good,
    href: 'javascript:alert(1)',
    style: 'background:url(//evil)',
    marks: [{ type: 'image', src: '//evil' }],
    x: { ...good.x, href: 'javascript:alert(1)', transform: 'x' },
    annotations: [{ axis: 'x', value: 1, href: 'javascript:alert(1)' }],
  };
  const read = readChartSpec(hostile);
  expect(read).toEqual({
    ok: true,
    value: { ...good, annotations: [{ axis: 'x', value: 1 }] },
  });
});

describe('a wrong value refuses the spec and names the field', () => {
  test.each([
    ['kind', { ...good, kind: 'iframe' }],
    ['kind', { ...good, kind: { toString: 'bar' } }],
    ['x.column', { ...good, x: { column: { href: 'x' } } }],
    ['x.format', { ...good, x: { column: 'f', format: 'html' } }],
    ['x.column', { ...good, x: { column: 'c'.repeat(5000) } }],
    ['title.zh', { ...good, title: { zh: 3, en: '' } }],
    ['order', { ...good, order: Array.from({ length: 5000 }, () => 'x') }],
    ['annotations.0.value', { ...good, annotations: [{ axis: 'x', value: Infinity }] }],
    ['chart', null],
    ['chart', 'bar'],
    ['kind', []],
  ])('%s', (field, value) => {
    const read = readChartSpec(value);
    expect(read).toMatchObject({ ok: false, fault: { code: 'chart-invalid', values: { field } } });
  });

  test('__proto__ in JSON reaches no prototype', () => {
    const read = readChartSpec(
      JSON.parse('{"kind":"bar","__proto__":{"polluted":1},"x":{"column":"a","__proto__":{"p":1}}}'),
    );
    expect(read.ok).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(read.ok && (read.value as unknown as Record<string, unknown>).polluted).toBeFalsy();
  });
});

test('even a spec that was never read draws no link, style or foreign mark', () => {
  const link = 'javascript:alert(1)';
  const spec = {
    kind: 'scatter',
    x: { column: 'a', href: link, transform: 'url(#x)' },
    y: { column: 'b' },
    label: { column: 'c' },
    href: link,
    style: 'background:url(//evil)',
    className: 'x"onload="1',
    marks: [{ mark: 'image', src: '//evil', href: link }],
  } as unknown as ChartSpec;
  const { element } = drawn(spec, table({ a: [1, 2], b: [3, 4], c: [link, '<svg onload=alert(1)>'] }));
  const markup = element.outerHTML;
  expect(markup).not.toMatch(/href|evil|onload="/);
  expect(element.querySelector('a, image, script, foreignObject')).toBeNull();
  // The data itself stands there as text.
  expect(texts(element).some((text) => text.startsWith('javascript:'))).toBe(true);
});
