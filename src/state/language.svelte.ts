import { fill } from '../i18n/fill.ts';
import { languageOf } from '../i18n/language-of.ts';
import type { Lang, Text } from '../i18n/text.ts';

const KEY = 'cellar.lang';

const initial = (): Lang =>
  languageOf(new URLSearchParams(location.search).get('lang'), localStorage.getItem(KEY), navigator.language);

class Language {
  #current = $state<Lang>(initial());

  get current(): Lang {
    return this.#current;
  }

  set current(lang: Lang) {
    this.#current = lang;
    localStorage.setItem(KEY, lang);
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }
}

/** The interface's language: `?lang=`, else the last choice, else the browser's. */
export const language = new Language();

/** The text in the current language; reactive where it is called from a component or a rune. */
export const t = (text: Text, values?: Record<string, string | number>): string =>
  fill(text, language.current, values);
