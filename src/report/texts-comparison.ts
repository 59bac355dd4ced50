import type { Text } from '../i18n/text.ts';

/** Words of the comparison with the run before. */
export const COMPARISON_TEXTS = {
  against: { zh: '与 {date} 的上一次运行相比：', en: 'Compared with the run of {date}:' },
  unlike: {
    zh: '以下几点变了，数字不能直接对比：',
    en: 'The following changed, so the figures are not like for like:',
  },
  same: {
    zh: '{count||全部 }{count} 个数字{count||都}没有变化。',
    en: '{count|The one figure is|All figures are} the same.',
  },
  still: {
    zh: '另有 {count} 个数字没有变化，未列出。',
    en: '{count} more figures are the same and not listed.',
  },
  figure: { zh: '指标', en: 'Figure' },
  before: { zh: '上次', en: 'Before' },
  now: { zh: '本次', en: 'Now' },
  change: { zh: '变化', en: 'Change' },
  appeared: { zh: '新出现', en: 'new' },
  vanished: { zh: '不再出现', en: 'gone' },
  scorePoints: { zh: '分', en: 'points' },
  points: { zh: '个百分点', en: 'points' },
  period: { zh: '时间范围：{before} → {now}', en: 'Period: {before} → {now}' },
  asOf: { zh: '截止日：{before} → {now}', en: 'As-of date: {before} → {now}' },
  group: { zh: '客户范围：{before} → {now}', en: 'Customers: {before} → {now}' },
  currency: { zh: '货币：{before} → {now}', en: 'Currency: {before} → {now}' },
  cleaning: { zh: '清洗规则改过', en: 'The cleaning rules were changed' },
  'source-new': { zh: '新增数据来源“{source}”', en: 'Source “{source}” is new' },
  'source-gone': { zh: '数据来源“{source}”已移除', en: 'Source “{source}” is gone' },
  'source-rows': {
    zh: '数据来源“{source}”：{before} 行 → {now} 行',
    en: 'Source “{source}”: {before} rows → {now} rows',
  },
  settings: { zh: '“{cell}”的参数或 SQL 改过', en: 'Parameters or SQL of “{cell}” were changed' },
  template: { zh: '“{cell}”换了模板版本', en: '“{cell}” uses another version of its template' },
} as const satisfies Record<string, Text>;
