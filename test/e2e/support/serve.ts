import { createServer } from 'node:http';
import { PORT } from './address.ts';
import { builtFile } from './built.ts';

/**
 * Serves the build under test for as long as the tests run. Each of their browsers asks for all of it anew, whence
 * nothing is packed on its way, and a file is read once.
 */
export default async function serve(): Promise<() => Promise<void>> {
  const server = createServer(({ url = '/', headers }, response) => {
    const file = builtFile(decodeURIComponent(new URL(url, 'http://host').pathname));
    if (!file) return response.writeHead(404).end();
    const { type, body, tag } = file;
    const known = { 'cache-control': 'no-cache', etag: tag };
    if (headers['if-none-match'] === tag) return response.writeHead(304, known).end();
    response.writeHead(200, { ...known, 'content-type': type, 'content-length': body.length });
    return response.end(body);
  });
  await new Promise<void>((ready, refused) => {
    server.once('error', refused);
    server.listen(PORT, '127.0.0.1', ready);
  });
  return () =>
    new Promise((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    });
}
