import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

/** Gathered under one name: each seldom. */
const otherActions = { zh: '其他操作', en: 'Other actions' };

export default {
  id: 'path-sankey',
  version: 1,
  group: 'behaviour',
  title: { zh: '行为路径', en: 'Behaviour paths' },
  question: {
    zh: '客户进来之后一步步走向哪里，在哪里离开？',
    en: 'Where do customers go step by step, and where do they leave?',
  },
  tags: ['桑基图', '路径', 'Sankey', 'paths'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action'],
    optional: ['events.session', 'events.team'],
  },
  params: [
    { id: 'steps', kind: 'integer', label: words.steps, default: 5, min: 1, max: 20 },
    {
      id: 'links',
      kind: 'integer',
      label: { zh: '最多连线', en: 'Most links' },
      help: {
        zh: '有名字的节点之间最多画这么多条，其余节点归入“其他”。',
        en: 'At most so many links between named nodes; the other nodes are gathered as “other”.',
      },
      default: 50,
      min: 5,
      max: 200,
    },
    {
      id: 'gap_minutes',
      kind: 'integer',
      label: words.sessionGap,
      help: {
        zh: '数据里没有会话编号时，停顿超过这么久就算新的一次访问。',
        en: 'Where the data has no session id, a longer pause than this starts a new visit.',
      },
      default: 30,
      min: 1,
      max: 1440,
      format: 'minutes',
    },
    {
      id: 'start',
      kind: 'list',
      label: { zh: '从这些操作开始', en: 'Start from these actions' },
      help: {
        zh: '留空表示从每次访问的第一个操作开始。',
        en: 'Left empty, a path begins with the first action of the visit.',
      },
      default: [],
      suggest: 'events.action',
    },
    {
      id: 'merge_repeats',
      kind: 'boolean',
      label: { zh: '合并连续重复', en: 'Merge repeats' },
      help: {
        zh: '同一操作连续出现时只算一步。',
        en: 'The same action several times in a row counts as one step.',
      },
      default: false,
    },
    {
      id: 'leave_out_staff',
      kind: 'boolean',
      label: words.leaveOutStaff,
      help: {
        zh: '有团队的操作算员工的；全部操作都有团队时照常计算。',
        en: 'Actions that carry a team are those of staff; where all of them do, all count.',
      },
      default: true,
    },
  ],
  columns: [
    { name: 'step', label: { zh: '第几步', en: 'Step number' }, format: 'integer' },
    { name: 'source', label: { zh: '从', en: 'From' }, format: 'text' },
    { name: 'target', label: { zh: '到', en: 'To' }, format: 'text' },
    { name: 'count', label: words.count, format: 'integer', adds: true },
    {
      name: 'share_of_source',
      label: words.shareOfTheStepBefore,
      format: 'percent',
      help: {
        zh: '到达“从”的访问里，有多少走了这条线。',
        en: 'Of the visits that reached “from” at this step, how many took this link.',
      },
    },
    {
      name: 'share_of_start',
      label: { zh: '占起点', en: 'Share of start' },
      format: 'percent',
      help: { zh: '占全部访问的比例。', en: 'Of all visits.' },
    },
  ],
  codes: {
    source: { '(other)': otherActions },
    target: { '(other)': otherActions, '(end)': { zh: '（离开）', en: '(end)' } },
  },
  chart: {
    kind: 'sankey',
    title: { zh: '每一步之后去了哪里（访问次数）', en: 'Where visits go after each step (visits)' },
    step: { column: 'step', label: words.step, format: 'integer' },
    source: {
      column: 'source',
      label: { zh: '从', en: 'From' },
      format: 'text',
      names: { '(other)': otherActions },
    },
    target: { column: 'target', label: { zh: '到', en: 'To' }, format: 'text' },
    value: { column: 'count', label: words.visits, format: 'integer' },
  },
  people: ['step', 'source', 'target'],
  findings: {
    commonest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '最常见的一步是 {source} → {target}，共 {n:integer} 次，占所有跳转的 {share:percent}。',
        en: 'The commonest move is {source} → {target}: {n:integer} times, {share:percent} of all moves.',
      },
      rows: 'source = {source} AND target = {target}',
    },
    first_action: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{visits:integer} 次访问中，{share:percent} 从 {source} 开始（{n:integer} 次）。',
        en: 'Of {visits:integer} visits, {share:percent} begin with {source} ({n:integer}).',
      },
      rows: 'step = 1 AND source = {source}',
    },
    one_step: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{n:integer} 次访问（{share:percent}）只做了一步就结束。',
        en: '{n:integer} visits ({share:percent}) end after a single action.',
      },
      rows: "step = 1 AND coalesce(target, '(end)') = '(end)'",
    },
    exit: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '各步里离开占比最高的是 {source}：到过这里的有 {share:percent} 就此离开（{n:integer} 次），可以先看这一步。',
        en: 'Of the steps {source} has the largest share that leaves: {share:percent} of those that reach it ({n:integer}). Look at it first.',
      },
      rows: 'source = {source}',
      measure: {
        action: {
          zh: '复查 {source} 这一步：加载、文案、下一步入口',
          en: 'Look into {source}: loading, wording, the way onward',
        },
        department: 'operations',
        kpi: { zh: '{source} 的离开率', en: 'Exit rate at {source}' },
        target: { zh: '从 {share:percent} 降低三分之一', en: 'a third below {share:percent}' },
        days: 30,
      },
    },
  },
  explanation: {
    summary: {
      zh: '把每次访问里的操作按先后连起来，看大多数人怎么走、在哪一步离开，用来改流程、找断点。',
      en: 'Strings the actions of each visit together and shows which way most go and where they leave: for fixing flows and finding breaks.',
    },
    definition: {
      zh: '一次访问 = 数据给出的会话；没有会话编号时，同一客户的两次操作相隔超过 30 分钟即为新的访问。第 k 步的连线数 = 第 k 个操作是“从”、紧接着是“到”的访问次数；之后再无操作则“到”为（离开）。只显示前几步。连线太多时，次要的节点整体归入“其他操作”，因此任何节点流入 = 流出 + 离开。名称表示完成（付款、下单、提交等）的操作之后离开，不算中断。默认不计员工的操作（带有团队的），打开或关闭“不计员工的操作”可改。',
      en: 'A visit is the session the data gives; without session ids, a pause of over 30 minutes between two actions of a customer starts a new one. A link at step k counts visits whose k-th action is “from” and whose next is “to”; “(end)” when nothing follows. Only the first steps are shown. Where there are too many links, minor nodes are gathered whole as “Other actions”, so that inflow = outflow + ends at every node. Visits that end with an action whose name says it completes something (pay, order, submit …) do not break off there. Actions of staff (those that carry a team) are left out unless “Leave out staff” is switched off.',
    },
    howToRead: {
      zh: '从左到右是先后，线越粗走的人越多。先看最粗的主路，再看每个节点有多少人就此离开。“占上一步”是这一步的转化率，“占起点”是从头算的比例。',
      en: 'Left to right is time; the thicker the band, the more visits. Follow the main road first, then see how many leave at each node. “Share of source” is the conversion of that step, “share of start” counts from the beginning.',
    },
    pitfalls: {
      zh: '埋点缺失会被看成“离开”。同一时刻的多个操作按数据里的先后排。同一操作反复出现会拉长路径，可打开“合并连续重复”。这里数的是访问次数，不是人数；看人数请用漏斗。',
      en: 'An action that is not logged looks like a departure. Actions at one instant keep the order of the data. Repeats stretch the path; merge them if they do not matter. These are visits, not people: for people use the funnel.',
    },
    sources: [
      {
        label:
          'Schmidt, M. (2008). The Sankey Diagram in Energy and Material Flow Management. Journal of Industrial Ecology 12(1).',
      },
    ],
  },
} satisfies TemplateMeta;
