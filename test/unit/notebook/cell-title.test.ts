import { expect, test } from 'vitest';
import { cellHeading, cellTitle, titleOfCell, titleInList } from '../../../src/notebook/cell-title.ts';

const cell = { name: 'rfm', template: 'rfm', title: '' };
const template = { title: { zh: '客户分层', en: 'Segments' }, question: { zh: '谁？', en: 'Who?' } };

test('a cell is spoken of by its own title, else its template’s, else its name', () => {
  expect(cellTitle({ ...cell, title: 'Mine' }, template, 'en')).toBe('Mine');
  expect(cellTitle(cell, template, 'zh')).toBe('客户分层');
  expect(cellTitle(cell, undefined, 'en')).toBe('rfm');
});

test('over a cell stands its own title, else its question, else what it was made from', () => {
  expect(cellHeading({ ...cell, title: 'Mine' }, template, 'en')).toBe('Mine');
  expect(cellHeading(cell, template, 'zh')).toBe('谁？');
  expect(cellHeading({ ...cell, template: 'gone' }, undefined, 'en')).toBe('gone');
});

test('by its name, a cell that is gone is called by its name', () => {
  expect(titleOfCell('rfm', [cell], () => template, 'en')).toBe('Segments');
  expect(titleOfCell('old', [cell], () => template, 'en')).toBe('old');
});

test('a title that is a question does not end the sentence that names it among others', () => {
  expect([titleInList('谁该补哪些资料？', 'zh'), titleInList('客户总表', 'zh')]).toEqual([
    '“谁该补哪些资料？”',
    '“客户总表”',
  ]);
  expect([titleInList('Who should be asked?', 'en'), titleInList('Key figures', 'en')]).toEqual([
    '“Who should be asked?”',
    'Key figures',
  ]);
});
