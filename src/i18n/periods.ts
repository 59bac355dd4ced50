/** Periods side by side on the mapping page, and what reading them as rows would give. */
export const periodsText = {
  asRows: { zh: '每期读成一行', en: 'Read them as rows' },
  asColumns: { zh: '改回并排的列', en: 'Leave them as columns' },
  year: { zh: '是哪一年', en: 'The year they are of' },
  otherYear: { zh: '改年份', en: 'Another year' },
  take: { zh: '按这一年读', en: 'Take this year' },
  outlook: {
    zh: '{lines} 行 × {periods}会成为 {rows} 行（每行一期，没有数的期不算），可以作为订单分析。',
    en: '{periods} × {lines} {lines|line|lines} become {rows} {rows|row|rows}, one per line and period with a number, to be analysed as orders.',
  },
  most: {
    zh: '{lines} 行 × {periods}最多会成为 {rows} 行（每行一期，没有数的期不算），可以作为订单分析。',
    en: '{periods} × {lines} {lines|line|lines} become up to {rows} {rows|row|rows}, one per line and period with a number, to be analysed as orders.',
  },
  day: { zh: ' {count} 天', en: '{count} {count|day|days}' },
  month: { zh: ' {count} 个月', en: '{count} {count|month|months}' },
  quarter: { zh: ' {count} 个季度', en: '{count} {count|quarter|quarters}' },
  half: { zh: ' {count} 个半年', en: '{count} {count|half-year|half-years}' },
  years: { zh: ' {count} 年', en: '{count} {count|year|years}' },
};
