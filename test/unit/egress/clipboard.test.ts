import { afterEach, expect, test, vi } from 'vitest';
import { toClipboard, type Copied } from '../../../src/egress/clipboard.ts';
import { fail, ok, type Result } from '../../../src/result.ts';

afterEach(() => vi.unstubAllGlobals());

const COPIED: Copied = { text: '客户', contents: { what: 'text' } };

/** A clipboard that takes texts only while a press is handled, as Safari's does; what was put on it. */
function clipboard(pressed: () => boolean): string[] {
  const held: string[] = [];
  const allow = () => {
    if (!pressed()) throw new DOMException('not within a press', 'NotAllowedError');
  };
  class Item {
    readonly parts: Record<string, Promise<Blob>>;
    constructor(parts: Record<string, Promise<Blob>>) {
      this.parts = parts;
    }
  }
  vi.stubGlobal('ClipboardItem', Item);
  vi.stubGlobal('navigator', {
    clipboard: {
      async writeText(text: string) {
        allow();
        held.push(text);
      },
      async write([item]: [Item]) {
        allow();
        held.push(await (await item.parts['text/plain']!).text());
      },
    },
  });
  return held;
}

/** Whether the press is being handled still: until whoever handles it has returned. */
function press<T>(handler: () => T): { done: T; held: string[] } {
  let handled = false;
  const held = clipboard(() => !handled);
  const done = handler();
  handled = true;
  return { done, held };
}

test('a text that is still being made is copied while the press is handled', async () => {
  const later = new Promise<Result<Copied>>((made) => setImmediate(() => made(ok(COPIED))));
  const { done, held } = press(() => toClipboard(later));
  expect(await done).toEqual(ok(COPIED));
  const now = press(() => toClipboard(COPIED));
  expect(await now.done).toEqual(ok(COPIED));
  expect([...held, ...now.held]).toEqual(['客户', '客户']);
});

test('what the browser refuses and what could not be made are faults', async () => {
  clipboard(() => false);
  expect(await toClipboard(COPIED)).toMatchObject({ ok: false, fault: { code: 'copy-refused' } });
  const made = Promise.resolve(fail('link-too-long'));
  expect(await toClipboard(made)).toMatchObject({ ok: false, fault: { code: 'link-too-long' } });
});
