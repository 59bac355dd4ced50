import type { PrivacyPolicy, PersonalKind } from './kinds.ts';
import { quoteName, quoteText } from '../sql/quote.ts';
import { nobodySql } from '../values/nobody.ts';
import { EMAIL_IN, IPV4_IN } from './finders.ts';
import { foldSql } from './fold.ts';
import { COORDINATES, DEGREES, NETWORK, PHONE_MATCH, PROVINCE_CITY, WORD, YEAR } from './mask.ts';
import { COMPOUND_SURNAMES } from './patterns.ts';
import { redactSql } from './redact.ts';

/**
 * SQL expression over the quoted column that applies a privacy policy while a file is imported;
 * null when the column is left out. Masks, pseudonyms and redacted texts are VARCHAR; `keep` leaves the type alone.
 * The text of a pseudonymising expression contains keys derived from the secret: run it in the
 * disposable import engine only, and log it nowhere.
 */
export function policySql(
  column: string,
  policy: PrivacyPolicy,
  kind: PersonalKind | null,
  secret: string | KeyPads,
): string | null {
  switch (policy) {
    case 'keep':
      return quoteName(column);
    case 'drop':
      return null;
    case 'redact':
      return redactSql(quoteName(column));
    case 'mask':
      return maskSql(quoteName(column), kind);
    case 'pseudonymise':
      return pseudonymSql(
        canonicalSql(quoteName(column), kind),
        `CAST(${quoteName(column)} AS VARCHAR)`,
        typeof secret === 'string' ? keyPads(secret) : secret,
      );
  }
}

/** 32 random bytes as hex: the workspace's secret. */
export function newSecret(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((b) => b.toString(16).padStart(2, '0')).join('');
}

/**
 * HMAC-SHA-256 (RFC 2104) of a text expression: `p_` and the first 16 hex digits (64 bits). Two people
 * get one pseudonym with probability about n² / 2^65: 3 in 100 million for a million customers. What stands for nobody
 * (walk-in, none) stays: all of them under one pseudonym would pass for a person.
 */
function pseudonymSql(text: string, raw: string, { inner, outer }: KeyPads): string {
  const pseudonym = `('p_' || left(sha256(${outer} || unhex(sha256(${inner} || encode(${text})))), 16))`;
  return `CASE WHEN ${nobodySql(raw)} THEN trim(${raw}) ELSE ${pseudonym} END`;
}

/** The two pads of RFC 2104 as SQL of a BLOB: constants, or variables of a script that must not hold the key. */
export interface KeyPads {
  inner: string;
  outer: string;
}

/** Both pads are constants of the key, so SQL only hashes. */
function keyPads(secretHex: string): KeyPads {
  if (!/^(?:[0-9a-f]{2}){16,64}$/i.test(secretHex))
    throw new Error('the secret must be 16 to 64 bytes of hex');
  const key = secretHex.match(/../g)!.map((pair) => parseInt(pair, 16));
  // A key up to the block length is padded with zeros.
  const pad = (byte: number) =>
    Array.from({ length: 64 }, (_, i) => ((key[i] ?? 0) ^ byte).toString(16).padStart(2, '0')).join('');
  return { inner: `unhex('${pad(0x36)}')`, outer: `unhex('${pad(0x5c)}')` };
}

/**
 * The folded, trimmed text, NULL when empty. Trimming and regular expressions cost ten times a comparison in
 * the browser, so they run only on the values that may need them.
 */
function writtenSql(column: string): string {
  const raw = `CAST(${column} AS VARCHAR)`;
  const plain = `strlen(${raw}) = length(${raw}) AND ${raw} >= '!' AND NOT suffix(${raw}, ' ') AND NOT contains(${raw}, '.0')`;
  const rest = `regexp_replace(nullif(trim(x), ''), '^([0-9]+)\\.0$', '\\1')`;
  return `CASE WHEN ${plain} THEN ${raw} ELSE ${bind(foldSql(raw), rest)} END`;
}

/** `canonical` of mask.ts in SQL. */
function canonicalSql(column: string, kind: PersonalKind | null): string {
  const text = writtenSql(column);
  if (kind === 'email') return `lower(${text})`;
  if (kind === 'id_number') return `upper(${text})`;
  if (kind !== 'phone') return text;
  const bare = `nullif(regexp_replace(x, '[^0-9]', '', 'g'), '')`;
  const digits = `CASE WHEN regexp_matches(x, '[^0-9]') THEN ${bare} ELSE x END`;
  return bind(
    text,
    `coalesce(${bind(digits, `CASE WHEN length(x) = 13 AND starts_with(x, '86') THEN substr(x, 3) ELSE x END`)}, x)`,
  );
}

/** `body` with `x` bound to an expression, so that a long one is written and computed once. */
const bind = (text: string, body: string): string => `list_transform([${text}], lambda x: ${body})[1]`;

/** Each match of a pattern in `x` through `body` (of `m`), joined; `none` where there is none. */
const matchesSql = (pattern: string, body: string, between: string, none: string): string =>
  `CASE WHEN x IS NOT NULL THEN coalesce(nullif(array_to_string(list_transform(regexp_extract_all(x, ${quoteText(pattern)}), lambda m: ${body}), ${quoteText(between)}), ''), ${none}) END`;

/** One telephone number of digits `d`, as `maskPhone` of mask.ts. */
const phoneSql = (d: string): string => {
  const lead = `least(3, (length(${d}) - 4) // 2)`;
  return (
    `CASE WHEN length(${d}) NOT BETWEEN 7 AND 13 THEN '****' ` +
    `ELSE left(${d}, ${lead}) || '****' || right(${d}, least(4, length(${d}) - 4 - ${lead})) END`
  );
};

/** `maskValue` of mask.ts in SQL. */
function maskSql(column: string, kind: PersonalKind | null): string {
  const text = writtenSql(column);
  const each = (body: string) => bind(text, body);
  const starred = (sign: string, shortest: number) =>
    each(`CASE WHEN length(x) > ${shortest} THEN ${sign} || '***' WHEN x IS NOT NULL THEN '***' END`);
  const compound = COMPOUND_SURNAMES.map((surname) => `'${surname}'`).join(', ');
  switch (kind) {
    case 'name':
      return each(
        `CASE WHEN x >= '\u3400' AND x < '\ua000' ` +
          `THEN left(x, CASE WHEN left(x, 2) IN (${compound}) THEN 2 ELSE 1 END) || '*' ` +
          `ELSE regexp_replace(x, '${WORD}', '\\1*', 'g') END`,
      );
    case 'phone': {
      const digits = `regexp_replace(m, '[^0-9]', '', 'g')`;
      const bare = `list_transform([${digits}], lambda d: CASE WHEN length(d) = 13 AND starts_with(d, '86') THEN substr(d, 3) ELSE d END)[1]`;
      const found = `list_transform([${bare}], lambda d: ${phoneSql('d')})[1]`;
      // Nearly all cells are one mainland mobile, for which no list need be made.
      const raw = `CAST(${column} AS VARCHAR)`;
      return (
        `CASE WHEN regexp_full_match(${raw}, '1[3-9][0-9]{9}') THEN left(${raw}, 3) || '****' || right(${raw}, 4) ` +
        `ELSE ${each(matchesSql(PHONE_MATCH, found, '/', `'****'`))} END`
      );
    }
    case 'email':
      return each(
        matchesSql(EMAIL_IN, `lower(left(m, 1) || '***@' || substr(m, strpos(m, '@') + 1))`, ' ', `'***'`),
      );
    case 'id_number':
      return starred('upper(left(x, 2))', 6);
    case 'plate':
    case 'device':
      return starred('left(x, 2)', 4);
    case 'bank_card': {
      const digits = `regexp_replace(x, '[^0-9]', '', 'g')`;
      return each(
        `CASE WHEN length(${digits}) > 8 THEN '**** ' || right(${digits}, 4) WHEN x IS NOT NULL THEN '****' END`,
      );
    }
    case 'address':
      return each(
        `regexp_extract(x, '${PROVINCE_CITY}', 1) || regexp_extract(x, '${PROVINCE_CITY}', 2) || '***'`,
      );
    case 'birth_date':
      return each(
        `coalesce(nullif(regexp_extract(x, '${YEAR}'), ''), CASE WHEN x IS NOT NULL THEN '****' END)`,
      );
    case 'ip':
      return each(
        matchesSql(
          IPV4_IN,
          `regexp_replace(m, '[0-9]+$', '*')`,
          ' ',
          `coalesce(nullif(regexp_extract(x, '${NETWORK}'), ''), '***') || '*'`,
        ),
      );
    case 'location':
      return each(
        `CASE WHEN regexp_matches(x, '${COORDINATES}') THEN regexp_replace(x, '${DEGREES}', '\\1', 'g') WHEN x IS NOT NULL THEN '****' END`,
      );
    case 'account':
    case 'text':
    case null:
      return each(`left(x, 1) || '***'`);
  }
}
