import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'funnel',
  version: 1,
  group: 'behaviour',
  title: { zh: '转化漏斗', en: 'Funnel' },
  question: {
    zh: '从第一步到最后一步，人在哪里流失最多？',
    en: 'From the first step to the last, where are most people lost?',
  },
  tags: ['漏斗', '转化', 'funnel', 'conversion'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action'],
    optional: ['events.session'],
  },
  params: [
    {
      id: 'steps',
      kind: 'list',
      label: { zh: '步骤（按先后）', en: 'Steps, in order' },
      help: {
        zh: '留空则取最多客户做过的五个操作，只供参考；请按业务流程自己排。',
        en: 'Left empty, the five actions that most customers reach are taken, as a start; put in your own process.',
      },
      default: [],
      suggest: 'events.action',
    },
    {
      id: 'unit',
      kind: 'choice',
      label: words.whatToCount,
      default: 'customer',
      options: [
        { value: 'customer', label: words.customers },
        { value: 'session', label: words.visits },
      ],
    },
    {
      id: 'gap_minutes',
      kind: 'integer',
      label: words.sessionGap,
      default: 30,
      min: 1,
      max: 1440,
      format: 'minutes',
      when: { param: 'unit', is: ['session'] },
    },
    {
      id: 'within_days',
      kind: 'integer',
      label: { zh: '限几天内完成', en: 'Complete within days' },
      help: {
        zh: '从第一步算起，每次开始都是一次尝试，取最好的一次；0 表示不限。',
        en: 'From the first step, each start being an attempt of which the best counts; 0 sets no limit.',
      },
      default: 0,
      min: 0,
      max: 3650,
      format: 'days',
    },
  ],
  columns: [
    { name: 'step', label: words.step, format: 'integer' },
    { name: 'action', label: words.action, format: 'text' },
    { name: 'customers', label: { zh: '到达数', en: 'Reached' }, format: 'integer' },
    { name: 'step_rate', label: words.shareOfTheStepBefore, format: 'percent' },
    { name: 'cumulative_rate', label: { zh: '占第一步', en: 'Of the first step' }, format: 'percent' },
  ],
  chart: {
    kind: 'funnel',
    title: { zh: '到达每一步的人数与转化率', en: 'How many reach each step' },
    x: { column: 'action', label: words.action, format: 'text', scale: 'band' },
    y: { column: 'customers', label: { zh: '到达数', en: 'Reached' }, format: 'integer' },
  },
  people: ['action'],
  findings: {
    no_chain: {
      claim: { kind: 'note' },
      sentence: {
        zh: '没有设定步骤：这里只是按到达人数列出最常见的操作（从 {previous_action} 到 {action}），不一定是一条完整的流程。请在设置里选定步骤。',
        en: 'No steps are set: these are the commonest actions by how many reach them, from {previous_action} to {action}, not a way that anybody is meant to go. Choose the steps in the settings.',
      },
    },
    overall: {
      claim: { kind: 'level' },
      sentence: {
        zh: '从 {previous_action} 开始的有 {previous:integer}，走到 {action} 的有 {customers:integer}：整体转化率 {rate:percent}，沿途少了 {lost:integer}。',
        en: 'Of {previous:integer} that begin with {previous_action}, {customers:integer} get to {action}: {rate:percent} overall, {lost:integer} lost on the way.',
      },
    },
    worst_step: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '流失最重的一步是 {previous_action} → {action}：只有 {rate:percent} 继续往下（{previous:integer} 降到 {customers:integer}，少了 {lost:integer}）。',
        en: 'The heaviest loss is {previous_action} → {action}: only {rate:percent} go on ({previous:integer} to {customers:integer}, {lost:integer} lost).',
      },
      rows: 'action = {action}',
      measure: {
        action: {
          zh: '针对 {action} 前后的流失做一次改版对照试验',
          en: 'Test a change of what comes before {action} against today’s',
        },
        department: 'marketing',
        kpi: { zh: '这一步的转化率', en: 'Conversion of this step' },
        target: { zh: '比现在提高 10%', en: '10% above today' },
        days: 30,
      },
    },
    never_reached: {
      claim: { kind: 'note' },
      sentence: {
        zh: '没有人按这个次序到达 {action}：检查步骤的先后和操作名称。',
        en: 'Nobody reaches {action} in this order: check the order of the steps and the name of the action.',
      },
      measure: {
        action: { zh: '核对日志是否记录了这一步', en: 'Check whether the log records this step' },
        department: 'operations',
        kpi: { zh: '这一步的记录数', en: 'Records of this step' },
        target: { zh: '大于零', en: 'above zero' },
        days: 14,
      },
    },
  },
  explanation: {
    summary: {
      zh: '沿着你指定的步骤数人头，看每一步剩下多少，找到最该先修的断点。',
      en: 'Counts heads along the steps you name and shows what is left after each: what to fix first.',
    },
    definition: {
      zh: '每个客户（或每次访问）在第 k 步的到达时刻 = 严格晚于其上一步到达时刻的、该操作的最早一次；没有则止步于上一步。限几天内完成时，第一步的每一次都是一次尝试，取走得最远的一次。占上一步 = 本步 ÷ 上一步，占第一步 = 本步 ÷ 第一步。步骤之间可以夹着别的操作。没有设定步骤时列出最常见的五个操作，只看人数，不说流失。',
      en: 'A customer (or visit) reaches step k at the earliest such action strictly later than its step before; without one it stops there. Where it must be done within so many days, each time of the first step is an attempt of its own, and the one that gets furthest counts. “Of the step before” = this step ÷ the one before; “of the first step” = this step ÷ the first. Other actions may lie in between. Without steps set the five commonest actions are listed, and nothing is said of losses.',
    },
    formula: 't_k = min{ t : action(t) = step k, t > t_{k−1} }',
    howToRead: {
      zh: '先看“占上一步”最低的一步，那里一个百分点最值钱；再看“占第一步”知道整体。客户口径允许跨多次访问完成，访问口径要求一次走完，所以后者低得多，两者不要混着比。',
      en: 'Look first at the lowest “of the step before”: a point gained there is worth most. “Of the first step” gives the whole. Counting customers lets them finish over several visits, counting visits demands one go, so the latter is far lower; do not mix the two.',
    },
    pitfalls: {
      zh: '漏斗假定人们按这个次序走；很多人从中间进来，会被算作没有到达第一步。临近数据末尾开始的人还没来得及走完，会压低转化率。换了客户构成（渠道、设备）整体转化也会变，先分组再比。',
      en: 'A funnel assumes this order; those who enter half-way count as never having started. Those who began near the end of the data have had no time to finish and lower the rate. A change in the mix (channel, device) moves the total as well: compare within groups first.',
    },
    sources: [{ label: 'Kaushik, A. (2009). Web Analytics 2.0. Sybex.' }],
  },
} satisfies TemplateMeta;
