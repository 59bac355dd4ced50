import { marked } from 'marked';

/** Markdown as HTML that is not to be trusted yet: HTML in the text is shown as text, an image as its words. */
export function markdownHtml(text: string): string {
  const renderer = new marked.Renderer();
  renderer.image = ({ text: alternative }) => escapeHtml(alternative);
  renderer.html = ({ text: html }) => escapeHtml(html);
  return marked.parse(text, { async: false, gfm: true, breaks: true, renderer });
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
