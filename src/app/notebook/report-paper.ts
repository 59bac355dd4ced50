import type { Notebook } from '../../notebook/document.ts';
import type { reportCharts } from '../../report/charts.ts';
import type { Report } from '../../report/document.ts';
import { reportBody, type ReportFigure } from '../../report/html.ts';
import { REPORT_CSS } from '../../report/style.ts';

interface Charts {
  notebook: Notebook;
  leaving: Parameters<typeof reportCharts>[2];
}

/** Set on the page while the report lies over it; nothing but the report is printed then. */
const LAID = 'paper-laid';

/** The report as it leaves with its pictures, and laid out for paper in place of the page. */
export class ReportPaper {
  #modules: Awaited<ReturnType<typeof modules>> | null = null;
  /** Hand-written Markdown that was rendered, by its text. */
  readonly #rendered = new Map<string, HTMLElement>();
  #host: HTMLElement | null = null;
  /** Of the page, while the report lies over it. */
  #title = '';

  /** Fetches what printing needs: a page that is about to be printed waits for nothing. */
  async ready(report: Report): Promise<void> {
    this.#modules ??= await modules();
    await this.markdown(report);
  }

  async figures(report: Report, charts: Charts): Promise<ReportFigure[]> {
    this.#modules ??= await modules();
    return this.#drawn(report, charts);
  }

  /** Renders what was written by hand, and gives it by its text. */
  async markdown({ sections }: Report): Promise<(text: string) => string> {
    for (const { blocks } of sections)
      for (const block of blocks) {
        if (block.kind !== 'markdown' || this.#rendered.has(block.text)) continue;
        const { renderMarkdown } = await import('../cell/markdown.ts');
        const host = document.createElement('div');
        host.append(await renderMarkdown(block.text));
        this.#rendered.set(block.text, host);
      }
    return this.#html;
  }

  /** The report as a Word document, with the pictures that its HTML has. What writes it is fetched when it is asked for. */
  async docx(report: Report, charts: Charts): Promise<Blob> {
    const figures = await this.figures(report, charts);
    await this.markdown(report);
    const [{ reportDocx }, { svgToPng }] = await Promise.all([
      import('../../report/docx/report-docx.ts'),
      import('../../chart/export.ts'),
    ]);
    const drawn = await Promise.all(
      figures.map(async ({ cell, caption, svg }) => {
        const picture = await svgToPng(svg);
        if (!picture) return [];
        const { blob, width, height } = picture;
        return [{ cell, caption, width, height, png: new Uint8Array(await blob.arrayBuffer()) }];
      }),
    );
    return reportDocx(report, {
      pictures: drawn.flat(),
      own: (text) => this.#rendered.get(text) ?? null,
    });
  }

  /**
   * Lays the report over the page, for paper. `title` is what the page is called meanwhile: a printed file has it as its
   * title and its name.
   */
  lay(report: Report, charts: Charts, appendix: boolean, title: string): void {
    if (!this.#modules) return;
    this.clear();
    const host = document.createElement('div');
    host.className = 'paper-host';
    host.lang = report.lang === 'zh' ? 'zh-CN' : 'en';
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(REPORT_CSS);
    root.adoptedStyleSheets = [sheet];
    const page = document.createElement('div');
    page.className = 'paper';
    const figures = this.#drawn(report, charts);
    const body = reportBody(report, { figures, markdown: this.#html, open: true });
    page.append(this.#modules.sanitise(body));
    if (!appendix) page.querySelector('details')?.remove();
    root.append(page);
    document.body.append(host);
    document.body.classList.add(LAID);
    this.#host = host;
    this.#title = document.title;
    document.title = title;
  }

  clear(): void {
    if (this.#host) document.title = this.#title;
    this.#host?.remove();
    this.#host = null;
    document.body.classList.remove(LAID);
  }

  readonly #html = (text: string): string => this.#rendered.get(text)?.innerHTML ?? '';

  #drawn(report: Report, { notebook, leaving }: Charts): ReportFigure[] {
    const { reportCharts, toldCells } = this.#modules!;
    return reportCharts(notebook, toldCells(report), leaving, report.lang, document);
  }
}

async function modules() {
  const [{ default: DOMPurify }, charts] = await Promise.all([
    import('dompurify'),
    import('../../report/charts.ts'),
  ]);
  // Only pictures that stand in the text itself; nothing is fetched by what is printed.
  const sanitise = (html: string): DocumentFragment =>
    DOMPurify.sanitize(html, {
      RETURN_DOM_FRAGMENT: true,
      FORBID_TAGS: ['style', 'source'],
      ADD_ATTR: ['open'],
    });
  return { ...charts, sanitise };
}
