import type { Attachment } from 'svelte/attachments';

let pages = 0;

/**
 * On the content of a page that was gone to: the focus begins there, where what led to it has gone with the page
 * before. The first page of a visit leaves it where the browser puts it.
 */
export const arrive: Attachment<HTMLElement> = (node) => {
  if (pages++ === 0) return;
  // Not at once: to give the focus is to lay out the whole page, in the task that has just made it.
  const soon = setTimeout(() => {
    if (document.activeElement === document.body) node.focus({ preventScroll: true });
  });
  return () => clearTimeout(soon);
};
