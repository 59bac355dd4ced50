import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'service-times',
  version: 1,
  group: 'satisfaction',
  title: { zh: '响应与解决', en: 'Response and resolution' },
  question: {
    zh: '客户等多久才有回应和结果，哪里最慢？',
    en: 'How long do customers wait for an answer and a solution, and where is it slowest?',
  },
  tags: ['响应', '解决', '时长', '服务', 'response', 'resolution', 'SLA'],
  needs: {
    required: ['feedback.occurred_at', 'feedback.response_minutes'],
    optional: [
      'feedback.resolution_minutes',
      'feedback.resolved',
      'feedback.topic',
      'feedback.channel',
      'feedback.kind',
      'feedback.agent',
      'feedback.csat',
    ],
  },
  params: [
    {
      id: 'by',
      kind: 'choice',
      label: words.groupBy,
      default: 'weekday',
      options: [
        { value: 'weekday', label: words.weekday },
        { value: 'hour', label: words.hour },
        { value: 'month', label: words.month },
        { value: 'topic', label: words.topic, needs: 'feedback.topic' },
        { value: 'channel', label: words.channel, needs: 'feedback.channel' },
        { value: 'kind', label: words.kindOfFeedback, needs: 'feedback.kind' },
        { value: 'agent', label: words.agent, needs: 'feedback.agent' },
      ],
    },
    {
      id: 'respond_within',
      kind: 'integer',
      label: { zh: '响应目标', en: 'Respond within' },
      default: 60,
      min: 1,
      max: 100000,
      format: 'minutes',
    },
    {
      id: 'resolve_within',
      kind: 'integer',
      label: { zh: '解决目标', en: 'Resolve within' },
      default: 1440,
      min: 1,
      max: 1000000,
      format: 'minutes',
    },
    {
      id: 'tell',
      kind: 'choice',
      label: { zh: '结论说的是', en: 'Findings tell of' },
      help: {
        zh: '两个单元格按不同的组看同样的反馈时，总体只需说一次。',
        en: 'Where two cells look at the same tickets by different groups, what is so of all need be said once only.',
      },
      default: 'all',
      options: [
        { value: 'all', label: { zh: '总体和各组', en: 'All tickets and the groups' } },
        { value: 'groups', label: { zh: '只有各组', en: 'The groups alone' } },
      ],
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '比较所需的最少条数', en: 'Fewest tickets to compare' },
      default: 20,
      min: 1,
      max: 100000,
    },
  ],
  columns: [
    { name: 'segment', label: words.group, format: 'text' },
    { name: 'tickets', label: { zh: '条数', en: 'Tickets' }, format: 'integer' },
    { name: 'answered', label: { zh: '已响应', en: 'Answered' }, format: 'integer' },
    { name: 'median_response', label: { zh: '响应中位数', en: 'Median response' }, format: 'minutes' },
    {
      name: 'p90_response',
      label: { zh: '响应 90% 分位', en: 'Response, 90th percentile' },
      format: 'minutes',
    },
    { name: 'within_response', label: { zh: '按时响应', en: 'Responded in time' }, format: 'percent' },
    { name: 'median_resolution', label: { zh: '解决中位数', en: 'Median resolution' }, format: 'minutes' },
    {
      name: 'p90_resolution',
      label: { zh: '解决 90% 分位', en: 'Resolution, 90th percentile' },
      format: 'minutes',
    },
    { name: 'within_resolution', label: { zh: '按时解决', en: 'Resolved in time' }, format: 'percent' },
    { name: 'resolution_rate', label: words.resolutionRate, format: 'percent' },
    { name: 'csat', label: words.csat, format: 'percent' },
  ],
  codes: {
    segment: {
      '(none)': words.notFilled,
      '1': { zh: '周一', en: 'Monday' },
      '2': { zh: '周二', en: 'Tuesday' },
      '3': { zh: '周三', en: 'Wednesday' },
      '4': { zh: '周四', en: 'Thursday' },
      '5': { zh: '周五', en: 'Friday' },
      '6': { zh: '周六', en: 'Saturday' },
      '7': { zh: '周日', en: 'Sunday' },
    },
  },
  chart: {
    kind: 'bar',
    title: {
      zh: '各组的响应时长中位数（线为目标）',
      en: 'Median response time by group (the line is the target)',
    },
    orientation: 'horizontal',
    x: { column: 'median_response', label: { zh: '响应中位数', en: 'Median response' }, format: 'minutes' },
    y: { column: 'segment', label: words.group, format: 'text', scale: 'band' },
    label: { column: 'median_response', format: 'minutes' },
    annotations: [{ axis: 'x', value: { column: 'target' }, label: { zh: '目标', en: 'Target' } }],
  },
  people: ['segment'],
  findings: {
    overall: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 条反馈的响应时长中位数为 {value:minutes}；已响应的和过了目标时间仍未响应的合计，{share:percent} 按时响应。',
        en: 'The median response to {n:integer} tickets is {value:minutes}; of those answered or still unanswered past the target {share:percent} were in time.',
      },
      measure: {
        action: { zh: '增加高峰时段的接待人手', en: 'Put more people on duty at peak hours' },
        department: 'service',
        kpi: { zh: '目标时间内的响应占比', en: 'Share answered within the target' },
        target: { zh: '超过一半', en: 'over half' },
        days: 30,
      },
    },
    waiting: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 条还没有响应，也没有解决，并且已经超过响应目标。',
        en: '{n:integer} tickets have had no answer and no solution, and the time to answer is over.',
      },
      rows: 'tickets > answered',
      measure: {
        action: {
          zh: '今天就给这 {n:integer} 条第一次回应',
          en: 'Give those {n:integer} tickets a first answer today',
        },
        department: 'service',
        kpi: { zh: '无人响应的条数', en: 'Tickets without an answer' },
        target: { zh: '0', en: 'none' },
        days: 7,
      },
    },
    resolution_untimed: {
      claim: { kind: 'level' },
      sentence: {
        zh: '解决率 {share:percent}，仍有 {n:integer} 条未解决。',
        en: '{share:percent} are resolved; {n:integer} are still open.',
      },
    },
    slow_group: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'ratio', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '{segment} 最慢：响应时长中位数为 {value:minutes}，是其余（{other:minutes}）的 {ratio:number} 倍（{n:integer} 条）。',
        en: '{segment} is slowest: a median of {value:minutes} against {other:minutes} for the rest, {ratio:number} times as long ({n:integer} tickets).',
      },
      rows: 'segment = {segment}',
      measure: {
        action: {
          zh: '调整 {segment} 的排班与流转，先看积压在哪一步',
          en: 'Change duty and routing for {segment}; see first where it waits',
        },
        department: 'service',
        kpi: { zh: '{segment} 的响应时长中位数', en: 'Median response of {segment}' },
        now: { zh: '{value:minutes}', en: '{value:minutes}' },
        target: {
          zh: '从 {value:minutes}缩短到 {other:minutes}',
          en: 'from {value:minutes} to {other:minutes}',
        },
        days: 21,
      },
    },
    slow_resolution: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'ratio', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '{segment} 解决得最慢：解决时长中位数为 {value:minutes}，是其余（{other:minutes}）的 {ratio:number} 倍（{n:integer} 条）。',
        en: '{segment} takes longest to be resolved: a median of {value:minutes} against {other:minutes} for the rest, {ratio:number} times as long ({n:integer} tickets).',
      },
      rows: 'segment = {segment}',
      measure: {
        action: {
          zh: '查看 {segment} 的单子卡在哪一步，定下处理办法和升级条件',
          en: 'See at which step tickets of {segment} are held up, and settle how they are dealt with and when they are passed on',
        },
        department: 'service',
        kpi: { zh: '{segment} 的解决时长中位数', en: 'Median resolution of {segment}' },
        now: { zh: '{value:minutes}', en: '{value:minutes}' },
        target: {
          zh: '从 {value:minutes}缩短到 {other:minutes}',
          en: 'from {value:minutes} to {other:minutes}',
        },
        days: 30,
      },
    },
    weekend: {
      claim: { kind: 'difference', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'ratio', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '周末的响应时长中位数为 {value:minutes}，工作日为 {other:minutes}，是工作日的 {ratio:number} 倍（周末 {n:integer} 条）：安排周末值班或自动答复。',
        en: 'At weekends the median response is {value:minutes} against {other:minutes} on workdays, {ratio:number} times as long ({n:integer} weekend tickets): put someone on duty or answer automatically.',
      },
      measure: {
        action: {
          zh: '安排周末值班或自动答复',
          en: 'Put someone on duty at weekends or answer automatically',
        },
        department: 'service',
        kpi: { zh: '周末响应时长中位数', en: 'Median response at weekends' },
        now: { zh: '{value:minutes}', en: '{value:minutes}' },
        target: { zh: '从 {value:minutes}缩短一半', en: 'half of {value:minutes}' },
        days: 30,
      },
    },
    resolution: {
      claim: { kind: 'level' },
      sentence: {
        zh: '解决率 {share:percent}，解决时长中位数 {value:minutes}，仍有 {n:integer} 条未解决。',
        en: '{share:percent} are resolved, in a median of {value:minutes}; {n:integer} are still open.',
      },
      measure: {
        action: { zh: '清理 {n:integer} 条未解决的反馈', en: 'Clear the {n:integer} open tickets' },
        department: 'service',
        kpi: { zh: '解决率', en: 'Share resolved' },
        target: words.over90,
        days: 14,
      },
    },
    matters: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'other', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '按时响应的满意率为 {share:percent}，超时的只有 {other:percent}（共 {n:integer} 份评分）：快慢与满意明显相关。',
        en: 'Of those answered in time {share:percent} are satisfied, of the late ones only {other:percent} ({n:integer} scores): speed and satisfaction go together.',
      },
      measure: {
        action: {
          zh: '把响应时限写进考核，超时自动升级',
          en: 'Make the response limit a target and escalate what is late',
        },
        department: 'service',
        kpi: { zh: '按时响应的占比', en: 'Share answered in time' },
        now: words.notBegun,
        target: { zh: '提高 10 个百分点', en: '10 points higher' },
        days: 30,
      },
    },
  },
  explanation: {
    summary: {
      zh: '看客户等多久得到第一次回应和最终解决，哪个时段、主题或渠道最慢，以及快慢是否影响满意。',
      en: 'How long customers wait for the first answer and for the solution, where it is slowest, and whether it changes how satisfied they are.',
    },
    definition: {
      zh: '条数 = 有响应、解决时长或标明是否解决的反馈。响应时长与解决时长取系统记录的分钟数；只记下时刻的，取两个时刻之间的分钟数；没有响应的不在中位数里。中位数与 90% 分位不受个别极端值影响。按时 = 不超过目标；没有响应、标明未解决且目标时间已过的算未按时，没有解决时长的不计入按时解决的分母。解决率 = 已解决 ÷ 标明是否解决的条数。满意率 = 评 4–5 分的比例。',
      en: 'Tickets = feedback with a time of response or of resolution, or marked as resolved or not. Response and resolution are the recorded minutes, or those between two recorded moments; what was never answered is not in the median. Median and 90th percentile are not moved by a few extremes. In time = within the target; a ticket without an answer that is marked open counts as late once the time to answer is over; tickets without a resolution time do not count there. Resolution rate = resolved ÷ those marked either way. CSAT = share scoring 4–5.',
    },
    howToRead: {
      zh: '看中位数了解一般情况，看 90% 分位了解最倒霉的十分之一。先改响应目标内占比最低、条数又多的组。',
      en: 'The median tells the usual case, the 90th percentile that of the unlucky tenth. Fix the group with many tickets and the lowest share in time first.',
    },
    pitfalls: {
      zh: '平均值会被个别挂着不关的单子拉高，这里不用。自动回复会让响应好看而没有解决问题，要同时看解决。没有回应的单子没有响应时长，不在中位数里：同时看有几条还没有响应。',
      en: 'Means are driven up by tickets left open, so none are used. Automatic replies make responses look good without solving anything: look at resolution too. Tickets never answered have no response time and are not in the median: look at how many wait.',
    },
    sources: [
      {
        label:
          'Maister, D. (1985). The psychology of waiting lines. In The Service Encounter. Lexington Books.',
      },
    ],
  },
} satisfies TemplateMeta;
