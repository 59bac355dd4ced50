import type { Lang, Text } from './text.ts';

/** The text in one language with `{name}` replaced by values; an unknown name stays as it is. */
export function fill(text: Text, lang: Lang, values: Record<string, string | number> = {}): string {
  return text[lang].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : String(value);
  });
}
