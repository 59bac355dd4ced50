import type { Cell, Notebook } from '../notebook/document.ts';
import { setText, setTexts } from '../notebook/edit.ts';
import { APPENDIX, type Chain, type ReportSection, type SectionId } from '../report/document.ts';
import { plain } from '../report/findings.ts';
import { escapeMarkdown } from '../report/markdown.ts';
import { keepNames, type NamedValues } from '../report/named-values.ts';
import { ownRows, planKey } from '../report/plan.ts';
import type { NotebookSession } from './session.svelte.ts';

/** An open notebook, as far as its report is written over. */
export type ReportHost = Pick<NotebookSession, 'edit' | 'filters'> & {
  runs: Pick<NotebookSession['runs'], 'view'>;
};

/** Who reads a report for its conclusions need not scroll past the accounts; the sheet to write on stays at hand. */
export const FOLDED: readonly SectionId[] = APPENDIX.filter((id) => id !== 'comparison' && id !== 'review');

/** A section's text where a person wrote it; empty where it is made of parts. */
export const ownText = ({ blocks: [first] }: ReportSection): string =>
  first?.kind === 'markdown' ? first.text : '';

/** What a person writes over the report of a cell: its sections, its head and the rows of its plan. */
export class ReportEdits {
  #host: ReportHost;
  #cell: () => Cell;

  constructor(host: ReportHost, cell: () => Cell) {
    this.#host = host;
    this.#cell = cell;
  }

  /** Whether anything was written over the plan. */
  get plans(): boolean {
    return planKeys(this.#cell()).length > 0;
  }

  /** Writes over a section or a line of the head; null gives what is generated back. */
  write(section: string, body: string | null): void {
    this.#edit('setText', (n) => setText(n, this.#cell().name, section, body));
  }

  /** Writes over a section that holds values of the report: they are kept by name, so that they go on changing. */
  rewrite(section: SectionId, body: string, values: NamedValues): void {
    this.write(section, keepNames(this.#cell().text[section] ?? '', body, values, escapeMarkdown));
  }

  /** Writes over places of the plan; null gives what is generated back. */
  writePlan(texts: Record<string, string | null>, kind: 'setText' | 'strikeRow' = 'setText'): void {
    this.#edit(kind, (n) => setTexts(n, this.#cell().name, texts));
  }

  /** Adds an empty row to the plan, below those that were added before. */
  addPlanRow(): void {
    const last = Number(ownRows(this.#cell().text).at(-1)?.slice('own-'.length) ?? 0);
    this.writePlan({ [planKey(`own-${last + 1}`, 'finding')]: '' });
  }

  /** Takes back whatever was written over the plan. */
  restorePlan(): void {
    this.writePlan(Object.fromEntries(planKeys(this.#cell()).map((key) => [key, null])));
  }

  /** Shows the rows that a conclusion is about in the cell that it comes from. */
  showRows({ cell, rows, headline }: Chain): void {
    const { version } = this.#host.runs.view(cell);
    if (rows !== undefined)
      this.#host.filters.show(cell, { where: rows, rule: 'finding', words: plain(headline), version });
  }

  #edit(kind: 'setText' | 'strikeRow', change: (notebook: Notebook) => Notebook): void {
    this.#host.edit(kind, change, { name: this.#cell().name });
  }
}

const planKeys = (cell: Cell): string[] => Object.keys(cell.text).filter((key) => key.startsWith('plan.'));
