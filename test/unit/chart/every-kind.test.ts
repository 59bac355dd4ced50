import { afterEach, describe, expect, test } from 'vitest';
import { contrast, paletteFor } from '../../../src/chart/palette.ts';
import { MAX_MARKS } from '../../../src/chart/sample.ts';
import type { Channel, ChartSpec } from '../../../src/chart/spec.ts';
import type { Rows } from '../../../src/engine/api.ts';
import type { Lang } from '../../../src/i18n/text.ts';
import { PART, few, upTo } from '../../tools/breadth.ts';
import { collisions, outside, placed, type Placed } from './layout.ts';
import { drawn, press, table, texts } from './support.ts';

const channel = (column: string, zh: string, en: string, more: Partial<Channel> = {}): Channel => ({
  column,
  label: { zh, en },
  ...more,
});
const category = channel('c', '品类', 'Category');
const group = channel('d', '分组', 'Group');
const step = channel('n', '步', 'Step', { format: 'integer' });
const amount = channel('a', '金额', 'Amount', { format: 'money' });
const days = channel('a', '间隔', 'Gap', { format: 'days' });
const count = channel('a', '人数', 'People', { format: 'integer' });
const share = channel('b', '占比', 'Share', { format: 'percent' });

/** Specs of every kind over the same columns, with the words their figure must show (of an axis, or of the measure). */
const SPECS: { spec: ChartSpec; says: (lang: Lang) => string[] }[] = [
  { spec: { kind: 'line', x: step, y: amount }, says: (l) => [step.label![l], unit(amount, l)] },
  { spec: { kind: 'line', x: category, y: count, series: group }, says: (l) => [count.label![l]] },
  {
    spec: { kind: 'bar', x: category, y: amount, annotations: [rule('y', 8)] },
    says: (l) => [unit(amount, l)],
  },
  {
    spec: { kind: 'bar', x: step, y: days, orientation: 'vertical' },
    says: (l) => [step.label![l], unit(days, l)],
  },
  {
    spec: {
      kind: 'bar',
      x: category,
      y: count,
      low: channel('b', '低', 'low'),
      high: channel('a', '高', 'high'),
    },
    says: (l) => [count.label![l]],
  },
  {
    spec: { kind: 'bar', x: category, y: count, series: group, layout: 'grouped', orientation: 'vertical' },
    says: (l) => [count.label![l]],
  },
  {
    spec: {
      kind: 'line',
      x: step,
      y: amount,
      low: channel('b', '低', 'low'),
      high: channel('a', '高', 'high'),
    },
    says: (l) => [unit(amount, l)],
  },
  { spec: { kind: 'gauge', value: count, low: channel('b', '低', 'low'), high: amount }, says: () => [] },
  {
    spec: { kind: 'bar', x: category, y: count, series: group, layout: 'grouped' },
    says: (l) => [count.label![l]],
  },
  {
    spec: {
      kind: 'bar',
      x: category,
      y: amount,
      series: group,
      layout: 'stacked',
      orientation: 'horizontal',
    },
    says: (l) => [unit(amount, l)],
  },
  {
    spec: { kind: 'bar', x: category, y: count, series: group, layout: 'normalised' },
    says: (l) => [count.label![l]],
  },
  { spec: { kind: 'bar', x: category, y: count, facet: group }, says: (l) => [count.label![l]] },
  { spec: { kind: 'pie', x: category, y: amount }, says: (l) => [amount.label![l]] },
  {
    spec: {
      kind: 'scatter',
      x: step,
      y: amount,
      label: category,
      series: group,
      annotations: [rule('x', 5), rule('y', 6)],
    },
    says: (l) => [step.label![l], unit(amount, l)],
  },
  {
    spec: {
      kind: 'scatter',
      x: { ...step, scale: 'log' },
      y: { ...days, scale: 'log' },
      value: channel('b', '大小', 'Size'),
    },
    says: (l) => [step.label![l], unit(days, l)],
  },
  { spec: { kind: 'heatmap', x: category, y: group, value: amount }, says: (l) => [amount.label![l]] },
  { spec: { kind: 'sankey', step, source: category, target: group, value: count }, says: () => [] },
  { spec: { kind: 'funnel', x: category, y: count }, says: (l) => [count.label![l]] },
  {
    spec: { kind: 'pareto', x: category, y: amount },
    says: (l) => [{ zh: '累计占比', en: 'Cumulative share' }[l]],
  },
  { spec: { kind: 'cohort', x: step, y: category, value: share }, says: (l) => [share.label![l]] },
  { spec: { kind: 'gauge', value: count }, says: (l) => [count.label![l]] },
  { spec: { kind: 'histogram', x: days }, says: (l) => [unit(days, l)] },
  { spec: { kind: 'histogram', x: step, y: count }, says: (l) => [step.label![l], count.label![l]] },
  {
    spec: { kind: 'kpi', label: category, value: amount, previous: channel('b', '上期', 'Before') },
    says: () => [],
  },
  { spec: { kind: 'words', x: category, y: count, series: group }, says: (l) => [count.label![l]] },
];

function unit({ label, format }: Channel, lang: Lang): string {
  return `${label![lang]} (${format === 'money' ? '¥' : { zh: '天', en: 'days' }[lang]})`;
}

function rule(axis: 'x' | 'y', value: number) {
  return { axis, value, label: { zh: '平均水平', en: 'the average' } };
}

const rowsOf = (
  n: number,
  make: (i: number) => [c: unknown, d: unknown, n: unknown, a: unknown, b: unknown],
): Rows => {
  const made = Array.from({ length: n }, (_, i) => make(i));
  const at = (k: number) => made.map((row) => row[k]);
  return table(
    { c: at(0), d: at(1), n: at(2), a: at(3), b: at(4) },
    { c: 'text', d: 'text', n: 'integer', a: 'number', b: 'number' },
  );
};

const HOSTILE = '"><img src=x onerror=alert(1)><a href="javascript:alert(1)" style="x:y">';
const TABLES: Record<string, Rows> = {
  'no row': rowsOf(0, () => [null, null, null, null, null]),
  'one row': rowsOf(1, () => ['甲', '乙', 1, 5, 0.5]),
  'one category': rowsOf(9, (i) => ['甲', '乙', i + 1, 5 + (i % 3), 0.5]),
  'many rows': rowsOf(60, (i) => [
    `类${i % 12}`,
    `组${i % 4}`,
    (i % 12) + 1,
    10 + ((i * 7) % 13),
    (i % 10) / 10,
  ]),
  'one huge outlier': rowsOf(40, (i) => [`c${i}`, 'x', i + 1, i === 20 ? 1e15 : i + 1, 0.1]),
  '200 categories': rowsOf(200, (i) => [`品类 ${i}`, `组 ${i % 30}`, i + 1, 200 - i, i / 200]),
  'negative values': rowsOf(12, (i) => [`c${i}`, `d${i % 2}`, i + 1, i % 2 ? -i : i, -0.1]),
  'only negative values': rowsOf(5, (i) => [`c${i}`, `d${i % 2}`, i + 1, -1000 * (i + 1), -0.1]),
  'all equal': rowsOf(12, (i) => [`c${i}`, `d${i % 3}`, i + 1, 7, 0.25]),
  zeros: rowsOf(6, (i) => [`c${i}`, 'd', i, 0, 0]),
  nulls: rowsOf(12, (i) => [
    i % 3 ? `c${i}` : null,
    i % 4 ? 'd' : null,
    i % 5 ? i : null,
    i % 2 ? null : i,
    null,
  ]),
  'all null': rowsOf(5, () => [null, null, null, null, null]),
  'long Chinese names': rowsOf(30, (i) => [
    `一家名字非常非常非常长的客户有限责任公司第${i}分公司`,
    `华东大区第${i % 3}销售管理中心与渠道拓展部`,
    i + 1,
    1_234_567 * (i + 5),
    0.2,
  ]),
  'markup in names': rowsOf(8, (i) => [`${HOSTILE}${i}`, HOSTILE, i + 1, i + 1, 0.3]),
};
const EMPTY = new Set(['no row', 'all null']);

/** Every language, theme and width, in the long run each with each of the others once. */
const LOOKS = [
  { lang: 'zh', theme: 'light', width: 880 },
  { lang: 'en', theme: 'dark', width: 360 },
  { lang: 'zh', theme: 'dark', width: 360 },
  { lang: 'en', theme: 'light', width: 880 },
] as const;
const TITLE = { zh: '各品类的金额与人数', en: 'Amount and people by category' };

// Figures that a test has looked through stay in memory until the event loop has its turn, hundreds of megabytes of
// them, which the collector copies again and again.
afterEach(() => new Promise((done) => void setImmediate(done)));

const specs = SPECS.map(({ spec, says }, i) => [`${spec.kind} ${i}`, spec, says] as const);

describe.each(Object.entries(TABLES).map(([name, rows], at) => [name, rows, at] as const))(
  '%s',
  (name, rows, at) => {
    // In the part each table with every fifth spec, others for the next, so that each spec meets some tables.
    test.each(PART ? few(specs.slice(at % 10), 10) : specs)('%s is drawn whole', (_kind, spec, says) => {
      for (const look of LOOKS.slice(0, upTo(2, 4))) {
        const at = `${look.lang} ${look.theme} ${look.width}`;
        const { element } = drawn({ ...spec, title: TITLE }, rows, look);
        expect(unsafe(element), at).toEqual([]);
        expect(element.querySelectorAll('rect, circle, path').length, at).toBeLessThanOrEqual(MAX_MARKS + 50);
        const svg = element.querySelector(':scope > svg');
        expect((svg ?? element).getAttribute('aria-label'), at).toContain(TITLE[look.lang]);
        const said = texts(element);
        if (!svg) {
          expect(element.querySelectorAll('dd').length, at).toBeGreaterThan(0);
          continue;
        }
        // A title of two lines at a narrow width is still the whole title.
        expect(said.join(' '), at).toContain(TITLE[look.lang]);
        const empty = !element.hasAttribute('tabindex');
        if (EMPTY.has(name)) expect(empty, at).toBe(true);
        if (empty) expect(said.length, `${at}: a sentence says why nothing is drawn`).toBe(2);
        else
          for (const word of says(look.lang))
            expect(
              said.some((text) => text.startsWith(word)),
              `${at}: “${word}” among ${said.slice(0, 60).join(' | ')}`,
            ).toBe(true);
        check(svg, look, at);
        for (const key of ['Home', 'End']) {
          if (empty) break;
          const spoken = press(element, key);
          expect(spoken, `${at}: ${key}`).toMatch(/\S/);
          const cursor = placed(element.querySelector('[data-part="cursor"]')!);
          expect(outside([...cursor.texts, ...cursor.marks], ...sizeOf(svg)), `${at} cursor`).toEqual([]);
        }
      }
    });
  },
);

const sizeOf = (svg: Element): [number, number] => [
  Number(svg.getAttribute('width')),
  Number(svg.getAttribute('height')),
];

/** Nothing beyond the figure, no text on another, every text in a contrast that reads (WCAG AA). */
function check(svg: Element, look: (typeof LOOKS)[number], at: string): void {
  const { texts, marks } = placed(svg);
  expect(outside([...texts, ...marks], ...sizeOf(svg)), `${at}: outside`).toEqual([]);
  expect(collisions(texts), `${at}: collisions`).toEqual([]);
  // Once in each theme.
  if (LOOKS.indexOf(look) < 2) expect(faint(svg, look.theme), `${at}: contrast`).toEqual([]);
}

/** Texts in a fill that does not reach 4.5:1 on what they stand on. */
function faint(svg: Element, theme: 'light' | 'dark'): string[] {
  const { paper } = paletteFor(theme);
  const found: string[] = [];
  const grounds = [...svg.querySelectorAll('rect')]
    .filter((r) => r.getAttribute('fill')?.startsWith('#'))
    .map((rect) => ({ fill: rect.getAttribute('fill')!, box: placed(wrap(rect)).marks[0]! }));
  for (const node of svg.querySelectorAll('text')) {
    const fill = node.closest('[fill]')?.getAttribute('fill') ?? '#000000';
    const own = placed(wrap(node)).texts[0];
    if (!own || node.closest('svg') !== svg) continue;
    const under = node.hasAttribute('stroke') ? undefined : grounds.findLast(({ box }) => holds(box, own));
    const ground = under?.fill ?? paper;
    if (contrast(fill, ground) < 4.5) found.push(`“${own.what}” ${fill} on ${ground}`);
  }
  return found;
}

const wrap = (node: Element): Element =>
  ({ localName: 'g', getAttribute: () => null, children: [node] }) as unknown as Element;

const holds = (box: Placed, text: Placed): boolean => {
  const [x, y] = [(text.left + text.right) / 2, (text.top + text.bottom) / 2];
  return box.left <= x && x <= box.right && box.top <= y && y <= box.bottom;
};

/** What no figure may hold: other elements, links, handlers, style of the data, numbers that are none. */
function unsafe(element: Element): string[] {
  const found: string[] = [];
  for (const node of element.querySelectorAll('*')) {
    if (/^(a|img|script|foreignObject|image|use|iframe)$/.test(node.localName)) found.push(node.localName);
    for (const { name, value } of node.attributes) {
      if (/NaN|undefined|Infinity/.test(value)) found.push(`${node.localName} ${name}=${value.slice(0, 80)}`);
      if (/^(on|href|xlink)/.test(name)) found.push(`${node.localName} ${name}`);
      if (name === 'style' && value.includes('x:y')) found.push(value);
    }
  }
  found.push(...texts(element).filter((text) => /NaN|undefined|Infinity/.test(text)));
  return found;
}
