import type { Rows } from '../engine/api.ts';
import { bindChannels } from './bind.ts';
import { categoryAndMeasure } from './category.ts';
import { linesOf, say, type Drawing, type FigureContext, type Kind, type Stop } from './figure.ts';
import { drawHead, headHeight } from './head.ts';
import { intervalOf } from './intervals.ts';
import { canvas, el } from './svg.ts';
import { TEXTS } from './texts.ts';

const MOST = 12;
const GAP = 24;

/** One small figure for each value of the facet column, in rows of two or three, largest groups kept. */
export function smallMultiples(context: FigureContext, kind: Kind): Drawing | { refusal: string } {
  const facet = context.bound.facet!;
  const groups = new Map<string, number[]>();
  for (let r = 0; r < context.rows.count; r++) {
    const key = facet.key(r);
    const group = groups.get(key);
    if (group) group.push(r);
    else groups.set(key, [r]);
  }
  const kept = [...groups].slice(0, MOST);
  const notes = groups.size > MOST ? [say(context, TEXTS.topOnly, { all: groups.size, drawn: MOST })] : [];
  const across = Math.min(kept.length, context.width >= 760 ? 3 : context.width >= 480 ? 2 : 1);
  const width = Math.floor((context.width - GAP * (across - 1)) / across);
  const head = headHeight(context);
  const shared = sharedValues(context);
  const stops: Stop[] = [];
  const cells: { svg: SVGElement; x: number; y: number }[] = [];
  let y = head;
  let tallest = 0;
  for (const [i, [key, indexes]] of kept.entries()) {
    const rows = pick(context.rows, indexes);
    const { facet: _own, ...spec } = context.spec;
    const { bound } = bindChannels(spec, rows, context);
    const title = facet.show(facet.values[indexes[0]!] ?? key);
    const part = kind({ ...context, spec, rows, bound, width, title, ...(shared ? { shared } : {}) });
    if ('refusal' in part) return part;
    if (i % across === 0 && i > 0) {
      y += tallest + 12;
      tallest = 0;
    }
    const x = (i % across) * (width + GAP);
    const svg = part.element as SVGSVGElement;
    tallest = Math.max(tallest, Number(svg.getAttribute('height')));
    cells.push({ svg, x, y });
    notes.push(...part.notes.filter((note) => !notes.includes(note)));
    for (const stop of part.stops)
      stops.push({
        x: stop.x + x,
        y: stop.y + y,
        lines: () => {
          const [first = '', ...rest] = linesOf(stop);
          return [`${title} · ${first}`, ...rest];
        },
        ...(stop.mark
          ? {
              mark: {
                row: indexes[stop.mark.row]!,
                columns: [...stop.mark.columns, facet.column],
              },
            }
          : {}),
        ...(stop.box ? { box: { ...stop.box, x: stop.box.x + x, y: stop.box.y + y } } : {}),
      });
  }
  const outer = canvas(context.document, context.width, y + tallest);
  drawHead(context, outer);
  for (const cell of cells) {
    cell.svg.querySelector('style')?.remove();
    cell.svg.removeAttribute('class');
    outer.appendChild(el(context.document, 'g', { transform: `translate(${cell.x},${cell.y})` }, cell.svg));
  }
  return { element: outer, stops, notes };
}

/** The rows at those indexes. */
function pick(rows: Rows, indexes: number[]): Rows {
  return {
    fields: rows.fields,
    count: indexes.length,
    data: rows.data.map((column) => indexes.map((i) => column[i])),
  };
}

/**
 * Extremes of what is drawn over all groups, intervals included: rows of one bar are added up first. None for
 * stacked bars, whose totals differ from their parts.
 */
function sharedValues(context: FigureContext): number[] | null {
  const { spec, bound, rows } = context;
  if (spec.kind !== 'line' && (spec.kind !== 'bar' || (bound.series && spec.layout !== 'grouped')))
    return null;
  const pair = spec.kind === 'bar' ? categoryAndMeasure(context) : null;
  const measure = pair?.measure ?? bound.y ?? bound.value;
  const drawn = new Map<string, number>();
  const ends = [0];
  for (let r = 0; r < rows.count; r++) {
    const value = measure?.number(r) ?? 0;
    const of = pair ? [bound.facet!.key(r), pair.category.key(r), bound.series?.key(r)] : [r];
    const id = JSON.stringify(of);
    drawn.set(id, (drawn.get(id) ?? 0) + value);
    ends.push(...(intervalOf(context, r) ?? []));
  }
  ends.push(...drawn.values());
  return [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
}
