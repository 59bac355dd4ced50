import { expect, test } from 'vitest';
import type { ReportFinding } from '../../../src/report/input.ts';
import { buildReport } from '../../../src/report/report.ts';
import { finding, input, measure } from './a-report.ts';
import { stumbles } from './reading.ts';

const said = (text: string): Partial<ReportFinding> => ({ sentence: [{ text, bold: false }] });
const told = (text: string, shown = text) =>
  stumbles(
    buildReport({
      ...input,
      comparison: null,
      goal: { ...input.goal, criterion: 'more of them come back' },
      findings: [finding('bad', '', { ...said(text), measure: measure('Call them') })],
    }),
    [shown, '12.3%'],
  );

test('a report that reads well has nothing to stumble on', () => {
  expect(told('Of all customers 12.3% are silent; they spent less.')).toEqual([]);
});

test.each([
  ['Of all customers NaN are silent; they spent less.', 'a value that is none'],
  ['Of all customers {share} are silent; they spent less.', 'a slot'],
  ['Of all customers () some are silent; they spent less.', 'empty brackets'],
  ['Of all customers some are silent; they spent less..', 'two marks'],
  ['Of all customers some are silent; they spent less', 'no end'],
  ['Of all customers some are high_value now; they spent less.', 'a name of the program'],
  ['Of all customers 5 % are silent; they spent less.', 'a blank before a percent sign'],
  ['Of all customers "some" are silent; they spent less.', 'a mark of code'],
  ['大多数客户都沉默了；他们花得少了.', 'a Chinese mark'],
])('%s', (text, what) => {
  expect(told(text).join('\n')).toContain(what);
});

test('a figure that no cell shows is found', () => {
  expect(told('Of all customers 12.3% are silent; they spent less.', '7%')).toEqual([]);
  expect(told('Of all customers 45 are silent; they spent less.', '7%').join('\n')).toContain(
    'no cell shows (45)',
  );
});
