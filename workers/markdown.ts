import { markdownHtml } from '../src/app/cell/markdown-html.ts';
import { shutWorker } from '../src/egress/shut-worker.ts';

// Its page takes every message for an answer, so nothing is reported; there is nothing left to report either.
shutWorker(self, 'markdown', () => undefined);

// Here: from now on a text's time is its own.
self.postMessage(null);

/** Answers each text with its HTML; what it throws ends it. */
self.onmessage = ({ data }: MessageEvent<string>) => self.postMessage(markdownHtml(data));
