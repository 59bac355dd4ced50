import { W, type Finder } from './finder.ts';

/*
 * Base64, known by its signs without being read: four of them are three bytes, and what bytes texts are made of leaves
 * few signs for each of the four places. Of random codes of letters and digits about one in 100,000 looks so.
 */
const ASCII = '[I-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589]';
const ASCII_FOUR = `${ASCII}[A-Za-z0-9+/]`;
/** Three bytes of which one is `@`. */
const AT_FOUR =
  '(?:Q[A-H][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/]|[I-Za-f][EUk0][AB][A-Za-z0-9+/]|[I-Za-f][A-HQ-Xg-nw-z0-3][BFJNRVZdhlptx159]A)';
const DIGITS_FOUR = '[MNO][DTjz][AEIMQUYcgk][w-z0-5]';
const HAN_FOUR = '[56][I-LY-bo-r4-7][CGKOSWaeimquy26+][A-Za-z0-9+/]';
/** Chinese punctuation, too. */
const WIDE_FOUR = `[4567]${HAN_FOUR.slice(4)}`;
const END = '(?:=|%3D){0,2}($|[^0-9A-Za-z+/=])';

/** Texts in Base64 that hold an e-mail address, eleven and more digits, or are Chinese. */
export const FINDERS_ENCODED: readonly Finder[] = [
  {
    kind: 'email',
    pattern: `${W}(?:${ASCII_FOUR})*${AT_FOUR}(?:${ASCII_FOUR})+(?:${ASCII}?|[I-Za-f][AQgw])${END}`,
  },
  { kind: 'phone', pattern: `${W}(?:${DIGITS_FOUR}){3,}(?:[MNO][DTjz][AEIMQUYcgk]|[MNO][ADQTgjwz])${END}` },
  { kind: 'text', pattern: `${W}${HAN_FOUR}(?:${WIDE_FOUR})+${END}` },
];
/** Stands wherever one of them could find something. */
export const LIKELY_ENCODED = `${AT_FOUR}${ASCII}|(?:${DIGITS_FOUR}){3}|(?:${HAN_FOUR}){2}`;

/** What addresses of pages (`%E5%BC%A0`, `%2B86`) and JSON (`\u5f20`) write signs as. */
const IN_ADDRESS = '%[0-9A-Fa-f]{2}';
const inAddress = new RegExp(IN_ADDRESS);
const inJson = /\\u([0-9A-Fa-f]{4})/g;
/** Halves of a sign beyond the first 65,536, and what no text holds. */
const HALVES = /^(?:[dD][89A-Fa-f]|0000)/;

/** A text with such signs as they are read; what does not decode stays. `decodedSql` does the same in the engine. */
export function decoded(text: string): string {
  if (inAddress.test(text)) {
    try {
      return decodeURIComponent(text.replace(/%(?![0-9A-Fa-f]{2})/g, '%25'));
    } catch {
      return text;
    }
  }
  return text.replace(inJson, (sign, code: string) =>
    HALVES.test(code) ? sign : String.fromCharCode(parseInt(code, 16)),
  );
}

/** `decoded` in SQL. */
export function decodedSql(text: string): string {
  const sign = `CASE WHEN regexp_matches(p, '^[0-9A-Fa-f]{4}') AND NOT regexp_matches(p, '${HALVES.source}') THEN chr(('0x' || left(p, 4))::INTEGER) || substr(p, 5) ELSE '\\u' || p END`;
  const parts = `string_split(${text}, '\\u')`;
  return (
    `CASE WHEN contains(${text}, '%') AND regexp_matches(${text}, '${IN_ADDRESS}') THEN coalesce(TRY(url_decode(${text})), ${text}) ` +
    `WHEN contains(${text}, '\\u') THEN ${parts}[1] || array_to_string(list_transform(${parts}[2:], lambda p: ${sign}), '') ` +
    `ELSE ${text} END`
  );
}
