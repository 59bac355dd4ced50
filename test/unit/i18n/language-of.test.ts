import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../src/i18n/language-of.ts';

describe('the language to begin with', () => {
  it.each([
    ['zh-CN', 'zh'],
    ['zh-TW', 'zh'],
    ['en-GB', 'en'],
    ['fr-FR', 'en'],
  ] as const)('is that of a browser in %s: %s', (browser, lang) => {
    expect(languageOf(null, null, browser)).toBe(lang);
  });

  it('is the address’s before the last choice, and that before the browser’s', () => {
    expect(languageOf('zh', 'en', 'en-GB')).toBe('zh');
    expect(languageOf('en', 'zh', 'zh-CN')).toBe('en');
    expect(languageOf(null, 'zh', 'en-GB')).toBe('zh');
    expect(languageOf(null, 'en', 'zh-CN')).toBe('en');
  });

  it('is not one that Cellar does not speak', () => {
    expect(languageOf('fr', 'zh', 'en-GB')).toBe('zh');
    expect(languageOf('fr', null, 'zh-CN')).toBe('zh');
  });
});
