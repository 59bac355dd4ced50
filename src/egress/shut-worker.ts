import { stopped, type Report, type Tell } from './observation.ts';
import { refusing, takeAway } from './take-away.ts';
import { watchRequests } from './watch.ts';

/** Ways out of a worker that are constructors or plain functions; a worker of its own would have them all anew. */
const WAYS = ['WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'Worker', 'SharedWorker'];

/** Ways whose callers expect a failure of a certain form. */
const FORMS = { fetch: refusingFetch, XMLHttpRequest: refusingXhr, importScripts: refusingScripts };

interface WorkerScope {
  readonly name?: string;
  postMessage(message: unknown): void;
}

/**
 * Watches the requests of the worker that calls it and reports them to its page. Returns what takes the network
 * away from it; from then on each attempt throws and is reported as stopped.
 */
export function watchWorker(scope: WorkerScope & object = self): () => void {
  const where = scope.name || 'worker';
  const tell: Tell = (seen) => scope.postMessage({ cellarEgress: seen } satisfies Report);
  watchRequests(where, tell);
  return () => shutWorker(scope, where, tell);
}

/** Takes the network away from a worker's global scope. */
export function shutWorker(scope: object, where: string, tell: Tell): void {
  const note = (kind: string, url: unknown): void => tell(stopped(where, kind, url));
  for (const name of WAYS) takeAway(scope, name, refusing(name, note));
  for (const [name, form] of Object.entries(FORMS)) takeAway(scope, name, form(note));
  // A cache fetches what it is told to add.
  takeAway(scope, 'caches', undefined);
}

type Note = (kind: string, url: unknown) => void;

function refusingFetch(note: Note) {
  return (input: unknown): Promise<never> => {
    note('fetch', input);
    return Promise.reject(new TypeError('the network is shut in this worker'));
  };
}

function refusingScripts(note: Note): () => never {
  return refusing('importScripts', note);
}

/** Fails where a request fails when a policy forbids it, which is what those who send one are prepared for. */
function refusingXhr(note: Note) {
  return class ShutRequest {
    readonly status = 0;
    readonly response = null;
    readonly responseText = '';
    responseType = '';
    #url: unknown = '';
    open(_method: string, url: unknown): void {
      this.#url = url;
    }
    setRequestHeader(): void {}
    overrideMimeType(): void {}
    addEventListener(): void {}
    getResponseHeader(): null {
      return null;
    }
    getAllResponseHeaders(): string {
      return '';
    }
    abort(): void {}
    send(): never {
      note('XMLHttpRequest', this.#url);
      throw new DOMException('the network is shut in this worker', 'NetworkError');
    }
  };
}
