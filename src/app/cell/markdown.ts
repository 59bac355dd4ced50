import DOMPurify from 'dompurify';
import { marked } from 'marked';

const TAGS =
  `a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup table tbody td th
thead tr ul`.split(/\s+/);

/** An address that may be offered for opening: http, https or mail. Anything else is null. */
export function safeLink(href: string): string | null {
  if (!URL.canParse(href)) return null;
  return ['https:', 'http:', 'mailto:'].includes(new URL(href).protocol) ? href : null;
}

/**
 * Markdown as a fragment that loads nothing and leads nowhere: only the tags of plain text survive, no
 * attribute does. A link keeps its words; its address moves to `data-link`, for the page to ask before
 * it opens. Images become their alternative text. The sanitiser has the last word on marked's output.
 */
export function renderMarkdown(text: string): DocumentFragment {
  const renderer = new marked.Renderer();
  renderer.image = ({ text: alternative }) => escapeHtml(alternative);
  // HTML in the text is shown as what it is: text.
  renderer.html = ({ text: html }) => escapeHtml(html);
  const html = marked.parse(text, { async: false, gfm: true, breaks: true, renderer });
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

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
