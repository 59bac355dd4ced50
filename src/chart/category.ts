import type { Bound } from './bind.ts';
import type { FigureContext } from './figure.ts';

const ORDINAL = ['weekday', 'month', 'hour', 'date', 'timestamp'];

/**
 * Which of x and y holds the categories and which the measure. Horizontal bars may be written either way
 * round: the one that is text is the category, otherwise x is.
 */
export function categoryAndMeasure(context: FigureContext): { category: Bound; measure: Bound } | null {
  const { x, y, value, label } = context.bound;
  const category = x ?? label;
  const measure = y ?? value;
  if (!category || !measure) {
    if (y && value) return { category: y, measure: value };
    return null;
  }
  const swapped = isMeasure(category) && !isMeasure(measure);
  return swapped ? { category: measure, measure: category } : { category, measure };
}

const isMeasure = (bound: Bound) =>
  bound.numeric && bound.scale !== 'band' && !ORDINAL.includes(bound.format);

/** Whether the categories have an order of their own (time, weekdays, numbers, bins), which must not be cut or sorted. */
export const ordinal = (bound: Bound): boolean =>
  bound.numeric || ORDINAL.includes(bound.format) || areBins(bound.values);

/** Numbers and ranges of them (`1–5`, `<18`, `40+`), of which at least one says that it is a range. */
function areBins(values: readonly unknown[]): boolean {
  const texts = values.filter((value) => value !== null).map(String);
  return (
    texts.some((text) => /^\d+\+$|\d–\d/.test(text)) &&
    texts.every((text) => /^<?\d+(?:[–-]\d+)?\+?$/.test(text))
  );
}
