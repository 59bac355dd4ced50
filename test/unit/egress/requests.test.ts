import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/egress/observation.ts';
import { Requests } from '../../../src/egress/requests.ts';

const URL_A = 'https://example.com/y.png';
const PAGE = "default-src 'none'";
const SEALED = "connect-src 'none'";
const seen = (rest: Partial<Observation>): Observation => ({
  url: URL_A,
  at: 1_000,
  where: 'page',
  kind: 'img',
  witness: 'timing',
  outcome: 'sent',
  answered: false,
  ...rest,
});
const stop = (witness: string, at = 1_000): Observation => seen({ witness, at, outcome: 'stopped' });
const made = (...all: Observation[]) => {
  const requests = new Requests();
  all.forEach((one) => requests.saw(one));
  return requests.list.map(({ outcome, by }) => [outcome, by]);
};
const STOPPED = ['stopped', 'policy'];

describe('the list of requests', () => {
  test('what a policy stopped is counted once, whichever witness speaks first', () => {
    expect(made(stop(PAGE), seen({}))).toEqual([STOPPED]);
    expect(made(seen({}), stop(PAGE))).toEqual([STOPPED]);
    expect(made(stop(PAGE))).toEqual([STOPPED]);
  });

  test('two policies that stop one request are one stop, and two requests are two', () => {
    expect(made(stop(PAGE), stop(SEALED), seen({}))).toEqual([STOPPED]);
    expect(made(seen({}), stop(SEALED), stop(PAGE))).toEqual([STOPPED]);
    const twice = [stop(PAGE), stop(SEALED), stop(PAGE), stop(SEALED)];
    expect(made(...twice, seen({}), seen({}))).toEqual([STOPPED, STOPPED]);
  });

  test('what was answered is never taken for stopped', () => {
    const sent = seen({ answered: true });
    expect(made(sent, stop(PAGE))).toEqual([['sent', null], STOPPED]);
    expect(made(stop(PAGE), sent)).toEqual([STOPPED, ['sent', null]]);
  });

  test('a request long before or after a stop is another one', () => {
    expect(made(seen({ at: 1_000 }), stop(PAGE, 60_000))).toEqual([['sent', null], STOPPED]);
    expect(made(stop(PAGE, 1_000), seen({ at: 60_000 }))).toEqual([STOPPED, ['sent', null]]);
  });

  test('other addresses have nothing to do with it', () => {
    expect(made(stop(PAGE), seen({ url: 'https://example.com/z.png' }))).toEqual([STOPPED, ['sent', null]]);
  });

  test('a lock counts each call by itself', () => {
    expect(made(stop('lock'), stop('lock'))).toEqual([
      ['stopped', 'lock'],
      ['stopped', 'lock'],
    ]);
  });

  test('what the service worker refused is stopped, and by it', () => {
    expect(made(seen({ outcome: 'kept' }), stop('service-worker'))).toEqual([['stopped', 'service-worker']]);
  });
});
