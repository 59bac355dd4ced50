import * as Plot from '@observablehq/plot';
import type { FigureContext } from './figure.ts';
import { finite } from './bind.ts';
import type { Frame } from './frame.ts';
import { el, FONT_SIZE } from './svg.ts';
import { overlaps, type Box } from './place.ts';
import { textWidth } from './text-width.ts';

export interface Rule {
  axis: 'x' | 'y';
  value: number;
  text: string;
}

/** The annotations of the spec that have a number to stand on. */
export function readRules(context: FigureContext): Rule[] {
  const { spec, rows, lang } = context;
  return (spec.annotations ?? []).flatMap(({ axis, value, label }) => {
    const column = typeof value === 'object' ? rows.fields.findIndex((f) => f.name === value.column) : -1;
    const number = typeof value === 'number' ? value : finite(rows.data[column]?.[0]);
    return number === null ? [] : [{ axis, value: number, text: label?.[lang] ?? '' }];
  });
}

/** How many times what is drawn a rule may lie away: farther out it would press everything else into a corner. */
const REACH = 2.5;

/** The rules that stand beside what is drawn, and those that lie so far beyond it that the chart only names them. */
export function withinReach(rules: readonly Rule[], drawn: readonly number[]): { near: Rule[]; far: Rule[] } {
  const most = drawn.reduce((max, n) => Math.max(max, Math.abs(n)), 0);
  const isFar = ({ value, text }: Rule) => text !== '' && most > 0 && Math.abs(value) > REACH * most;
  return { near: rules.filter((rule) => !isFar(rule)), far: rules.filter(isFar) };
}

/** Dashed hairlines for the rules. */
export function ruleMarks(context: FigureContext, rules: Rule[]): Plot.Markish[] {
  const style = {
    stroke: context.palette.accent,
    strokeWidth: 1,
    strokeDasharray: '4 3',
    strokeOpacity: 0.8,
  };
  return rules.map((rule) =>
    rule.axis === 'x' ? Plot.ruleX([rule.value], style) : Plot.ruleY([rule.value], style),
  );
}

/**
 * Writes each rule's label beside its line where it meets neither those before it nor what is `taken`: inside the
 * frame, or with `over` in the room above it. Returns the boxes taken then.
 */
export function labelRules(
  context: FigureContext,
  frame: Frame,
  rules: Rule[],
  options: { taken?: Box[]; over?: boolean } = {},
): Box[] {
  const taken = [...(options.taken ?? [])];
  for (const rule of rules) {
    if (!rule.text) continue;
    const box = placeOf(context, frame, rule, options.over ?? false, taken);
    taken.push(box);
    frame.svg.appendChild(
      halo(context, rule.text, {
        x: box.x,
        y: box.y + 12,
        'text-anchor': 'start',
        fill: context.palette.accent,
      }),
    );
  }
  return taken;
}

const LINE = 16;

function placeOf(context: FigureContext, frame: Frame, rule: Rule, over: boolean, taken: Box[]): Box {
  const width = textWidth(rule.text, FONT_SIZE);
  const at = (x: number, y: number): Box => ({
    x: Math.max(0, Math.min(x, context.width - width)),
    y,
    width,
    height: LINE,
  });
  const line = rule.axis === 'x' ? frame.px(rule.value) : frame.py(rule.value);
  const choices: Box[] = [];
  if (rule.axis === 'y') {
    const ends = [frame.right - width, frame.left + 4];
    for (const x of ends) choices.push(at(x, line - LINE - 2));
    for (const x of ends) choices.push(at(x, line + 2));
  } else {
    const beside = [line + 6, line - 6 - width];
    if (over) choices.push(at(line - width / 2, frame.top - LINE));
    const inside = beside.filter((x) => x >= frame.left && x + width <= frame.right);
    const sides = inside.length > 0 ? inside : beside;
    for (let y = frame.top + 2; y + LINE <= frame.bottom; y += LINE + 2)
      for (const x of sides) choices.push(at(x, y));
  }
  const within = choices.filter((box) => box.y >= frame.top - LINE - 2 && box.y + LINE <= frame.bottom + 2);
  return within.find((box) => !taken.some((other) => overlaps(box, other))) ?? within[0] ?? choices[0]!;
}

/** A text with a paper outline, legible over marks. */
export function halo(
  context: FigureContext,
  text: string,
  attributes: Record<string, string | number>,
): SVGElement {
  return el(
    context.document,
    'text',
    {
      'paint-order': 'stroke',
      stroke: context.palette.paper,
      'stroke-width': 3,
      'stroke-linejoin': 'round',
      ...attributes,
    },
    text,
  );
}
