import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import { PLOT_STYLE_HASHES } from '../../../src/chart/plot-style.ts';
import { drawn, table } from './support.ts';

const rows = table({ n: [1, 2, 3], a: [4, 9, 2], c: ['x', 'y', 'z'], d: ['p', 'p', 'q'] });
const a = { column: 'a' };

test.each<ChartSpec>([
  { kind: 'line', x: { column: 'n' }, y: a, series: { column: 'd' } },
  { kind: 'bar', x: { column: 'c' }, y: a },
  { kind: 'scatter', x: { column: 'n' }, y: a, series: { column: 'd' } },
  { kind: 'pareto', x: { column: 'c' }, y: a },
  { kind: 'histogram', x: a },
  { kind: 'sankey', source: { column: 'c' }, target: { column: 'd' }, value: a },
  { kind: 'heatmap', x: { column: 'c' }, y: { column: 'd' }, value: a },
])('every style element of a $kind has a hash for the CSP', (spec) => {
  const styles = [...drawn(spec, rows).element.querySelectorAll('style')];
  const plotted = !['sankey', 'heatmap'].includes(spec.kind);
  expect(styles).toHaveLength(plotted ? 1 : 0);
  for (const style of styles) {
    const hash = createHash('sha256').update(style.textContent).digest('base64');
    expect(PLOT_STYLE_HASHES).toContain(`'sha256-${hash}'`);
  }
});
