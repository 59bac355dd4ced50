import type { Lang } from '../../i18n/text.ts';
import type { NotebookSession } from '../../state/session.svelte.ts';
import { labelChart, labelRows } from '../../template/labels.ts';
import { getTemplate } from '../../template/registry.ts';
import { resolve } from '../../template/resolve.ts';

/** Width of a figure in the exported report, px; its main column is as wide. */
const WIDTH = 680;
/** The report is white, as the paper that it is printed on. */
const PAPER = '#ffffff';

/**
 * The notebook's charts as SVG texts for the exported report, drawn anew on light paper in the order of the
 * cells. Key figures are tiles, not pictures: the report says them in words. What cannot be drawn is left out.
 */
export async function reportFigures(
  session: NotebookSession,
  lang: Lang,
): Promise<{ section: string; svg: string; caption: string }[]> {
  const [{ draw }, { figureToSvg }] = await Promise.all([
    import('../../chart/draw.ts'),
    import('../../chart/export.ts'),
  ]);
  const { currency } = session.notebook;
  return session.notebook.cells.flatMap((cell) => {
    const template = getTemplate(cell.template);
    const rows = session.runs.view(cell.name).chart;
    const chart = cell.chart ?? (template && resolve(template, cell.params).chart);
    if (!template || !rows || !chart || chart.kind === 'kpi') return [];
    const spec = cell.chart ? chart : labelChart(template.codes, chart, lang);
    try {
      const { element } = draw(spec, labelRows(template.codes, rows, lang), {
        lang,
        currency,
        theme: 'light',
        width: WIDTH,
        document,
      });
      const svg = figureToSvg(element, PAPER);
      const caption = cell.title || template.question[lang];
      return svg ? [{ section: 'conclusion', svg, caption }] : [];
    } catch {
      return [];
    }
  });
}
