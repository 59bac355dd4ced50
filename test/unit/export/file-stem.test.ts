import { expect, test } from 'vitest';
import { fileStem } from '../../../src/export/file-stem.ts';

test.each([
  ['Customer value 2024', 'Customer-value-2024'],
  ['a/b\\c:d*e?"<f>|g', 'a-b-c-d-e-f-g'],
  // Reads as invoice-exe.pdf where a list of files shows it.
  ['invoice-\u202efdp.exe', 'invoice--fdp.exe'],
  ['zero\u200bwidth\u0000\u001b[2J', 'zero-width-[2J'],
  ['.bashrc', 'bashrc'],
  ['../../x', 'x'],
  ['…', '…'],
  ['\u202e', 'notebook'],
])('the title %j as a file’s name', (title, stem) => expect(fileStem(title)).toBe(stem));

test('is of a length that every system takes', () => {
  expect(fileStem('客'.repeat(2000)).length).toBeLessThanOrEqual(120);
});
