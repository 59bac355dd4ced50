import { answer } from './answer.ts';
import type { Build } from './build.ts';
import { dropOtherBuilds, holdsAnother, isAgreed, keepBuild } from './cache.ts';
import { headersWith } from './headers.ts';
import type {
  OfflineAnswer,
  OfflineChannel,
  OfflineNews,
  OfflineQuestion,
  WorkerRequest,
} from './messages.ts';

/** The events of a service worker that are used; the DOM's types, which the project has, lack them. */
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** What is used of a service worker's global scope. */
export interface WorkerScope extends EventTarget {
  readonly location: { readonly href: string };
  readonly registration: { readonly active: unknown };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

/** Requests that a page which asks late still hears of. */
const REMEMBERED = 500;

/** Sets a service worker up to serve one build, and to give way to another only when the reader has agreed. */
export function serve(scope: WorkerScope, build: Build): void {
  const home = new URL('./', scope.location.href);
  const channel = new BroadcastChannel('cellar-offline' satisfies OfflineChannel);
  const name = { version: build.version, digest: build.digest };
  const life = crypto.randomUUID();
  const requests: WorkerRequest[] = [];
  let count = 0;

  function note(url: string, outcome: WorkerRequest['outcome']): void {
    const request = { id: `${life} ${count++}`, url, at: Date.now(), outcome };
    requests.push(request);
    if (requests.length > REMEMBERED) requests.shift();
    channel.postMessage({ home: home.href, kind: 'request', request } satisfies OfflineNews);
  }
  const ask = (url: string): Promise<Response> => {
    note(url, 'sent');
    return fetch(url, { cache: 'no-cache', referrerPolicy: 'no-referrer' });
  };

  async function install(): Promise<void> {
    const isUpdate = scope.registration.active && (await holdsAnother(build, home));
    if (isUpdate && !(await isAgreed(build, home))) {
      channel.postMessage({ home: home.href, kind: 'update', build: name } satisfies OfflineNews);
      throw new Error('a new version waits until the reader agrees to it');
    }
    await keepBuild(build, home, ask);
  }

  scope.addEventListener('install', (event) => (event as LifeEvent).waitUntil(install()));
  scope.addEventListener('activate', (event) =>
    (event as LifeEvent).waitUntil(dropOtherBuilds(build, home).then(() => scope.clients.claim())),
  );
  scope.addEventListener('fetch', (event) => {
    const { request } = event as RequestEvent;
    const refused = (url: string): void => note(url, 'stopped');
    (event as RequestEvent).respondWith(answer(build, home, request, ask, refused));
  });
  scope.addEventListener('message', (event) => {
    const { data, ports } = event as MessageEvent<OfflineQuestion>;
    if (data?.kind === 'take-over') void scope.skipWaiting();
    if (data?.kind === 'who')
      ports[0]?.postMessage({
        build: name,
        headers: headersWith(build.policy),
        requests,
      } satisfies OfflineAnswer);
  });
}
