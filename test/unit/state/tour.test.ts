import { describe, expect, test } from 'vitest';
import { Tour, TOUR_STEPS, type TourStep } from '../../../src/state/tour.svelte.ts';

const memory = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};
const all = () => true;

describe('the tour', () => {
  test('is walked forth and back, and ends behind its last step', () => {
    const tour = new Tour(memory());
    expect([tour.step, tour.offered]).toEqual([null, true]);
    tour.start(all);
    expect([tour.step, tour.number, tour.length]).toEqual(['answers', 1, 5]);
    tour.back();
    expect(tour.number).toBe(1);
    const walked: (TourStep | null)[] = [];
    while (tour.step !== null) {
      walked.push(tour.step);
      tour.next();
    }
    expect(walked).toEqual(TOUR_STEPS);
    tour.start(all);
    tour.next();
    tour.back();
    expect(tour.step).toBe('answers');
  });

  test('leaves out what the page has nothing for', () => {
    const tour = new Tour(memory());
    tour.start((step) => step === 'setting' || step === 'report');
    expect([tour.step, tour.length, tour.last]).toEqual(['setting', 2, false]);
    tour.next();
    expect([tour.step, tour.last]).toEqual(['report', true]);
    tour.start(() => false);
    expect(tour.step).toBeNull();
  });

  test('is offered once: not after it was declined, begun or skipped, and can be had again', () => {
    for (const leave of [(t: Tour) => t.end(), (t: Tour) => t.start(all)]) {
      const store = memory();
      leave(new Tour(store));
      const next = new Tour(store);
      expect(next.offered).toBe(false);
      next.start(all);
      expect(next.step).toBe('answers');
    }
  });

  test('a storage that refuses does no harm', () => {
    const refuse = () => {
      throw new Error('forbidden');
    };
    const tour = new Tour({ getItem: refuse, setItem: refuse });
    expect(tour.offered).toBe(true);
    tour.end();
    expect(tour.offered).toBe(false);
  });
});
