import type { Attachment } from 'svelte/attachments';

/** On a frame whose content may be wider than it: while it is, the keyboard can come to it and scroll it. */
export const scrolls: Attachment<HTMLElement> = (node) => {
  const look = () => {
    if (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1)
      node.tabIndex = 0;
    else node.removeAttribute('tabindex');
  };
  const observer = new ResizeObserver(look);
  observer.observe(node);
  for (const child of node.children) observer.observe(child);
  // The observer speaks with the next frame; who comes by the keyboard before it finds the frame too. Not at once: to
  // measure is to lay out all that is being drawn, in the same task.
  const soon = setTimeout(look);
  return () => {
    clearTimeout(soon);
    observer.disconnect();
  };
};
