import { EMAIL_IN, IPV4_IN, PHONE_IN } from './finders.ts';
import { fold } from './fold.ts';
import type { PersonalKind, PrivacyPolicy } from './kinds.ts';
import { COMPOUND_SURNAMES } from './patterns.ts';
import { redactText } from './redact.ts';
import { isNobody } from '../values/nobody.ts';

/** Latin words are cut to their initials; RE2 and JavaScript read this alike. */
export const WORD = '([^ \\t])[^ \\t]*';
const HAN = '\u3400-\u9fff';
/** Province and city at the start of a Chinese address. The province is one there is, lest a name before a market is shown. */
const PROVINCE =
  '(?:(?:北京|天津|上海|重庆)市?|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区)';
const CITY = `[${HAN}]{2,10}?(?:市|自治州|地区|盟)`;
/** Two groups, of which one is what may be shown; the second is a city by itself, told by its district. */
export const PROVINCE_CITY = `^(?:(${PROVINCE}(?:${CITY})?)|([${HAN}]{2,3}市)[${HAN}]{1,6}[区县旗])`;
export const YEAR = '(?:18|19|20)[0-9]{2}';
/** A number that was given as a telephone: one known form, or seven and more digits with signs between them. */
export const PHONE_MATCH = `${PHONE_IN}|[0-9+(](?:[- ()+.]{0,3}[0-9]){6,}`;
/** Coordinates are cut to a tenth of a degree, about 11 km; written otherwise, or with anything beside them, they are not shown. */
const DEGREE = '[-+]?[0-9]{1,3}(?:\\.[0-9]*)?(?: ?°)? ?[NSEWnsew]?';
export const COORDINATES = `^\\(?(?:${DEGREE}|[-+]?[0-9]{1,3}\\.[0-9]+(?: ?°)? ?[NSEWnsew]?[,; ]+${DEGREE})\\)?$`;
export const DEGREES = '([0-9]\\.[0-9])[0-9]*';
export const NETWORK = '^[0-9a-fA-F]{1,4}:';

/** The digits of a phone number without the mainland country code. */
function phoneDigits(value: string): string {
  const digits = value.replace(/[^0-9]/g, '');
  return digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
}

/**
 * The text that is hashed or masked: folded, trimmed, without the `.0` that a number column puts behind an id;
 * e-mail in lower case, phones as digits, so that the same person in two files gets one pseudonym.
 */
export function canonical(value: string, kind: PersonalKind | null): string {
  const text = written(value);
  if (kind === 'email') return text.toLowerCase();
  if (kind === 'id_number') return text.toUpperCase();
  return kind === 'phone' && phoneDigits(text) ? phoneDigits(text) : text;
}

const written = (value: string): string =>
  fold(value)
    .replace(/^ +| +$/g, '')
    .replace(/^([0-9]+)\.0$/, '$1');

/** One number: at most three digits before and four behind. Fewer than seven or more than thirteen are not shown. */
function maskPhone(number: string): string {
  const digits = phoneDigits(number);
  if (digits.length < 7 || digits.length > 13) return '****';
  const lead = Math.min(3, Math.floor((digits.length - 4) / 2));
  const tail = Math.min(4, digits.length - 4 - lead);
  return `${digits.slice(0, lead)}****${digits.slice(-tail)}`;
}

/**
 * The mask of one value, as previews show it; `policySql` computes the same in the engine. Each of several
 * numbers or addresses in a cell is masked, and what stands beside them is left out.
 * name 欧阳娜娜 → 欧阳*, Ann Lee → A* L*; phone 13812345678 → 138****5678; e-mail a***@b.cn;
 * id number 31***; bank card **** 1234; address to the city; birth date to the year; IP to the network;
 * plate 京A***; coordinates to a tenth of a degree. Empty gives null.
 */
export function maskValue(value: string | null, kind: PersonalKind | null): string | null {
  if (value === null) return null;
  const text = written(value);
  if (text === '') return null;
  const chars = [...text];
  const head = (n: number) => chars.slice(0, n).join('');
  const each = (pattern: string, mask: (found: string) => string, between: string, none: string) =>
    (text.match(new RegExp(pattern, 'gu')) ?? []).map(mask).join(between) || none;
  switch (kind) {
    case 'name':
      if (!/^[\u3400-\u9fff]/.test(text)) return text.replace(new RegExp(WORD, 'gu'), '$1*');
      return `${head(COMPOUND_SURNAMES.includes(head(2)) ? 2 : 1)}*`;
    case 'phone':
      return each(PHONE_MATCH, maskPhone, '/', '****');
    case 'email':
      return each(
        EMAIL_IN,
        (found) => `${[...found][0]!}***@${found.slice(found.indexOf('@') + 1)}`.toLowerCase(),
        ' ',
        '***',
      );
    case 'id_number':
      return `${chars.length > 6 ? head(2).toUpperCase() : ''}***`;
    case 'plate':
    case 'device':
      return `${chars.length > 4 ? head(2) : ''}***`;
    case 'bank_card': {
      const digits = text.replace(/[^0-9]/g, '');
      return digits.length > 8 ? `**** ${digits.slice(-4)}` : '****';
    }
    case 'address':
      return `${new RegExp(PROVINCE_CITY, 'u').exec(text)?.slice(1).join('') ?? ''}***`;
    case 'birth_date':
      return new RegExp(YEAR).exec(text)?.[0] ?? '****';
    case 'ip':
      return each(
        IPV4_IN,
        (found) => found.replace(/[0-9]+$/, '*'),
        ' ',
        `${new RegExp(NETWORK).exec(text)?.[0] ?? '***'}*`,
      );
    case 'location':
      return new RegExp(COORDINATES, 'u').test(text) ? text.replace(new RegExp(DEGREES, 'g'), '$1') : '****';
    case 'account':
    case 'text':
    case null:
      return `${head(1)}***`;
  }
}

/** How a value of a column will look after its policy, for whoever decides on it; '' where it is left out. */
export function treatedValue(value: string, policy: PrivacyPolicy, kind: PersonalKind | null): string {
  switch (policy) {
    case 'keep':
      return value;
    case 'redact':
      return redactText(value);
    case 'mask':
      return maskValue(value, kind) ?? '';
    case 'pseudonymise':
      return isNobody(value) ? value.trim() : 'p_…';
    case 'drop':
      return '';
  }
}
