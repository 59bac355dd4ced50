import { expect, test } from 'vitest';
import { mix, PALE, paletteFor, seriesColour } from '../../../src/chart/palette.ts';
import { draw } from '../../../src/chart/draw.ts';
import { labelChart } from '../../../src/template/labels.ts';
import { MEANINGS, tonesOf } from '../../../src/template/meanings.ts';
import { templates } from '../../../src/template/registry.ts';
import { document } from '../chart/support.ts';

const charts = [...templates.values()].flatMap((template) =>
  [template.chart, ...(template.chartWhen ?? []).map(({ chart }) => chart)].flatMap((chart) =>
    chart ? [{ template, chart }] : [],
  ),
);

/** How many of these codes are another name for one that is there too. */
const doubles = (codes: readonly string[]): number =>
  Object.values(MEANINGS)
    .filter((meaning) => 'one' in meaning)
    .map((meaning) => codes.filter((code) => (meaning.codes as readonly string[]).includes(code)).length)
    .reduce((sum, n) => sum + Math.max(0, n - 1), 0);

test('what means the same has one colour in every chart, in both languages, and no two share one', () => {
  const seen = new Map<string, number>();
  for (const { template, chart } of charts) {
    const column = (chart.series ?? chart.source)?.column ?? '';
    for (const lang of ['zh', 'en'] as const) {
      const tones = Object.entries(labelChart(template.codes, chart, lang).tones ?? {});
      if (chart.order)
        expect(new Set(tones.map(([, i]) => i)).size, template.id).toBe(tones.length - doubles(chart.order));
      for (const { series, codes } of Object.values(MEANINGS)) {
        const there = (chart.order ?? Object.keys(template.codes?.[column] ?? {})).filter((c) =>
          (codes as readonly string[]).includes(c),
        );
        for (const code of there) {
          const word =
            template.codes?.[column]?.[code]?.[lang] ?? chart.series?.names?.[code]?.[lang] ?? code;
          const tone = tones.find(([name]) => name === word)?.[1];
          // Full or pale, its colour is that of what it means.
          expect(tone! % PALE, `${template.id}: ${code} in ${lang}`).toBe(series);
          seen.set(code, series);
        }
      }
    }
  }
  // The table speaks of what the analyses draw.
  for (const code of ['lost', 'observed', 'matched', 'happy', 'promoters', 'detractors'])
    expect([...seen.keys()]).toContain(code);
});

test('who leaves has one colour, however a chart divides them', () => {
  const leavers = charts.filter(
    ({ chart }) => chart.series && [chart.x, chart.y].some((c) => /流失|离开/.test(c?.label?.zh ?? '')),
  );
  expect(leavers.map(({ template }) => template.id)).toContain('churn-model');
  for (const { template, chart } of leavers)
    for (const lang of ['zh', 'en'] as const) {
      const tones = Object.values(labelChart(template.codes, chart, lang).tones ?? {});
      expect(tones.length, template.id).toBeGreaterThan(0);
      expect(new Set(tones.map((tone) => tone % PALE)), `${template.id} in ${lang}`).toEqual(new Set([0]));
      expect(new Set(tones).size, 'and is told apart').toBe(tones.length);
    }
});

test('a second name of one meaning is drawn pale beside the first', () => {
  expect([...tonesOf(['high', 'medium', 'low', 'lost'])!]).toEqual(
    expect.arrayContaining([
      ['high', 0],
      ['medium', 2],
      ['lost', PALE],
    ]),
  );
  const palette = paletteFor('light');
  expect(seriesColour(palette, PALE)).not.toBe(palette.series[0]);
  expect(seriesColour(palette, PALE)).toBe(mix(palette.paper, palette.series[0]!, 0.5));
});

test('a meaning takes its colour, the others what is left', () => {
  expect([...tonesOf(['everyone', 'unhappy', 'happy', 'other'])!]).toEqual(
    expect.arrayContaining([
      ['unhappy', 0],
      ['happy', 1],
      ['everyone', 2],
      ['other', 3],
    ]),
  );
  expect(tonesOf(['web', 'shop'])).toBeNull();
});

test('the stages of a life are five colours that differ, leaving and growing not both red', () => {
  const tones = tonesOf(templates.get('lifecycle')!.chart!.order!)!;
  expect(['acquire', 'growth', 'mature', 'decline', 'lost'].map((code) => tones.get(code))).toEqual([
    3, 4, 1, 2, 0,
  ]);
  expect(['new', 'active', 'lost'].map((code) => tones.get(code))).toEqual([3, 1, 0]);
});

test('a chart is drawn in it', () => {
  const template = templates.get('match')!;
  const spec = labelChart(template.codes, template.chart!, 'en');
  const rows = {
    fields: [
      { name: 'entity', type: 'text', sqlType: 'VARCHAR' },
      { name: 'part', type: 'text', sqlType: 'VARCHAR' },
      { name: 'customers', type: 'number', sqlType: 'DOUBLE' },
    ] as never,
    count: 2,
    data: [
      ['orders', 'orders'],
      ['matched', 'orphan'].map(
        (code) => template.codes?.['part']?.[code]?.en ?? template.chart!.series!.names?.[code]?.en ?? code,
      ),
      [90, 10],
    ],
  };
  const { element } = draw(spec, rows, { lang: 'en', currency: 'CNY', theme: 'light', width: 600, document });
  const drawn = element.outerHTML;
  expect(drawn).toContain(paletteFor('light').series[1]);
  expect(drawn).toContain(paletteFor('light').series[2]);
  expect(drawn).not.toContain(paletteFor('light').series[0]);
});

test('what goes with satisfaction is coloured by its direction, each bar with its number', () => {
  const template = templates.get('satisfaction-drivers')!;
  for (const lang of ['zh', 'en'] as const) {
    const spec = labelChart(template.codes, template.chart!, lang);
    const rows = {
      fields: ['driver', 'verdict', 'difference'].map((name) => ({
        name,
        type: name === 'difference' ? 'number' : 'text',
      })) as never,
      count: 3,
      data: [
        ['Late', 'Shop', 'Delivery'],
        ['lowers', 'unclear', 'raises'].map((code) => template.codes!['verdict']![code]![lang]),
        [-0.31, 0.02, 0.17],
      ],
    };
    const { element } = draw(spec, rows, { lang, currency: 'CNY', theme: 'light', width: 600, document });
    const { series } = paletteFor('light');
    const bars = [...element.querySelectorAll('[data-part="bars"] rect')];
    expect(bars.map((bar) => bar.getAttribute('fill'))).toEqual([series[0], series[3], series[1]]);
    expect(new Set(bars.map((bar) => bar.getAttribute('height'))).size).toBe(1);
    const said = element.textContent;
    for (const number of ['31', '17']) expect(said).toContain(number);
    for (const { [lang]: word } of Object.values(template.codes!['verdict']!)) expect(said).toContain(word);
  }
});
