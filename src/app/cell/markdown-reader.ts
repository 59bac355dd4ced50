import type { Result } from '../../result.ts';
import { isReadable, MAX_HTML } from './markdown-limits.ts';

/** How long one text may take, in milliseconds: some thousand times what a page of text takes. */
export const BUDGET_MS = 4_000;

/** What is used of a worker that answers each text with its HTML, in order. */
export interface MarkdownThread {
  postMessage(text: string): void;
  terminate(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  onerror: (() => void) | null;
}

interface Waiting {
  text: string;
  resolve: (html: string | null) => void;
}

/**
 * Reads Markdown away from the page, one text at a time, each within a budget: a text that takes longer takes its
 * worker down with it, and the next one gets another. A text that was once too much is not tried again.
 */
export class MarkdownReader {
  #start: () => Promise<Result<MarkdownThread>>;
  #thread: MarkdownThread | null = null;
  #queue: Waiting[] = [];
  #busy = false;
  #refused = new Set<string>();

  constructor(start: () => Promise<Result<MarkdownThread>>) {
    this.#start = start;
  }

  /** The text's HTML, not yet sanitised; null for one that is to be shown as it is typed. */
  html(text: string): Promise<string | null> {
    if (this.#refused.has(text) || !isReadable(text)) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#queue.push({ text, resolve });
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      // A worker that cannot be had at all holds no text up.
      const html = this.#refused.has(next.text) ? null : await this.#read(next.text).catch(() => null);
      next.resolve(html !== null && html.length <= MAX_HTML ? html : null);
    }
    this.#busy = false;
  }

  async #read(text: string): Promise<string | null> {
    if (!this.#thread) {
      const started = await this.#start();
      if (!started.ok) return null;
      this.#thread = started.value;
    }
    const thread = this.#thread;
    const html = await new Promise<string | null>((resolve) => {
      const late = setTimeout(() => resolve(null), BUDGET_MS);
      const end = (answer: string | null) => {
        clearTimeout(late);
        resolve(answer);
      };
      thread.onmessage = ({ data }) => end(typeof data === 'string' ? data : null);
      thread.onerror = () => end(null);
      thread.postMessage(text);
    });
    if (html !== null) return html;
    thread.terminate();
    this.#thread = null;
    this.#refused.add(text);
    return null;
  }
}
