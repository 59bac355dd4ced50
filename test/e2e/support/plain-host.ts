import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { DIST } from './built.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

export interface PlainHost {
  /** Address of the folder in which the build lies, with its closing slash. */
  url: string;
  /** Address of another project's page on the same host. */
  neighbour: string;
  /** Every path that was asked for, in order. */
  log: string[];
  close(): Promise<void>;
}

/**
 * A host that sets no headers but types, with the build in a folder and another project beside it. `altered` are
 * files of the build (by the beginning of their paths) that it serves with a line of somebody else's.
 */
export async function plainHost({ altered }: { altered?: string } = {}): Promise<PlainHost> {
  const folder = '/team/cellar/';
  const log: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://host');
    log.push(request.url!);
    const path = pathname.startsWith(folder) ? pathname.slice(folder.length) || 'index.html' : null;
    try {
      const body =
        path === null
          ? Buffer.from('<!doctype html><title>neighbour</title>')
          : await readFile(join(DIST, normalize(path)));
      const isAltered = altered !== undefined && path?.startsWith(altered);
      response.writeHead(200, {
        'content-type': path === null ? 'text/html' : (TYPES[extname(path)] ?? 'application/octet-stream'),
      });
      response.end(isAltered ? Buffer.concat([body, Buffer.from('\n//altered')]) : body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin + folder,
    neighbour: `${origin}/other/`,
    log,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
