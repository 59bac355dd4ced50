import type { ChartSpec } from './spec.ts';

export type Theme = 'light' | 'dark';

/** Colours of a figure, with the values of `src/app/tokens.css`; an exported figure has no stylesheet. */
export interface Palette {
  paper: string;
  ink: string;
  soft: string;
  rule: string;
  wash: string;
  accent: string;
  good: string;
  warning: string;
  bad: string;
  /** Wine, teal, ochre, slate, sage, rose. */
  series: readonly string[];
  /** What is gathered into "other", and series beyond the sixth. */
  other: string;
}

const PALETTES: Record<Theme, Palette> = {
  light: {
    paper: '#fbfaf7',
    ink: '#22252b',
    soft: '#5c6370',
    rule: '#e6e3dc',
    wash: '#f3f1ea',
    accent: '#8a1c3b',
    good: '#2f7d5b',
    warning: '#b7791f',
    bad: '#b3261e',
    series: ['#8a1c3b', '#1b7f79', '#c98a1b', '#4b5d79', '#7c9a5e', '#d0708f'],
    other: '#b9b6ae',
  },
  dark: {
    paper: '#17181b',
    ink: '#e9e7e2',
    soft: '#a9aeb8',
    rule: '#2e3138',
    wash: '#22252a',
    accent: '#e58aa4',
    good: '#6cc39b',
    warning: '#e0ae57',
    bad: '#f08a80',
    series: ['#e58aa4', '#5cc2bb', '#e3b35a', '#93a7c8', '#a9c88a', '#f0a6bd'],
    other: '#565b66',
  },
};

export const paletteFor = (theme: Theme): Palette => PALETTES[theme];

type Rgb = readonly [number, number, number];
const rgb = (hex: string): Rgb => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as unknown as Rgb;

/** The colour `share` (0..1) of the way from one hex colour to another. */
export function mix(from: string, to: string, share: number): string {
  const a = rgb(from);
  const b = rgb(to);
  const t = Math.min(1, Math.max(0, share));
  return `#${a
    .map((v, i) =>
      Math.round(v + ((b[i] ?? v) - v) * t)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Heat: wash at 0, the accent at 1. */
export const heat = (palette: Palette, share: number): string => mix(palette.wash, palette.accent, share);

/** Of the colours seen so far: those of a palette and of its scales, which many cells of a figure share. */
const luminances = new Map<string, number>();

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const known = luminances.get(hex) ?? workOutLuminance(hex);
  luminances.set(hex, known);
  return known;
}

function workOutLuminance(hex: string): number {
  const [r, g, b] = rgb(hex).map((v) =>
    v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast ratio of two hex colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** Ink or paper, whichever reads better on that ground; black or white where neither reaches 4.5:1. */
export function textOn(palette: Palette, ground: string): string {
  const best = (a: string, b: string) => (contrast(a, ground) >= contrast(b, ground) ? a : b);
  const own = best(palette.ink, palette.paper);
  return contrast(own, ground) >= 4.5 ? own : best('#000000', '#ffffff');
}

/** A series colour as text: moved towards ink until it reads (WCAG AA, 4.5:1 on paper). */
export function readable(palette: Palette, colour: string): string {
  for (let share = 0; share < 1; share += 0.1) {
    const tried = mix(colour, palette.ink, share);
    if (contrast(tried, palette.paper) >= 4.5) return tried;
  }
  return palette.ink;
}

/** Colour of marks that are no series: the accent is kept for the one thing that matters in a figure. */
export const plainColour = (palette: Palette): string => palette.series[1]!;

/** Which colour a series takes: that of its meaning where it has one, else that of its place. */
export const toneOf = (spec: Pick<ChartSpec, 'tones'>, name: string, place: number): number =>
  spec.tones && Object.hasOwn(spec.tones, name) ? spec.tones[name]! : place;

/** Added to a series' place: its colour made pale, for what is another side of the same thing. */
export const PALE = 100;

/** Fixed colour of the i-th series; from the seventh on the colour of "other". */
export const seriesColour = (palette: Palette, index: number): string =>
  index >= PALE && palette.series[index - PALE]
    ? mix(palette.paper, palette.series[index - PALE]!, 0.5)
    : (palette.series[index] ?? palette.other);
