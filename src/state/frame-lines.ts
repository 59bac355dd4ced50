import { isDated } from '../entity/scope.ts';
import { keptColumns } from '../entity/source.ts';
import type { DictionaryRow } from '../entity/dictionary.ts';
import { answersText as text } from '../i18n/answers.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import { namedGroup } from '../notebook/segments.ts';
import { groupText } from '../report/group.ts';
import type { RunFacts } from '../report/run-facts.ts';

/** A piece of a line; `open` is one that asks the analyst to decide. */
export interface LinePart {
  text: string;
  open: boolean;
}

type Prepared = RunFacts['prepared'];

const said = (words: string): LinePart => ({ text: words, open: false });
const asked = (words: string): LinePart => ({ text: words, open: true });
const count = (n: number, lang: Lang) => formatValue(n, 'integer', { lang, currency: '' });

/** Goal, dictionary and cleaning as one line each, for a notebook that is read rather than set up; by their view. */
export function frameLine(
  view: string,
  {
    notebook,
    prepared,
    fields,
  }: { notebook: Notebook; prepared: Prepared; fields: readonly DictionaryRow[] },
  lang: Lang,
): LinePart[] {
  if (view === 'goal') return goalLine(notebook, prepared, lang);
  if (view === 'dictionary') return dictionaryLine(notebook, fields, lang);
  return view === 'cleaning' ? cleaningLine(prepared, lang) : [];
}

function goalLine(notebook: Notebook, prepared: Prepared, lang: Lang): LinePart[] {
  const { goal } = notebook;
  const given = prepared?.given;
  const dated = prepared && isDated(prepared.extent);
  return [
    ...(given?.asOf && dated ? [said(periodWords(given.periodStart, given.periodEnd, lang))] : []),
    said(groupText(namedGroup(notebook), lang)),
    ...(given?.asOf ? [said(fill(text.asOf, lang, { date: dayWords(given.asOf, lang) }))] : []),
    ...(goal.confirmed ? [] : [asked(text.confirmGoal[lang])]),
  ];
}

/** A field that an analysis uses is worth a look when more than half of it is empty. */
const SPARSE = 0.5;

function dictionaryLine({ sources }: Notebook, rows: readonly DictionaryRow[], lang: Lang): LinePart[] {
  const fields = sources.reduce((n, { columns, privacy }) => n + keptColumns(columns, privacy).length, 0);
  const check = rows.filter((row) => row.role !== null && (row.filled_share ?? 1) < SPARSE).length;
  return [
    said(fill(text.sources, lang, { count: sources.length, fields: count(fields, lang) })),
    ...(check > 0 ? [asked(fill(text.toCheck, lang, { count: check }))] : []),
  ];
}

function cleaningLine(prepared: Prepared, lang: Lang): LinePart[] {
  if (!prepared) return [];
  const sum = (of: 'read' | 'kept' | 'quarantined') =>
    count(
      prepared.sourceLedger.reduce((n, row) => n + row[of], 0),
      lang,
    );
  return [
    said(fill(text.account, lang, { read: sum('read'), kept: sum('kept'), quarantined: sum('quarantined') })),
  ];
}

/** A span of whole months by how many and when they end, any other by its ends; ISO dates, both inclusive. */
export function periodWords(start: string, end: string, lang: Lang): string {
  const months = wholeMonths(start, end);
  return months === null
    ? fill(text.span, lang, { start, end })
    : fill(text.months, lang, { count: months, end: dayWords(end, lang) });
}

function wholeMonths(start: string, end: string): number | null {
  const from = new Date(`${start}T00:00:00Z`);
  const after = new Date(Date.parse(`${end}T00:00:00Z`) + 86_400_000);
  const months =
    (after.getUTCFullYear() - from.getUTCFullYear()) * 12 + after.getUTCMonth() - from.getUTCMonth();
  return months > 0 && from.getUTCDate() === 1 && after.getUTCDate() === 1 ? months : null;
}

function dayWords(day: string, lang: Lang): string {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return day;
  if (lang === 'zh') return `${year} 年 ${month} 月 ${date} 日`;
  const name = new Date(Date.UTC(2000, month - 1, 1)).toLocaleString('en-GB', {
    month: 'long',
    timeZone: 'UTC',
  });
  return `${date} ${name} ${year}`;
}
