import { draw } from '../chart/draw.ts';
import { figureToSvg } from '../chart/export.ts';
import { drawnSpec } from '../chart/spec-read.ts';
import type { Rows } from '../engine/api.ts';
import type { Lang } from '../i18n/text.ts';
import { cellHeading } from '../notebook/cell-title.ts';
import type { Notebook } from '../notebook/document.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import { labelChart, labelRows } from '../template/labels.ts';
import { resolve } from '../template/resolve.ts';
import type { ReportFigure } from './html.ts';

/** Width of a figure in the report, px; its main column is as wide. */
const WIDTH = 680;
/** The report is white, as the paper that it is printed on. */
const PAPER = '#ffffff';

/**
 * The notebook's charts as SVG texts for the report, drawn in `document` on light paper in the order of the
 * cells. `rows` gives the chart rows of a cell that has run. Key figures are tiles, not pictures: the report
 * says them in words. What cannot be drawn is left out.
 */
export function reportCharts(
  notebook: Notebook,
  rows: (cell: string) => Rows | null | undefined,
  lang: Lang,
  document: Document,
): ReportFigure[] {
  const templateOf = templatesOf(notebook);
  return notebook.cells.flatMap((cell) => {
    const template = templateOf(cell.template);
    const made = rows(cell.name);
    const own = drawnSpec(cell.chart);
    const chart = own ?? (template && resolve(template, cell.params).chart);
    if (!template || !made || !chart || chart.kind === 'kpi') return [];
    const spec = own ? chart : labelChart(template.codes, chart, lang);
    try {
      const { element } = draw(spec, labelRows(template.codes, made, lang), {
        lang,
        currency: notebook.currency,
        theme: 'light',
        width: WIDTH,
        document,
      });
      const svg = figureToSvg(element, PAPER);
      const caption = cellHeading(cell, template, lang);
      return svg ? [{ svg, caption }] : [];
    } catch {
      return [];
    }
  });
}
