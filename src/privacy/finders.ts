import type { PersonalKind } from './kinds.ts';
import { COMPOUND_SURNAMES } from './patterns.ts';

/** Something personal as it stands inside a text. The pattern is read alike by RE2 and by JavaScript. */
export interface Finder {
  kind: PersonalKind;
  /** Its groups: what stands before (kept), the thing itself is between, what stands after (kept). */
  pattern: string;
  /** Whether capitals and small letters are the same to it. */
  anyCase?: boolean;
  /** How often it must be applied so that neighbours that share a sign are all found. */
  twice?: boolean;
  mark: { zh: string; en: string };
}

const HAN = '\u3400-\u9fff';
/** Before and after digits: no digit; after and before codes of letters and digits: none of either. */
const D = '(^|[^0-9])';
const D_ = '($|[^0-9])';
const W = '(^|[^0-9A-Za-z])';
const W_ = '($|[^0-9A-Za-z])';

const EMAIL_SIGN = `[^ \\t\\r\\n@,;:<>()'"\\[\\]{}|/\\\\，；、。：（）《》“”【】]`;
/** An e-mail address inside a text. */
export const EMAIL_IN = `${EMAIL_SIGN}+@${EMAIL_SIGN}+\\.[A-Za-z${HAN}]${EMAIL_SIGN}+`;
const MOBILE = '(?:\\+?0{0,2}86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}';
const LANDLINE =
  '(?:\\+?0{0,2}86[- ]?)?\\(?0[1-9][0-9]{1,2}(?:\\) ?|[- ])[2-9][0-9]{2,3}[- ]?[0-9]{4}(?:-[0-9]{1,5})?';
const US_PHONE = '(?:\\+?1[- .]?)?(?:\\([2-9][0-9]{2}\\) ?|[2-9][0-9]{2}[-. ])[0-9]{3}[-. ][0-9]{4}';
const ABROAD = '\\+[1-9][0-9]{0,2}[- ]?\\(?[0-9](?:[- ()./]{0,2}[0-9]){6,12}';
const HONG_KONG = '(?:\\+?0{0,2}852[- ]?)[2-9][0-9]{3}[- ]?[0-9]{4}|[5-9][0-9]{3}[- ][0-9]{4}';
/** A telephone number inside a text, mainland mobiles first. */
export const PHONE_IN = `${MOBILE}|${LANDLINE}|${HONG_KONG}|${US_PHONE}|${ABROAD}`;
const MAINLAND_ID = '[1-9][0-9]{5}[- ]?(?:18|19|20)[0-9]{2}[- ]?[01][0-9][- ]?[0-3][0-9][- ]?[0-9]{3}[0-9Xx]';
const CREDIT_CODE = '[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}[0-9A-HJ-NPQRTUWXY]';
const CARD =
  '(?:3[0-9]|4[0-9]|5[0-9]|6[0-9])[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3,4}(?:[ -]?[0-9]{3})?';
const PLATE =
  '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. -]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]';
export const IPV4_IN = '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}';
const SURNAME = `(?:${COMPOUND_SURNAMES.join('|')}|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向])`;
const BLANKS = '[ \\t\\r\\n]*';
const COLON = `["']?${BLANKS}[:：=]${BLANKS}["']?`;
const NAMED = `(?:姓名|名字|联系人|收货人|收件人|真实姓名|客户名|用户名|昵称|我叫|full[_ ]?name|first[_ ]?name|last[_ ]?name|user[_ ]?name|nick[_ ]?name|customer[_ ]?name|contact[_ ]?name|contact|recipient|receiver|\\bname)`;

const NUMBER = { zh: '[证件号]', en: '[id]' };
const NAME = { zh: '[姓名]', en: '[name]' };
const PHONE = { zh: '[手机号]', en: '[phone]' };
const ADDRESS = { zh: '[地址]', en: '[address]' };
const ACCOUNT = { zh: '[账号]', en: '[account]' };

/** In the order in which they are applied: what is more certain first. */
export const FINDERS: readonly Finder[] = [
  { kind: 'email', pattern: `(^|)${EMAIL_IN}($|)`, mark: { zh: '[邮箱]', en: '[email]' } },
  { kind: 'id_number', pattern: `${W}${MAINLAND_ID}${W_}`, twice: true, mark: NUMBER },
  { kind: 'id_number', pattern: `${W}${CREDIT_CODE}${W_}`, twice: true, mark: NUMBER },
  { kind: 'id_number', pattern: `${D}[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}${D_}`, twice: true, mark: NUMBER },
  {
    kind: 'id_number',
    pattern: `((?:身份证|护照|证件|通行证|passport)[^0-9A-Za-z]{0,6})[A-Za-z]{0,2}[0-9]{6,17}[0-9Xx](${'$'}|[^0-9A-Za-z])`,
    anyCase: true,
    mark: NUMBER,
  },
  { kind: 'bank_card', pattern: `${D}${CARD}${D_}`, twice: true, mark: { zh: '[卡号]', en: '[card]' } },
  { kind: 'phone', pattern: `${D}(?:${PHONE_IN})${D_}`, twice: true, mark: PHONE },
  {
    kind: 'phone',
    pattern: `((?:电话|手机|座机|联系方式|\\btel|phone|mobile|call me)(?:号码|号)?[^0-9A-Za-z${HAN}]{0,4})[0-9][0-9 ()-]{5,18}[0-9](${'$'}|[^0-9])`,
    anyCase: true,
    mark: PHONE,
  },
  { kind: 'plate', pattern: `(^|)${PLATE}($|[^0-9A-Za-z])`, mark: { zh: '[车牌]', en: '[plate]' } },
  { kind: 'account', pattern: `${W}o[A-Za-z0-9_-]{27}($|[^A-Za-z0-9_-])`, twice: true, mark: ACCOUNT },
  {
    kind: 'account',
    pattern: `((?:微信|wechat|weixin|wxid|\\bvx|加v)(?:号|id)?[^0-9A-Za-z${HAN}]{0,4}(?:是|为)?[^0-9A-Za-z${HAN}]{0,3})[A-Za-z][A-Za-z0-9_-]{5,19}($|[^A-Za-z0-9_-])`,
    anyCase: true,
    mark: ACCOUNT,
  },
  {
    kind: 'account',
    pattern: `(\\bqq(?:号|号码)?[^0-9A-Za-z]{0,4}(?:是|为)?[^0-9A-Za-z]{0,3})[1-9][0-9]{4,10}($|[^0-9])`,
    anyCase: true,
    mark: ACCOUNT,
  },
  {
    kind: 'device',
    pattern: `((?:imei|meid|idfa|oaid|android_?id)${COLON})[0-9A-Za-z-]{8,40}($|[^0-9A-Za-z-])`,
    anyCase: true,
    mark: { zh: '[设备号]', en: '[device]' },
  },
  { kind: 'ip', pattern: `${D}${IPV4_IN}${D_}`, twice: true, mark: { zh: '[IP]', en: '[ip]' } },
  {
    kind: 'location',
    pattern: `(["']?\\b(?:lat|lng|lon|latitude|longitude)${COLON}|[经纬]度${BLANKS}[:：]?${BLANKS})-?[0-9]{1,3}\\.[0-9]{2,}($|[^0-9])`,
    anyCase: true,
    mark: { zh: '[坐标]', en: '[location]' },
  },
  {
    kind: 'location',
    pattern: `(^|[^0-9.-])-?[0-9]{1,3}\\.[0-9]{4,}${BLANKS},${BLANKS}-?[0-9]{1,3}\\.[0-9]{4,}($|[^0-9])`,
    mark: { zh: '[坐标]', en: '[location]' },
  },
  {
    kind: 'address',
    pattern: `(["'](?:地址|住址|address|street)["']${BLANKS}:${BLANKS}["'])[^"']+(["'])`,
    anyCase: true,
    mark: ADDRESS,
  },
  {
    kind: 'address',
    pattern: `(^|[^${HAN}])[${HAN}]{2,24}(?:路|街|大道|巷|弄|胡同|小区|花园|村)[${HAN}]{0,4}[0-9]{1,5}(?:号|弄|栋|幢|室|单元|楼|座|[0-9-]){0,12}($|)`,
    mark: ADDRESS,
  },
  {
    kind: 'address',
    pattern: `(^|[^0-9A-Za-z])[0-9]{1,5}[A-Za-z]? (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Square)($|[^A-Za-z])`,
    mark: ADDRESS,
  },
  {
    kind: 'name',
    pattern: `(["']${NAMED}["']${BLANKS}:${BLANKS}["'])[^"']+(["'])`,
    anyCase: true,
    mark: NAME,
  },
  {
    kind: 'name',
    pattern: `((?:姓名|联系人|收货人|收件人|真实姓名)${BLANKS}[:：是为]?${BLANKS}|我叫)${SURNAME}[${HAN}]{1,2}($|)`,
    mark: NAME,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^0-9A-Za-z])(?:姓名|联系人|收货人|收件人|[Nn]ame|[Cc]ontact|[Rr]ecipient)${BLANKS}[:：]${BLANKS})[A-Z][a-z'-]+(?: [A-Z][A-Za-z'.-]*){0,3}($|)`,
    mark: NAME,
  },
  { kind: 'name', pattern: `(^|)${SURNAME}[${HAN}]{0,2}((?:先生|女士|小姐))`, mark: NAME },
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:Mr|Mrs|Ms|Miss|Dr)\\.? )[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2}($|)`,
    mark: NAME,
  },
];

/**
 * Stands wherever any finder could find something, in capitals or small letters: one quick look at a value, after
 * which nearly all are left alone.
 */
export const LIKELY = [
  '@',
  '[0-9](?:[- ().+/]{0,2}[0-9]){9}',
  '[0-9]{4}[- ][0-9]{4}',
  '[0-9]{3}-[0-9]{2}-[0-9]{4}',
  '\\+[1-9][- 0-9(]',
  '[0-9A-HJ-NPQRTUWXY]{18}',
  'o[A-Za-z0-9_-]{27}',
  IPV4_IN,
  '[0-9]\\.[0-9]{4}',
  PLATE,
  '身份证|护照|证件|通行证|passport|电话|手机|座机|联系方式|tel|phone|mobile|call me|微信|wechat|weixin|wxid|vx|加v|qq',
  `(?:imei|meid|idfa|oaid|android_?id|lat|lng|lon|latitude|longitude|[经纬]度|地址|住址|address|street|${NAMED})["']?[ \\t\\r\\n]*[:：=]?[ \\t\\r\\n]*["'-]?[0-9A-Z${HAN}]?`,
  '联系人|收货人|收件人|我叫|姓名|先生|女士|小姐',
  '(?:Mr|Mrs|Ms|Miss|Dr)\\.? ',
  `[路街道巷弄同区园村][${HAN}]{0,4}[0-9]`,
  '[0-9][A-Z]? [A-Z]{2,} ',
].join('|');
