import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { markdownHtml } from '../../../src/app/cell/markdown-html.ts';
import { BUDGET_MS, MarkdownReader, type MarkdownThread } from '../../../src/app/cell/markdown-reader.ts';
import { isReadable, MAX_CHARS } from '../../../src/app/cell/markdown-limits.ts';
import { safeLink, sanitised } from '../../../src/app/cell/markdown.ts';
import { ok } from '../../../src/result.ts';

// The sanitiser takes the page that is there when it is read.
await vi.hoisted(async () => {
  const { Window } = await import('happy-dom');
  const window = new Window();
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', window.document);
});
afterAll(() => vi.unstubAllGlobals());

const html = (text: string) => {
  const host = document.createElement('div');
  host.append(sanitised(markdownHtml(text)));
  return host;
};

describe('Markdown on the page', () => {
  test('writes the marks of plain text', () => {
    // happy-dom's node iterator skips the very first element, so a line of text goes before it.
    const host = html('引言\n\n## 结论\n\n- **65%** 复购\n- 第二\n\n| a | b |\n|---|---|\n| 1 | 2 |');
    expect(host.querySelector('h2')?.textContent).toBe('结论');
    expect(host.querySelectorAll('li')).toHaveLength(2);
    expect(host.querySelector('strong')?.textContent).toBe('65%');
    expect(host.querySelectorAll('td')).toHaveLength(2);
  });
  test('a link keeps its words and loses its href', () => {
    const link = html('[source](https://example.org/a?b=1)').querySelector('a')!;
    expect(link.textContent).toBe('source');
    expect(link.hasAttribute('href')).toBe(false);
    expect(link.dataset['link']).toBe('https://example.org/a?b=1');
    expect(link.tabIndex).toBe(0);
  });
  test('nothing loads: images are words, HTML is text', () => {
    const host = html(
      '![chart](https://example.org/x.png)\n\n<img src=x onerror=alert(1)> <script>alert(1)</script>',
    );
    expect(host.querySelector('img, script')).toBeNull();
    expect(host.textContent).toContain('chart');
    expect(host.textContent).toContain('<script>');
  });
  test('a dangerous address is no link at all', () => {
    const link = html('[x](javascript:alert(1))').querySelector('a');
    expect(link?.dataset['link']).toBeUndefined();
    expect(link?.hasAttribute('href') ?? false).toBe(false);
  });
});

test('safeLink takes web and mail addresses only', () => {
  expect(safeLink('https://example.org')).toBe('https://example.org');
  expect(safeLink('mailto:a@example.org')).toBe('mailto:a@example.org');
  for (const href of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc',
    'blob:https://x/1',
    '/relative',
    '',
  ])
    expect(safeLink(href)).toBeNull();
});

describe('a text from anywhere', () => {
  /** A worker that answers when it is told to. */
  class FakeThread implements MarkdownThread {
    asked: string[] = [];
    dead = false;
    onmessage: MarkdownThread['onmessage'] = null;
    onerror: MarkdownThread['onerror'] = null;
    postMessage(text: string) {
      this.asked.push(text);
      if (!text.startsWith('slow')) queueMicrotask(() => this.onmessage?.({ data: `<p>${text}</p>` }));
    }
    terminate() {
      this.dead = true;
    }
  }
  let threads: FakeThread[];
  let reader: MarkdownReader;
  beforeEach(() => {
    vi.useFakeTimers();
    threads = [];
    reader = new MarkdownReader(async () => {
      threads.push(new FakeThread());
      return ok(threads.at(-1)!);
    });
  });
  afterEach(() => void vi.useRealTimers());

  test('is read in one worker, text after text', async () => {
    expect(await Promise.all([reader.html('a'), reader.html('b')])).toEqual(['<p>a</p>', '<p>b</p>']);
    expect(threads.map(({ asked }) => asked)).toEqual([['a', 'b']]);
  });

  test('whose worker cannot be had is shown as it is typed, and holds the next one up no more than itself', async () => {
    let there = false;
    const own = new MarkdownReader(async () => {
      if (!there) throw new Error('no worker may be started here');
      return ok(new FakeThread());
    });
    expect(await own.html('a')).toBeNull();
    there = true;
    expect(await own.html('b')).toBe('<p>b</p>');
  });

  test('that takes too long loses its worker; the one behind it gets another, and it is not tried again', async () => {
    const answers = Promise.all([reader.html('slow'), reader.html('b')]);
    await vi.advanceTimersByTimeAsync(BUDGET_MS);
    expect(await answers).toEqual([null, '<p>b</p>']);
    expect(threads.map(({ dead, asked }) => [dead, asked])).toEqual([
      [true, ['slow']],
      [false, ['b']],
    ]);
    expect(await reader.html('slow')).toBeNull();
    expect(threads[1]!.asked).toEqual(['b']);
  });

  test('at which the worker fails is shown as it is', async () => {
    const answer = reader.html('slow and wrong');
    await vi.advanceTimersByTimeAsync(0);
    threads[0]!.onerror?.();
    expect(await answer).toBeNull();
  });

  test('that would become much more than it is, is shown as it is', async () => {
    const answer = reader.html('slow');
    await vi.advanceTimersByTimeAsync(0);
    threads[0]!.onmessage?.({ data: 'x'.repeat(30 * MAX_CHARS) });
    expect(await answer).toBeNull();
  });

  test.each([
    ['a long text', 'x'.repeat(MAX_CHARS + 1)],
    ['a wide table', `${'|a'.repeat(100)}|\n${'|-'.repeat(100)}|\n`],
    ['a deep quotation', `${'>'.repeat(30)} x`],
    ['a deep list', Array.from({ length: 60 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')],
    ['a deep quotation of nothing', '> '.repeat(30)],
    ['a deep list of nothing', '+ '.repeat(30)],
    ['a list in a line', `${'- '.repeat(30)}x`],
    ['a list of numbers in a line', `${'1. '.repeat(30)}x`],
  ])('%s is not even given to a worker', async (_, text) => {
    expect(isReadable(text)).toBe(false);
    expect(await reader.html(text)).toBeNull();
    expect(threads).toEqual([]);
  });

  test.each([
    '# Findings\n\n- one\n  - two\n    - three\n\n> said **so**\n\n1. first\n\n---\n\n* * *',
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '      code that is set in',
    '-'.repeat(80),
  ])('what people write is read: %j', (text) => expect(isReadable(text)).toBe(true));
});
