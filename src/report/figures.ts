import { readFormat, type Format } from '../i18n/formats.ts';
import { ENTITIES, ENTITY_NAMES } from '../entity/catalogue.ts';
import type { Rows } from '../engine/api.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang, Text } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import type { Prepared } from '../run/data.ts';
import type { Figure } from '../run/record.ts';
import { rowObjects } from '../engine/rows.ts';
import { labelOf } from '../template/labels.ts';
import { sentenceSlots } from '../template/findings.ts';
import type { Template } from '../template/schema.ts';
import { findingsOf, plain } from './findings.ts';
import { REPORT_TEXTS } from './texts.ts';

export interface FigureFacts {
  notebook: Notebook;
  prepared: Pick<Prepared, 'ledger'>;
  template: (id: string) => Template | undefined;
  /** Chart and findings rows of a cell that has run; undefined for one that has not. */
  output: (cell: string) => { chart: Rows | null; findings: Rows | null } | undefined;
}

/** The numbers that a run is remembered by: key figures, the lead number of each finding, rows kept and set aside. */
export function figuresOf({ notebook, prepared, template: templateOf, output }: FigureFacts): Figure[] {
  const cells = notebook.cells.flatMap((cell) => {
    const template = templateOf(cell.template);
    const made = output(cell.name);
    if (!template || !made) return [];
    return [
      ...keyFigures(cell.name, template, made.chart),
      ...findingFigures(cell.name, template, made.findings, notebook.currency),
    ];
  });
  const known = new Set<string>();
  return [...cells, ...rowCounts(prepared)].filter(({ id }) => !known.has(id) && known.add(id));
}

/** Tiles of a cell that draws key figures: named by `label`, each with its own unit. */
function keyFigures(cell: string, template: Template, rows: Rows | null): Figure[] {
  const { chart } = template;
  if (chart?.kind !== 'kpi' || !rows || !chart.label) return [];
  const { label, formats } = chart;
  const value = chart.value ?? chart.y;
  return rowObjects(rows).flatMap((row): Figure[] => {
    const n = row[value?.column ?? ''];
    if (typeof n !== 'number' || !Number.isFinite(n)) return [];
    const unit = formats && row[formats.column];
    return [
      {
        id: tileId(cell, row[label.column]),
        cell,
        label: inBoth((lang) => String(labelOf(template.codes, label.column, row[label.column], lang))),
        value: n,
        format: readFormat(unit) ?? value?.format ?? 'number',
        ...(unit === 'points' ? { points: true as const } : {}),
      },
    ];
  });
}

/** Id of a tile's figure: its cell and what it is called by. */
export const tileId = (cell: string, label: unknown): string => `${cell} ${String(label)}`;

/** Formats whose numbers are not told apart by size: no change is worked out of them. */
const PLACES = ['date', 'timestamp', 'month', 'weekday', 'hour', 'text'];

function findingFigures(cell: string, template: Template, rows: Rows | null, currency: string): Figure[] {
  const inLang = (lang: Lang) => findingsOf(template, rows, lang, currency);
  const told = { zh: inLang('zh'), en: inLang('en') };
  return told.zh.flatMap(({ id, rule, row, customers }, i): Figure[] => {
    const sentence = template.findings[rule]!.sentence;
    const slots = sentenceSlots(sentence.zh).map(({ column, format }) => ({
      column,
      format: (format === 'row' ? row['format'] : format) ?? 'number',
    }));
    const numbers = slots.filter(
      ({ column, format }) => typeof row[column] === 'number' && !PLACES.includes(String(format)),
    );
    // A rate or an amount says more of a finding than the count beside it.
    const lead = numbers.find(({ format }) => format !== 'integer') ?? numbers[0];
    if (!lead) return [];
    return [
      {
        id: `${cell} ${id}`,
        cell,
        label: inBoth((lang) => clauseOf(told[lang][i]!.segments, sentence[lang], lead.column)),
        value: row[lead.column] as number,
        format: lead.format as Format,
        ...(customers === null ? {} : { customers }),
      },
    ];
  });
}

const ENDS = /[，。；：（）]|[,;:.()](?=\s|$)/;

/** The sentence from its start to the end of the clause that holds the number, which stands as `…`. */
function clauseOf(
  segments: ReturnType<typeof findingsOf>[number]['segments'],
  sentence: string,
  lead: string,
): string {
  // Plain words and slots take turns as in the sentence; which segment is the lead follows from the slots.
  const pieces = sentence.split(/(\{\w+(?::\w+)?\})/).filter((piece) => piece !== '');
  const at = pieces.findIndex((piece) => new RegExp(`^\\{${lead}[:}]`).test(piece));
  const before = plain(segments.slice(0, at));
  const after = plain(segments.slice(at + 1));
  const end = after.search(ENDS);
  return `${before}…${end < 0 ? after : after.slice(0, end)}`.trim();
}

/** Rows read, kept and set aside, by entity. */
function rowCounts({ ledger }: Pick<Prepared, 'ledger'>): Figure[] {
  return ENTITY_NAMES.flatMap((entity): Figure[] => {
    const steps = ledger.filter((row) => row.entity === entity);
    const [first] = steps;
    if (!first) return [];
    const counts = {
      read: first.rows_in - first.removed + first.added,
      quarantined: steps.slice(1).reduce((sum, row) => sum + row.removed, 0),
      kept: steps.at(-1)!.rows_out,
    };
    return (['read', 'quarantined', 'kept'] as const).map((count) => ({
      id: `rows ${entity} ${count}`,
      cell: '',
      label: inBoth((lang) => `${ENTITIES[entity].label[lang]} · ${REPORT_TEXTS[count][lang]}`),
      value: counts[count],
      format: 'integer',
    }));
  });
}

const inBoth = (words: (lang: Lang) => string): Text => ({ zh: words('zh'), en: words('en') });

/** A figure as a report writes it. */
export const figureText = (value: number | null, format: Format, lang: Lang, currency: string): string =>
  formatValue(value, format, { lang, currency, short: format !== 'integer', digits: 'sentence' });
