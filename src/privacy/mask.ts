import type { PersonalKind } from './kinds.ts';
import { COMPOUND_SURNAMES } from './patterns.ts';

/** Latin words are cut to their initials; RE2 and JavaScript read this alike. */
export const WORD = '([^ \\t])[^ \\t]*';
/** Province and city at the start of a Chinese address. */
export const PROVINCE_CITY = '^(?:[^省市区县]{2,8}(?:省|自治区))?(?:[^省市区县]{2,8}(?:市|州|盟))?';
export const YEAR = '(?:18|19|20)[0-9]{2}';

/** The digits of a phone number without the mainland country code. */
function phoneDigits(value: string): string {
  const digits = value.replace(/[^0-9]/g, '');
  return digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
}

/**
 * The text that is hashed or masked: trimmed, without the `.0` that a number column puts behind an id;
 * e-mail in lower case, phones as digits, so that the same person in two files gets one pseudonym.
 */
export function canonical(value: string, kind: PersonalKind | null): string {
  const text = value.replace(/^ +| +$/g, '').replace(/^([0-9]+)\.0$/, '$1');
  if (kind === 'email') return text.toLowerCase();
  if (kind === 'id_number') return text.toUpperCase();
  return kind === 'phone' && phoneDigits(text) ? phoneDigits(text) : text;
}

/**
 * The mask of one value, as previews show it; `policySql` computes the same in the engine.
 * name 欧阳娜娜 → 欧阳*, Ann Lee → A* L*; phone 13812345678 → 138****5678; e-mail a***@b.cn;
 * id number 31***; bank card **** 1234; address to the city; birth date to the year; IP to the network.
 * Empty gives null.
 */
export function maskValue(value: string | null, kind: PersonalKind | null): string | null {
  if (value === null) return null;
  const text = canonical(value, kind);
  if (text === '') return null;
  const chars = [...text];
  const head = (n: number) => chars.slice(0, n).join('');
  switch (kind) {
    case 'name':
      if (!/^[\u3400-\u9fff]/.test(text)) return text.replace(new RegExp(WORD, 'gu'), '$1*');
      return `${head(COMPOUND_SURNAMES.includes(head(2)) ? 2 : 1)}*`;
    case 'phone': {
      if (chars.length < 7) return '*'.repeat(chars.length);
      const lead = Math.floor((chars.length - 4) / 2);
      return `${head(lead)}****${chars.slice(lead + 4).join('')}`;
    }
    case 'email':
      return text.includes('@') ? `${head(1)}***@${text.slice(text.indexOf('@') + 1)}` : '***';
    case 'id_number':
      return `${chars.length > 6 ? head(2) : ''}***`;
    case 'bank_card': {
      const digits = text.replace(/[^0-9]/g, '');
      return digits.length > 8 ? `**** ${digits.slice(-4)}` : '****';
    }
    case 'address':
      return `${new RegExp(PROVINCE_CITY, 'u').exec(text)?.[0] ?? ''}***`;
    case 'birth_date':
      return new RegExp(YEAR).exec(text)?.[0] ?? '****';
    case 'ip':
      return text.includes('.') ? text.replace(/[^.]*$/, '*') : `${text.split(':')[0]}:*`;
    case null:
      return `${head(1)}***`;
  }
}
