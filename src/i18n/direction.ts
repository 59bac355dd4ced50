import type { Text } from './text.ts';

/** What is said of bills in which money goes both ways. */
export const directionText = {
  both: {
    zh: '“{column}”里有 {list}：加在一起没有意义。',
    en: '“{column}” holds {list}; added up they mean nothing.',
  },
  in: { zh: '收入 {rows} 行', en: 'money in on {rows} {rows|row|rows}' },
  out: { zh: '支出 {rows} 行', en: 'money out on {rows} {rows|row|rows}' },
  none: { zh: '不计收支 {rows} 行', en: 'neither on {rows} {rows|row|rows}' },
  what: { zh: '计入哪一方', en: 'Which side counts' },
  countBoth: { zh: '都计入，只作标记', en: 'Count both, mark the lesser' },
  countIn: { zh: '只计收入', en: 'Count money in alone' },
  countOut: { zh: '只计支出', en: 'Count money out alone' },
} satisfies Record<string, Text>;
