import { tick } from 'svelte';

/**
 * Does what may take away what has the focus (a row, a field, the button itself); where it does, the focus goes on
 * in the first place of these that is there, so that the keyboard is not sent back to the top of the page.
 */
export async function focusAfter(
  act: () => void,
  ...places: (() => HTMLElement | null | undefined)[]
): Promise<void> {
  act();
  await tick();
  if (document.activeElement !== document.body) return;
  for (const place of places) {
    const at = place();
    if (at) return at.focus();
  }
}
