import { toClipboard, type Copied } from '../egress/clipboard.ts';
import { ok, type Result } from '../result.ts';
import { egress } from '../state/egress.svelte.ts';

/** Puts a text on the clipboard (`toClipboard`) and writes down that it left. */
export async function copyOut(name: string, given: Copied | Promise<Result<Copied>>): Promise<Result<null>> {
  const copied = await toClipboard(given);
  if (!copied.ok) return copied;
  const { text, contents } = copied.value;
  const bytes = new Blob([text]).size;
  egress.record(contents.what === 'notebook' ? 'link' : 'copy', name, bytes, contents);
  return ok(null);
}
