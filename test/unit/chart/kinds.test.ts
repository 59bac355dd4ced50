import type { Mark } from '../../../src/chart/figure.ts';
import { describe, expect, test } from 'vitest';
import { figureToSvg } from '../../../src/chart/export.ts';
import { mix, paletteFor } from '../../../src/chart/palette.ts';
import { BOLD, textWidth } from '../../../src/chart/text-width.ts';
import { drawn, press, table, texts } from './support.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';

const count = (figure: Element, selector: string) => figure.querySelectorAll(selector).length;

describe('bars', () => {
  test('one bar a category, its value beside it', () => {
    const rows = table({ c: ['甲', '乙', '丙'], v: [30, 20, -10] });
    const { element, note } = drawn(
      { kind: 'bar', x: { column: 'c' }, y: { column: 'v', format: 'integer' } },
      rows,
    );
    expect(count(element, '[data-part="bars"] rect')).toBe(3);
    expect(texts(element)).toEqual(expect.arrayContaining(['甲', '乙', '丙', '30', '20', '-10']));
    expect(note).toBeUndefined();
  });

  test('200 categories: the largest twenty, the rest summed and said', () => {
    const rows = table({
      c: Array.from({ length: 200 }, (_, i) => `c${i}`),
      v: Array.from({ length: 200 }, (_, i) => i + 1),
    });
    const { element, note } = drawn(
      { kind: 'bar', x: { column: 'c' }, y: { column: 'v', format: 'integer' } },
      rows,
      { lang: 'en' },
    );
    // 1 + 2 + … + 180
    expect(texts(element)).toEqual(expect.arrayContaining(['c199', 'c180', 'Other (180)', '16,290']));
    expect(texts(element)).not.toContain('c179');
    expect(note).toBe('Largest 20 of 200 shown, the rest as “Other”');
  });

  test('bins stand all of them, in their order and upright, however narrow the figure', () => {
    const bins = ['1–2', '3–4', '5–6', '7–8', '9–10', '11–12', '13–14', '15–16', '17–18', '19–20', '21+'];
    const rows = table({ c: bins, v: bins.map((_, i) => i) });
    const spec = { kind: 'bar', x: { column: 'c' }, y: { column: 'v', format: 'integer' } } as const;
    const { element, note } = drawn(spec, rows, { lang: 'en', width: 300 });
    expect(count(element, '[data-part="bars"] rect')).toBe(bins.length);
    const said = texts(element).filter((text) => bins.includes(text));
    // There is room for some of their names, and for that of the open one.
    expect(said).toEqual(bins.filter((bin) => said.includes(bin)));
    expect(said).toContain('21+');
    expect(note).toBeUndefined();
    expect(texts(drawn(spec, rows, { lang: 'en', width: 900 }).element)).toEqual(
      expect.arrayContaining(bins),
    );
    // Numbers of parts are no bins: the largest are drawn.
    const parts = table({
      c: Array.from({ length: 40 }, (_, i) => `${1000 + i}`),
      v: bins
        .concat(bins, bins, bins)
        .slice(0, 40)
        .map((_, i) => i),
    });
    expect(drawn(spec, parts, { lang: 'en' }).note).toContain('Largest 20 of 40');
  });

  test('rates are never added up: no bar for the rest', () => {
    const rows = table({
      c: Array.from({ length: 200 }, (_, i) => `c${i}`),
      v: Array.from({ length: 200 }, (_, i) => i / 200),
    });
    const { element, note } = drawn(
      { kind: 'bar', x: { column: 'c' }, y: { column: 'v', format: 'percent' } },
      rows,
      { lang: 'en' },
    );
    expect(count(element, '[data-part="bars"] rect')).toBe(20);
    expect(note).toBe('Largest 20 of 200 shown');
  });

  test('upright bars all carry their number, or none does', () => {
    const spec = {
      kind: 'bar',
      x: { column: 'c' },
      y: { column: 'v', format: 'integer' },
      series: { column: 's' },
      layout: 'grouped',
      orientation: 'vertical',
    } as const;
    const of = (largest: number) =>
      texts(
        drawn(
          spec,
          table({
            c: Array.from({ length: 16 }, (_, i) => `类 ${i >> 1}`),
            s: Array.from({ length: 16 }, (_, i) => `组 ${i % 2}`),
            v: Array.from({ length: 16 }, (_, i) => (i ? 37 : largest)),
          }),
        ).element,
      ).filter((text) => text === '37').length;
    expect(of(41)).toBe(15);
    expect(of(123_456)).toBe(0);
  });

  test('normalised parts of a category fill the same height', () => {
    const rows = table({ c: ['a', 'a', 'b', 'b'], s: ['x', 'y', 'x', 'y'], v: [1, 3, 30, 10] });
    const spec = {
      kind: 'bar',
      x: { column: 'c' },
      y: { column: 'v' },
      series: { column: 's' },
      layout: 'normalised',
    } as const;
    const { element } = drawn(spec, rows);
    expect(texts(element).filter((t) => t.endsWith('%') && t !== '100%')).toEqual(
      expect.arrayContaining(['25%', '75%']),
    );
    const bars = [...element.querySelectorAll('[data-part="bars"] rect')].map((bar) =>
      Number(bar.getAttribute('height')),
    );
    expect(bars).toHaveLength(4);
    expect(bars[0]! / (bars[1]! + 1)).toBeCloseTo(1 / 3, 2);
    expect(bars[2]! / (bars[3]! + 1)).toBeCloseTo(3, 1);
  });

  test('horizontal bars read either way round', () => {
    const rows = table({ c: ['甲', '乙'], v: [3, 2] });
    const one = drawn(
      { kind: 'bar', x: { column: 'c' }, y: { column: 'v' }, orientation: 'horizontal' },
      rows,
    );
    const other = drawn(
      { kind: 'bar', x: { column: 'v' }, y: { column: 'c' }, orientation: 'horizontal' },
      rows,
    );
    const boxes = (figure: Element) =>
      [...figure.querySelectorAll('[data-part="bars"] rect')].map((b) => b.outerHTML);
    expect(boxes(other.element)).toEqual(boxes(one.element));
  });
});

describe('intervals', () => {
  const rows = table({
    c: ['甲', '乙', '丙'],
    v: [0.3, 0.5, 0.2],
    lo: [0.2, 0.4, null],
    hi: [0.41, 0.6, null],
  });
  const ends = { low: { column: 'lo' }, high: { column: 'hi' } };
  const rate = { column: 'v', format: 'percent' } as const;
  const walk = (element: Element, n: number) => Array.from({ length: n }, () => press(element, 'ArrowRight'));

  test('a bar has a whisker from end to end and says it; one without both ends has none', () => {
    const spec = { kind: 'bar', x: { column: 'c' }, y: rate, orientation: 'horizontal', ...ends } as const;
    const { element } = drawn(spec, rows, { lang: 'en' });
    expect(count(element, '[data-part="whisker"]')).toBe(2);
    const bar = element.querySelectorAll('[data-part="bars"] rect')[0]!;
    const [left, right] = [0.2, 0.41].map(
      (v) => Number(bar.getAttribute('x')) + (Number(bar.getAttribute('width')) * v) / 0.3,
    );
    const drawnTo = element.querySelector('[data-part="whisker"] path')!.getAttribute('d')!;
    const [x1, x2] = [...drawnTo.matchAll(/[ML](-?[\d.]+),/g)].map((m) => Number(m[1]));
    expect(x1).toBeCloseTo(left!, 0);
    expect(x2).toBeCloseTo(right!, 0);
    expect(walk(element, 3)).toEqual([
      '甲, v 30.0%, 95% interval 20.0% – 41.0%',
      '乙, v 50.0%, 95% interval 40.0% – 60.0%',
      '丙, v 20.0%',
    ]);
  });

  test('rows that are added up have no interval of their own', () => {
    const twice = table({ c: ['甲', '甲'], v: [3, 4], lo: [2, 3], hi: [5, 6] });
    const { element } = drawn({ kind: 'bar', x: { column: 'c' }, y: { column: 'v' }, ...ends }, twice);
    expect(count(element, '[data-part="whisker"]')).toBe(0);
  });

  test('a line has a band, a point by itself a whisker, and the axis holds both', () => {
    const months = table({ t: [1, 2, 3, 4], v: [5, 6, null, 7], lo: [3, 4, null, 2], hi: [8, 9, null, 40] });
    const { element } = drawn({ kind: 'line', x: { column: 't' }, y: { column: 'v' }, ...ends }, months);
    expect(count(element, '[data-marks="area"] path')).toBe(1);
    expect(count(element, '[data-part="whisker"]')).toBe(1);
    expect(texts(element)).toContain('40');
    expect(press(element, 'ArrowRight')).toBe('1, v 5, 95% 区间 3 – 8');
  });

  test('a gauge has an arc over its interval and says it', () => {
    const one = table({ v: [36], lo: [32.8], hi: [39.9] });
    const { element } = drawn({ kind: 'gauge', value: { column: 'v', format: 'number' }, ...ends }, one);
    expect(count(element, '[data-part="whisker"]')).toBe(1);
    expect(texts(element)).toContain('95% 区间 32.8 – 39.9');
  });

  test('a gauge says its score to a tenth, as the sentences do', () => {
    const one = table({ v: [36.34], lo: [32.74], hi: [39.81] });
    const { element } = drawn({ kind: 'gauge', value: { column: 'v', format: 'number' }, ...ends }, one);
    expect(texts(element)).toContain('36.3');
    expect(texts(element)).toContain('95% 区间 32.7 – 39.8');
  });

  test('a rule far beyond the bars is named below, and does not press them into a corner', () => {
    const rates = table({ k: ['a', 'b'], v: [0.077, 0.01] });
    const spec = (limit: number): ChartSpec => ({
      kind: 'bar',
      orientation: 'horizontal',
      x: { column: 'v', format: 'percent' },
      y: { column: 'k', scale: 'band' },
      annotations: [{ axis: 'y', value: limit, label: { zh: '告警线', en: 'alarm' } }],
    });
    const widths = (limit: number) =>
      [...drawn(spec(limit), rates).element.querySelectorAll('[data-part="bars"] rect, rect')].map((r) =>
        Number(r.getAttribute('width')),
      );
    const [far, near] = [drawn(spec(0.3), rates), drawn(spec(0.1), rates)];
    expect(far.note).toContain('告警线（30.0%）在图外');
    expect(near.note ?? '').not.toContain('在图外');
    expect(texts(near.element)).toContain('告警线');
    expect(Math.max(...widths(0.3))).toBeGreaterThan(0.9 * Math.max(...widths(0.1)));
  });

  test('a heat cell says its interval', () => {
    const cells = table({ x: ['a'], y: ['b'], v: [0.2], lo: [0.1], hi: [0.3] });
    const spec = { kind: 'heatmap', x: { column: 'x' }, y: { column: 'y' }, value: rate, ...ends } as const;
    expect(press(drawn(spec, cells, { lang: 'en' }).element, 'Home')).toBe(
      'b · a, v 20.0%, 95% interval 10.0% – 30.0%',
    );
  });
});

test('heat of values on both sides of zero has a hue for each, and zero none', () => {
  const rows = table({ x: ['a', 'b', 'c'], y: ['s', 's', 's'], v: [-2, 0, 2] });
  const { element } = drawn(
    { kind: 'heatmap', x: { column: 'x' }, y: { column: 'y' }, value: { column: 'v', format: 'number' } },
    rows,
  );
  const { wash, accent, series } = paletteFor('light');
  const fills = [...element.querySelectorAll('rect')].slice(-3).map((rect) => rect.getAttribute('fill'));
  expect(fills).toEqual([series[1], wash, accent]);
});

test('rates of several rows in one cell show their mean, and it is said', () => {
  const rows = table({ x: [1, 1], y: ['s', 's'], v: [0.2, 0.4] });
  const { element, note } = drawn(
    { kind: 'cohort', x: { column: 'x' }, y: { column: 'y' }, value: { column: 'v', format: 'percent' } },
    rows,
    { lang: 'en' },
  );
  expect(press(element, 'Home')).toContain('v 30.0%');
  expect(note).toContain('mean');
});

test('paths of many steps are wider than their frame, so that names can be read', () => {
  const steps = Array.from({ length: 8 }, (_, i) => i + 1);
  const rows = table({
    s: steps,
    a: steps.map(() => '商品详情'),
    b: steps.map(() => '商品详情'),
    n: steps.map(() => 9),
  });
  const { element } = drawn(
    {
      kind: 'sankey',
      step: { column: 's' },
      source: { column: 'a' },
      target: { column: 'b' },
      value: { column: 'n' },
    },
    rows,
    { width: 360 },
  );
  expect(Number(element.querySelector('svg')!.getAttribute('width'))).toBeGreaterThan(700);
  expect(texts(element).filter((text) => text === '商品详情')).toHaveLength(9);
});

describe('quadrants', () => {
  const rows = table({
    x: [1, 1, 9, 9],
    y: [1, 9, 9, 1],
    s: ['低价低频', '高价低频', '高价高频', '低价高频'],
  });
  const cut = (axis: 'x' | 'y') => ({ axis, value: 5 });
  const spec = {
    kind: 'scatter',
    x: { column: 'x' },
    y: { column: 'y' },
    series: { column: 's' },
    annotations: [cut('x'), cut('y')],
  } as const;

  test('a series to each is named in its corner, without a legend', () => {
    const { element } = drawn({ ...spec, annotations: [...spec.annotations] }, rows);
    const named = [...element.querySelectorAll('[data-part="quadrant"]')];
    expect(named.map((node) => node.textContent).sort()).toEqual([...rows.data[2]!].sort());
    const at = (name: string) => named.find((node) => node.textContent === name)!;
    const height = (name: string) => Number(at(name).getAttribute('y'));
    expect(at('高价高频').getAttribute('text-anchor')).toBe('end');
    expect(at('高价低频').getAttribute('text-anchor')).toBe('start');
    expect(height('高价高频')).toBeLessThan(height('低价高频'));
    expect(count(element, '[data-part="legend"]')).toBe(0);
  });

  test('series that spread over several keep their legend', () => {
    const spread = table({ x: [1, 9, 9, 9], y: [1, 9, 9, 1], s: ['甲', '甲', '乙', '乙'] });
    const { element } = drawn({ ...spec, annotations: [...spec.annotations] }, spread);
    expect(count(element, '[data-part="quadrant"]')).toBe(0);
    expect(count(element, '[data-part="legend"] rect')).toBe(2);
  });
});

describe('scatter', () => {
  test('more than 5,000 points are sampled, the same each time, and said', { tags: ['whole'] }, () => {
    const n = 12_000;
    const rows = table({
      x: Array.from({ length: n }, (_, i) => i),
      y: Array.from({ length: n }, (_, i) => (i * 7919) % 1000),
    });
    const spec = { kind: 'scatter', x: { column: 'x' }, y: { column: 'y' } } as const;
    const first = drawn(spec, rows, { lang: 'en' });
    expect(first.note).toBe('5,000 of 12,000 points drawn');
    expect(count(first.element, 'circle')).toBe(5000);
    expect(drawn(spec, rows, { lang: 'en' }).element.outerHTML).toBe(first.element.outerHTML);
  });

  test('only labelled rows carry a label, and none lies on another', () => {
    const n = 60;
    const rows = table(
      {
        x: Array.from({ length: n }, (_, i) => i % 3),
        y: Array.from({ length: n }, (_, i) => i % 2),
        l: Array.from({ length: n }, (_, i) => (i < 20 ? `客户 ${i}` : null)),
      },
      { l: 'text' },
    );
    const { element } = drawn(
      { kind: 'scatter', x: { column: 'x' }, y: { column: 'y' }, label: { column: 'l' } },
      rows,
    );
    const labels = texts(element).filter((t) => t.startsWith('客户'));
    // Six distinct places: the twenty labels cannot all stand.
    expect(labels.length).toBeGreaterThan(2);
    expect(labels.length).toBeLessThan(20);
    expect(new Set(labels).size).toBe(labels.length);
  });

  test('what a log axis cannot show is counted', () => {
    const rows = table({ x: [0, 1, 10], y: [1, -2, 100] });
    const spec = {
      kind: 'scatter',
      x: { column: 'x', scale: 'log' },
      y: { column: 'y', scale: 'log' },
    } as const;
    const { element, note } = drawn(spec, rows);
    expect(count(element, 'circle')).toBe(1);
    expect(note).toContain('2 个');
  });
});

describe('pareto', () => {
  test('the mark stands where the running share first reaches 80 %', () => {
    // 50, 20, 10, … of 100: three items of six make 80 %.
    const rows = table({ c: ['a', 'b', 'c', 'd', 'e', 'f'], v: [50, 20, 10, 8, 7, 5] });
    const { element } = drawn({ kind: 'pareto', x: { column: 'c' }, y: { column: 'v' } }, rows);
    expect(texts(element)).toContain('3 (50.0%) → 80%');
  });

  test('many items become an area over ranks; given shares are used as they are', () => {
    const n = 1000;
    const rows = table(
      {
        r: Array.from({ length: n }, (_, i) => i + 1),
        s: Array.from({ length: n }, (_, i) => Math.min(1, ((i + 1) * 2) / n)),
      },
      { r: 'integer' },
    );
    const { element } = drawn(
      { kind: 'pareto', x: { column: 'r' }, y: { column: 's', format: 'percent' } },
      rows,
    );
    expect(texts(element)).toContain('400 (40.0%) → 80%');
    expect(count(element, '[data-marks="area"] path')).toBe(1);
  });
});

describe('names of codes', () => {
  test('a channel names its codes; gathered and ending values are named everywhere', () => {
    const rows = table({
      t: ['甲', '甲', '(other)'],
      m: ['customers', 'revenue', 'revenue'],
      v: [0.2, 0.6, 0.4],
    });
    const names = { customers: { zh: '客户占比', en: 'Share of customers' } };
    const { element } = drawn(
      {
        kind: 'bar',
        x: { column: 'v', format: 'percent' },
        y: { column: 't' },
        series: { column: 'm', names },
        layout: 'grouped',
        orientation: 'horizontal',
      },
      rows,
    );
    expect(texts(element)).toEqual(expect.arrayContaining(['客户占比', 'revenue', '其他']));
    expect(texts(element)).not.toContain('customers');
  });
});

test('a breakdown by nothing is a single series', () => {
  const rows = table({ t: [1, 2, 3], v: [4, 5, 6], s: ['(all)', '(all)', '(all)'] });
  const spec = { kind: 'line', x: { column: 't' }, y: { column: 'v', format: 'integer' } } as const;
  const split = drawn({ ...spec, series: { column: 's' } }, rows);
  expect(split.element.outerHTML).toBe(drawn(spec, rows).element.outerHTML);
});

test('a long title takes two lines', () => {
  const rows = table({ c: ['a'], v: [1] });
  const title = 'Concentration: customers from largest to smallest, each bar one hundredth of them';
  const { element } = drawn({ kind: 'bar', x: { column: 'c' }, y: { column: 'v' } }, rows, {
    title,
    width: 420,
  });
  const lines = texts(element).filter((text) => title.includes(text) && text.length > 10);
  expect(lines).toHaveLength(2);
  expect(lines.join(' ')).toBe(title);
});

test('the first line of a title ends before what is laid over the upper right', () => {
  const rows = table({ c: ['a'], v: [1] });
  const spec = { kind: 'bar', x: { column: 'c' }, y: { column: 'v' } } as const;
  const title = 'Concentration: customers from the largest on';
  const width = Math.ceil(textWidth(title, 13) * BOLD) + 10;
  const linesOf = (aside = 0) =>
    texts(drawn(spec, rows, { title, width, aside }).element).filter(
      (text) => title.includes(text) && text.length > 5,
    );
  expect(linesOf()).toEqual([title]);
  const lines = linesOf(84);
  expect(lines.join(' ')).toBe(title);
  expect(textWidth(lines[0]!, 13) * BOLD).toBeLessThanOrEqual(width - 84);
});

describe('pareto over slices', () => {
  test('x in percent: the mark is read off the curve between two slices', () => {
    // Ten slices of a tenth: 50 %, 25 %, 10 %, then the rest; 80 % lies half-way through the third.
    const amounts = [50, 25, 10, 5, 4, 3, 1, 1, 0.5, 0.5];
    let run = 0;
    const rows = table({
      x: amounts.map((_, i) => (i + 1) / 10),
      y: amounts,
      s: amounts.map((a) => (run += a) / 100),
    });
    const { element } = drawn(
      {
        kind: 'pareto',
        x: { column: 'x', format: 'percent' },
        y: { column: 'y', format: 'money' },
        value: { column: 's', format: 'percent' },
      },
      rows,
    );
    expect(texts(element)).toContain('前 25% → 80%');
    expect(count(element, '[data-marks="rect"] rect')).toBe(10);
  });
});

describe('sankey', () => {
  test('the words of a node stand on a plate of their own, drawn over every ribbon', () => {
    const rows = table({ s: ['home', 'home'], t: ['cart', 'list'], n: [5, 3] });
    const spec: ChartSpec = {
      ...{ kind: 'sankey', source: { column: 's' }, target: { column: 't' }, value: { column: 'n' } },
    };
    const { element } = drawn(spec, rows);
    const svg = element.querySelector('svg')!;
    const order = [...svg.children];
    const ribbons = order.indexOf(svg.querySelector('[data-part="links"]')!);
    const plates = [...svg.querySelectorAll('[data-part="plate"]')];
    expect(plates).toHaveLength(3);
    for (const plate of plates) {
      expect(order.indexOf(plate)).toBeGreaterThan(ribbons);
      const text = plate.nextElementSibling!;
      expect(text.tagName.toLowerCase()).toBe('text');
      expect(Number(plate.getAttribute('x'))).toBeLessThan(Number(text.getAttribute('x')));
    }
  });

  const rows = table({
    step: [1, 1, 2, 2],
    from: ['首页', '首页', '搜索', '详情'],
    to: ['搜索', '详情', '支付', '支付'],
    n: [60, 40, 15, 40],
  });
  const spec = {
    kind: 'sankey',
    step: { column: 'step' },
    source: { column: 'from' },
    target: { column: 'to' },
    value: { column: 'n', format: 'integer' },
  } as const;

  test('each node says what went on and what ended', () => {
    const { element } = drawn(spec, rows);
    const said = texts(element);
    expect(said).toEqual(
      expect.arrayContaining(['首页 100', '搜索 60', '25% 继续 · 75% 离开', '详情 40', '支付 55']),
    );
    expect(said).toEqual(expect.arrayContaining(['第 1 步 · 100', '第 3 步 · 55']));
    expect(count(element, '[data-part="links"] path')).toBe(4);
    expect(count(element, '[data-part="end"]')).toBe(1);
  });

  test('a few who leave are not told as none, nor none as "-0%"; what the stubs are is said', () => {
    const few = table(
      { step: [1, 1, 2], from: ['首页', '首页', '搜索'], to: ['搜索', null, null], n: [999, 1, 999] },
      { to: 'text' },
    );
    const narrow = drawn(spec, few, { width: 320 });
    expect(texts(narrow.element).join(' ')).not.toMatch(/-0%/);
    expect(narrow.note).toMatch(/灰色短条/);
    expect(texts(drawn(spec, few, { width: 1200 }).element)).toContain('100% 继续 · <1% 离开');
  });

  test('a null target ends the flow; what the SQL gathered is grey and last', () => {
    const ends = table(
      { step: [1, 1, 1], from: ['首页', '首页', '(other)'], to: ['搜索', null, '(other)'], n: [60, 40, 30] },
      { to: 'text' },
    );
    const { element } = drawn(spec, ends);
    expect(texts(element)).toEqual(expect.arrayContaining(['首页 100', '60% 继续 · 40% 离开', '其他 (30)']));
    expect(count(element, '[data-part="end"]')).toBe(1);
  });

  test('a return to an earlier page is no cycle', () => {
    const loop = table({ step: [1, 2, 3], from: ['a', 'b', 'a'], to: ['b', 'a', 'b'], n: [9, 6, 3] });
    const { element } = drawn(spec, loop);
    expect(count(element, '[data-part="links"] path')).toBe(3);
  });

  test('twenty targets: seven named, the rest gathered without loss', () => {
    const many = table({
      step: Array.from({ length: 20 }, () => 1),
      from: Array.from({ length: 20 }, () => '首页'),
      to: Array.from({ length: 20 }, (_, i) => `页 ${i}`),
      n: Array.from({ length: 20 }, (_, i) => 20 - i),
    });
    const { element } = drawn(spec, many);
    // 20 + 19 + … + 14 named, 13 + … + 1 = 91 gathered of 210.
    expect(texts(element)).toEqual(expect.arrayContaining(['首页 210', '其他 (91)']));
    expect(count(element, '[data-part="links"] path')).toBe(8);
  });
});

describe('other kinds', () => {
  test('heatmap: all weekdays and every hour between, the number in its cell', () => {
    const rows = table({ w: [1, 5], h: [8, 12], n: [3, 700] });
    const { element } = drawn(
      {
        kind: 'heatmap',
        x: { column: 'h', format: 'hour' },
        y: { column: 'w', format: 'weekday' },
        value: { column: 'n', format: 'integer' },
      },
      rows,
    );
    const said = texts(element);
    for (const word of ['周一', '周二', '周日', '8', '10', '12', '3', '700']) expect(said).toContain(word);
    // One box for each of seven days and five hours, those without rows hollow.
    const boxes = [...element.querySelectorAll('rect[height="27"]')];
    const places = new Set(boxes.map((box) => `${box.getAttribute('x')} ${box.getAttribute('y')}`));
    expect([boxes.length, places.size]).toEqual([35, 35]);
    const { paper, wash } = paletteFor('light');
    const hollow = boxes.filter((box) => box.getAttribute('fill') === mix(paper, wash, 0.6));
    expect(hollow.length).toBe(33);
  });

  test('funnel: shares of the step before and of the first, the worst step marked', () => {
    const rows = table({ c: ['浏览', '加购', '支付'], v: [1000, 400, 300] });
    const { element } = drawn(
      { kind: 'funnel', x: { column: 'c' }, y: { column: 'v', format: 'integer' } },
      rows,
    );
    const said = texts(element).join(' | ');
    expect(said).toContain('上一步的 40.0% · 流失率最高 (-600)');
    expect(said).toContain('上一步的 75.0%');
    expect(said).toContain('300 30.0%');
  });

  test('pie: the total stays in the hole, however narrow the figure', () => {
    const spec = { kind: 'pie', x: { column: 'c' }, y: { column: 'v', format: 'integer' } } as const;
    const rows = table({ c: ['a', 'b'], v: [100_000, 23_951] });
    const fits = (width: number) => {
      const { element: figure } = drawn(spec, rows, { width });
      const total = [...figure.querySelectorAll('text')].find((t) => t.textContent === '123,951')!;
      const hole =
        2 * Number(/A(\d[\d.]*)/g.exec(figure.querySelector('path')!.getAttribute('d')!)![1]) * 0.62;
      return [
        textWidth('123,951', Number(total.getAttribute('font-size'))) < hole,
        total.getAttribute('font-size'),
      ];
    };
    expect(fits(280)[0]).toBe(true);
    expect(fits(880)).toEqual([true, '19']);
  });

  test('pie: shares of the whole; negative values are refused in words', () => {
    const spec = { kind: 'pie', x: { column: 'c' }, y: { column: 'v', format: 'integer' } } as const;
    const { element } = drawn(spec, table({ c: ['a', 'b'], v: [30, 10] }));
    expect(texts(element)).toEqual(expect.arrayContaining(['75.0% · 30', '25.0% · 10', '40']));
    expect(texts(drawn(spec, table({ c: ['a', 'b'], v: [30, -10] })).element)).toContain(
      '含负值，无法画占比图',
    );
  });

  test('kpi: each tile in its own format, change against the period before', () => {
    const rows = table({
      k: ['客户', '销售额', '复购率'],
      v: [4264, 8577123, 0.651],
      p: [4000, 8577123, 0.641],
      f: ['integer', 'money', 'percent'],
    });
    const { element } = drawn(
      {
        kind: 'kpi',
        label: { column: 'k' },
        value: { column: 'v' },
        previous: { column: 'p' },
        formats: { column: 'f' },
      },
      rows,
      { currency: 'GBP' },
    );
    const said = [...element.querySelectorAll('dd')].map((dd) => dd.textContent);
    expect(said).toEqual([
      '4,264',
      '↑ 6.6% · 上期 4,000',
      '£858 万',
      '= 0.0% · 上期 £858 万',
      '65.1%',
      '↑ 1.0 个百分点 · 上期 64.1%',
    ]);
  });

  test('cohort: the first period, always whole, takes no heat', () => {
    const rows = table({ c: ['一月', '一月', '二月'], p: [0, 1, 0], v: [1, 0.4, 1] });
    const { element } = drawn(
      { kind: 'cohort', x: { column: 'p' }, y: { column: 'c' }, value: { column: 'v', format: 'percent' } },
      rows,
    );
    expect(texts(element).filter((t) => t === '100')).toHaveLength(2);
    expect(texts(element)).toContain('40.0');
  });

  test('histogram of single values: each bar opens the values it counts, every one is in one bar', () => {
    const values = [...Array.from({ length: 99 }, (_, i) => i / 10), 9000];
    const opened: Mark[] = [];
    const marks = { reaches: () => true, open: (mark: Mark) => void opened.push(mark) };
    const { element } = drawn({ kind: 'histogram', x: { column: 'v' } }, table({ v: values }), { marks });
    for (let before = -1; opened.length > before;) {
      before = opened.length;
      press(element, 'ArrowRight');
      press(element, 'Enter');
      if (opened.at(-1) === opened.at(-2)) opened.pop();
    }
    const inBin = opened.map(
      ({ range }) => values.filter((v) => v >= range!.from && (range!.to === null || v < range!.to)).length,
    );
    expect(inBin.length).toBeGreaterThan(5);
    expect(inBin.reduce((a, b) => a + b, 0)).toBe(values.length);
    expect(opened.at(-1)?.range).toMatchObject({ column: 'v', to: null });
    // Bins that the rows bring stand each for its row.
    const grouped = table({ v: [0, 10], n: [3, 4] });
    const bins = drawn({ kind: 'histogram', x: { column: 'v' }, y: { column: 'n' } }, grouped, { marks });
    opened.length = 0;
    press(bins.element, 'ArrowRight');
    press(bins.element, 'Enter');
    expect(opened).toEqual([{ row: 0, columns: ['v'], words: expect.any(String) }]);
  });

  test('histogram: every value is in a bin, far ones in the last and said', () => {
    const rows = table({ v: [...Array.from({ length: 1000 }, (_, i) => i % 100), 1e9] });
    const { element, note } = drawn({ kind: 'histogram', x: { column: 'v', format: 'integer' } }, rows, {
      lang: 'en',
    });
    expect(note).toMatch(/^1 value of .* or more is/);
    expect(count(element, '[data-marks="rect"] rect')).toBeGreaterThan(5);
  });

  test('line: a null leaves a gap, series are named at their ends', () => {
    const rows = table({
      t: [1, 2, 3, 1, 2, 3],
      v: [1, null, 3, 4, 5, 6],
      s: ['甲', '甲', '甲', '乙', '乙', '乙'],
    });
    const { element } = drawn(
      { kind: 'line', x: { column: 't' }, y: { column: 'v' }, series: { column: 's' } },
      rows,
    );
    expect(texts(element)).toEqual(expect.arrayContaining(['甲', '乙']));
    expect(count(element, 'circle')).toBe(5);
  });

  test('line on a log axis: what is not above zero is a counted gap', () => {
    const rows = table({ t: [1, 2, 3, 4], v: [1, 0, 1000, 10] });
    const spec = { kind: 'line', x: { column: 't' }, y: { column: 'v', scale: 'log' } } as const;
    const { element, note } = drawn(spec, rows, { lang: 'en' });
    expect(texts(element)).toEqual(expect.arrayContaining(['1', '10', '100', '1k']));
    expect(note).toMatch(/^1 value of/);
    expect(count(element, 'circle')).toBe(3);
  });

  test('a column that is not there is named', () => {
    const { element } = drawn({ kind: 'bar', x: { column: 'gone' }, y: { column: 'v' } }, table({ v: [1] }), {
      lang: 'en',
    });
    expect(texts(element).join()).toContain('gone');
  });
});

describe('reading values out', () => {
  const rows = table({ c: ['甲', '乙'], v: [30, 20] });
  const figure = () =>
    drawn({ kind: 'bar', x: { column: 'c' }, y: { column: 'v', format: 'integer' } }, rows, { title: '各类' })
      .element;

  test('arrow keys walk through the marks, Escape leaves', () => {
    const element = figure();
    expect(element.tabIndex).toBe(0);
    expect(element.querySelector('svg')?.getAttribute('role')).toBe('img');
    expect(element.querySelector('svg')?.getAttribute('aria-label')).toBe('各类 · 条形图');
    expect(press(element, 'ArrowRight')).toBe('甲, v 30');
    expect(press(element, 'ArrowRight')).toBe('乙, v 20');
    expect(press(element, 'ArrowRight')).toBe('乙, v 20');
    expect(press(element, 'Home')).toBe('甲, v 30');
    expect(count(element, '[data-part="cursor"] rect')).toBe(2);
    expect(press(element, 'Escape')).toBe('');
    expect(count(element, '[data-part="cursor"] *')).toBe(0);
  });

  test('an exported SVG stands alone: ground, no style, no cursor', () => {
    const element = figure();
    press(element, 'ArrowRight');
    const svg = figureToSvg(element, '#fbfaf7')!;
    expect(svg).toContain('fill="#fbfaf7"');
    expect(svg).not.toMatch(/<style|style="|data-part="cursor"/);
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(svg).not.toContain('data-part="note"');
    const text = `一组没有画出。${'Two groups are not drawn. '.repeat(20)}`;
    const noted = figureToSvg(element, '#fbfaf7', { text, fill: '#5c6370' })!;
    const lines = [...noted.matchAll(/fill="#5c6370"[^>]* data-part="note">([^<]+)</g)].map(
      ([, line]) => line!,
    );
    expect(lines.join(' ')).toBe(text.trim());
    const size = (of: string, side: string) => Number(new RegExp(` ${side}="([0-9.]+)"`).exec(of)![1]);
    expect(size(noted, 'height')).toBe(size(svg, 'height') + 16 * lines.length);
    for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(size(svg, 'width') - 40);
    expect(figureToSvg(drawn({ kind: 'kpi', value: { column: 'v' } }, rows).element, '#fff')).toBeNull();
  });
});
