import type { Text } from './text.ts';

/** What is said of a look through a notebook before it leaves. */
export const shareText = {
  looking: { zh: '正在检查……', en: 'Looking through it…' },
  lookedFor: {
    zh: '在所有文字、名称、公式和 SQL（含注释）里找过：{kinds}。',
    en: 'Looked for in all texts, names, formulas and SQL with its comments: {kinds}.',
  },
  raw: {
    zh: '还逐一比对了 {sources} 中能指认人或订单的各列在文件里的原值（包括没有导入的列）。',
    en: 'Compared too with the values of {sources} that point at a person or an order, as they stood in the file (columns that were not imported included).',
  },
  treated: {
    zh: '{sources} 是以前导入的，原值已不在这台机器上：只能与打码、替换之后保存的值比对。重新导入文件后再分享，可以比对原值。',
    en: '{sources} came with an earlier visit, and the raw values are not on this machine any more: only the values kept after treatment could be compared. Import the files again before sharing to compare with the raw ones.',
  },
  unlooked: {
    zh: '没能检查 {sources} 的数据：笔记本里的文字、名称或 SQL 是否含有其中的值，还不知道。运行一次笔记本后再分享。',
    en: 'The data of {sources} could not be looked through: whether texts, names or SQL of the notebook hold any of it is not known. Run the notebook once before sharing it.',
  },
  leaving: {
    zh: '保存之前请看：下面这些文字看起来含有个人信息或来自数据。勾选的会在文件里替换掉，笔记本里不变。',
    en: 'Before it is saved, look: these texts seem to hold personal information or to come from the data. What is ticked is replaced in the file; the notebook stays as it is.',
  },
  saveSo: { zh: '就这样保存', en: 'Save like this' },
  notNow: { zh: '先不保存', en: 'Not now' },
  noData: {
    zh: '这里没有数据可以比对。',
    en: 'There is no data here to compare with.',
  },
} satisfies Record<string, Text>;

/** What is looked for by its form, whatever the data is. */
export const lookedForText = {
  zh: '电话号码、邮箱、证件号、银行卡号、地址、车牌、社交账号、设备号、坐标、IP 地址，以及“客户”“先生”等字眼旁的姓名',
  en: 'phone numbers, e-mail addresses, identity and card numbers, postal addresses, number plates, account names, device numbers, coordinates, IP addresses, and names beside words such as “customer” or “Mr”',
} satisfies Text;
