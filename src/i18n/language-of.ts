import type { Lang } from './text.ts';

/** The language to begin with: that in the address, else the last choice, else the browser's (BCP 47 tags). */
export function languageOf(asked: string | null, kept: string | null, browser: string): Lang {
  for (const candidate of [asked, kept]) {
    if (candidate?.startsWith('zh')) return 'zh';
    if (candidate?.startsWith('en')) return 'en';
  }
  return browser.startsWith('zh') ? 'zh' : 'en';
}
