import type { ChartSpec } from '../../src/chart/spec.ts';
import type { Format } from '../../src/i18n/formats.ts';
import type { Text } from '../../src/i18n/text.ts';
import type { ChoiceOption, FindingRule, SideTable } from '../../src/template/schema.ts';
import { words } from './words.ts';

/**
 * How a prediction is shown to have done a period ago on the same data. The SQL of the template has a step
 * `record` with a row a part (place, part, customers, expected, came), nothing where the data do not reach back,
 * and the includes `record-table`, `record-chart` (its parameter `view` has the option `record`) and
 * `record-line`; this gives their words.
 */
export function recordOf(of: {
  /** When the prediction would have been made: "Ninety days ago". */
  ago: Text;
  /** What is counted: "orders". */
  what: Text;
  /** What customers are divided by in the table and the chart. */
  part: Text;
  format: Extract<Format, 'integer' | 'number' | 'money'>;
}): {
  view: ChoiceOption;
  table: SideTable;
  chart: { param: string; is: string[]; chart: ChartSpec };
  measures: Record<'expected' | 'came', Text>;
  findings: Record<'record' | 'no_record', FindingRule>;
} {
  const { ago, what, part, format } = of;
  const measures = { expected: { zh: '预期', en: 'Expected' }, came: { zh: '实际', en: 'Came' } };
  const figure = format === 'integer' ? 'number' : format;
  return {
    measures,
    view: { value: 'record', label: { zh: '上一期：预期与实际', en: 'A period ago: expected and came' } },
    table: {
      id: 'record',
      title: { zh: '上一期：预期与实际', en: 'A period ago: expected and came' },
      columns: [
        { name: 'part', label: part, format: 'text' },
        { name: 'customers', label: words.customers, format: 'integer' },
        { name: 'expected', label: measures.expected, format: figure },
        { name: 'came', label: measures.came, format },
        { name: 'ratio', label: { zh: '实际 ÷ 预期', en: 'Came ÷ expected' }, format: 'percent' },
      ],
    },
    chart: {
      param: 'view',
      is: ['record'],
      chart: {
        kind: 'bar',
        title: {
          zh: `${ago.zh}的预期与后来的实际（${what.zh}）`,
          en: `Expected ${ago.en.charAt(0).toLowerCase()}${ago.en.slice(1)} and what came (${what.en})`,
        },
        orientation: 'horizontal',
        layout: 'grouped',
        x: { column: 'amount', label: what, format: figure },
        y: { column: 'part', label: part, format: 'text', scale: 'band' },
        series: { column: 'measure', label: words.measure, format: 'text' },
        order: ['expected', 'came'],
      },
    },
    findings: {
      record: {
        claim: { kind: 'note' },
        sentence: {
          zh: `${ago.zh}用同样的办法：对 {record_of:integer} 位客户预期${what.zh} {expected:${figure}}，后来实际 {came:${format}}（是预期的 {ratio:percent}）。`,
          en: `The same way, ${ago.en.charAt(0).toLowerCase()}${ago.en.slice(1)}: of {record_of:integer} customers {expected:${figure}} ${what.en} were expected; {came:${format}} came ({ratio:percent} of that).`,
        },
        customers: 'record_of',
      },
      no_record: {
        claim: { kind: 'note' },
        sentence: {
          zh: `数据不够早，没法看这套办法${ago.zh}会预期多少${what.zh}、后来又来了多少：没有检验过。`,
          en: `The data do not reach back far enough to see what would have been expected ${ago.en.charAt(0).toLowerCase()}${ago.en.slice(1)} (${what.en}) and what came: unchecked.`,
        },
      },
    },
  };
}
