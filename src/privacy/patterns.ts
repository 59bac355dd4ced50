/**
 * Tests of single values. Each takes a trimmed, non-empty text; they know nothing of column names.
 */

/** The commonest family names (about 95 % of the population of mainland China, plus common Taiwan/HK forms). */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤褚卫施窦葛奚俞鲍费岑倪滕殷毕傅卞伍穆祁臧庞纪舒屈项祝阮闵季骆樊霍凌虞柯裴庄詹瞿焦翟童欧張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇魏呂盧鍾譚陸賈鄒龍賀顧錢嚴湯費紀屈項鮑畢龐閔駱莊歐衛'.split(
    '',
  ),
);

/** Family names of two characters; the masks in `mask.ts` keep both. */
export const COMPOUND_SURNAMES = [
  '欧阳',
  '太史',
  '端木',
  '上官',
  '司马',
  '东方',
  '独孤',
  '南宫',
  '万俟',
  '闻人',
  '夏侯',
  '诸葛',
  '尉迟',
  '公羊',
  '赫连',
  '澹台',
  '皇甫',
  '宗政',
  '濮阳',
  '公冶',
  '太叔',
  '申屠',
  '公孙',
  '慕容',
  '仲孙',
  '钟离',
  '长孙',
  '宇文',
  '司徒',
  '鲜于',
  '司空',
  '令狐',
  '歐陽',
  '司馬',
  '諸葛',
  '公孫',
];

const HAN_NAME = /^\p{Script=Han}{2,4}$/u;
const WESTERN_NAME = /^\p{Lu}[\p{L}'’.-]*(?: \p{L}[\p{L}'’.-]*){0,3}$/u;
const HONORIFIC = /(先生|女士|小姐|同学|老师)$/;

/** A Chinese personal name: two to four Han characters that begin with a common family name. */
export function isChineseName(value: string): boolean {
  const bare = value.replace(HONORIFIC, '');
  if (bare !== value && SURNAMES.has(bare)) return true;
  if (!HAN_NAME.test(bare)) return false;
  if (COMPOUND_SURNAMES.some((surname) => bare.startsWith(surname))) return [...bare].length > 2;
  return [...bare].length <= 3 && SURNAMES.has([...bare][0] ?? '');
}

/** Han characters that end as places, shops and variants do, and hardly a name: 金水区, 江北店, 白色, 金装. */
export const isThing = (value: string): boolean =>
  /\p{Script=Han}[省市区县镇乡店站厂仓色款版型号装]$/u.test(value);

/** One to four capitalised words without digits: "Brion Stark", "Stark". Weak: use with a column name. */
export const isWesternName = (value: string): boolean =>
  WESTERN_NAME.test(value) && value !== value.toUpperCase();

/** Mainland mobile number, with or without +86 and separators. */
export const isMainlandMobile = (value: string): boolean =>
  /^(?:\+?0{0,2}86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/.test(value);

/** A mainland mobile as shops and payment systems show it: 138****5678, 199****08. */
export const isMaskedMobile = (value: string): boolean => /^1[3-9]\d[*＊]{3,6}\d{2,4}$/.test(value);

/** A Chinese name of which one sign is shown: 张**, 李*, *磊. */
export const isMaskedName = (value: string): boolean =>
  /^\p{Script=Han}{1,2}[*＊]{1,3}\p{Script=Han}?$|^[*＊]{1,3}\p{Script=Han}{1,2}$/u.test(value);

/** An address of which the beginning is shown: zh***@qq.com. */
export const isMaskedEmail = (value: string): boolean =>
  /^[\w.-]*[*＊]{2,}[\w.*-]*@[\w-]+(?:\.[\w-]+)+$/.test(value);

/** Mobile number of the United Kingdom, Japan or Korea in one piece. */
export const isMobileAbroad = (value: string): boolean => /^(?:07[1-9]|0[789]0|010)\d{8}$/.test(value);

/** A telephone number that shows itself as one: a plus sign, an area code in brackets or with dashes. */
export function isWrittenPhone(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  if (digits < 7 || digits > 15 || !/^[+\d(][\d\s().+-]*$/.test(value)) return false;
  return (
    value.startsWith('+') ||
    /^\(\d{2,4}\)[\s-]?\d{3,4}[\s-]?\d{3,4}$/.test(value) ||
    /^\d{3}[-. ]\d{3}[-. ]\d{4}$/.test(value) ||
    /^0\d{2,3}[- ]\d{3,4}[- ]?\d{4}(?:-\d{1,5})?$/.test(value) ||
    /^09\d{2}-\d{3}-\d{3}$/.test(value) ||
    /^(?:852[- ]?)?[5-9]\d{3}[- ]\d{4}$/.test(value)
  );
}

/** Digits that can be a telephone number once the column's name says so. */
export const isPhoneLike = (value: string): boolean =>
  /^[+\d(][\d\s().+-]{5,19}$/.test(value) && /^\d{7,15}$/.test(value.replace(/\D/g, ''));

export const isEmail = (value: string): boolean => /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/.test(value);

/**
 * Identity number of the People's Republic of China: 18 characters whose last is the ISO 7064 MOD 11-2
 * check character (GB 11643-1999), with a possible birth date inside.
 */
export function isMainlandId(value: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/.test(value))
    return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(value[i]) * (2 ** (17 - i) % 11);
  return '10X98765432'[sum % 11] === value[17]!.toUpperCase();
}

/** United States social security number as it is written. */
export const isSocialSecurity = (value: string): boolean => /^(?!000|666|9)\d{3}-\d{2}-\d{4}$/.test(value);

/** National insurance number of the United Kingdom, or permanent account number of India. */
export const isTaxpayer = (value: string): boolean =>
  /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:\d{2} ?){3}[A-D]$/.test(value) ||
  /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/.test(value);

/** What the letter of a Taiwanese identity number stands for, from 10 on. */
const TAIWAN_PLACES = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/** Identity number of Taiwan, or of a foreign resident since 2021, whose last digit checks the others. */
export function isTaiwanId(value: string): boolean {
  if (!/^[A-Z][1289]\d{8}$/.test(value)) return false;
  const place = TAIWAN_PLACES.indexOf(value[0]!) + 10;
  const digits = [Math.floor(place / 10), place % 10, ...[...value.slice(1)].map(Number)];
  return digits.reduce((sum, digit, i) => sum + digit * [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1][i]!, 0) % 10 === 0;
}

/** Payment card number: 13 to 19 digits with a card prefix and the Luhn check digit (ISO/IEC 7812-1). */
export function isBankCard(value: string): boolean {
  const digits = value.replace(/[ -]/g, '');
  if (!/^(?:3[0-9]|4|5[0-9]|6[0-9]|2[2-7]|9)\d{11,18}$/.test(digits) || digits.length > 19) return false;
  return luhn(digits);
}

function luhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const n = Number(digit) * (i % 2 ? 2 : 1);
    sum += n > 9 ? n - 9 : n;
  });
  return sum % 10 === 0;
}

/** International bank account number in one piece, whose two digits check the rest (ISO 13616). */
export function isIban(value: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(value)) return false;
  const turned = value.slice(4) + value.slice(0, 4);
  return [...turned].reduce((rest, sign) => Number(`${rest}${parseInt(sign, 36)}`) % 97, 0) === 1;
}

const ZH_ADDRESS = /(省|市|自治区|区|县|镇|乡).*(路|街|巷|弄|村|大道|胡同|小区|花园|大厦|号|栋|幢|单元|室)/;
const EN_ADDRESS =
  /^(?:\d+[a-z]?,?\s+.*\b(?:st|street|ave|avenue|road|rd|lane|ln|blvd|boulevard|drive|dr|court|ct|way|place|pl|square|sq)\b|p\.?o\.? box \d+|(?:apt|flat|unit)\b.*\d)/i;

/** A postal address down to the street. */
export const isAddress = (value: string): boolean => ZH_ADDRESS.test(value) || EN_ADDRESS.test(value);

const HEX = '[0-9a-f]{1,4}';
const IPV6 = new RegExp(`^(?:(?:${HEX}:){7}${HEX}|(?=.*::)(?!.*::.*::)(?:${HEX}|:){1,15}(?:%\\w+)?)$`, 'i');

/** IPv4 address of a machine (of a network, or a version, are two noughts at the end) or IPv6 address; eight groups or a `::`, for a time of day has colons too. */
export const isIp = (value: string): boolean =>
  /^(?!\d+\.\d+\.0\.0(?::|$))(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d{1,5})?$/.test(
    value,
  ) ||
  (value.length > 2 && IPV6.test(value));

const CODE_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Unified social credit code of the People's Republic of China, whose last sign checks the others (GB 32100-2015). */
export function isCreditCode(value: string): boolean {
  if (!/^[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(value)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += CODE_SIGNS.indexOf(value[i]!) * (3 ** i % 31);
  return CODE_SIGNS[(31 - (sum % 31)) % 31] === value[17];
}

/** Number plate of mainland China, of six signs or (electric) seven. */
export const isPlate = (value: string): boolean =>
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. -]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]$/.test(
    value,
  );

/**
 * Passport of mainland China, or a travel permit to Hong Kong and Macau or Taiwan. What begins with zeros is a number
 * that somebody counts customers up by: of documents such were issued first, and have run out.
 */
export const isPassport = (value: string): boolean =>
  !/^[A-Z]+00/.test(value) &&
  /^(?:[EDSP][A-HJ-NP-Z]?\d{7,8}|G\d{8}|1[45]\d{7}|C[A-Z]?\d{7,8})$/.test(value) &&
  /^[A-Z]/.test(value);

/** Key of a person in a WeChat application. */
export const isOpenId = (value: string): boolean => /^o[A-Za-z0-9_-]{27}$/.test(value);

/** A pair of latitude and longitude with three and more decimals. */
export const isCoordinates = (value: string): boolean =>
  /^\(?-?\d{1,3}\.\d{3,}\s*[,; ]\s*-?\d{1,3}\.\d{3,}\)?$/.test(value);

/** Number of a mobile telephone, 15 digits with the Luhn check digit (3GPP TS 23.003). */
export const isImei = (value: string): boolean => /^(?:01|3[35]|86|9[89])\d{13}$/.test(value) && luhn(value);

/** A name of a company or shop rather than of a person. */
export const isCompany = (value: string): boolean =>
  /公司|集团|有限|企业|商行|工作室|银行|医院|学校|大学|商店|超市|中心|\b(?:ltd|inc|llc|co|corp|gmbh|plc|group|company|limited)\b\.?/i.test(
    value,
  );
