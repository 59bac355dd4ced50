import { extraValue } from '../entity/extra-columns.ts';
import type { Text } from '../i18n/text.ts';
import { ALL_SEGMENTS, segmentOption, type SavedSegment } from '../notebook/segments.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import type { ChoiceOption, Codes, Param, Template } from '../template/schema.ts';
import { attributePart, dimensionPieces, SEGMENT } from './pieces.ts';

const HEADING: Text = { zh: '已存分群', en: 'Saved segments' };
const EXTRA: Text = { zh: '客户表的其他列', en: 'Other columns of customers' };
const OUTSIDE = '(others)';
const IN_NONE = '(no segment)';
const WORDS: Record<string, Text> = {
  [OUTSIDE]: { zh: '其他客户', en: 'Other customers' },
  [IN_NONE]: { zh: '不在任何分群', en: 'In no segment' },
};
/** Columns that have the classes of a division. */
const CLASSES = ['segment', 'row_segment', 'column_segment'];

/** Named by its table: of a result without the column the outer one would be taken, and everybody be in it. */
const isIn = ({ cell }: SavedSegment): string =>
  `customer IN (SELECT CAST(s.customer AS VARCHAR) FROM ${quoteName(cell)} s)`;

const unit: Text = { zh: '客户', en: 'customers' };

type Division = ChoiceOption & { class: string };

/** What a parameter that divides customers holds where it divides them by a column that no role reads. */
const columnOption = (column: string): string => `${COLUMN}${column}`;
const COLUMN = 'column:';

/** The column by which a parameter of this value divides customers; null for any other value. */
export const columnOf = (value: unknown): string | null =>
  typeof value === 'string' && value.startsWith(COLUMN) ? value.slice(COLUMN.length) : null;

/** The class of the customer of a row, by each column of the customers' files that no role reads. */
const columnDivisions = (columns: readonly string[]): Division[] =>
  columns.map((column) => ({
    value: columnOption(column),
    label: { zh: column, en: column },
    group: EXTRA,
    class: extraValue(column),
  }));

/** The class of the customer of a row, by each of the ways that segments divide. */
function divisions(segments: readonly SavedSegment[]): Division[] {
  const each = segments.map((segment) => ({
    value: segmentOption(segment.cell),
    label: { zh: segment.title, en: segment.title },
    group: HEADING,
    class: `CASE WHEN customer IS NULL THEN NULL WHEN ${isIn(segment)} THEN ${quoteText(segment.title)} ELSE '${OUTSIDE}' END`,
  }));
  if (segments.length < 2) return each;
  return [
    ...each,
    {
      value: ALL_SEGMENTS,
      label: { zh: '所在的分群', en: 'Which segment' },
      group: HEADING,
      define: {
        text: {
          zh: `每位客户所在的分群；在几个分群里的，算进靠前的一个：${segments.map(({ title }) => title).join('、')}。`,
          en: `The segment that a customer is in; one in several counts in the first of ${segments.map(({ title }) => title).join(', ')}.`,
        },
        formula: segments.map(({ title }) => title).join(' → '),
        unit,
      },
      class: `CASE WHEN customer IS NULL THEN NULL ${segments.map((segment) => `WHEN ${isIn(segment)} THEN ${quoteText(segment.title)}`).join(' ')} ELSE '${IN_NONE}' END`,
    },
  ];
}

/**
 * A template with the notebook's segments, and the columns of its customers' files that no role reads, among the
 * options of the parameters that divide customers.
 */
export function withDivisions(
  template: Template,
  segments: readonly SavedSegment[],
  columns: readonly string[],
): Template {
  const ofColumns = columnDivisions(columns);
  const found = [...ofColumns, ...divisions(segments)];
  if (found.length === 0 || !template.params.some(dividesCustomers)) return template;
  return {
    ...template,
    params: template.params.map((param) =>
      dividesCustomers(param)
        ? {
            ...param,
            options: [
              ...param.options.map((option) => withColumns(option, ofColumns)),
              ...found.map((one) => optionOf(one, param)),
            ],
          }
        : param,
    ),
    codes: withWords(template.codes ?? {}),
  };
}

const dividesCustomers = (param: Param): param is Extract<Param, { kind: 'choice' }> =>
  param.kind === 'choice' && param.segments === true;

function optionOf(
  { class: sql, value, ...option }: Division,
  param: Extract<Param, { kind: 'choice' }>,
): ChoiceOption {
  // Where the parameter's options have pieces of their own it is one more of them; else it is one more case of `CASE`.
  const pieces = param.options[0]?.sql;
  if (!pieces) return { value, ...option, sql: { case: `WHEN ${quoteText(value)} THEN ${sql}` } };
  if ('part' in pieces)
    return { value, ...option, sql: { part: attributePart(columnOf(value) ?? SEGMENT, sql) } };
  return { value, ...option, sql: dimensionPieces(pieces, sql) };
}

/** An option that stands for every attribute, with these among them. */
const withColumns = (option: ChoiceOption, columns: readonly Division[]): ChoiceOption =>
  option.every
    ? {
        ...option,
        sql: {
          part: [
            option.sql!['part']!,
            ...columns.map((one) => attributePart(columnOf(one.value)!, one.class)),
          ].join('\n'),
        },
      }
    : option;

const withWords = (codes: Codes): Codes => ({
  ...codes,
  ...Object.fromEntries(
    CLASSES.filter((name) => codes[name]).map((name) => [name, { ...codes[name], ...WORDS }]),
  ),
});
