import { Window } from 'happy-dom';
import type { ResultField, Rows } from '../../../src/engine/api.ts';
import { draw, type DrawOptions, type Drawn } from '../../../src/chart/draw.ts';
import type { ChartSpec } from '../../../src/chart/spec.ts';
import { shownText } from './layout.ts';

export const document = new Window().document as unknown as Document;

/** Rows from columns: numbers are numbers, everything else text; `types` overrides. */
export function table(
  columns: Record<string, unknown[]>,
  types: Record<string, ResultField['type']> = {},
): Rows {
  const fields = Object.entries(columns).map(([name, values]): ResultField => {
    const first = values.find((v) => v !== null);
    const type = types[name] ?? (typeof first === 'string' ? 'text' : 'number');
    return { name, type, sqlType: type };
  });
  const data = Object.values(columns);
  return { fields, count: data[0]?.length ?? 0, data };
}

export const drawn = (spec: ChartSpec, rows: Rows, options: Partial<DrawOptions> = {}): Drawn =>
  draw(spec, rows, { lang: 'zh', currency: 'CNY', theme: 'light', width: 880, document, ...options });

/** All texts of a figure, without hover titles. */
export const texts = (figure: Element): string[] => [...figure.querySelectorAll('text')].map(shownText);

/** Presses a key on the figure; returns what is then read out. */
export function press(figure: Element, key: string): string | null | undefined {
  const { KeyboardEvent } = figure.ownerDocument.defaultView as unknown as {
    KeyboardEvent: typeof globalThis.KeyboardEvent;
  };
  figure.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  return figure.querySelector('[aria-live]')?.textContent;
}
