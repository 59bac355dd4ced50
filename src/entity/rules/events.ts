import { botSql } from '../../values/bots.ts';
import { SET_ASIDE, MEND, type CleaningRule } from './rule.ts';
import {
  exactDuplicate,
  impossibleDate,
  missingRequired,
  missingValue,
  nobody,
  noCustomer,
  noDate,
  outOfRange,
  tooFrequent,
} from './shared.ts';

export const EVENT_RULES: CleaningRule[] = [
  // Two clicks within a second look like a row written twice, so a log's doubles are marked and not removed.
  exactDuplicate('events', {
    explanation: {
      zh: '与文件中前面某一行的每一列都相同：可能是重复导出，也可能是同一秒内点了两次，因此默认只标记。',
      en: 'Every column equals that of an earlier row: an export written twice, or two clicks within one second. Marked only, by default.',
    },
    defaultAction: 'flag',
  }),
  noCustomer('events'),
  nobody('events'),
  {
    id: 'events.bot',
    entity: 'events',
    scope: 'row',
    title: { zh: '爬虫与程序', en: 'Bots' },
    explanation: {
      zh: '设备（User-Agent）表明是搜索引擎爬虫、监控或脚本，不是访客。',
      en: 'The device (user agent) is that of a crawler, a monitor or a script: no visitor.',
    },
    defaultAction: 'quarantine',
    actions: SET_ASIDE,
    params: [],
    roles: ['device'],
    condition: () => botSql('device'),
  },
  noDate('events', 'occurred_at'),
  impossibleDate('events', 'occurred_at'),
  missingRequired(
    'events',
    'action',
    'no_action',
    { zh: '没有操作', en: 'No action' },
    { zh: '没有写明做了什么。', en: 'The row does not say what was done.' },
  ),
  outOfRange('events', 'duration_seconds', 'duration_seconds < 0', {
    id: 'negative_duration',
    title: { zh: '时长为负', en: 'Negative duration' },
    explanation: {
      zh: '时长小于 0，多为时钟回拨；清空时长，保留这次操作。',
      en: 'A duration below 0, mostly a clock set back. The duration is emptied and the action stays.',
    },
    action: 'correct',
  }),
  {
    id: 'events.short_duration',
    entity: 'events',
    scope: 'row',
    title: { zh: '时长过短', en: 'Very short' },
    explanation: {
      zh: '短于下限（默认 10 秒），多为误触；默认只标记，因为一次点击本来就可能很短。',
      en: 'Shorter than the lower limit (10 s), often a slip. Marked only, since a single click may well be short.',
    },
    defaultAction: 'flag',
    actions: SET_ASIDE,
    params: [
      {
        id: 'seconds',
        label: { zh: '下限（秒）', en: 'At least (s)' },
        kind: 'number',
        default: 10,
        min: 0,
        max: 86400,
      },
    ],
    roles: ['duration_seconds'],
    condition: (c) => `duration_seconds >= 0 AND duration_seconds < ${c.param('seconds')}`,
  },
  {
    id: 'events.long_duration',
    entity: 'events',
    scope: 'row',
    title: { zh: '时长过长', en: 'Very long' },
    explanation: {
      zh: '长于上限（默认 24 小时），多为忘记退出；默认隔离。改为“修正”时清空时长、保留操作。',
      en: 'Longer than the upper limit (24 h), mostly a session left open. Set aside by default; “correct” empties the duration and keeps the action.',
    },
    defaultAction: 'quarantine',
    actions: MEND,
    params: [
      {
        id: 'hours',
        label: { zh: '上限（小时）', en: 'At most (h)' },
        kind: 'number',
        default: 24,
        min: 0.1,
        max: 10000,
      },
    ],
    roles: ['duration_seconds'],
    condition: (c) => `duration_seconds > 3600 * ${c.param('hours')}`,
    corrections: () => [{ role: 'duration_seconds', sql: () => 'NULL' }],
  },
  ...(['device', 'channel', 'team'] as const).map((role) => missingValue('events', role, false)),
  {
    id: 'events.repeated',
    entity: 'events',
    scope: 'set',
    title: { zh: '同一客户同一时刻的重复记录', en: 'Same customer, same instant' },
    explanation: {
      zh: '同一客户在同一时刻的同一操作，第一条以外的各条。日志只记到秒时可能是两次真实的点击，因此默认只标记；改为“隔离”则只留第一条。选“客户 + 时刻”时，同一秒的不同操作也算重复。',
      en: 'The same action by one customer at one instant, beyond the first. In a log kept to the second it may be two real clicks, so it is marked only; “set aside” keeps the first. With “customer and instant” different actions of one second count as repeated too.',
    },
    defaultAction: 'flag',
    actions: SET_ASIDE,
    params: [
      {
        id: 'same',
        label: { zh: '视为重复', en: 'Counts as repeated' },
        kind: 'choice',
        default: 'action',
        options: [
          { value: 'action', label: { zh: '客户 + 时刻 + 操作', en: 'customer, instant and action' } },
          { value: 'instant', label: { zh: '客户 + 时刻', en: 'customer and instant' } },
        ],
      },
    ],
    roles: ['customer', 'occurred_at', 'action'],
    // Grouping by a 64-bit hash finds the few candidates cheaply; the window then compares the values themselves.
    hits: (c) => {
      const key = c.value('same') === 'instant' ? 'customer, occurred_at' : 'customer, occurred_at, action';
      return `
      SELECT _source, _row FROM (
        SELECT _source, _row, row_number() OVER (PARTITION BY ${key} ORDER BY _source, _row) AS n
        FROM clean.events WHERE hash(${key}) IN (SELECT hash(${key}) FROM clean.events GROUP BY 1 HAVING count(*) > 1))
      WHERE n > 1`;
    },
  },
  tooFrequent('events', 'occurred_at', 500, 'flag'),
];
