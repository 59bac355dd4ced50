import type { ReportFinding, ReportInput } from './input.ts';
import { ENTITIES } from '../entity/catalogue.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import type { Segment } from '../template/findings.ts';
import type { Block, Report, ReportItem, ReportSection, SectionId } from './document.ts';
import { COMPARED_MARKS, comparedValues, comparisonBlocks } from './comparison.ts';
import { SECTION_IDS, PLAN_FIELDS, type PlanRow } from './document.ts';
import { blocksMarkdown, escapeMarkdown } from './markdown.ts';
import { nameMarks, withValues, type NamedValues } from './named-values.ts';
import { inNames, planned, planRows, unplanned } from './plan.ts';
import { reviewBlocks } from './review.ts';
import { saidOnce } from './said-once.ts';
import { REPORT_TEXTS, SECTION_TITLES } from './texts.ts';

/**
 * Gathers a run into a report. Sections are seeded from the insights, those with most at stake first (good and info
 * conclude, bad and warning are diagnosed); what says what to do is acted on and planned. A section the analyst wrote
 * stays as written.
 */
export function buildReport(input: ReportInput): Report {
  const { lang } = input;
  const shown = saidOnce(input.findings);
  const notices = [...(input.notices ?? [])];
  if (!input.goal.confirmed) notices.push(REPORT_TEXTS.unconfirmed[lang]);
  const today = input.generatedAt.slice(0, 10);
  const values = valuesOf(shown, input);
  const plan = planRows(shown.filter(isTask), input.goal, input.edits, today, lang, values);
  const context = { ...input, findings: shown, plan };
  const sections = SECTION_IDS.map((id): ReportSection => {
    const own = Object.hasOwn(input.edits, id) ? input.edits[id] : undefined;
    const blocks: Block[] =
      own === undefined
        ? SEEDS[id](context)
        : [{ kind: 'markdown', text: withValues(own, values, escapeMarkdown) }];
    return { id, title: SECTION_TITLES[id][lang], edited: own !== undefined, blocks };
  });
  return {
    lang,
    title: input.title,
    generatedAt: input.generatedAt,
    notices,
    sections: sections.filter(({ blocks }) => blocks.length > 0),
    plan,
    values,
    seedOf: (id) => {
      const blocks = SEEDS[id]({ ...context, findings: shown.map(inNames), inNames: true });
      return nameMarks(blocksMarkdown(blocks));
    },
  };
}

/** Every value that the report's sentences and its comparison have, by name. */
function valuesOf(
  findings: readonly ReportFinding[],
  { comparison, lang, currency }: ReportInput,
): NamedValues {
  const compared = comparison ? comparedValues(comparison, lang, currency) : [];
  return new Map([...findings.flatMap(({ named }) => [...(named?.values ?? [])]), ...compared]);
}

/** `inNames`: with marks in the place of values. */
type Seed = (input: ReportInput & { plan: PlanRow[]; inNames?: boolean }) => Block[];
const isProblem = (finding: ReportFinding): boolean =>
  finding.severity === 'bad' || finding.severity === 'warning';
/** What is to be planned: every problem, and every chance that says what to do with it. */
const isTask = (finding: ReportFinding): boolean => isProblem(finding) || finding.measure !== undefined;

const SEEDS: Record<SectionId, Seed> = {
  /** What has most at stake, and what to do first: two sentences. */
  summary: ({ findings, lang }) => {
    const [first] = findings;
    if (!first) return [line(REPORT_TEXTS.nothing[lang])];
    const action = findings.find(({ measure }) => measure)?.measure?.action;
    const second: Segment[] =
      action === undefined
        ? []
        : [
            {
              text: fill(REPORT_TEXTS.firstStep, lang, { action: action.replace(/[.。]$/, '') }),
              bold: false,
            },
          ];
    return [{ kind: 'paragraph', text: [...first.sentence, ...second] }];
  },
  conclusion: (input) => itemsOr(input, (f) => !isProblem(f), 'noConclusion'),
  diagnosis: (input) => itemsOr(input, isProblem, 'noProblem'),
  action: (input) => {
    const { lang, findings } = input;
    const tasks = findings.filter(isTask);
    if (tasks.length === 0) return [line(REPORT_TEXTS.noAction[lang])];
    const items = planned(tasks).flatMap(({ cell, measure }): ReportItem[] =>
      measure
        ? [
            {
              text: [{ text: measure.action, bold: false }],
              severity: null,
              cell,
              cellTitle: titleOf(input, cell),
            },
          ]
        : [],
    );
    return items.length > 0 ? [{ kind: 'list', items }] : [line(REPORT_TEXTS.assign[lang])];
  },
  plan: ({ lang, findings, plan }) => {
    if (plan.length === 0) return [line(REPORT_TEXTS.noAction[lang])];
    const more = unplanned(findings.filter(isTask));
    return [
      table(
        lang,
        PLAN_FIELDS,
        plan.map((row) => PLAN_FIELDS.map((field) => row[field])),
      ),
      ...(more > 0 ? [line(fill(REPORT_TEXTS.unplanned, lang, { count: more }))] : []),
    ];
  },
  comparison: (input) => {
    const { comparison, lang, currency } = input;
    if (!comparison) return [];
    const titles = (cell: string) => titleOf(input, cell);
    return comparisonBlocks(
      comparison,
      titles,
      { currency },
      lang,
      input.inNames ? COMPARED_MARKS : undefined,
    );
  },
  review: ({ review, lang }) => (review ? reviewBlocks(review, lang) : []),
  scope: ({ goal, scope, lang, rule = '' }) => {
    const t = REPORT_TEXTS;
    const lines: [keyof typeof t, string][] = [
      ['statement', goal.statement],
      ['questions', goal.questions.length > 0 ? listed(goal.questions, lang) : ''],
      ['criterion', goal.criterion],
      ['owner', goal.owner],
      ['metrics', goal.metrics.join(lang === 'zh' ? '、' : ', ')],
      ['group', scope.group || t.everything[lang]],
      ['behaviours', goal.behaviours.join(lang === 'zh' ? '、' : ', ')],
      ['period', scope.start && scope.end ? `${scope.start} – ${scope.end}` : t.everything[lang]],
      ['asOf', scope.asOf],
      ['customers', scope.customers === null ? '' : count(scope.customers)],
      ['rule', rule],
    ];
    return [
      table(
        lang,
        ['item', 'value'],
        lines.filter(([, v]) => v !== '').map(([key, v]) => [t[key][lang], v]),
      ),
    ];
  },
  sources: ({ sources, lang }) =>
    sources.length === 0
      ? []
      : [
          table(
            lang,
            ['source', 'system', 'entity', 'updated', 'read', 'rejected', 'kept'],
            sources.map((s) => [
              ...[s.source, s.system, ENTITIES[s.entity].label[lang], s.updated],
              ...[s.read + s.rejected, s.rejected, s.kept].map(count),
            ]),
          ),
        ],
  ledger: ({ ledger, lang, currency }) => {
    if (ledger.length === 0) return [];
    const met = ledger.filter(
      (row) => row.rule === 'read' || row.removed + row.added + row.corrected + row.flagged > 0,
    );
    const quiet = ledger.length - met.length;
    // Of orders the money that goes with the rows: what was set aside, or taken off.
    const told = met.some(({ money }) => money);
    return [
      table(
        lang,
        [
          'entity',
          'step',
          'rowsIn',
          'removed',
          'added',
          'corrected',
          'flagged',
          'rowsOut',
          ...(told ? ['money' as const] : []),
        ],
        met.map((row) => [
          ...[ENTITIES[row.entity].label[lang], row.label],
          ...[row.rows_in, row.removed, row.added, row.corrected, row.flagged, row.rows_out].map(count),
          ...(told ? [row.money ? formatValue(row.money, 'money', { lang, currency }) : ''] : []),
        ]),
      ),
      ...(quiet > 0 ? [line(fill(REPORT_TEXTS.quietRules, lang, { count: quiet }))] : []),
    ];
  },
  definitions: ({ cells, lang }) => [
    table(
      lang,
      ['analysis', 'definition'],
      cells.filter((cell) => cell.definition !== '').map((cell) => [cell.title, cell.definition]),
    ),
  ],
  versions: ({ cells, versions, generatedAt, lang }) => [
    table(
      lang,
      ['item', 'value'],
      [
        [REPORT_TEXTS.program[lang], `${versions.program}, DuckDB ${versions.engine}`],
        [REPORT_TEXTS.generated[lang], generatedAt],
      ],
    ),
    table(
      lang,
      ['analysis', 'template'],
      cells.map((cell) => [
        cell.title,
        `${cell.template} ${cell.templateVersion}${cell.forked ? ` (${REPORT_TEXTS.ownSql[lang]})` : ''}`,
      ]),
    ),
  ],
};

function itemsOr(
  input: ReportInput,
  which: (f: ReportFinding) => boolean,
  none: 'noConclusion' | 'noProblem',
): Block[] {
  const { findings, lang } = input;
  if (findings.length === 0) return [line(REPORT_TEXTS.nothing[lang])];
  const items = findings.filter(which).map((finding) => itemOf(input, finding));
  return items.length > 0 ? [{ kind: 'list', items }] : [line(REPORT_TEXTS[none][lang])];
}

const itemOf = (input: ReportInput, { cell, severity, sentence, rows }: ReportFinding): ReportItem => ({
  ...(rows === undefined ? {} : { rows }),
  text: sentence,
  severity,
  cell,
  cellTitle: titleOf(input, cell),
});

const titleOf = (input: ReportInput, name: string): string =>
  input.cells.find((cell) => cell.name === name)?.title || name;

const NUMERIC = new Set([
  'read',
  'rejected',
  'kept',
  'rowsIn',
  'removed',
  'added',
  'corrected',
  'flagged',
  'rowsOut',
  'money',
]);

const table = (lang: Lang, columns: readonly (keyof typeof REPORT_TEXTS)[], rows: string[][]): Block => ({
  kind: 'table',
  columns: columns.map((column) => ({ label: REPORT_TEXTS[column][lang], numeric: NUMERIC.has(column) })),
  rows,
});

const line = (text: string): Block => ({ kind: 'paragraph', text: [{ text, bold: false }] });

const count = (n: number): string => n.toLocaleString('en-US');

/** Questions one after the other; one that ends in a mark of its own gets no other. */
const listed = (questions: readonly string[], lang: Lang): string =>
  questions.reduce((all, question) => {
    const [mark, space] = lang === 'zh' ? ['；', ''] : [';', ' '];
    return all + (/[?？!！.。]$/.test(all) ? '' : mark) + space + question;
  });
