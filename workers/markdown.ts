import { markdownHtml } from '../src/app/cell/markdown-html.ts';

// Here: from now on a text's time is its own.
self.postMessage(null);

/** Answers each text with its HTML; what it throws ends it. */
self.onmessage = ({ data }: MessageEvent<string>) => self.postMessage(markdownHtml(data));
