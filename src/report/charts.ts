import { draw } from '../chart/draw.ts';
import { figureToSvg } from '../chart/export.ts';
import { drawnSpec } from '../chart/spec-read.ts';
import type { Disclosure } from '../disclosure/disclose.ts';
import { notDrawn } from '../disclosure/not-drawn.ts';
import type { Lang } from '../i18n/text.ts';
import { cellHeading } from '../notebook/cell-title.ts';
import type { Notebook } from '../notebook/document.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import { labelChart, labelRows } from '../template/labels.ts';
import { resolve } from '../template/resolve.ts';
import type { Report } from './document.ts';
import type { ReportFigure } from './html.ts';

/** Width of a figure in the report, px: beside the words, or below them at no smaller a scale. */
const WIDTH = 440;
/** What the report is drawn on: white as the paper that it is printed on, or a dark screen. */
const PAPER = { light: '#ffffff', dark: '#16191d' } as const;

/**
 * The charts of those cells as SVG texts for the report, drawn in `document` in the order of the cells, of what of
 * their rows may leave; what is not drawn is said in the caption. Key figures are tiles, not pictures: the report says them in words. What
 * cannot be drawn is left out.
 */
export function reportCharts(
  notebook: Notebook,
  cells: readonly string[],
  leaving: Pick<Disclosure, 'charts' | 'groups'> | null,
  lang: Lang,
  document: Document,
): ReportFigure[] {
  const templateOf = templatesOf(notebook);
  return notebook.cells.flatMap((cell) => {
    const template = templateOf(cell.template);
    const made = cells.includes(cell.name) ? leaving?.charts.get(cell.name) : null;
    const own = drawnSpec(cell.chart);
    const chart = own ?? (template && resolve(template, cell.params, made).chart);
    if (!template || !made || !chart || chart.kind === 'kpi') return [];
    const spec = own ? chart : labelChart(template.codes, chart, lang);
    const drawn = (theme: 'light' | 'dark') => {
      const labelled = labelRows(template.codes, made, lang);
      const { currency } = notebook;
      const { element, note } = draw(spec, labelled, { lang, currency, theme, width: WIDTH, document });
      return { svg: figureToSvg(element, PAPER[theme]), note };
    };
    try {
      const { svg, note } = drawn('light');
      const dark = drawn('dark').svg;
      const held = leaving?.groups.get(cell.name)?.length ?? 0;
      const beside = notDrawn(note, held, lang);
      const caption = [cellHeading(cell, template, lang), beside].filter(Boolean).join(' · ');
      return svg && dark ? [{ cell: cell.name, svg, dark, caption }] : [];
    } catch {
      return [];
    }
  });
}

/** The cells that a report speaks of, in its order. */
export const toldCells = ({ sections }: Pick<Report, 'sections'>): string[] =>
  sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'chain' ? [block.cell] : [])));
