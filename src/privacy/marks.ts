import type { PersonalKind } from './kinds.ts';

/** What stands where something personal stood, or (`data`) a value of the data. */
const MARKS: Record<PersonalKind | 'data', { zh: string; en: string }> = {
  name: { zh: '[姓名]', en: '[name]' },
  phone: { zh: '[手机号]', en: '[phone]' },
  email: { zh: '[邮箱]', en: '[email]' },
  id_number: { zh: '[证件号]', en: '[id]' },
  bank_card: { zh: '[卡号]', en: '[card]' },
  address: { zh: '[地址]', en: '[address]' },
  birth_date: { zh: '[出生日期]', en: '[birth date]' },
  ip: { zh: '[IP]', en: '[ip]' },
  plate: { zh: '[车牌]', en: '[plate]' },
  account: { zh: '[账号]', en: '[account]' },
  device: { zh: '[设备号]', en: '[device]' },
  location: { zh: '[坐标]', en: '[location]' },
  text: { zh: '[文字]', en: '[text]' },
  data: { zh: '[数据值]', en: '[value]' },
};

export type MarkLanguage = keyof (typeof MARKS)[PersonalKind];

/** Signs that a text is written in Chinese, alike in RE2 and in JavaScript. */
export const HAN_SIGN = '[\u3400-\u9fff]';
const han = new RegExp(HAN_SIGN, 'u');

/** The language in which a text is marked: its own. */
export const markLanguage = (text: string): MarkLanguage => (han.test(text) ? 'zh' : 'en');

export const mark = (kind: PersonalKind | 'data', lang: MarkLanguage): string => MARKS[kind][lang];
