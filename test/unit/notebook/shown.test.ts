import { expect, test } from 'vitest';
import { shown } from '../../../src/notebook/shown.ts';

test.each([
  // Reads as `… WHERE paid /* and all others */`, and runs without the condition.
  ['SELECT 1 -- \u202e dna \u2066/*\u2069', 'SELECT 1 -- ⟨U+202E⟩ dna ⟨U+2066⟩/*⟨U+2069⟩'],
  ['or\u200bders', 'or⟨U+200B⟩ders'],
  ['a\u2028b\u2029c', 'a⟨U+2028⟩b⟨U+2029⟩c'],
  ['\ufeffa\u0000b\u0008c\u007f', '⟨U+FEFF⟩a⟨U+0000⟩b⟨U+0008⟩c⟨U+007F⟩'],
  ['a\u{e0041}b\u3164', 'a⟨U+E0041⟩b⟨U+3164⟩'],
  ['a\u200db', 'a⟨U+200D⟩b'],
])('what is not seen, or turns what is, is written out: %j', (text, as) => expect(shown(text)).toBe(as));

test.each(['SELECT 1\n\tFROM orders;\r\n', '中文，全角　空格', 'עברית عربي', '👩‍💻 👨‍👩‍👧 ❤️', 'Größe a\u00a0b'])(
  'all else stays: %j',
  (text) => expect(shown(text)).toBe(text),
);
