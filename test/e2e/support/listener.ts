import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that stands for the outside world: it lets every page in and writes down who came. */
export interface Listener {
  url: string;
  /** One entry per connection or request, in order. */
  log: string[];
  close(): Promise<void>;
}

/** Listens on a free port of this machine; `page` is what it answers to a GET of `/`. */
export async function listen(page = 'a,b\n1,2\n'): Promise<Listener> {
  const log: string[] = [];
  const server: Server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': '*',
      'access-control-expose-headers': '*',
      'content-type': request.url === '/' ? 'text/html' : 'text/csv',
      'content-length': Buffer.byteLength(page),
    });
    response.end(request.method === 'HEAD' ? undefined : page);
  });
  server.on('connection', () => log.push('connection'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
