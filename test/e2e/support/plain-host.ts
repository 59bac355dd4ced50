import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { builtFile } from './built.ts';

export interface PlainHost {
  /** Address of the folder in which the build lies, with its closing slash. */
  url: string;
  /** Address of another project's page on the same host. */
  neighbour: string;
  /** Every path that was asked for, in order. */
  log: string[];
  close(): Promise<void>;
}

/** A page with an icon of its own: for one without, the browser asks its host at a moment that no test knows. */
const NEIGHBOUR = '<!doctype html><title>neighbour</title><link rel="icon" href="data:,">';

/**
 * A host that sets no headers but types, with the build in a folder and, unless that is its root, another project
 * beside it. `altered` are files of the build (by the beginning of their paths) that it serves with a line of
 * somebody else's.
 */
export async function plainHost({
  altered,
  folder = '/team/cellar/',
}: { altered?: string; folder?: string } = {}): Promise<PlainHost> {
  const log: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://host');
    log.push(request.url!);
    const path = pathname.startsWith(folder) ? pathname.slice(folder.length) : null;
    const file = path === null ? { type: 'text/html', body: Buffer.from(NEIGHBOUR) } : builtFile(path);
    if (!file) return response.writeHead(404).end();
    const isAltered = altered !== undefined && path?.startsWith(altered);
    response.writeHead(200, { 'content-type': file.type });
    return response.end(isAltered ? Buffer.concat([file.body, Buffer.from('\n//altered')]) : file.body);
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
