import type { CleaningRule } from './rule.ts';
import { exactDuplicate, impossibleDate, missingValue, nobody, noDate, outOfRange } from './shared.ts';

const scale = (role: string, low: number, high: number, zh: string, en: string) =>
  outOfRange('feedback', role, `${role} < ${low} OR ${role} > ${high}`, {
    id: `${role}_range`,
    title: { zh: `${zh}超出 ${low} 到 ${high}`, en: `${en} outside ${low} to ${high}` },
    explanation: {
      zh: '超出量表的分数不会被改到边界；默认隔离整行，“修正”则只清空分数。',
      en: 'A score off the scale is never moved to its end. The row is set aside; “correct” empties the score alone.',
    },
    action: 'quarantine',
  });

const duration = (role: string, zh: string, en: string) =>
  outOfRange('feedback', role, `${role} < 0`, {
    id: `negative_${role}`,
    title: { zh: `${zh}为负`, en: `Negative ${en}` },
    explanation: {
      zh: '结束早于开始；清空时长，保留这条反馈。',
      en: 'It ends before it begins. The duration is emptied and the feedback stays.',
    },
    action: 'correct',
  });

export const FEEDBACK_RULES: CleaningRule[] = [
  // Two anonymous answers with the same date and score are two answers.
  exactDuplicate('feedback', {
    anyRole: ['customer', 'text'],
    condition: (c) =>
      `_copy > 1 AND (${['customer', 'text']
        .filter((r) => c.has(r))
        .map((r) => `${r} IS NOT NULL`)
        .join(' OR ')})`,
  }),
  noDate('feedback', 'occurred_at'),
  impossibleDate('feedback', 'occurred_at'),
  scale('nps', 0, 10, 'NPS 评分', 'NPS'),
  scale('csat', 1, 5, '满意度', 'Satisfaction'),
  duration('response_minutes', '响应时长', 'response time'),
  duration('resolution_minutes', '解决时长', 'resolution time'),
  nobody('feedback', 'correct'),
  missingValue('feedback', 'customer', false),
  ...(['topic', 'channel'] as const).map((role) => missingValue('feedback', role, false)),
];
