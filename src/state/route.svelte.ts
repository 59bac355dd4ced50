/** Where the reader is. The hash keeps the page static and a notebook's address shareable within one machine. */
export type Route =
  | { page: 'start' }
  | { page: 'mapping' }
  | { page: 'notebook'; id: string }
  | { page: 'shared'; payload: string };

function parse(hash: string): Route {
  const notebook = /^#\/n\/([\w-]+)$/.exec(hash);
  if (notebook) return { page: 'notebook', id: notebook[1]! };
  const shared = /^#(nb\d+\..+)$/.exec(hash);
  if (shared) return { page: 'shared', payload: shared[1]! };
  if (hash === '#/map') return { page: 'mapping' };
  return { page: 'start' };
}

class Router {
  #route = $state.raw<Route>(parse(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.#route = parse(location.hash)));
  }

  get current(): Route {
    return this.#route;
  }

  go(route: Exclude<Route, { page: 'shared' }>): void {
    location.hash = route.page === 'notebook' ? `#/n/${route.id}` : route.page === 'mapping' ? '#/map' : '#/';
    this.#route = route;
  }
}

export const router = new Router();
