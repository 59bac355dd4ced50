// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { renderMarkdown, safeLink } from '../../../src/app/cell/markdown.ts';

const html = (text: string) => {
  const host = document.createElement('div');
  host.append(renderMarkdown(text));
  return host;
};

describe('renderMarkdown', () => {
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
