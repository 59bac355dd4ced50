import type { Rows } from '../engine/api.ts';
import type { Lang } from '../i18n/text.ts';
import { bindChannels } from './bind.ts';
import { explore, type OpenMark } from './explore.ts';
import { say, type Drawing, type FigureContext, type Kind } from './figure.ts';
import { drawHead, headHeight } from './head.ts';
import { bar } from './kinds/bar.ts';
import { cohort } from './kinds/cohort.ts';
import { funnel } from './kinds/funnel.ts';
import { gauge } from './kinds/gauge.ts';
import { heatmap } from './kinds/heatmap.ts';
import { histogram } from './kinds/histogram.ts';
import { kpi } from './kinds/kpi.ts';
import { line } from './kinds/line.ts';
import { pareto } from './kinds/pareto.ts';
import { pie } from './kinds/pie.ts';
import { sankey } from './kinds/sankey.ts';
import { scatter } from './kinds/scatter.ts';
import { words } from './kinds/words.ts';
import { smallMultiples } from './multiples.ts';
import { openParts } from './open-parts.ts';
import { paletteFor, type Theme } from './palette.ts';
import type { Keyboard } from './keyboard.ts';
import type { ChartSpec } from './spec.ts';
import { canvas, el } from './svg.ts';
import { TEXTS } from './texts.ts';

export interface DrawOptions {
  lang: Lang;
  currency: string;
  theme: Theme;
  /** Width of the figure in px. */
  width: number;
  document: Document;
  /** Used when the spec has no title of its own. */
  title?: string;
  /** Room in px at the upper right for what is laid over the figure; none unless given. */
  aside?: number;
  /** What the marks lead to, where they lead anywhere. */
  marks?: OpenMark;
}

export interface Drawn {
  element: HTMLElement;
  /** What was sampled, gathered or left out, in words. */
  note?: string;
  /** Null where there is nothing that the keyboard could stand on. */
  keyboard: Keyboard | null;
}

const KINDS: Record<ChartSpec['kind'], Kind> = {
  line,
  bar,
  pie,
  scatter,
  heatmap,
  sankey,
  funnel,
  pareto,
  cohort,
  gauge,
  histogram,
  kpi,
  words,
};

/**
 * Draws the rows as the spec says: a focusable figure with its SVG (or HTML tiles) and a live region that reads
 * values out. Never throws on data: missing columns, no rows or unsuitable values give a calm sentence instead.
 * A theme change is another call.
 */
export function draw(spec: ChartSpec, rows: Rows, options: DrawOptions): Drawn {
  const { bound, missing } = bindChannels(spec, rows, options);
  const title = spec.title?.[options.lang] ?? options.title;
  const context: FigureContext = {
    spec,
    rows,
    bound,
    lang: options.lang,
    currency: options.currency,
    palette: paletteFor(options.theme),
    width: Math.max(240, Math.floor(options.width)),
    document: options.document,
    title,
    aside: options.aside ?? 0,
  };
  const drawing = attempt(context, missing);
  return wrap(context, drawing, options.marks);
}

function attempt(context: FigureContext, missing: string[]): Drawing {
  if (missing.length) return sentence(context, say(context, TEXTS.missing, { columns: missing.join(', ') }));
  if (context.rows.count === 0) return sentence(context, say(context, TEXTS.noRows));
  const kind = KINDS[context.spec.kind];
  const drawing = context.bound.facet ? smallMultiples(context, kind) : kind(context);
  return 'refusal' in drawing ? sentence(context, drawing.refusal) : drawing;
}

/** A quiet line of text where the figure would stand. */
function sentence(context: FigureContext, text: string): Drawing {
  const { document, width, palette } = context;
  const head = headHeight(context);
  const svg = canvas(document, width, head + 96);
  drawHead(context, svg);
  svg.append(
    el(document, 'line', { x1: 0, x2: width, y1: head + 8, y2: head + 8, stroke: palette.rule }),
    el(
      document,
      'text',
      { x: width / 2, y: head + 52, 'text-anchor': 'middle', fill: palette.soft, 'font-size': 13 },
      text,
    ),
    el(document, 'line', { x1: 0, x2: width, y1: head + 88, y2: head + 88, stroke: palette.rule }),
  );
  return { element: svg, stops: [], notes: [] };
}

function wrap(context: FigureContext, drawing: Drawing, marks: OpenMark | undefined): Drawn {
  const { document, title, spec } = context;
  const figure = document.createElement('figure');
  let keyboard: Keyboard | null = null;
  figure.className = 'cellar-figure';
  figure.setAttribute('data-kind', spec.kind);
  const name = [title, say(context, TEXTS.chart[spec.kind])].filter(Boolean).join(' · ');
  figure.style.setProperty('margin', '0');
  figure.style.setProperty('position', 'relative');
  figure.appendChild(drawing.element);
  if (drawing.element.localName === 'svg') {
    const svg = drawing.element as SVGSVGElement;
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', name);
    // The library names its groups of marks; no role of theirs may bear a name, and the picture has its own.
    for (const group of svg.querySelectorAll('g[aria-label]')) {
      group.setAttribute('data-marks', group.getAttribute('aria-label') ?? '');
      group.removeAttribute('aria-label');
    }
    svg.style.setProperty('display', 'block');
    // What is wider than its frame scrolls rather than shrink beyond reading.
    if (Number(svg.getAttribute('width')) <= context.width) svg.style.setProperty('max-width', '100%');
    svg.style.setProperty('height', 'auto');
    if (drawing.stops.length) {
      figure.tabIndex = 0;
      figure.setAttribute('role', 'group');
      figure.setAttribute('aria-label', `${name} · ${say(context, TEXTS.keys)}`);
      const live = liveRegion(document);
      figure.appendChild(live);
      keyboard = explore(context, figure, svg, live, drawing.stops, drawing.snap ?? 'point', marks);
    }
  } else {
    figure.setAttribute('aria-label', name);
    if (marks) keyboard = openParts(context, drawing.parts ?? [], marks);
  }
  const note = drawing.notes.join(context.lang === 'zh' ? '；' : '; ');
  return { element: figure, keyboard, ...(note ? { note } : {}) };
}

/** Out of sight, not out of hearing. Set through CSSOM: the CSP allows no style attributes in markup. */
function liveRegion(document: Document): HTMLElement {
  const live = document.createElement('p');
  live.setAttribute('aria-live', 'polite');
  const hidden = {
    position: 'absolute',
    width: '1px',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    'clip-path': 'inset(50%)',
  };
  for (const [key, value] of Object.entries(hidden)) live.style.setProperty(key, value);
  return live;
}
