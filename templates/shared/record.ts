import { PALE } from '../../src/chart/palette.ts';
import type { ChartSpec } from '../../src/chart/spec.ts';
import type { Format } from '../../src/i18n/formats.ts';
import type { Text } from '../../src/i18n/text.ts';
import type { ChoiceOption, FindingRule, SideTable } from '../../src/template/schema.ts';
import { MEANINGS } from '../../src/template/meanings.ts';
import { words } from './words.ts';

export const daysAgo: Text = { zh: '{days:days}前', en: '{days:days} ago' };

/**
 * How a prediction is shown to have done a period ago on the same data. The SQL of the template has a step
 * `record` with a row a part (place, part, customers, expected, came), nothing where the data do not reach back,
 * and the includes `record-table`, `record-chart` (its parameter `view` has the option `record`) and
 * `record-line`; this gives their words.
 */
export function recordOf(of: {
  /** When the prediction would have been made, with a column of the finding: "{days:days} ago". */
  ago: Text;
  /** What is counted: "purchases". */
  what: Text;
  /** Its measure word in Chinese, such as 位; empty for money and where the name of it says it. */
  counted: string;
  /** What customers are divided by in the table and the chart. */
  part: Text;
  format: Extract<Format, 'integer' | 'number' | 'money'>;
  /** What is counted is who leaves, which has its colour: what was expected of it is pale. */
  leaving?: true;
}): {
  view: ChoiceOption;
  table: SideTable;
  chart: { param: string; is: string[]; chart: ChartSpec; nowhere: Text };
  measures: Record<'expected' | 'came', Text>;
  findings: Record<'record' | 'no_record' | 'chosen_record', FindingRule>;
} {
  const { ago, what, counted, part, format } = of;
  const measured = counted === '' ? '' : ` ${counted}`;
  const measures = { expected: { zh: '预期', en: 'Expected' }, came: { zh: '实际', en: 'Actual' } };
  /** Standing alone: "revenue" of "of revenue". */
  const figures = { zh: what.zh, en: what.en.replace(/^of /, '') };
  const figure = format === 'integer' ? 'number' : format;
  return {
    measures,
    view: { value: 'record', label: { zh: '上一期：预期与实际', en: 'A period ago: expected and actual' } },
    table: {
      id: 'record',
      title: { zh: '上一期：预期与实际', en: 'A period ago: expected and actual' },
      columns: [
        { name: 'part', label: part, format: 'text' },
        { name: 'customers', label: words.customers, format: 'integer' },
        { name: 'expected', label: measures.expected, format: figure },
        { name: 'came', label: measures.came, format },
        { name: 'ratio', label: { zh: '实际 ÷ 预期', en: 'Actual ÷ expected' }, format: 'percent' },
      ],
    },
    chart: {
      param: 'view',
      is: ['record'],
      chart: {
        kind: 'bar',
        title: {
          zh: `用同样的办法在上一期会有的预期，与后来的实际（${figures.zh}，按${part.zh}分）`,
          en: `What the same way would have expected a period ago, and what came about (${figures.en}, by ${lower(part.en)})`,
        },
        orientation: 'horizontal',
        layout: 'grouped',
        x: { column: 'amount', label: figures, format: figure },
        y: { column: 'part', label: part, format: 'text', scale: 'band' },
        series: { column: 'measure', label: words.measure, format: 'text' },
        order: ['expected', 'came'],
        ...(of.leaving
          ? { tones: { expected: MEANINGS.leaving.series + PALE, came: MEANINGS.leaving.series } }
          : {}),
      },
      nowhere: {
        zh: '图中是上一期的预期与后来的实际，不对应现在的客户名单。',
        en: 'The chart sets what was expected a period ago against what came about: it leads to no customers of today.',
      },
    },
    findings: {
      record: {
        claim: { kind: 'note' },
        sentence: {
          zh: `${ago.zh}用同样的办法推算 {record_of:integer} 位客户：${what.zh}预期 {expected:${figure}}${measured}，后来实际 {came:${format}}${measured}（是预期的 {ratio:percent}）。`,
          en: `${ago.en} the same way would have expected {expected:${figure}} ${what.en} from {record_of:integer} customers; {came:${format}} came about ({ratio:percent} of that).`,
        },
        customers: 'record_of',
      },
      no_record: {
        claim: { kind: 'note' },
        sentence: {
          zh: `数据不够早，或人数太少，无法拿上一期来检验这个推算（${what.zh}）：它没有检验过。`,
          en: `The data do not reach back far enough, or hold too few customers, to see what the same way would have expected a period ago and what came (${figures.en}): it is unchecked.`,
        },
      },
      chosen_record: {
        claim: { kind: 'note' },
        sentence: {
          zh: `客户范围是按时段内的消费选出来的：这些人在时段里必定买过，拿他们检验不了预测（${what.zh}），推算也偏乐观。要看检验，把范围设为全部客户，或按属性选。`,
          en: `The customers were chosen by what they spent in the period, so they did come in it: they cannot check what is foretold (${figures.en}), which flatters them. To see it checked, take all customers or choose them by an attribute.`,
        },
      },
    },
  };
}

const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);
