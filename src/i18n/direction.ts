import type { Text } from './text.ts';

/** What is said of bills in which money goes both ways. */
export const directionText = {
  both: {
    zh: '“{column}”里有 {list}：加在一起没有意义。',
    en: '“{column}” holds {list}; added up they mean nothing.',
  },
  in: { zh: '收入（贷）{rows} 行', en: 'money in (credit) on {rows} {rows|row|rows}' },
  out: { zh: '支出（借）{rows} 行', en: 'money out (debit) on {rows} {rows|row|rows}' },
  none: { zh: '不计收支 {rows} 行', en: 'neither on {rows} {rows|row|rows}' },
  reportIn: {
    zh: '账单里既有收入又有支出，这里只计收入；方向相反或不计收支的 {rows} 行已隔离。',
    en: 'The bill holds money that came in and money that went out. Only money in counts here; {rows} {rows|row that goes the other way or neither is|rows that go the other way or neither are} set aside.',
  },
  reportOut: {
    zh: '账单里既有收入又有支出，这里只计支出；方向相反或不计收支的 {rows} 行已隔离。',
    en: 'The bill holds money that came in and money that went out. Only money out counts here; {rows} {rows|row that goes the other way or neither is|rows that go the other way or neither are} set aside.',
  },
  reportLesser: {
    zh: '账单里既有收入又有支出，这里只计行数较多的一方；其余 {rows} 行已隔离。',
    en: 'The bill holds money that came in and money that went out. Only the side of more rows counts here; the other {rows} {rows|row is|rows are} set aside.',
  },
  reportBoth: {
    zh: '账单里既有收入又有支出，这里加在了一起；其中 {rows} 行方向相反或不计收支，金额合计没有意义。',
    en: 'The bill holds money that came in and money that went out, added up here; {rows} {rows|row goes|rows go} the other way or neither, so that totals of money mean nothing.',
  },
  what: { zh: '计入哪一方', en: 'Which side counts' },
  countBoth: { zh: '都计入，只作标记', en: 'Count both, mark the lesser' },
  countIn: { zh: '只计收入（贷）', en: 'Count money in (credit) alone' },
  countOut: { zh: '只计支出（借）', en: 'Count money out (debit) alone' },
} satisfies Record<string, Text>;
