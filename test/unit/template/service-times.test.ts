import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNative, type Native } from '../support/native.ts';
import { saidOf } from './said.ts';
import { many } from './scoped.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

const OVERALL = ['overall', 'waiting', 'resolution'];

/** Tickets on four topics, of which one takes so many times as long to be resolved; all are answered alike. */
const tickets = (times: number) => ({
  feedback: many(400, (i) => ({
    customer: `c${i}`,
    occurred_at: `2024-11-${String(1 + (i % 28)).padStart(2, '0')} 10:00:00`,
    topic: `t${i % 4}`,
    response_minutes: i % 40 === 0 ? null : 30 + ((i * 37) % 50),
    resolution_minutes: i % 40 === 0 ? null : (100 + ((i * 53) % 100)) * (i % 4 === 1 ? times : 1),
    resolved: i % 40 !== 0,
  })),
});

test('what takes longest to be resolved is named where chance does not explain it', async () => {
  const slow = await saidOf(db, tickets(2), 'service-times', { params: { by: 'topic' } });
  expect(slow['slow_resolution']).toMatch(/^t1 takes longest to be resolved: a median of .* times as long/);
  expect(slow).not.toHaveProperty('slow_group');
  const even = await saidOf(db, tickets(1), 'service-times', { params: { by: 'topic' } });
  expect(Object.keys(even).sort()).toEqual(OVERALL.toSorted());
  const few = await saidOf(db, tickets(2), 'service-times', { params: { by: 'topic', least: 101 } });
  expect(few).not.toHaveProperty('slow_resolution');
});

test('a cell that tells of the groups alone says nothing of all of them once more', async () => {
  for (const lang of ['zh', 'en'] as const) {
    const all = await saidOf(db, tickets(2), 'service-times', { params: { by: 'topic' }, lang });
    const groups = await saidOf(db, tickets(2), 'service-times', {
      params: { by: 'topic', tell: 'groups' },
      lang,
    });
    expect(Object.keys(all)).toEqual(expect.arrayContaining(OVERALL));
    expect(groups).toEqual({ slow_resolution: all['slow_resolution'] });
  }
});
