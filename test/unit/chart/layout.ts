import { FONT_SIZE } from '../../../src/chart/svg.ts';
import { textWidth } from '../../../src/chart/text-width.ts';

/** A drawn thing in the figure's own pixels. */
export interface Placed {
  what: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const MOVED = /translate\(\s*(-?[\d.]+)[ ,]+(-?[\d.]+)\s*\)/;

/** Everything in the figure with an extent, at its place: transforms and nested figures are counted in. */
export function placed(svg: Element): { texts: Placed[]; marks: Placed[] } {
  const texts: Placed[] = [];
  const marks: Placed[] = [];
  visit(svg, 0, 0, 'start', FONT_SIZE);
  return { texts, marks };

  function visit(node: Element, x: number, y: number, anchor: string, size: number): void {
    const move = MOVED.exec(node.getAttribute('transform') ?? '');
    const [ox, oy] = move ? [x + Number(move[1]), y + Number(move[2])] : [x, y];
    const own = node.getAttribute('text-anchor') ?? anchor;
    const height = Number(node.getAttribute('font-size') ?? size);
    const name = node.localName;
    if (name === 'text') {
      if (node.textContent) texts.push(textBox(node, ox, oy, own, height));
    } else {
      const box = markBox(node, ox, oy);
      if (box) marks.push(box);
      for (const child of node.children) visit(child, ox, oy, own, height);
    }
  }
}

const number = (node: Element, name: string) => Number(node.getAttribute(name) ?? 0);

/** The words a text shows, without its hover title. */
export const shownText = (node: Element): string =>
  [...node.childNodes]
    .filter((child) => child.nodeName.toLowerCase() !== 'title')
    .map((child) => child.textContent)
    .join('');

function textBox(node: Element, x: number, y: number, anchor: string, size: number): Placed {
  const what = shownText(node);
  const width = textWidth(what, size);
  const at = x + number(node, 'x');
  const left = anchor === 'end' ? at - width : anchor === 'middle' ? at - width / 2 : at;
  // Where a text stands on its baseline, and where it is moved down to be centred.
  const base = y + number(node, 'y') + (node.getAttribute('dy') === '0.34em' ? 0.34 * size : 0);
  return { what, left, right: left + width, top: base - 0.72 * size, bottom: base + 0.2 * size };
}

function markBox(node: Element, x: number, y: number): Placed | null {
  const box = (left: number, top: number, right: number, bottom: number): Placed => ({
    // Written out only where something is found: it takes longer than all the rest.
    get what() {
      return node.outerHTML.slice(0, 120);
    },
    left: x + Math.min(left, right),
    right: x + Math.max(left, right),
    top: y + Math.min(top, bottom),
    bottom: y + Math.max(top, bottom),
  });
  switch (node.localName) {
    case 'rect': {
      const [left, top] = [number(node, 'x'), number(node, 'y')];
      return box(left, top, left + number(node, 'width'), top + number(node, 'height'));
    }
    case 'circle': {
      const [cx, cy, r] = [number(node, 'cx'), number(node, 'cy'), number(node, 'r')];
      return box(cx - r, cy - r, cx + r, cy + r);
    }
    case 'line':
      return box(number(node, 'x1'), number(node, 'y1'), number(node, 'x2'), number(node, 'y2'));
    case 'polyline':
    case 'polygon':
    case 'path': {
      const points = ends(node.getAttribute('points') ?? node.getAttribute('d') ?? '');
      if (points.length === 0) return null;
      const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
      return box(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
    }
    default:
      return null;
  }
}

/** The points a path goes through: the ends of its segments, whatever their kind (all are absolute). */
function ends(path: string): [number, number][] {
  const points: [number, number][] = [];
  for (const [, command = 'L', rest = ''] of path.matchAll(/([a-zA-Z]?)([^a-zA-Z]*)/g)) {
    const numbers = (rest.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number);
    const last = points.at(-1) ?? [0, 0];
    if (command === 'H') for (const x of numbers) points.push([x, last[1]]);
    else if (command === 'V') for (const y of numbers) points.push([last[0], y]);
    else if (command === 'A') {
      for (let i = 5; i + 1 < numbers.length; i += 7) points.push([numbers[i]!, numbers[i + 1]!]);
    } else for (let i = 0; i + 1 < numbers.length; i += 2) points.push([numbers[i]!, numbers[i + 1]!]);
  }
  return points;
}

/** Pairs of texts that lie on one another by more than the safety of the estimated width. */
export function collisions(texts: readonly Placed[]): string[] {
  const SAFE = 0.12;
  const found: string[] = [];
  const shrunk = texts.map((t) => {
    const by = ((t.right - t.left) * SAFE) / 2;
    return { ...t, left: t.left + by, right: t.right - by };
  });
  shrunk.sort((a, b) => a.top - b.top);
  for (let i = 0; i < shrunk.length; i++)
    for (let j = i + 1; j < shrunk.length && shrunk[j]!.top < shrunk[i]!.bottom - 1; j++) {
      const [a, b] = [shrunk[i]!, shrunk[j]!];
      if (a.left < b.right && b.left < a.right) found.push(`“${a.what}” × “${b.what}”`);
    }
  return found;
}

/** What reaches beyond the figure by more than a pixel. */
export const outside = (all: readonly Placed[], width: number, height: number): string[] =>
  all
    .filter((p) => p.left < -1 || p.top < -1 || p.right > width + 1 || p.bottom > height + 1)
    .map((p) => `${p.what} [${[p.left, p.top, p.right, p.bottom].map(Math.round).join(' ')}]`);
