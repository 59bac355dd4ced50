import type { PrivacyPolicy, PersonalKind } from './kinds.ts';
import { quoteName } from '../sql/quote.ts';
import { PROVINCE_CITY, WORD, YEAR } from './mask.ts';
import { COMPOUND_SURNAMES } from './patterns.ts';

/**
 * SQL expression over the quoted column that applies a privacy policy while a file is imported;
 * null when the column is left out. Masks and pseudonyms are VARCHAR; `keep` leaves the type alone.
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
    case 'mask':
      return maskSql(canonicalSql(quoteName(column), kind), kind);
    case 'pseudonymise':
      return pseudonymSql(
        canonicalSql(quoteName(column), kind),
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
 * get one pseudonym with probability about n² / 2^65: 3 in 100 million for a million customers.
 */
function pseudonymSql(text: string, { inner, outer }: KeyPads): string {
  return `('p_' || left(sha256(${outer} || unhex(sha256(${inner} || encode(${text})))), 16))`;
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
 * `canonical` of mask.ts in SQL: the trimmed text, NULL when empty. Trimming and regular expressions cost
 * ten times a comparison in the browser, so they run only on the values that may need them.
 */
function canonicalSql(column: string, kind: PersonalKind | null): string {
  const raw = `CAST(${column} AS VARCHAR)`;
  const trimmed = `CASE WHEN ${raw} < '!' OR suffix(${raw}, ' ') THEN nullif(trim(${raw}), '') ELSE ${raw} END`;
  const text = `CASE WHEN contains(${raw}, '.0') THEN regexp_replace(${trimmed}, '^([0-9]+)\\.0$', '\\1') ELSE ${trimmed} END`;
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

/** `maskValue` of mask.ts in SQL. */
function maskSql(text: string, kind: PersonalKind | null): string {
  const each = (body: string) => bind(text, body);
  const compound = COMPOUND_SURNAMES.map((surname) => `'${surname}'`).join(', ');
  switch (kind) {
    case 'name':
      return each(
        `CASE WHEN x >= '\u3400' AND x < '\ua000' ` +
          `THEN left(x, CASE WHEN left(x, 2) IN (${compound}) THEN 2 ELSE 1 END) || '*' ` +
          `ELSE regexp_replace(x, '${WORD}', '\\1*', 'g') END`,
      );
    case 'phone':
      return each(
        `CASE WHEN length(x) < 7 THEN repeat('*', length(x)) ` +
          `ELSE left(x, (length(x) - 4) // 2) || '****' || substr(x, (length(x) - 4) // 2 + 5) END`,
      );
    case 'email':
      return each(
        `CASE WHEN strpos(x, '@') > 0 THEN left(x, 1) || '***@' || substr(x, strpos(x, '@') + 1) ` +
          `WHEN x IS NOT NULL THEN '***' END`,
      );
    case 'id_number':
      return each(`CASE WHEN length(x) > 6 THEN left(x, 2) || '***' WHEN x IS NOT NULL THEN '***' END`);
    case 'bank_card': {
      const digits = `regexp_replace(x, '[^0-9]', '', 'g')`;
      return each(
        `CASE WHEN length(${digits}) > 8 THEN '**** ' || right(${digits}, 4) WHEN x IS NOT NULL THEN '****' END`,
      );
    }
    case 'address':
      return each(`regexp_extract(x, '${PROVINCE_CITY}') || '***'`);
    case 'birth_date':
      return each(
        `coalesce(nullif(regexp_extract(x, '${YEAR}'), ''), CASE WHEN x IS NOT NULL THEN '****' END)`,
      );
    case 'ip':
      return each(
        `CASE WHEN strpos(x, '.') > 0 THEN regexp_replace(x, '[^.]*$', '*') ELSE split_part(x, ':', 1) || ':*' END`,
      );
    case null:
      return each(`left(x, 1) || '***'`);
  }
}
