import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Channel, ChartSpec } from '../../../src/chart/spec.ts';
import { drawn, table, texts } from './support.ts';
import { CHANNEL_NAMES, type ChannelName } from '../../../src/chart/spec-names.ts';
import { drawnSpec, readChartSpec } from '../../../src/chart/spec-read.ts';

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

const read = (value: unknown) => readChartSpec(value);

test('a whole spec is read as it is', () => {
  expect(read(structuredClone(good))).toEqual({ spec: good, dropped: [] });
});

test('every channel there is, and every field of a channel, is read', () => {
  const channel = { column: 'c', label: { zh: '列', en: 'C' }, format: 'money', scale: 'log' };
  const whole = {
    kind: 'line',
    title: { zh: '标', en: 'T' },
    ...Object.fromEntries(CHANNEL_NAMES.map((name) => [name, channel])),
    order: ['a'],
    orientation: 'vertical',
    layout: 'stacked',
    annotations: [{ axis: 'y', value: { column: 'c' }, label: { zh: '线', en: 'line' } }],
  };
  expect(read(structuredClone(whole))).toEqual({ spec: whole, dropped: [] });
  expectTypeOf<ChannelName>().toEqualTypeOf<
    { [K in keyof ChartSpec]-?: Channel extends NonNullable<ChartSpec[K]> ? K : never }[keyof ChartSpec]
  >();
});

describe('what is not known is dropped', () => {
  test('at every level: links, styles, marks, code as text', () => {
    const hostile = {
      ...good,
      href: 'javascript:alert(1)',
      style: 'background:url(//evil)',
      marks: [{ type: 'image', src: '//evil' }],
      render: 'function () { return document.body }',
      title: { ...good.title, html: '<img src=//evil>' },
      x: { ...good.x, href: 'javascript:alert(1)', transform: 'x' },
      y: { ...good.y, names: { a: { zh: '甲', en: 'A', href: '//evil' } } },
      annotations: [{ axis: 'x', value: { column: 'mean', href: '//evil' }, href: 'javascript:alert(1)' }],
    };
    const { spec, dropped } = read(hostile);
    expect(JSON.stringify(spec)).not.toMatch(/evil|script|function|transform/);
    expect(dropped).toEqual([]);
    expect(spec).toMatchObject({
      kind: 'scatter',
      x: good.x,
      y: { ...good.y, names: { a: { zh: '甲', en: 'A' } } },
    });
  });

  test('keys of the prototype', () => {
    const spec = JSON.parse(
      '{"kind":"pareto","y":{"column":"a","__proto__":{"p":1}},"__proto__":{"x":{"column":"evil"}},"constructor":{"q":1}}',
    ) as object;
    expect(Object.keys(read(spec).spec!)).toEqual(['kind', 'y']);
    expect(({} as Record<string, unknown>)['p']).toBeUndefined();
    // What is only inherited was not in the file.
    expect(read(Object.create({ kind: 'bar' })).spec).toBeNull();
  });

  test('but a code of the data may be called like one', () => {
    const names = { constructor: { zh: '建造商', en: 'Builder' } };
    expect(read({ kind: 'pareto', y: { column: 'a', names } }).spec!.y!.names).toEqual(names);
  });
});

describe('a wrong value goes with its field', () => {
  const wrong: [string, object][] = [
    ['title', { title: { zh: 3, en: '' } }],
    ['title', { title: 'Sales' }],
    ['series', { series: { column: { href: 'x' } } }],
    ['series', { series: { column: 's', format: 'html' } }],
    ['series', { series: { column: 's', scale: 'url(#x)' } }],
    ['series', { series: { column: 'c'.repeat(5000) } }],
    ['series', { series: { column: '' } }],
    ['series', { series: null }],
    ['series', { series: ['s'] }],
    [
      'label',
      {
        label: {
          column: 'l',
          names: Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [i, good.title])),
        },
      },
    ],
    ['order', { order: Array.from({ length: 200_000 }, () => 'x') }],
    ['order', { order: Array.from({ length: 200_000 }, () => ({})) }],
    ['order', { order: [['a']] }],
    ['layout', { layout: 'stacked; position: fixed' }],
    ['annotations', { annotations: [{ axis: 'x', value: Infinity }] }],
    ['annotations', { annotations: Array.from({ length: 10_000 }, () => ({ axis: 'x', value: 1 })) }],
    ['annotations', { annotations: { length: 1e9 } }],
  ];
  test.each(wrong)('%s', (field, change) => {
    const { [field as 'title']: _, ...rest } = good;
    expect(read({ ...good, ...change })).toEqual({ spec: rest, dropped: [field] });
  });

  const lost: [string[], unknown][] = [
    [['x'], { ...good, x: { column: 'f', format: 'html' } }],
    [['x', 'title'], { ...good, x: 'f', title: 1 }],
    [['kind'], { ...good, kind: 'iframe' }],
    [['kind'], { ...good, kind: { toString: 'bar' } }],
    [['kind'], { ...good, kind: 'constructor' }],
    [['kind'], null],
    [['kind'], 'bar'],
    [['kind'], [good]],
  ];
  test.each(lost)('and with the spec where its kind needs it: %j', (fields, value) => {
    const { spec, dropped } = read(value);
    expect(spec).toBeNull();
    expect(dropped.toSorted()).toEqual(fields.toSorted());
  });

  test('a channel that another stands in for is not needed', () => {
    const spec = { kind: 'bar', x: 7, label: { column: 'l' }, y: { column: 'm' } };
    expect(read(spec)).toEqual({ spec: { ...spec, x: undefined }, dropped: ['x'] });
  });

  test('a chart that is only half set stays half set', () => {
    expect(read({ kind: 'bar', layout: 'x' })).toEqual({ spec: { kind: 'bar' }, dropped: ['layout'] });
  });
});

test('a chart as drawn is the same object every time, without what saving keeps', () => {
  const chart = { ...good, later: 1 } as ChartSpec;
  expect(drawnSpec(chart)).toEqual(good);
  expect(drawnSpec(chart)).toBe(drawnSpec(chart));
  expect(drawnSpec(null)).toBeNull();
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
