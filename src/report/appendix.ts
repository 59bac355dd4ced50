import { ENTITIES } from '../entity/catalogue.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import { count, line, table } from './blocks.ts';
import type { Block } from './document.ts';
import type { ReportInput } from './input.ts';
import { localTime } from './local-time.ts';
import { REPORT_TEXTS } from './texts.ts';

/** The goal and the scope, as the run used them, and what was held back of it. */
export function scopeBlocks({ goal, scope, lang, rule = '', held = [], wide = [] }: ReportInput): Block[] {
  const t = REPORT_TEXTS;
  const lines: [keyof typeof t, string][] = [
    ['statement', goal.statement],
    ['questions', goal.questions.length > 0 ? listed(goal.questions, lang) : ''],
    ['criterion', goal.criterion],
    ['owner', goal.owner],
    ['metrics', goal.metrics.join(lang === 'zh' ? '、' : ', ')],
    ['group', scope.group || t.everything[lang]],
    ['wide', wide.join(lang === 'zh' ? '、' : ', ')],
    ['behaviours', goal.behaviours.join(lang === 'zh' ? '、' : ', ')],
    ['period', scope.start && scope.end ? `${scope.start} – ${scope.end}` : t.everything[lang]],
    ['asOf', scope.asOf],
    ['customers', scope.customers === null ? '' : count(scope.customers)],
    ['rule', rule],
  ];
  const rows = lines.filter(([, value]) => value !== '').map(([key, value]) => [t[key][lang], value]);
  return [table(lang, ['item', 'value'], rows), ...held.map(line)];
}

export const sourceBlocks = ({ sources, lang }: ReportInput): Block[] =>
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
      ];

const MOVES = ['removed', 'added', 'corrected', 'flagged'] as const;

/** The row account of the rules that met a row; what none of them did has no column. */
export function ledgerBlocks({ ledger, lang, currency }: ReportInput): Block[] {
  if (ledger.length === 0) return [];
  const met = ledger.filter((row) => row.rule === 'read' || MOVES.some((move) => row[move] > 0));
  const quiet = ledger.length - met.length;
  const moves = MOVES.filter((move) => met.some((row) => row[move] > 0));
  // Of orders the money that goes with the rows: what was set aside, or taken off.
  const told = met.some(({ money }) => money);
  return [
    table(
      lang,
      ['entity', 'step', 'rowsIn', ...moves, 'rowsOut', ...(told ? ['money' as const] : [])],
      met.map((row) => [
        ...[ENTITIES[row.entity].label[lang], row.label],
        ...[row.rows_in, ...moves.map((move) => row[move]), row.rows_out].map(count),
        ...(told ? [row.money ? formatValue(row.money, 'money', { lang, currency }) : ''] : []),
      ]),
    ),
    ...(quiet > 0 ? [line(fill(REPORT_TEXTS.quietRules, lang, { count: quiet }))] : []),
  ];
}

export function definitionBlocks({ cells, lang }: ReportInput): Block[] {
  const rows = cells.filter((cell) => cell.definition !== '').map((cell) => [cell.title, cell.definition]);
  return rows.length === 0 ? [] : [table(lang, ['analysis', 'definition'], rows)];
}

export const versionBlocks = ({ cells, versions, generatedAt, zone, lang }: ReportInput): Block[] => [
  table(
    lang,
    ['item', 'value'],
    [
      [REPORT_TEXTS.program[lang], `${versions.program}, DuckDB ${versions.engine}`],
      [REPORT_TEXTS.made[lang], localTime(generatedAt, zone)],
    ],
  ),
  ...(cells.length === 0
    ? []
    : [
        table(
          lang,
          ['analysis', 'version'],
          cells.map(({ title, templateVersion, forked }) => [
            title,
            `${templateVersion}${forked ? ` (${REPORT_TEXTS.ownSql[lang]})` : ''}`,
          ]),
        ),
      ]),
];

/** Questions one after the other; one that ends in a mark of its own gets no other. */
const listed = (questions: readonly string[], lang: Lang): string =>
  questions.reduce((all, question) => {
    const [mark, space] = lang === 'zh' ? ['；', ''] : [';', ' '];
    return all + (/[?？!！.。]$/.test(all) ? '' : mark) + space + question;
  });
