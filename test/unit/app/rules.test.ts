import { expect, test } from 'vitest';
import { draftOf, readRule } from '../../../src/app/cell/rules.ts';

test('a rule comes back from its draft as it was', () => {
  const rule = { name: 'VIP', min: { frequency: 5, monetary: 100000.5 }, max: { recency_days: 0 } };
  expect(readRule(draftOf(rule))).toEqual({ rule });
});

test('blank is no bound, full-width and grouped numbers are read, text is told by its field', () => {
  const draft = {
    name: ' a ',
    min: { monetary: '１，０００', frequency: ' ' },
    max: { frequency: '1,0 00' },
  };
  expect(readRule(draft)).toEqual({ rule: { name: 'a', min: { monetary: 1000 }, max: { frequency: 1000 } } });
  expect(readRule({ ...draft, max: { frequency: 'many' } })).toEqual({ wrong: 'frequency' });
});
