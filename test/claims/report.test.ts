import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { templates } from '../../src/template/registry.ts';
import { openNative } from '../unit/support/native.ts';
import { claimOf, claimsOf, isJudged, JUDGED } from './claimed.ts';
import { REAL_EFFECTS } from './effects.ts';
import { Journal, keyOf } from './journal.ts';
import { makeWorld, SHAPES, sized, worldSql, type Effects, type Shape } from './world.ts';

const SETS = Number(process.env.CLAIMS_SETS ?? 400);
const POWER_SETS = Number(process.env.CLAIMS_POWER_SETS ?? 40);
const ONLY = process.env.CLAIMS_ONLY?.split(',') ?? JUDGED;
const WHICH = process.env.CLAIMS_SHAPES?.split(',');
const percent = (n: number, of: number): string => `${((100 * n) / of).toFixed(1)} %`;

/** Rules of the templates asked for that say what must be told from chance. */
const RULES = ONLY.flatMap((id) =>
  Object.keys(templates.get(id)!.findings)
    .filter((rule) => isJudged(id, rule) && claimOf(rule) === rule)
    .map((rule) => `${id}.${rule}`),
);

const journal = new Journal(
  process.env.CLAIMS_JOURNAL ?? fileURLToPath(new URL('../../test-results/claims.txt', import.meta.url)),
);
// It takes long, and nobody waits for it at the keyboard.
setPriority(Number(process.env.CLAIMS_NICE ?? 15));
const db = await openNative();

/** Claims of analyses on a company, which is made once something is not yet in the journal. */
async function claims(
  ids: readonly string[],
  seed: number,
  effects: Partial<Effects>,
  shape: Shape,
  all: boolean,
) {
  const world = worldSql(seed, effects, shape);
  let made: Promise<void> | undefined;
  const found: string[] = [];
  for (const id of ids)
    found.push(
      ...(await journal.ask(keyOf(id, world, all), async () => {
        await (made ??= makeWorld(db, seed, effects, shape));
        return claimsOf(db, id, all);
      })),
    );
  return found;
}

const wrong = new Map<string, number>();
const found = new Map<string, { share: number; size: string; people: number }>();

test('what is claimed where there is nothing', async () => {
  const shapes = Object.entries(SHAPES).filter(([name]) => WHICH?.includes(name) ?? true);
  const byShape = new Map<string, { sets: number; wrong: number }>();
  let any = 0;
  for (let seed = 1; seed <= SETS; seed++) {
    const [name, shape] = shapes[seed % shapes.length]!;
    const said = await claims(ONLY, seed, {}, shape, false);
    for (const rule of said) wrong.set(rule, (wrong.get(rule) ?? 0) + 1);
    if (said.length > 0) {
      any++;
      console.log(`company ${seed} (${name}): ${said.join(', ')}`);
    }
    const tally = byShape.get(name) ?? { sets: 0, wrong: 0 };
    byShape.set(name, { sets: tally.sets + 1, wrong: tally.wrong + (said.length > 0 ? 1 : 0) });
  }
  console.log(
    [
      `Companies without an effect in which anything was claimed: ${any} of ${SETS} (${percent(any, SETS)})`,
      ...[...byShape].map(([name, tally]) => `  ${name}: ${tally.wrong} of ${tally.sets}`),
    ].join('\n'),
  );
  expect(any / SETS).toBeLessThanOrEqual(0.05);
});

test('what is found where there is something', async () => {
  for (const { rule, size, effects, people } of REAL_EFFECTS) {
    const id = rule.split('.')[0]!;
    if (!ONLY.includes(id)) continue;
    let n = 0;
    for (let seed = 1; seed <= POWER_SETS; seed++)
      if ((await claims([id], 10_000 + seed, effects, sized(people), true)).includes(rule)) n++;
    found.set(rule, { share: n / POWER_SETS, size, people: people ?? sized().people });
    console.log(`${rule}: ${percent(n, POWER_SETS)}`);
  }
  expect([...found].filter(([, { share }]) => share < 0.8).map(([rule]) => rule)).toEqual([]);
  expect(RULES.filter((rule) => !found.has(rule))).toEqual([]);
});

test('the table', () => {
  const lines = RULES.map((rule) => {
    const power = found.get(rule);
    const effect = power
      ? `${percent(power.share, 1)} | ${power.size}; ${power.people} people`
      : '– | not measured';
    return `| \`${rule}\` | ${percent(wrong.get(rule) ?? 0, SETS)} | ${effect} |`;
  });
  console.log(
    [
      `Claimed in ${SETS} companies without an effect; found in ${POWER_SETS} companies with one.`,
      '| rule | false | found | effect |',
      '| --- | --: | --: | --- |',
      ...lines,
    ].join('\n'),
  );
});
