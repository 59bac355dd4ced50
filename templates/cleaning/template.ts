import type { TemplateMeta } from '../../src/template/schema.ts';

export default {
  id: 'cleaning',
  version: 1,
  view: 'cleaning',
  group: 'frame',
  title: { zh: '数据清洗', en: 'Cleaning' },
  question: {
    zh: '哪些行被改动或隔离了，为什么，去了哪里？',
    en: 'Which rows were changed or set aside, why, and where are they?',
  },
  tags: ['清洗', '行账', 'cleaning', 'ledger'],
  needs: { required: [], optional: [] },
  params: [],
  columns: [],
  chart: null,
  findings: {},
  explanation: {
    summary: {
      zh: '逐条规则清洗数据，并给出一本逐步相加的行账：读入、拒收、去重、隔离、保留。',
      en: 'Cleans by rules, one after the other, and keeps a row account that adds up at every step: read, rejected, deduplicated, quarantined, kept.',
    },
    definition: {
      zh: '每条规则可以保留、标记、更正或隔离。规则按所列先后执行，一行只记在第一条处理它的规则下。原始来源表从不改动；隔离的行可以查看、导出和恢复。清洗看的是全部数据，不受目标的时段和客户范围限制。',
      en: 'Each rule keeps, flags, corrects or quarantines. Rules run in the order shown, and a row is booked under the first rule that takes it. Source tables never change; quarantined rows can be viewed, exported and restored. Cleaning looks at all data, whatever the goal’s period and customer group.',
    },
    howToRead: {
      zh: '看行账里哪一步去掉的行最多，点开抽查几行，确认规则没有误伤；再看去掉的销售额占比。',
      en: 'Find the step that takes most rows, open it and look at a few to be sure the rule hits what it should; then look at the share of the revenue that went.',
    },
    pitfalls: {
      zh: '清洗会改变结论：改动规则前后请比较关键数字。退款若只隔离退货行而保留原单，销售额会偏高。订单不会按客户编号去重，那会毁掉购买次数和金额。',
      en: 'Cleaning changes conclusions: compare key figures before and after. Setting refunds aside while keeping the orders they undo overstates revenue. Orders are never deduplicated by customer: that would destroy frequency and amount.',
    },
    sources: [
      {
        label:
          'Rahm, E. & Do, H. H. (2000). Data cleaning: problems and current approaches. IEEE Data Engineering Bulletin 23(4).',
      },
    ],
  },
} satisfies TemplateMeta;
