import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PART, few } from '../../tools/breadth.ts';
import { mutateValue, random } from '../../fuzz/mutate.ts';
import { survive } from '../../fuzz/use-notebook.ts';

const SEED = JSON.parse(
  readFileSync(new URL('../../fixtures/notebooks/v2.cellar.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

test('notebooks gone wrong anywhere are read or refused in words, and whatever is read is planned', async () => {
  const next = random(31);
  const tries = PART ? 15 : 150;
  let opened = 0;
  for (let i = 0; i < tries; i += 1) {
    if (await survive(JSON.stringify(mutateValue(SEED, next)) ?? '', `value ${i}`)) opened += 1;
  }
  expect(opened).toBeGreaterThan(tries / 15);
  expect(opened).toBeLessThan(tries);
});

/** Every place of the goal, the sources and the cleaning with a word that is nobody's. */
test.each(few(['goal', 'sources', 'cells', 'cleaning', 'metrics'], 3))(
  '%s: no word that nobody knows gets past reading or stops it',
  async (part) => {
    let tried = 0;
    const visit = async (holder: Record<string, unknown>, root: Record<string, unknown>): Promise<void> => {
      for (const [key, value] of Object.entries(holder)) {
        if (typeof value === 'object' && value !== null) await visit(value as Record<string, unknown>, root);
        else if (typeof value === 'string') {
          for (const word of few(['constructor', 'nosuch', ''], 3)) {
            holder[key] = word;
            tried += 1;
            await survive(JSON.stringify(root), `${part} ${key}`);
          }
          holder[key] = value;
        }
      }
    };
    const root = structuredClone(SEED);
    await visit(root[part] as Record<string, unknown>, root);
    expect(tried).toBeGreaterThan(PART ? 1 : 3);
  },
);
