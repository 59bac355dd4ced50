import type { Block, Report, ReportSection, SectionId } from './document.ts';
import { definitionBlocks, ledgerBlocks, scopeBlocks, sourceBlocks, versionBlocks } from './appendix.ts';
import { line, table } from './blocks.ts';
import { chainOf, foremost, readingOf } from './chain.ts';
import { COMPARED_MARKS, comparedValues, comparisonBlocks } from './comparison.ts';
import { SECTION_IDS, PLAN_FIELDS, type PlanRow } from './document.ts';
import { headLines } from './head.ts';
import { causeValues } from './diagnosis.ts';
import { figuresTable, figureValues } from './figures-table.ts';
import type { ReportFinding, ReportInput } from './input.ts';
import { blocksMarkdown, escapeMarkdown } from './markdown.ts';
import { nameMarks, withValues, type NamedValues } from './named-values.ts';
import { leavingBlocks, leavingOf } from './leaving.ts';
import { localDate } from './local-time.ts';
import { inNames, planRows } from './plan.ts';
import { reviewBlocks } from './review.ts';
import { saidOnce } from './said-once.ts';
import { summaryOf } from './summary.ts';
import { REPORT_TEXTS, SECTION_TITLES } from './texts.ts';

/**
 * Gathers a run into a report: what is most important and what to do, each insight with where it comes from and what
 * to do about it, the plan, and how all of it was made. A section the analyst wrote stays as written.
 */
export function buildReport(input: ReportInput): Report {
  const { lang, goal, edits } = input;
  const findings = saidOnce(input.findings);
  const notices = [...(input.notices ?? [])];
  if (!goal.confirmed) notices.push(REPORT_TEXTS.unconfirmed[lang]);
  const told = foremost(findings);
  const tasks = [...told.map(({ finding }) => finding), ...findings];
  const today = localDate(input.generatedAt, input.zone);
  const values = valuesOf(findings, input);
  const plan = planRows(tasks, goal, edits, today, lang, values);
  const leaving = leavingOf(tasks);
  const context: Context = { ...input, told, plan, leaving };
  const sections = SECTION_IDS.map((id): ReportSection => {
    const own = Object.hasOwn(edits, id) ? edits[id] : undefined;
    const blocks: Block[] =
      own === undefined
        ? SEEDS[id](context)
        : [{ kind: 'markdown', text: withValues(own, values, escapeMarkdown) }];
    return { id, title: SECTION_TITLES[id][lang], edited: own !== undefined, blocks };
  });
  return {
    lang,
    title: input.title,
    head: headLines(input),
    notices,
    sections: sections.filter(({ blocks }) => blocks.length > 0),
    plan,
    values,
    seedOf: (id) => {
      const named = told.map(({ finding, other }) => ({
        finding: inNames(finding),
        other: other && inNames(other),
      }));
      return nameMarks(
        blocksMarkdown(
          SEEDS[id]({ ...context, told: named, leaving: leaving.map(inNames), inNames: true }),
          lang,
        ),
      );
    },
  };
}

/** Every value that the report's sentences and its comparison have, by name. */
function valuesOf(
  findings: readonly ReportFinding[],
  { comparison, lang, currency, readings = [], figures }: ReportInput,
): NamedValues {
  const compared = comparison ? comparedValues(comparison, lang, currency) : [];
  return new Map([
    ...findings.flatMap((finding) => [...(finding.named?.values ?? []), ...causeValues(finding, lang)]),
    ...readings.flatMap(({ named }) => [...(named?.values ?? [])]),
    ...(figures ? figureValues(figures) : []),
    ...compared,
  ]);
}

interface Context extends ReportInput {
  told: ReturnType<typeof foremost>;
  plan: PlanRow[];
  /** Findings that count customers who leave, the one that the report goes by first. */
  leaving: readonly ReportFinding[];
  /** With marks in the place of values. */
  inNames?: boolean;
}

const SEEDS: Record<SectionId, (input: Context) => Block[]> = {
  summary: ({ told, plan, lang, checking, readings = [] }) => [
    told[0]
      ? { kind: 'paragraph', text: summaryOf(told[0].finding, plan, lang) }
      : line(REPORT_TEXTS[checking ? 'checking' : readings.length > 0 ? 'shown' : 'nothing'][lang]),
  ],
  figures: ({ figures, lang, inNames = false }) => (figures ? [figuresTable(figures, lang, inNames)] : []),
  conclusion: (input) =>
    input.told.map(({ finding, other }) =>
      chainOf(finding, other, (cell) => titleOf(input, cell), input.lang),
    ),
  // Beside insights they would only make a report long.
  readings: (input) =>
    input.told.length > 0
      ? []
      : (input.readings ?? []).map((reading) =>
          readingOf(
            input.inNames && reading.named ? { ...reading, sentence: reading.named.sentence } : reading,
            (cell) => titleOf(input, cell),
            input.lang,
          ),
        ),
  // Older reports have these written by hand; what they said is part of each conclusion now.
  diagnosis: () => [],
  action: () => [],
  leaving: (input) => leavingBlocks(input.leaving, (cell) => titleOf(input, cell), input.lang),
  plan: ({ lang, plan, checking }) =>
    plan.length === 0
      ? [line(REPORT_TEXTS[checking ? 'checking' : 'noAction'][lang])]
      : [
          table(
            lang,
            PLAN_FIELDS,
            plan.map((row) => PLAN_FIELDS.map((field) => row[field])),
          ),
        ],
  comparison: (input) => {
    const { comparison, lang, currency, zone } = input;
    if (!comparison) return [];
    return comparisonBlocks(
      comparison,
      (cell) => titleOf(input, cell),
      { currency, zone },
      lang,
      input.inNames ? COMPARED_MARKS : undefined,
    );
  },
  review: ({ review, lang }) => (review ? reviewBlocks(review, lang) : []),
  scope: scopeBlocks,
  sources: sourceBlocks,
  ledger: ledgerBlocks,
  definitions: definitionBlocks,
  versions: versionBlocks,
};

const titleOf = (input: ReportInput, name: string): string =>
  input.cells.find((cell) => cell.name === name)?.title || name;
