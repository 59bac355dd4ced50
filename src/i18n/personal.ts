import type { Text } from './text.ts';

/** Kinds of personal data in words, by the names that `src/privacy` gives them. */
export const kindText = {
  name: { zh: '姓名', en: 'a name' },
  phone: { zh: '电话号码', en: 'a phone number' },
  email: { zh: '邮箱', en: 'an e-mail address' },
  id_number: { zh: '证件号', en: 'an identity number' },
  bank_card: { zh: '银行卡号', en: 'a card number' },
  address: { zh: '地址', en: 'an address' },
  birth_date: { zh: '出生日期', en: 'a date of birth' },
  ip: { zh: 'IP 地址', en: 'an IP address' },
  plate: { zh: '车牌', en: 'a number plate' },
  account: { zh: '社交账号', en: 'an account name' },
  device: { zh: '设备号', en: 'a device number' },
  location: { zh: '坐标', en: 'coordinates' },
  text: { zh: '个人信息', en: 'personal text' },
} as const satisfies Record<string, Text>;
