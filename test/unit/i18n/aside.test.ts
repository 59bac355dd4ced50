import { expect, test } from 'vitest';
import { CLEANING_RULES } from '../../../src/entity/cleaning-rules.ts';
import { fill } from '../../../src/i18n/fill.ts';
import { asideText } from '../../../src/i18n/status.ts';

const said = (id: string, lang: 'zh' | 'en') => {
  const rule = CLEANING_RULES.find((one) => one.id === id)!;
  const why = (rule.aside ?? asideText.uncounted)[lang];
  return fill(asideText.has, lang, { rule: '…', entity: '…', rows: 2, share: '50%', why });
};

test('of rows that are set aside it is said that no analysis counts them; of second profiles, that the first counts', () => {
  expect(said('orders.no_amount', 'en')).toMatch(/no analysis counts them\.$/);
  expect(said('customers.same_id', 'en')).toMatch(/another profile, which counts\.$/);
  expect(said('customers.same_id', 'zh')).toMatch(/照常计入。$/);
});
