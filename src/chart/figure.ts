import type { Rows } from '../engine/api.ts';
import { fill } from '../i18n/fill.ts';
import { currencySign } from '../i18n/format.ts';
import type { Lang, Text } from '../i18n/text.ts';
import type { Bound, BoundChannels } from './bind.ts';
import type { Palette } from './palette.ts';
import type { Box } from './place.ts';
import type { ChartSpec } from './spec.ts';

/** What a kind needs to draw its figure. */
export interface FigureContext {
  spec: ChartSpec;
  rows: Rows;
  bound: BoundChannels;
  lang: Lang;
  currency: string;
  palette: Palette;
  /** Outer width in px. */
  width: number;
  document: Document;
  /** Drawn above the figure, and its accessible name. */
  title: string | undefined;
  /** Room in px at the upper right that the title's first line leaves to what is laid over the figure. */
  aside: number;
  /** Values that small multiples share, so that their value axes agree. */
  shared?: number[];
}

/** What a mark stands for: a row of the chart that has its values, and the columns that tell it from others. */
export interface Mark {
  row: number;
  columns: string[];
  /** Of what is gathered or flows together: all the rows of the chart that it stands for. */
  rows?: readonly number[];
  /** It stands for the whole result. */
  whole?: true;
  /** What it is called, where the values that tell it are no name. */
  words?: string;
  /** Of a bin of single values: where they lie, `to` left out (null: all from there on), and how that is written. */
  range?: { column: string; from: number; to: number | null; words: string };
}

/** The mark of the first row that has these keys, undefined where there is none. */
export function markOf(
  context: FigureContext,
  parts: readonly (readonly [bound: Bound | undefined, key: string | null])[],
): Mark | undefined {
  const told = parts.flatMap(([bound, key]) => (bound && key !== null ? [{ bound, key }] : []));
  for (let row = 0; row < context.rows.count; row++)
    if (told.every(({ bound, key }) => bound.key(row) === key))
      return { row, columns: told.map(({ bound }) => bound.column) };
  return undefined;
}

/** A place the cursor can stand on: what it says there, first line the heading. */
export interface Stop {
  x: number;
  y: number;
  lines: string[] | (() => string[]);
  /** Heights of further marks at the same x. */
  also?: number[];
  /** The mark's own box, when it has an extent. */
  box?: Box;
  /** What stands behind it, where that is rows of the chart. */
  mark?: Mark | undefined;
}

/** The lines of a stop; figures with thousands of stops write them only when asked. */
export const linesOf = (stop: Stop): string[] =>
  typeof stop.lines === 'function' ? stop.lines() : stop.lines;

export interface Drawing {
  element: SVGSVGElement | HTMLElement;
  stops: Stop[];
  /** What the figure left out, in words. */
  notes: string[];
  /** Of a figure in HTML: its parts that stand for something, and what names them. */
  parts?: { element: HTMLElement; name: HTMLElement; mark: Mark }[];
  /** How the pointer finds a stop: the nearest point, or the nearest along x. */
  snap?: 'point' | 'x';
}

export type Kind = (context: FigureContext) => Drawing | { refusal: string };

export const say = (
  context: FigureContext,
  text: Text,
  values: Record<string, string | number> = {},
): string => fill(text, context.lang, values);

/** An axis title: the label with its unit in brackets when the label does not carry one. */
export function withUnit(context: FigureContext, bound: Bound): string {
  if (/[(（]/.test(bound.label)) return bound.label;
  const words = { days: ['天', 'days'], minutes: ['分钟', 'min'], seconds: ['秒', 's'] } as const;
  const unit =
    bound.format === 'money'
      ? currencySign(context.currency).trim()
      : bound.format === 'days' || bound.format === 'minutes' || bound.format === 'seconds'
        ? words[bound.format][context.lang === 'zh' ? 0 : 1]
        : '';
  return unit ? `${bound.label} (${unit})` : bound.label;
}
