import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '../../tools/sample/facts.ts';
import type { Native } from '../support/native.ts';
import { MEASURES } from './measures.ts';
import { literal, openSample, readManifest } from './open-sample.ts';

let db: Native;
beforeAll(async () => {
  db = await openSample();
});
afterAll(() => db.close());

describe('what is planted in the sample can be found in it', { tags: ['whole'] }, () => {
  test('sample.json states the facts, and every fact is measured', () => {
    expect(readManifest().facts).toEqual(FACTS);
    expect(Object.keys(MEASURES).sort()).toEqual(FACTS.map((f) => f.id).sort());
  });

  test.each(FACTS)('$id', async (fact) => {
    const sql = Object.entries(fact.names ?? {}).reduce(
      (text, [name, value]) => text.replaceAll(new RegExp(`\\$${name}\\b`, 'g'), () => literal(value)),
      MEASURES[fact.id]!,
    );
    const [measured] = await db.rows<Record<string, number>>(sql);
    expect(Object.keys(measured!).sort()).toEqual(Object.keys(fact.measures).sort());
    const outside = Object.entries(fact.measures).filter(
      ([name, [low, high]]) => !(Number(measured![name]) >= low && Number(measured![name]) <= high),
    );
    expect(outside, JSON.stringify(measured)).toEqual([]);
  });
});
