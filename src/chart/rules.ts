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

/** Writes each rule's label at its end inside the frame and returns the boxes it takes. */
export function labelRules(context: FigureContext, frame: Frame, rules: Rule[]): Box[] {
  const taken: Box[] = [];
  for (const rule of rules) {
    if (!rule.text) continue;
    const width = textWidth(rule.text, FONT_SIZE);
    const box: Box = { x: 0, y: 0, width, height: 16 };
    if (rule.axis === 'y') {
      box.x = frame.right - width;
      box.y = frame.py(rule.value) - 18;
    } else {
      const at = frame.px(rule.value);
      box.x = at + 6 + width <= frame.right ? at + 6 : at - 6 - width;
      box.y = frame.top + 2;
    }
    for (let tries = 0; tries < 8 && taken.some((other) => overlaps(box, other)); tries++) box.y += 18;
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
