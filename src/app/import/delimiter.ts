import { appText } from '../../i18n/app.ts';
import type { Lang, Text } from '../../i18n/text.ts';

/** The delimiters that have a name. */
export const DELIMITERS: readonly (readonly [string, Text])[] = [
  [',', appText.comma],
  ['\t', appText.tab],
  [';', appText.semicolon],
  ['|', appText.pipe],
  [' ', appText.space],
];

/** What a delimiter is called; a control character has no face, so it is written as its code. */
export function delimiterName(sign: string, lang: Lang): string {
  const named = DELIMITERS.find(([value]) => value === sign)?.[1];
  return named ? named[lang] : writeDelimiter(sign);
}

/** A delimiter as it is typed: itself, or `\\x01` for a control character. */
export const writeDelimiter = (sign: string): string =>
  sign < ' ' ? `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}` : sign;

/** The delimiter that was typed; null when it is not one character, a quote or a line end. */
export function readDelimiter(typed: string): string | null {
  const code = /^\\x([\da-f]{2})$/i.exec(typed)?.[1];
  const sign = code ? String.fromCharCode(parseInt(code, 16)) : typed === '\\t' ? '\t' : typed;
  return sign.length === 1 && !/["'\r\n\0]/.test(sign) ? sign : null;
}
