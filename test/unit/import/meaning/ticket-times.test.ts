import { expect, test } from 'vitest';
import { proposed } from './proposed.ts';

test.each<[what: string, header: string, line: string, roles: Record<string, string | undefined>]>([
  [
    'a help desk’s tickets',
    'Ticket ID|Requester ID|Created at|First replied at|Solved at|CSAT|Subject',
    '@|U#|2024-03-# 10:00|2024-03-# 10:20|2024-03-# 18:05|~Good/Bad|~Login fails/Export slow',
    { occurred_at: 'Created at', responded_at: 'First replied at', resolved_at: 'Solved at', csat: 'CSAT' },
  ],
  [
    'incidents that are opened, resolved and closed',
    'Number|Caller|Opened|Resolved|Category|State',
    'INC@|U#|2024-03-# 10:00:00|2024-03-# 12:30:00|~Hardware/Software|~Closed/In progress',
    { occurred_at: 'Opened', resolved_at: 'Resolved', resolved: 'State' },
  ],
  [
    'work orders, over when they are completed',
    '工单编号|客户编号|创建时间|首次响应时间|完成时间|问题类型|满意度',
    'G@|K#|2024-03-# 10:00:00|2024-03-# 10:20:00|2024-03-# 18:00:00|~安装/维修|~5/4/3',
    { occurred_at: '创建时间', responded_at: '首次响应时间', resolved_at: '完成时间' },
  ],
  [
    'repairs, with the day on which they were over',
    '单号|用户编号|报修时间|完成时间|故障类型|评分',
    'G@|K#|2024-03-# 10:00:00|2024-03-# 18:00:00|~水/电|~5/4/3',
    { occurred_at: '报修时间', resolved_at: '完成时间' },
  ],
  [
    'times that were measured stay as they are',
    '工单编号|客户编号|受理时间|响应时间|解决时间|满意度',
    'G@|K#|2024-03-# 10:00:00|1#|2#0|~5/4/3',
    {
      occurred_at: '受理时间',
      response_minutes: '响应时间',
      resolution_minutes: '解决时间',
      responded_at: undefined,
      resolved_at: undefined,
    },
  ],
  [
    'a survey is of the time at which it was completed',
    'ID|Start time|Completion time|Email|How likely are you to recommend us?',
    '@|2024-03-# 10:00:00|2024-03-# 10:04:00|u%x.com|~9/7/10',
    { occurred_at: 'Completion time', nps: 'How likely are you to recommend us?', resolved_at: undefined },
  ],
])('%s', (_, header, line, roles) => {
  const { entity, mapping } = proposed(header, line);
  expect(entity).toBe('feedback');
  for (const [role, column] of Object.entries(roles)) expect(mapping[role], role).toBe(column);
});
