import { afterEach, expect, test, vi } from 'vitest';
import { inView } from '../../../src/app/notebook/in-view.ts';

afterEach(() => void vi.unstubAllGlobals());

test('tells which cells are in view, and forgets one that is taken away', () => {
  let heard: (entries: { target: unknown; isIntersecting: boolean }[]) => void = () => {};
  const observed = new Set<unknown>();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: typeof heard) {
        heard = callback;
      }
      observe = (frame: unknown) => observed.add(frame);
      unobserve = (frame: unknown) => observed.delete(frame);
    },
  );
  const told: string[][] = [];
  const sight = inView((names) => told.push([...names]));
  const [a, b] = ['a', 'b'].map((cell) => ({ dataset: { cell } }) as unknown as HTMLElement);
  const leave = sight(a!);
  sight(b!);
  expect([...observed]).toEqual([a, b]);
  heard([
    { target: a, isIntersecting: true },
    { target: b, isIntersecting: true },
  ]);
  heard([{ target: b, isIntersecting: false }]);
  leave?.();
  expect(told).toEqual([['a', 'b'], ['a'], []]);
  expect([...observed]).toEqual([b]);
});
