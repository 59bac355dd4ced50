import type { Text } from './text.ts';

/** What lies outside the goal's period, and why. */
export const outsideText = {
  /** Of one entity, in its row account. */
  account: {
    zh: '时段内 {within} 条 · 之前 {before} 条 · 之后 {after} 条',
    en: '{within} in the period · {before} before it · {after} after it',
  },
  beyondAccount: {
    zh: '其中 {beyond} 条在截止日（{asOf}）及以后，不参与任何分析',
    en: '{beyond} of them on the as-of date ({asOf}) or later, which no analysis reads',
  },
  beyondOrders: {
    zh: '{entity}有 {beyond} 条在截止日 {asOf} 及以后，不参与任何分析：截止日是最后一笔订单的次日。要算进来，请在目标里把截止日改晚。',
    en: '{beyond} {beyond|row|rows} of {entity} {beyond|is|are} dated {asOf} or later and {beyond|is|are} read by no analysis: the as-of date is the day after the last order. To have {beyond|it|them} in, set a later one in the goal.',
  },
  beyondEvents: {
    zh: '{entity}有 {beyond} 条在截止日 {asOf} 及以后，不参与任何分析：截止日是最后一次操作的次日。要算进来，请在目标里把截止日改晚。',
    en: '{beyond} {beyond|row|rows} of {entity} {beyond|is|are} dated {asOf} or later and {beyond|is|are} read by no analysis: the as-of date is the day after the last action. To have {beyond|it|them} in, set a later one in the goal.',
  },
  beyondSet: {
    zh: '{entity}有 {beyond} 条在目标里设定的截止日 {asOf} 及以后，不参与任何分析。',
    en: '{beyond} {beyond|row|rows} of {entity} {beyond|is|are} dated {asOf}, the as-of date that the goal sets, or later and {beyond|is|are} read by no analysis.',
  },
  none: {
    zh: '{entity}没有一条在时段（{start} 至 {end}）内：{before} 条在这之前，{after} 条在这之后。要看这些，请在目标里改时段。',
    en: 'No row of {entity} lies in the period ({start} to {end}): {before} {before|is|are} before it, {after} after it. To see those, change the period in the goal.',
  },
} as const satisfies Record<string, Text>;
