import { beforeEach, describe, expect, test } from 'vitest';
import { placeOf, replaceFigure, spotIn, type Spot } from '../../../src/chart/keyboard.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import { document, drawn, press, table } from './support.ts';

const at = (name: string, x = 0, y = 0): Spot => ({ name, x, y });

describe('the place of the keyboard in a figure', () => {
  test('is the mark of the same name, wherever it stands now', () => {
    const place = placeOf([at('a', 0.1), at('b', 0.5), at('c', 0.9)], 1);
    expect(spotIn(place, [at('b', 0.9), at('d', 0.5), at('a', 0.1)])).toBe(0);
  });

  test('is the same one of several that are called alike, else the last of them', () => {
    const place = placeOf([at('May', 0.1), at('June', 0.2), at('May', 0.3), at('May', 0.4)], 3);
    expect(spotIn(place, [at('May'), at('May'), at('June'), at('May')])).toBe(3);
    expect(spotIn(place, [at('May'), at('June'), at('May')])).toBe(2);
  });

  test('is the nearest mark where none is called so, and the figure where none was stood on or none is left', () => {
    const place = placeOf([at('a', 0.1, 0.5), at('b', 0.6, 0.5)], 1);
    expect(spotIn(place, [at('x', 0.1, 0.5), at('y', 0.5, 0.5), at('z', 0.6, 0.9)])).toBe(1);
    expect(spotIn(place, [])).toBe(-1);
    expect(placeOf([at('a')], -1)).toBeNull();
    expect(spotIn(null, [at('a')])).toBe(-1);
  });
});

describe('a figure that is drawn anew', () => {
  const spec: ChartSpec = { kind: 'bar', x: { column: 'channel' }, y: { column: 'amount' } };
  const rows = (amounts: Record<string, number>) =>
    table({ channel: Object.keys(amounts), amount: Object.values(amounts) });
  let host: HTMLElement;
  beforeEach(() => {
    host = document.createElement('div');
    document.body.replaceChildren(host);
  });
  const first = () => {
    const figure = drawn(spec, rows({ shop: 3, mail: 2, web: 1 }));
    replaceFigure(host, null, figure);
    return figure;
  };

  test('has the keyboard on the same mark, whose number of now is read out', () => {
    const before = first();
    before.element.focus();
    press(before.element, 'Home');
    const said = press(before.element, 'ArrowRight');
    const name = said!.split(',')[0]!;
    const now = drawn(spec, rows({ web: 7, shop: 8, mail: 9 }), { width: 500, theme: 'dark' });
    replaceFigure(host, before, now);
    expect(document.activeElement).toBe(now.element);
    const read = now.element.querySelector('[aria-live]')!.textContent;
    expect(read.split(',')[0]).toBe(name);
    expect(read).not.toBe(said);
  });

  test('keeps the focus where it has nothing to stand on, for the one that comes next', () => {
    const before = first();
    before.element.focus();
    const none = drawn(spec, rows({}));
    replaceFigure(host, before, none);
    expect(document.activeElement).toBe(none.element);
    const next = drawn(spec, rows({ shop: 1 }));
    replaceFigure(host, none, next);
    expect(document.activeElement).toBe(next.element);
    expect(press(next.element, 'ArrowRight')).toContain('shop');
  });

  test('takes the focus from nothing outside', () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    const before = first();
    replaceFigure(host, before, drawn(spec, rows({ shop: 1 })));
    expect(document.activeElement).toBe(button);
  });

  test('of tiles has it on the button of the same tile', () => {
    const tiles: ChartSpec = { kind: 'kpi', label: { column: 'channel' }, value: { column: 'amount' } };
    const marks = { reaches: () => true, open: () => undefined };
    const before = drawn(tiles, rows({ shop: 3, mail: 2 }), { marks });
    replaceFigure(host, null, before);
    const buttons = before.element.querySelectorAll('button');
    expect(buttons).toHaveLength(2);
    buttons[1]!.focus();
    const now = drawn(tiles, rows({ web: 5, mail: 6, shop: 4 }), { marks });
    replaceFigure(host, before, now);
    expect(document.activeElement?.textContent).toBe('mail');
  });
});
