import type { Lang, Text } from './text.ts';

/**
 * The text in one language with `{name}` replaced by values; an unknown name stays as it is.
 * `{count|row|rows}` is the first word where the value is one, else the second.
 */
export function fill(text: Text, lang: Lang, values: Record<string, string | number> = {}): string {
  return text[lang].replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      if (one !== undefined) return String(value) === '1' ? one : many!;
      return String(value);
    },
  );
}
