import { expect, test } from 'vitest';
import { isThisPage } from '../../../src/egress/shut-navigation.ts';

const HERE = 'https://host.example/tools/cellar/?lang=en#/n/1';

test('another place in the page and the page itself are this page', () => {
  for (const address of ['#/', '#/n/2', HERE, 'https://host.example/tools/cellar/?lang=en'])
    expect(isThisPage(address, HERE), address).toBe(true);
});

test('another path, query or origin is not, and neither is a scheme', () => {
  for (const address of [
    '?lang=en&leak=1',
    '?leak',
    '../',
    './leak',
    'https://host.example/tools/cellar/',
    'http://host.example/tools/cellar/?lang=en',
    'https://evil.example/tools/cellar/?lang=en',
    '//evil.example/tools/cellar/?lang=en',
    'javascript:alert(1)',
    'mailto:a@example.com?body=leak',
    'data:text/html,x',
    'about:blank',
  ])
    expect(isThisPage(address, HERE), address).toBe(false);
});
