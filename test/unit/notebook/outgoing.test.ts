import { expect, test } from 'vitest';
import { defaultCell, defaultNotebook } from '../../../src/notebook/defaults.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { readNotebook, writeNotebook } from '../../../src/notebook/file.ts';
import { decodeLink, encodeLink } from '../../../src/notebook/link.ts';
import { numbersIn, reportTexts, withoutReportTexts } from '../../../src/notebook/outgoing.ts';

const notebook: Notebook = {
  ...defaultNotebook,
  cells: [
    { ...defaultCell, name: 'words', template: 'text', text: { body: 'Read 3 pages' } },
    {
      ...defaultCell,
      name: 'report',
      template: 'report',
      text: { diagnosis: 'The top 20 % hold ¥1,887.3 万.', 'plan.rfm.owner': 'Ann', action: ' ' },
    },
  ],
};

test('a notebook that is given away has nothing of what was written into its report', async () => {
  const out = withoutReportTexts(notebook);
  expect(writeNotebook(out)).not.toMatch(/1,887|Ann/);
  const link = await encodeLink(out);
  const read = link.ok ? await decodeLink(link.value) : link;
  expect(read).toMatchObject({
    ok: true,
    value: { cells: [{ text: { body: 'Read 3 pages' } }, { text: {} }] },
  });
  expect(readNotebook(writeNotebook(out)).ok).toBe(true);
});

test('what would go along is counted, and its numbers are listed', () => {
  const texts = reportTexts(notebook);
  expect(texts).toEqual(['The top 20 % hold ¥1,887.3 万.', 'Ann']);
  expect(numbersIn(texts)).toEqual(['20 %', '¥1,887.3 万']);
  expect(numbersIn(['The top {{rfm.top-1k2j3.share:percent}} of 7'])).toEqual(['7']);
  expect(
    numbersIn(['1. first\n2) second on 2024-01-02, order_17 and T5', '占 35.4%，共 535 次，535 次']),
  ).toEqual(['35.4%', '535']);
});
