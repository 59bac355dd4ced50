import type { FindingRule, TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

const promoting: FindingRule['measure'] = {
  action: {
    zh: '在首页与客户培训里推广 {feature}',
    en: 'Promote {feature} on the home page and in training',
  },
  department: 'operations',
  kpi: { zh: '{feature} 的使用率', en: 'Usage rate of {feature}' },
  target: {
    zh: '从 {usage_rate:percent} 提高 10 个百分点',
    en: '10 points above {usage_rate:percent}',
  },
  days: 45,
};

export default {
  id: 'feature-usage',
  version: 1,
  group: 'behaviour',
  title: { zh: '功能使用', en: 'Feature usage' },
  question: {
    zh: '哪些功能少有人用却真的有用，应该先推广？',
    en: 'Which functions are used by few although those few need them, and should be promoted first?',
  },
  tags: ['功能', '使用率', '模块', 'feature', 'adoption'],
  needs: {
    required: ['events.customer', 'events.occurred_at', 'events.action'],
    optional: ['events.channel', 'events.outcome', 'events.team', 'feedback.text', 'feedback.topic'],
  },
  params: [
    {
      id: 'need_by',
      kind: 'choice',
      label: { zh: '需求怎么衡量', en: 'Need measured by' },
      default: 'return',
      options: [
        { value: 'return', label: { zh: '用过的人里再次使用的占比', en: 'Users who come back to it' } },
        {
          value: 'mentions',
          label: { zh: '反馈里提到的次数', en: 'Mentions in feedback' },
          needs: 'feedback.text',
        },
      ],
    },
    {
      id: 'channel',
      kind: 'text',
      label: words.onlyChannel,
      help: words.emptyAllChannels,
      default: '',
      maxLength: 200,
    },
    {
      id: 'leave_out_staff',
      kind: 'boolean',
      label: words.leaveOutStaff,
      help: { zh: '有团队的操作算员工的。', en: 'Actions that carry a team are those of staff.' },
      default: true,
    },
    {
      id: 'least_users',
      kind: 'integer',
      label: { zh: '至少多少人用过', en: 'Users at least' },
      default: 10,
      min: 1,
      max: 100000,
    },
  ],
  columns: [
    { name: 'feature', label: { zh: '功能', en: 'Function' }, format: 'text' },
    { name: 'users', label: { zh: '使用客户', en: 'Users' }, format: 'integer' },
    {
      name: 'usage_rate',
      label: { zh: '使用率', en: 'Usage rate' },
      format: 'percent',
      help: { zh: '用过它的客户 ÷ 全部活跃客户', en: 'Customers who used it ÷ all active ones' },
    },
    { name: 'uses', label: { zh: '使用次数', en: 'Uses' }, format: 'integer' },
    { name: 'uses_per_user', label: { zh: '人均次数', en: 'Uses per user' }, format: 'number' },
    { name: 'return_rate', label: { zh: '再用率', en: 'Return rate' }, format: 'percent' },
    { name: 'failure_rate', label: words.failureRate, format: 'percent' },
    { name: 'mentions', label: { zh: '反馈提及', en: 'Mentions' }, format: 'integer' },
    { name: 'need', label: { zh: '需求', en: 'Need' }, format: 'percent' },
    { name: 'priority', label: { zh: '建议', en: 'Advice' }, format: 'text' },
  ],
  codes: {
    priority: {
      promote: { zh: '先推广', en: 'Promote first' },
      keep: { zh: '保持', en: 'Keep' },
      routine: { zh: '简化', en: 'Simplify' },
      review: { zh: '复核去留', en: 'Review or retire' },
    },
  },
  chart: {
    kind: 'scatter',
    title: {
      zh: '使用率与需求（左上：需求高而用得少；虚线为中位数）',
      en: 'Usage and need (upper left: needed but little used; lines at the medians)',
    },
    x: { column: 'usage_rate', label: { zh: '使用率', en: 'Usage rate' }, format: 'percent' },
    y: { column: 'need', label: { zh: '需求', en: 'Need' }, format: 'percent' },
    series: { column: 'priority', label: { zh: '建议', en: 'Advice' }, format: 'text' },
    order: ['promote', 'keep', 'routine', 'review'],
    label: { column: 'feature', format: 'text' },
    annotations: [
      { axis: 'x', value: { column: 'usage_cut' } },
      { axis: 'y', value: { column: 'need_cut' } },
    ],
  },
  people: ['feature'],
  findings: {
    promote: {
      claim: { kind: 'level' },
      sentence: {
        zh: '可以先推广 {feature}：用过的客户占 {usage_rate:percent}（{users:integer} 人），其中 {need:percent} 在两天或以上用过它。',
        en: 'Consider promoting {feature} first: {usage_rate:percent} of customers have used it ({users:integer}), and {need:percent} of these did so on two days or more.',
      },
      rows: 'feature = {feature}',
      measure: promoting,
    },
    promote_named: {
      claim: { kind: 'level' },
      sentence: {
        zh: '可以先推广 {feature}：用过的客户占 {usage_rate:percent}（{users:integer} 人），而提到它的反馈条数是提到次数居首的功能的 {need:percent}。',
        en: 'Consider promoting {feature} first: {usage_rate:percent} of customers have used it ({users:integer}), while feedback names it {need:percent} as often as the function named in first place.',
      },
      rows: 'feature = {feature}',
      measure: promoting,
    },
    widest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{feature} 用得最广：{usage_rate:percent} 的客户（{users:integer} 人）。',
        en: '{feature} is used most widely: by {usage_rate:percent} of customers ({users:integer}).',
      },
      rows: 'feature = {feature}',
    },
    least: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '{feature} 几乎没人用：{usage_rate:percent}（{users:integer} 人），查明是找不到、不会用，还是不需要。',
        en: 'Hardly anyone uses {feature}: {usage_rate:percent} ({users:integer}). Find out whether they cannot find it, cannot use it or do not need it.',
      },
      rows: 'feature = {feature}',
      measure: {
        action: {
          zh: '访谈 10 位客户：{feature} 是找不到、不会用还是不需要',
          en: 'Ask ten customers whether {feature} is hard to find, hard to use or not needed',
        },
        department: 'operations',
        kpi: { zh: '{feature} 的使用率', en: 'Usage rate of {feature}' },
        target: { zh: '查明原因并决定改进或下线', en: 'cause known; fix it or retire it' },
        days: 60,
      },
    },
    broken: {
      claim: { kind: 'level' },
      sentence: {
        zh: '{feature} 的失败率为 {failure_rate:percent}（{users:integer} 人用过），先修好再推广。',
        en: '{feature} fails {failure_rate:percent} of the time ({users:integer} users): fix it before promoting it.',
      },
      rows: 'feature = {feature}',
      measure: {
        action: { zh: '修复 {feature} 的失败', en: 'Fix {feature}' },
        department: 'operations',
        kpi: { zh: '{feature} 的失败率', en: 'Failure rate of {feature}' },
        target: {
          zh: '从 {failure_rate:percent} 降到 5% 以下',
          en: 'from {failure_rate:percent} to under 5%',
        },
        days: 14,
      },
    },
  },
  explanation: {
    summary: {
      zh: '把每个功能的使用率与需求放在一起，找出“用得少、需求高”的功能先推广。',
      en: 'Sets the usage of each function beside its need, to promote what is needed but little used.',
    },
    definition: {
      zh: '使用率 = 时段内用过它的客户 ÷ 时段内的全部活跃客户。需求默认为再用率：用过它的客户中在两天或以上使用的比例；也可用反馈中提到它的条数（与提到最多的功能相比）。使用率和需求以各功能的中位数为界分成四类：先推广（低、高）、保持（高、高）、简化（高、低）、复核去留（低、低）。',
      en: 'Usage rate = customers who used it in the period ÷ all active ones. Need is by default the return rate: of its users, those who used it on two days or more; or the feedback that names it (relative to the most mentioned). The medians of the functions cut both into four: promote (low, high), keep (high, high), simplify (high, low), review (low, low).',
    },
    formula: 'usage_rate = users(feature) / users(all);  return_rate = users on ≥ 2 days / users',
    howToRead: {
      zh: '左上角的功能：会用的人离不开，其他人还不知道，适合引导和培训。右下角：人人路过但不回头，检查是否多余的一步。',
      en: 'Upper left: those who know it rely on it, others do not know it; guide and train. Lower right: everyone passes, few return; see whether the step is needed at all.',
    },
    pitfalls: {
      zh: '一次性功能（如注册）再用率天生低，不代表没用。新上线的功能要给时间。只有部分客户有权限的功能，使用率应除以有权限的人数。',
      en: 'Functions used once by nature (such as signing up) have a low return rate without being useless. Give new ones time. Where only some may use a function, its rate should be taken of those.',
    },
    sources: [
      {
        label:
          'Davis, F. D. (1989). Perceived usefulness, perceived ease of use, and user acceptance of information technology. MIS Quarterly 13(3).',
      },
    ],
  },
} satisfies TemplateMeta;
