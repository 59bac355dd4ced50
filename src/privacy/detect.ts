import { decoded } from './encoded.ts';
import { fold } from './fold.ts';
import { isVersion, nameHint, namesPeople } from './hints.ts';
import type { PrivacyPolicy, PersonalKind } from './kinds.ts';
import { areMobiles, mobilesAreOdd } from './mobiles.ts';
import { areNamesAbroad, isNameWithoutCapitals } from './names-abroad.ts';
import { areHomePhones, areNationalIds } from './national-ids.ts';
import {
  isAddress,
  isBankCard,
  isChineseName,
  isCompany,
  isCoordinates,
  isCreditCode,
  isEmail,
  isIban,
  isImei,
  isIp,
  isMainlandId,
  isMainlandMobile,
  isMaskedEmail,
  isMaskedMobile,
  isMaskedName,
  isMobileAbroad,
  isOpenId,
  isPassport,
  isPhoneLike,
  isPlate,
  isSocialSecurity,
  isTaiwanId,
  isTaxpayer,
  isThing,
  isWesternName,
  isWrittenPhone,
} from './patterns.ts';

/** What the import engine counted over all of a column's values. */
export interface Seen {
  /** Values there are. */
  filled: number;
  /** Values that have something of a kind in them. */
  kinds: Partial<Record<PersonalKind, number>>;
  /** The same of values that are no codes themselves (`writtenAmong`); counted where the column is one of codes. */
  written?: Partial<Record<PersonalKind, number>>;
}

/** What stands for no value. */
const NOTHING = /^(?:|null|n\/?a|none|nil|nan|unknown|-+|—+|无|没有|暂无|未知|不详|未填写?|空)$/i;
/** Signs of yes and no: a column of them is about something personal and holds nothing of it. */
const FLAG = /^(?:yes|no|y|n|true|false|t|f|0|1|是|否|有|无|√|×|on|off|\d{1,2})$/i;
/** A day: when somebody was called or written to (last_contact), not how. */
const DAY = /^(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]|$)/;
/** What plans and tiers are called, in a column that is headed "name". */
const TIER =
  /^(?:basic|pro|premium|enterprise|free|standard|plus|business|starter|professional|personal|team|lite|advanced|essentials?|ultimate|growth|trial|gold|silver|bronze|platinum|diamond|monthly|annual|yearly|(?:基础|标准|专业|企业|旗舰|高级|免费|试用|个人|团队|尊享|豪华)版|(?:金|银|铜|白金|黄金|钻石|普通)[卡牌]?)(?: (?:plan|tier|edition|package|member))?$/i;
/** A number of a person, which is no name. */
const CODE = /^[A-Za-z]{0,4}[-_]?\d{3,}$/;
const BETWEEN = /[\s,;:|/()<>[\]、，；：（）《》【】]+/;
/** A value all of signs that codes are made of, a tab behind which exports keep their digits by aside; and one with so many digits that it can look like a number of a person. */
const CODE_SIGNS = '[0-9A-Za-z_.:-]+';
const coded = new RegExp(`^\\s*${CODE_SIGNS}\\s*$`);
/** A value that is a mainland mobile, among codes that it is none of. */
const MOBILE = '1[3-9][0-9]{9}';
const mobile = new RegExp(`^\\s*${MOBILE}\\s*$`);
const numbered = (value: string): boolean => value.replace(/[^0-9]/g, '').length >= 3;
/** What stands between a name and what is beside it in names of files and accounts, too: 王小明-0166, 王小明_身份证.jpg. */
const BESIDE = /[\s,;:|/\\()<>[\]、，；：（）《》【】_.0-9-]+/;
const hasName = (value: string): boolean =>
  [value, ...value.split(BESIDE)].some((part) => isChineseName(part) && !isThing(part));
/** Share of a column's values from which on it is a column of their kind and not one that has some in it. */
const COLUMN = 0.2;

/**
 * Says what personal data a column holds, from its name, a sample of its values and, where there is one, the
 * count over all of them; null for none. A telling name is believed. Content that proves itself (e-mail, checked
 * id number, mainland mobile) counts whatever the name is; weak content (a capitalised word, plain digits) only
 * under a name that hints at it. An order number, an amount or a product name is none of it. `text` is writing
 * in which something personal stands here and there.
 */
export function detectPersonal(
  name: string,
  samples: readonly string[],
  seen: Seen | null = null,
): PersonalKind | null {
  const { telling, weak, other, groups } = nameHint(name);
  const values = samples
    .map((s) =>
      fold(decoded(s))
        .normalize('NFC')
        .replace(/[\p{Extended_Pictographic}\u200d]/gu, '')
        .trim()
        .replace(/^['‘]|['’]$/g, '')
        .replace(/\.0$/, ''),
    )
    .filter((s) => !NOTHING.test(s));
  const share = (test: (value: string) => boolean) =>
    values.length ? values.filter(test).length / values.length : 0;
  /** Several values in a cell, a name beside a number, an address in brackets: one part is enough. */
  const inPart = (test: (value: string) => boolean) => (value: string) =>
    test(value) || test(value.replace(/ +/g, '')) || value.split(BETWEEN).some(test);

  const belied = (v: string) =>
    FLAG.test(v) || (telling === 'name' && CODE.test(v)) || (telling !== 'birth_date' && DAY.test(v));
  if (telling && !(values.length > 0 && share(belied) === 1)) return fromContent(telling, share);
  if (share(inPart((v) => isEmail(v) || isMaskedEmail(v))) >= 0.5) return 'email';
  if (share(inPart((v) => isMainlandId(v) || isSocialSecurity(v) || isCreditCode(v))) >= 0.6)
    return 'id_number';
  if (!isVersion(name) && share(inPart(isIp)) >= 0.8) return 'ip';
  if (values.length >= 3 && share(isTaiwanId) >= 0.8) return 'id_number';
  if (values.length >= 3 && share(isPlate) >= 0.6) return 'plate';
  if (values.length >= 3 && share((v) => isIban(v.replace(/ /g, ''))) >= 0.8) return 'bank_card';
  if (values.length >= 3 && share(isOpenId) >= 0.8) return 'account';
  if (values.length >= 3 && share(isCoordinates) >= 0.8) return 'location';
  if (!other) {
    if (
      share(
        (v) =>
          inPart((part) => isMainlandMobile(part) || isMaskedMobile(part) || isMobileAbroad(part))(v) ||
          isWrittenPhone(v),
      ) >= 0.6
    )
      return 'phone';
    if (values.length >= 3 && share(isBankCard) >= 0.8) return 'bank_card';
    if (values.length >= 5 && share(isImei) === 1) return 'device';
    if (values.length >= 3 && share((v) => isPassport(v) || isTaxpayer(v)) >= 0.8) return 'id_number';
    if (areNationalIds(values)) return 'id_number';
    if (areHomePhones(values)) return 'phone';
    if (values.length >= 3 && share(isMaskedName) >= 0.6) return 'name';
    if (share(isAddress) >= 0.6) return 'address';
  } else if (areMobiles(values)) return 'phone';
  if (weak && fitsHint(weak, share, values.length)) return weak;
  if (!weak && !other && !groups && values.length >= 5) {
    const distinct = new Set(values).size / values.length;
    // Under a name of people some with a rare family name, or one that the till made up, change nothing.
    const most = namesPeople(name) ? 0.6 : 0.9;
    if (distinct >= 0.6 && (share(hasName) >= most || areNamesAbroad(values))) return 'name';
    // A column of customers or colleagues that holds "Brion Stark" instead of a code names people.
    const named = (v: string) =>
      (v.includes(' ') && isWesternName(v) && !isCompany(v)) || isNameWithoutCapitals(v);
    if (namesPeople(name) && share(named) >= 0.8) return 'name';
  }
  return seen && fromCount(seen, values, other);
}

/** A name tells that it is personal; where the values prove to be of another kind, that one's treatment fits them. */
function fromContent(
  telling: PersonalKind,
  share: (test: (value: string) => boolean) => number,
): PersonalKind {
  if (share(isMainlandId) >= 0.5) return 'id_number';
  if (telling !== 'account' && share(isEmail) >= 0.5) return 'email';
  return telling;
}

/** Whether a column's values are codes: signs of codes nearly all, with digits in some. Words of a list have none. */
export function areCodes(samples: readonly string[]): boolean {
  const values = samples.map((s) => fold(s).trim()).filter((s) => !NOTHING.test(s));
  const signs = values.filter((v) => coded.test(v));
  return (
    signs.length > 0 &&
    signs.length >= 0.9 * values.length &&
    signs.filter(numbered).length >= 0.2 * signs.length
  );
}

/** Values of a column of codes that are none themselves: in SQL of a folded value `v`, and of such a value. */
export function writtenAmong(samples: readonly string[]): { sql: string; test: (value: string) => boolean } {
  const odd = mobilesAreOdd(samples.map((s) => fold(s).trim()).filter((s) => !NOTHING.test(s)));
  return {
    sql: `NOT regexp_full_match(v, '\\s*${CODE_SIGNS}\\s*')${odd ? ` OR regexp_full_match(v, '\\s*${MOBILE}\\s*')` : ''}`,
    test: (value) => !coded.test(value) || (odd && mobile.test(value)),
  };
}

/** What the count over a whole column says, where its first values said nothing. */
function fromCount(
  { filled, kinds, written = {} }: Seen,
  values: readonly string[],
  other: boolean,
): PersonalKind | null {
  const codes = areCodes(values);
  const shareOf = (count = 0) => count / Math.max(filled, 1);
  const found = Object.entries(kinds)
    .map(([name, count]) => {
      const kind = name as PersonalKind;
      // Among codes, some look like a phone or an address of a machine by chance; words beside a number are none.
      const chance = kind !== 'email' && codes && (other || shareOf(count) < 0.5);
      return { kind, share: shareOf(chance ? written[kind] : count) };
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
  const [most] = found;
  if (!most) return null;
  const short = values.every((v) => [...v].length <= 40);
  return short && most.share >= COLUMN && most.kind !== 'name' ? most.kind : 'text';
}

/** Whether the values can be what the name may stand for; with no values the name is believed. */
function fitsHint(kind: PersonalKind, share: (t: (v: string) => boolean) => number, count: number): boolean {
  if (!count) return true;
  switch (kind) {
    case 'phone':
      return share((v) => isPhoneLike(v) || v.includes('*')) >= 0.4;
    case 'bank_card':
      return share((v) => /^[\d *-]{10,25}$/.test(v) || /^[A-Z]{2}\d{2}[A-Z0-9 ]{10,34}$/.test(v)) >= 0.5;
    case 'name':
      return (
        share((v) => isCompany(v) || FLAG.test(v) || TIER.test(v)) < 0.5 &&
        share((v) => /^[\p{L}*][\p{L}\p{M}'’.,*·• ()-]*$/u.test(v)) >= 0.6 &&
        share((v) => v === v.toUpperCase() && /[A-Z]{2}/.test(v) && v.split(' ').length > 3) < 0.5
      );
    default:
      return false; // their content proves itself, and it did not
  }
}

/**
 * The policy proposed for a column: names, phones and plates masked, e-mail, bank card, id number, address,
 * accounts, devices and places dropped, birth dates cut to the year, IP addresses to their network, and what
 * is personal inside a text redacted. Where the value is a key
 * that joins tables (the customer, the referrer) it is pseudonymised, since a mask would merge people.
 * The analyst's own colleagues (`owner`, `agent`) are kept: lists to chase are handed out by those names, and scores told by them.
 * `role` is the entity role the column is mapped to (`customer`, or `orders.customer`), or null.
 */
export function defaultPolicy(kind: PersonalKind | null, role: string | null): PrivacyPolicy {
  if (kind === null) return 'keep';
  const name = role?.split('.').at(-1) ?? '';
  if (KEYS.includes(name)) return 'pseudonymise';
  if (kind === 'name' && COLLEAGUES.includes(name)) return 'keep';
  switch (kind) {
    case 'text':
      return 'redact';
    case 'name':
    case 'phone':
    case 'birth_date':
    case 'ip':
    case 'plate':
      return 'mask';
    default:
      return 'drop';
  }
}

/** Roles whose values join tables or tell lines of one order: a mask would make one of many. */
const KEYS = ['customer', 'referrer', 'order_id'];
/** Roles of the analyst's own colleagues. */
const COLLEAGUES = ['owner', 'team', 'agent'];
