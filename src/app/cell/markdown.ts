import DOMPurify from 'dompurify';
import workerUrl from '../../../workers/markdown.ts?worker&url';
import { fail, ok } from '../../result.ts';
import { spawnWorker } from '../../worker.ts';
import { MarkdownReader, type MarkdownThread } from './markdown-reader.ts';

const TAGS =
  `a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup table tbody td th
thead tr ul`.split(/\s+/);

/** An address that may be offered for opening: http, https or mail. Anything else is null. */
export function safeLink(href: string): string | null {
  if (!URL.canParse(href)) return null;
  return ['https:', 'http:', 'mailto:'].includes(new URL(href).protocol) ? href : null;
}

const reader = new MarkdownReader(async () => {
  const spawned = await spawnWorker(workerUrl, 'cellar-markdown');
  if (!spawned.ok) return spawned;
  const { value: worker } = spawned;
  // It speaks first, so that fetching it is nobody's time.
  const lost = await new Promise<boolean>((resolve) => {
    worker.addEventListener('message', () => resolve(false), { once: true });
    worker.addEventListener('error', () => resolve(true), { once: true });
  });
  if (lost) return fail('engine-missing');
  const thread: MarkdownThread = {
    postMessage: (text) => worker.postMessage(text),
    terminate: () => worker.terminate(),
    onmessage: null,
    onerror: null,
  };
  worker.onmessage = (event) => thread.onmessage?.(event);
  worker.onerror = () => thread.onerror?.();
  return ok(thread);
});

/**
 * Markdown as a fragment that loads nothing and leads nowhere (`sanitised`), read in a worker within a budget; a text
 * that is too much for it stands there as it was typed.
 */
export async function renderMarkdown(text: string): Promise<DocumentFragment> {
  const html = await reader.html(text);
  if (html !== null) return sanitised(html);
  const fragment = document.createDocumentFragment();
  const typed = document.createElement('pre');
  typed.textContent = text;
  fragment.append(typed);
  return fragment;
}

/**
 * HTML as a fragment in which only the tags of plain text survive and no attribute does. A link keeps its words; its
 * address moves to `data-link`, for the page to ask before it opens. The sanitiser has the last word on what the
 * worker made.
 */
export function sanitised(html: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ['href'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll('a')) {
    const address = safeLink(link.getAttribute('href') ?? '');
    link.removeAttribute('href');
    if (!address) continue;
    link.dataset['link'] = address;
    link.setAttribute('role', 'link');
    link.setAttribute('tabindex', '0');
    link.title = address;
  }
  return fragment;
}
