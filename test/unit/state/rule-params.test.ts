import { expect, test } from 'vitest';
import { CLEANING_RULES } from '../../../src/entity/cleaning-rules.ts';
import { paramsIn } from '../../../src/state/rule-params.ts';

const rule = CLEANING_RULES.find(({ id }) => id === 'customers.missing_region')!;
const state = (fill: string) => ({ rule, params: { fill } });

test('what empty values are filled with is a word of the reader’s language, until one is typed', () => {
  expect(paramsIn(state('待补充'), 'en')).toEqual({ fill: 'to complete' });
  expect(paramsIn(state('待补充'), 'zh')).toEqual({ fill: '待补充' });
  expect(paramsIn(state('unknown'), 'en')).toEqual({ fill: 'unknown' });
});

test('no default of a rule is a Chinese word without its English one', () => {
  const bare = CLEANING_RULES.flatMap(({ id, params }) =>
    params
      .filter((p) => p.kind === 'text' && /\p{Script=Han}/u.test(p.default) && !p.words)
      .map((p) => `${id}.${p.id}`),
  );
  expect(bare).toEqual([]);
});
