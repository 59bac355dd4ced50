import { attempt, fail, need, ok, type Result } from '../result.ts';
import type { Contents } from './departure.ts';

/** A text for the clipboard, and what it is. */
export interface Copied {
  text: string;
  contents: Contents;
}

/**
 * Puts a text on the clipboard and returns what was put. To be called while the press that asked for it is being
 * handled: Safari lets nothing be copied later, so a text that is still being made is handed over as a promise.
 * Faults: `copy-refused` where the browser does not allow it, those of the promise.
 */
export async function toClipboard(given: Copied | Promise<Result<Copied>>): Promise<Result<Copied>> {
  const made = Promise.resolve('text' in given ? ok(given) : given);
  const written = await attempt(async () => {
    if ('text' in given) {
      await navigator.clipboard.writeText(given.text);
    } else {
      const text = plainText(given);
      // A browser that refuses at once does not look at it.
      text.catch(() => undefined);
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
    }
    return ok(null);
  }, 'copy-refused');
  const copied = await made;
  return copied.ok && !written.ok ? fail('copy-refused') : copied;
}

const plainText = async (given: Promise<Result<Copied>>): Promise<Blob> =>
  new Blob([need(await given).text], { type: 'text/plain' });
