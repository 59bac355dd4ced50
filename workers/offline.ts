// The service worker: after the first visit Cellar opens without a network. It only ever asks this site for
// this build's own files, and checks each against the digest that the build wrote down.
import { answer, dropOtherBuilds, isOwn, keepBuild, type BuildFiles } from '../src/offline/cache.ts';

/** The two events of a service worker that are used; the DOM's types, which the project has, lack them. */
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** Filled in by the build. */
const FILES: BuildFiles = JSON.parse('__PRECACHE__');
const CACHE = `cellar-${'__PRECACHE_VERSION__'}`;

const home = new URL('./', self.location.href);

self.addEventListener('install', (event) => {
  (event as LifeEvent).waitUntil(keepBuild(CACHE, home, FILES));
});

self.addEventListener('activate', (event) => {
  (event as LifeEvent).waitUntil(dropOtherBuilds(CACHE));
});

self.addEventListener('fetch', (event) => {
  const { request } = event as RequestEvent;
  if (isOwn(request, home)) (event as RequestEvent).respondWith(answer(CACHE, home, request));
});
