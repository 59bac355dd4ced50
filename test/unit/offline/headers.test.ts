import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headersFile, headersWith, policyOf } from '../../../src/offline/headers.ts';

const html = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');

test('the page has a policy, and a page without one is no build', () => {
  expect(policyOf(html)).toMatch(/^default-src 'none'; .*connect-src 'self'/);
  expect(() => policyOf('<head></head>')).toThrow(/no content security policy/);
});

test('the host’s file holds the list that the service worker and npm start put on their answers', () => {
  const policy = policyOf(html);
  const lines = headersFile(policy).split('\n');
  for (const [name, value] of Object.entries(headersWith(policy)))
    expect(lines).toContain(`  ${name}: ${value}`);
  expect(headersWith(policy)['Content-Security-Policy']).toBe(`${policy}; frame-ancestors 'none'`);
});
