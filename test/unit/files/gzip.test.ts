import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { gunzip } from '../../../src/files/formats/gzip.ts';
import { Stop } from '../../../src/result.ts';

afterEach(() => void vi.unstubAllGlobals());

const first = 'customer,amount\n' + 'A1,12.5\n'.repeat(5000);
const second = 'A2,7\n'.repeat(3000);
const both = () => new Blob([gzipSync(first), gzipSync(second)]);

/** Browsers decompress the first member and then call what stands behind it junk; Node reads them all. */
function asBrowsers(message: string): void {
  vi.stubGlobal(
    'DecompressionStream',
    class {
      readonly readable: ReadableStream<Uint8Array>;
      readonly writable: WritableStream<Uint8Array>;
      constructor() {
        const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
          start(controller) {
            controller.enqueue(new TextEncoder().encode(first.slice(0, 20_000)));
          },
          transform() {},
          flush: (controller) => controller.error(new TypeError(message)),
        });
        [this.readable, this.writable] = [readable, writable];
      }
    },
  );
}

test.each([
  'Junk found after end of compressed data.',
  'Unexpected input after the end of stream',
  'Extra bytes past the end.',
])('members one after the other are read to the end, though the browser says: %s', async (message) => {
  asBrowsers(message);
  expect(await new Response(gunzip(both())).text()).toBe(first + second);
});

test('what is damaged stays damaged', async () => {
  asBrowsers('The compressed data was not valid: incorrect data check.');
  await expect(new Response(gunzip(both())).text()).rejects.toBeInstanceOf(Stop);
});
