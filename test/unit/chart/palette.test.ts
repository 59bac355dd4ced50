import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, heat, paletteFor, readable, textOn } from '../../../src/chart/palette.ts';

const css = readFileSync(new URL('../../../src/app/tokens.css', import.meta.url), 'utf8');

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const palette = paletteFor(theme);

  test('has the values of the page’s tokens', () => {
    const block = css.split(':root')[theme === 'light' ? 1 : 2]!;
    const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)?.[1];
    for (const name of ['paper', 'ink', 'soft', 'rule', 'wash', 'accent', 'good', 'warning', 'bad'] as const)
      expect(palette[name], name).toBe(token(name));
    expect(palette.series).toEqual([1, 2, 3, 4, 5, 6].map((i) => token(`s${i}`)));
  });

  test('text reads (AA) on paper, as series names and in heat cells', () => {
    expect(contrast(palette.soft, palette.paper)).toBeGreaterThanOrEqual(4.5);
    for (const colour of palette.series)
      expect(contrast(readable(palette, colour), palette.paper), colour).toBeGreaterThanOrEqual(4.5);
    for (let share = 0; share <= 1; share += 0.05) {
      const ground = heat(palette, share);
      expect(contrast(textOn(palette, ground), ground), ground).toBeGreaterThanOrEqual(4.5);
    }
  });
});

test('contrast as WCAG defines it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
