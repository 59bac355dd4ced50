import type { Text } from './text.ts';

/** What is said of amounts in several currencies. */
export const currencyText = {
  several: {
    zh: '金额有几种货币（{list}），不能直接相加。',
    en: 'The amounts are in several currencies ({list}), which cannot be added up.',
  },
  rows: { zh: '{currency} {rows} 行', en: '{currency} on {rows} {rows|row|rows}' },
  severalFiles: {
    zh: '这些文件的金额货币不同（{list}），不能直接相加。',
    en: 'The amounts of these files are in different currencies ({list}), which cannot be added up.',
  },
  rowsOfFiles: { zh: '{currency} {rows} 行：{files}', en: '{currency} on {rows} {rows|row|rows}: {files}' },
  unstated: {
    zh: '{files} 没有写货币，金额按 {currency} 计入。不是的话，请在列名或文件名里写明，例如“金额（EUR）”。',
    en: '{files} {count|states|state} no currency; the amounts count as {currency}. If they are in another, write it into the column’s or the file’s name, as in “amount (EUR)”.',
  },
  unstatedAll: {
    zh: '文件没有写明金额是什么货币。显示为',
    en: 'No file says what currency its amounts are in. Show them in',
  },
  none: { zh: '不带货币符号', en: 'no currency' },
  what: { zh: '怎么处理几种货币', en: 'What becomes of several currencies' },
  main: { zh: '主要货币', en: 'Main currency' },
  keepOne: { zh: '只留一种货币', en: 'Keep one currency' },
  convert: { zh: '按汇率换算', en: 'Convert by rates' },
  goOn: { zh: '照原数相加', en: 'Add them as they are' },
  added: {
    zh: '不同货币将照原数相加，金额没有意义；这个选择会写进台账和报告。',
    en: 'Unlike money will be added up and sums mean nothing; the ledger and the report say so.',
  },
  noRate: {
    zh: '没有汇率的货币会被隔离。',
    en: 'A currency without a rate is set aside.',
  },
  reportKept: {
    zh: '金额只计 {currency}：其他货币的 {rows} 行已隔离。',
    en: 'Amounts are in {currency} alone: {rows} {rows|row|rows} in other currencies {rows|is|are} set aside.',
  },
  reportUnstated: {
    zh: '{files} 没有写货币，金额按 {currency} 计入。',
    en: '{files} {count|states|state} no currency; the amounts count as {currency}.',
  },
  reportConverted: {
    zh: '其他货币的 {rows} 行已按汇率换算成 {currency}（{rates}）。',
    en: '{rows} {rows|row|rows} in other currencies {rows|was|were} converted to {currency} by the rates {rates}.',
  },
  reportAdded: {
    zh: '其他货币的 {rows} 行照原数相加，没有换算：金额不能当作一种货币来读。',
    en: '{rows} {rows|row|rows} in other currencies {rows|was|were} added as they are, without conversion: sums are not in one currency.',
  },
} satisfies Record<string, Text>;
