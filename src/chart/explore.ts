import { linesOf, say, type FigureContext, type Mark, type Stop } from './figure.ts';
import { placeOf, spotIn, type Keyboard } from './keyboard.ts';
import { el, FONT_SIZE } from './svg.ts';
import { BOLD, textWidth, twoLines } from './text-width.ts';
import { TEXTS } from './texts.ts';

const LINE = 17;
const PAD = 8;
const REACH = 48;

/** What a figure's marks lead to. */
export interface OpenMark {
  /** Whether there are rows to be shown behind the mark. */
  reaches(mark: Mark): boolean;
  /** Shows them. */
  open(mark: Mark): void;
}

/**
 * Hover and keyboard for a figure: the pointer finds the nearest stop, arrow keys walk through them, Home and
 * End jump, Escape leaves; a click or Enter opens what stands behind a mark. What stands there is shown in the figure and read out through the live region.
 */
export function explore(
  context: FigureContext,
  figure: HTMLElement,
  svg: SVGSVGElement,
  live: HTMLElement,
  stops: Stop[],
  snap: 'point' | 'x',
  open?: OpenMark,
): Keyboard {
  const opens = (stop: Stop | undefined): Mark | null =>
    open && stop?.mark && open.reaches(stop.mark) ? stop.mark : null;
  const layer = el(context.document, 'g', { 'pointer-events': 'none', 'data-part': 'cursor' });
  svg.appendChild(layer);
  let at = -1;
  const show = (index: number, aloud: boolean) => {
    if (index === at) return;
    at = index;
    const stop = stops[index];
    const hint = opens(stop) ? [say(context, TEXTS.opensRows)] : [];
    layer.replaceChildren(...(stop ? cursor(context, svg, stop, snap, hint) : []));
    svg.style.setProperty('cursor', hint.length > 0 ? 'pointer' : 'default');
    if (aloud) live.textContent = stop ? [...linesOf(stop), ...hint].join(', ') : '';
  };
  const point = (event: MouseEvent) => {
    const rect = svg.getBoundingClientRect();
    const scale = rect.width > 0 ? Number(svg.getAttribute('width')) / rect.width : 1;
    show(
      nearest(stops, (event.clientX - rect.left) * scale, (event.clientY - rect.top) * scale, snap),
      false,
    );
  };
  svg.addEventListener('pointermove', point);
  const enter = () => {
    const mark = opens(stops[at]);
    if (mark) open?.open(mark);
    return mark !== null;
  };
  // A finger has not hovered before it taps.
  svg.addEventListener('click', (event) => {
    point(event);
    enter();
  });
  svg.addEventListener('pointerleave', () => show(-1, false));
  figure.addEventListener('blur', () => show(-1, true));
  figure.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && enter()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const next = step(event.key, at, stops.length);
    if (next === null) return;
    event.preventDefault();
    show(next, true);
  });
  const spots = () => {
    const [width, height] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
    return stops.map((stop) => ({ name: linesOf(stop)[0] ?? '', x: stop.x / width, y: stop.y / height }));
  };
  return {
    place: () => (at < 0 ? null : placeOf(spots(), at)),
    stand(place) {
      figure.focus({ preventScroll: true });
      if (place) show(spotIn(place, spots()), true);
    },
  };
}

function step(key: string, at: number, count: number): number | null {
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(count - 1, at + 1);
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return key === 'Escape' ? -1 : null;
}

/** Index of the stop under or nearest to a point of the figure, -1 when none is near. */
function nearest(stops: Stop[], x: number, y: number, snap: 'point' | 'x'): number {
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < stops.length; i++) {
    const stop = stops[i]!;
    const { box } = stop;
    if (box && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) return i;
    const dx = Math.abs(stop.x - x);
    const dy = Math.abs(stop.y - y);
    const distance = snap === 'x' ? dx + dy / 1000 : Math.hypot(dx, dy);
    if (distance < least) [least, best] = [distance, i];
  }
  return least <= REACH ? best : -1;
}

function cursor(
  context: FigureContext,
  svg: SVGSVGElement,
  stop: Stop,
  snap: 'point' | 'x',
  hint: string[],
): SVGElement[] {
  const { document, palette } = context;
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  // A long name takes two lines rather than run out of a narrow figure; bold is wider than its estimate.
  const said = [...linesOf(stop), ...hint].flatMap((line, i) =>
    twoLines(line, FONT_SIZE, (width - PAD * 2) / (i ? 1 : BOLD)).map((text) => ({ text, heading: i === 0 })),
  );
  const inner = Math.max(
    ...said.map(({ text, heading }) => textWidth(text, FONT_SIZE) * (heading ? BOLD : 1)),
  );
  const w = Math.min(width, inner + PAD * 2);
  const h = said.length * LINE + PAD * 2 - 4;
  const x = stop.x + 12 + w <= width ? stop.x + 12 : Math.max(0, stop.x - 12 - w);
  const y = Math.max(0, Math.min(height - h, stop.y - h - 10 > 0 ? stop.y - h - 10 : stop.y + 12));
  const mark = stop.box
    ? el(document, 'rect', { ...stop.box, fill: 'none', stroke: palette.ink, 'stroke-width': 1.5 })
    : el(document, 'circle', {
        cx: stop.x,
        cy: stop.y,
        r: 4.5,
        fill: 'none',
        stroke: palette.ink,
        'stroke-width': 1.5,
      });
  const guide =
    snap === 'x' && !stop.box
      ? [
          el(document, 'line', {
            x1: stop.x,
            x2: stop.x,
            y1: stop.y + 5,
            y2: height - 40,
            stroke: palette.soft,
            'stroke-dasharray': '2 3',
          }),
        ]
      : [];
  const panel = el(document, 'rect', {
    x,
    y,
    width: w,
    height: h,
    rx: 6,
    fill: palette.paper,
    stroke: palette.rule,
  });
  const lines = said.map(({ text, heading }, i) =>
    el(
      document,
      'text',
      {
        x: x + PAD,
        y: y + PAD + 10 + i * LINE,
        'text-anchor': 'start',
        fill: heading ? palette.ink : palette.soft,
        'font-weight': heading ? 600 : undefined,
      },
      text,
    ),
  );
  const others = (stop.also ?? []).map((cy) =>
    el(document, 'circle', { cx: stop.x, cy, r: 4, fill: 'none', stroke: palette.ink }),
  );
  return [...guide, mark, ...others, panel, ...lines];
}
