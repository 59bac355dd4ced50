import type { EntityName } from '../entity/catalogue.ts';
import type { Format } from '../i18n/formats.ts';
import type { Text } from '../i18n/text.ts';

/** What an own metric may look like, for a person who knows little SQL. A test runs each. */
export const METRIC_EXAMPLES: Record<EntityName, { expression: string; name: Text; format: Format }[]> = {
  customers: [
    {
      expression: 'count(DISTINCT city)',
      name: { zh: '覆盖城市数', en: 'Cities reached' },
      format: 'integer',
    },
    { expression: 'avg(age)', name: { zh: '平均年龄', en: 'Mean age' }, format: 'number' },
  ],
  orders: [
    {
      expression: 'sum(amount) / count(DISTINCT customer)',
      name: { zh: '人均消费', en: 'Spend per customer' },
      format: 'money',
    },
    {
      expression: 'count(*) FILTER (WHERE amount >= 1000) / count(*)',
      name: { zh: '大额明细占比', en: 'Share of lines of 1,000 or more' },
      format: 'percent',
    },
  ],
  events: [
    {
      expression: 'count(*) / count(DISTINCT session)',
      name: { zh: '每次会话的操作数', en: 'Actions a session' },
      format: 'number',
    },
    {
      expression: 'median(duration_seconds)',
      name: { zh: '时长中位数', en: 'Median duration' },
      format: 'seconds',
    },
  ],
  feedback: [
    {
      expression: 'median(response_minutes)',
      name: { zh: '响应时长中位数', en: 'Median response time' },
      format: 'minutes',
    },
    {
      expression: 'count(*) FILTER (WHERE csat <= 2) / count(csat)',
      name: { zh: '低分占比', en: 'Share of ratings of 1–2' },
      format: 'percent',
    },
  ],
};
