import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Observation } from '../../../src/egress/observation.ts';
import { isForeign, Requests } from '../../../src/egress/requests.ts';

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

describe('whether a request went out', () => {
  afterEach(() => void vi.unstubAllGlobals());
  const home = 'https://cellar.example';
  const foreign = (url: string, outcome: Observation['outcome'] = 'sent') =>
    isForeign({ url, outcome }, home);

  test('one to another origin did, unless it was stopped', () => {
    expect(foreign('https://example.com/y.png')).toBe(true);
    expect(foreign('https://example.com/y.png', 'stopped')).toBe(false);
    // Names that begin alike, another port, another scheme.
    expect(foreign('https://cellar.example.com/')).toBe(true);
    expect(foreign('https://cellar.example:8443/')).toBe(true);
    expect(foreign('http://cellar.example/')).toBe(true);
    expect(foreign('https://cellar.example@example.com/')).toBe(true);
    expect(foreign('https://cellar.example/assets/a.js')).toBe(false);
    expect(foreign('blob:https://cellar.example/7f')).toBe(false);
    expect(foreign('HTTPS://CELLAR.example/')).toBe(false);
  });

  test('of one to the page’s own origin no address is taken apart', () => {
    const taken: string[] = [];
    vi.stubGlobal(
      'URL',
      class {
        origin = home;
        constructor(url: string) {
          taken.push(url);
        }
      },
    );
    for (let i = 0; i < 100; i++) foreign(`${home}/assets/${i}.js`);
    expect(taken).toEqual([]);
    foreign('blob:https://cellar.example/7f');
    expect(taken).toHaveLength(1);
  });
});
