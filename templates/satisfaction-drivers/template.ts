import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'satisfaction-drivers',
  version: 1,
  group: 'satisfaction',
  title: { zh: '满意度驱动因素', en: 'Satisfaction drivers' },
  question: {
    zh: '什么与满意或不满意联系最紧？',
    en: 'What goes with satisfaction, and what with the lack of it?',
  },
  tags: ['驱动因素', '满意度', '优势比', 'drivers', 'odds ratio'],
  needs: {
    required: ['feedback.occurred_at'],
    optional: [
      'feedback.nps',
      'feedback.csat',
      'feedback.rating',
      'feedback.topic',
      'feedback.channel',
      'feedback.response_minutes',
      'feedback.resolved',
      'feedback.kind',
      'feedback.activity',
      'feedback.agent',
      'customers.industry',
      'customers.level',
    ],
  },
  params: [
    {
      id: 'outcome',
      kind: 'choice',
      label: { zh: '满意是指', en: 'Content means' },
      default: 'csat',
      options: [
        { value: 'csat', label: { zh: '满意度 4–5 分', en: 'CSAT of 4–5' }, needs: 'feedback.csat' },
        {
          value: 'promoter',
          label: { zh: 'NPS 9–10 分（推荐者）', en: 'NPS of 9–10 (promoters)' },
          needs: 'feedback.nps',
        },
        {
          value: 'not_detractor',
          label: { zh: 'NPS 7 分以上（非贬损者）', en: 'NPS of 7 or more (no detractors)' },
          needs: 'feedback.nps',
        },
        { value: 'rating', label: { zh: '评分 4–5 分', en: 'Rating of 4–5' }, needs: 'feedback.rating' },
      ],
    },
    {
      id: 'quick_minutes',
      kind: 'integer',
      label: { zh: '多久内算响应快', en: 'A quick response is within' },
      default: 60,
      min: 1,
      max: 100000,
      format: 'minutes',
    },
    {
      id: 'complaint_days',
      kind: 'integer',
      label: { zh: '此前多少天内投诉过', en: 'Complained in the days before' },
      default: 90,
      min: 1,
      max: 3650,
      format: 'days',
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '因素至少多少份回答', en: 'Answers with a factor at least' },
      default: 30,
      min: 5,
      max: 100000,
    },
  ],
  columns: [
    { name: 'factor', label: words.factor, format: 'text' },
    { name: 'level', label: { zh: '取值', en: 'Factor value' }, format: 'text' },
    { name: 'answers', label: words.answers, format: 'integer' },
    { name: 'rate', label: words.csat, format: 'percent' },
    { name: 'rate_else', label: { zh: '其余的满意率', en: 'Content, others' }, format: 'percent' },
    { name: 'difference', label: words.difference, format: 'percentage_points' },
    { name: 'odds_ratio', label: words.oddsRatio, format: 'number' },
    { name: 'low', label: words.low95, format: 'number' },
    { name: 'high', label: words.high95, format: 'number' },
    { name: 'correlation', label: { zh: '相关系数 φ', en: 'Correlation φ' }, format: 'decimal' },
    {
      name: 'joint_ratio',
      label: { zh: '合并优势比', en: 'Joint odds ratio' },
      format: 'number',
      help: {
        zh: '其他因素相同时；同一客户的多份回答算作一位客户',
        en: 'Other factors held equal; several answers of a customer count as one customer’s',
      },
    },
    { name: 'joint_low', label: { zh: '合并 95% 下限', en: 'Joint 95% low' }, format: 'number' },
    { name: 'joint_high', label: { zh: '合并 95% 上限', en: 'Joint 95% high' }, format: 'number' },
    { name: 'verdict', label: words.verdict, format: 'text' },
  ],
  codes: {
    factor: {
      topic: words.topic,
      channel: { zh: '反馈渠道', en: 'Feedback channel' },
      kind: words.kindOfFeedback,
      response: { zh: '响应', en: 'Response' },
      resolved: { zh: '是否解决', en: 'Resolved' },
      activity: { zh: '参加活动', en: 'Took part in' },
      agent: words.agent,
      complained: { zh: '此前投诉过', en: 'Complained before' },
      industry: words.industry,
      customer_level: words.level,
      weekend: { zh: '时间', en: 'Time' },
    },
    level: {
      quick: { zh: '及时', en: 'in time' },
      late: { zh: '超时', en: 'late' },
      yes: { zh: '是', en: 'yes' },
      no: { zh: '否', en: 'no' },
      weekend: { zh: '周末', en: 'weekend' },
      complaint: { zh: '投诉', en: 'complaint' },
      enquiry: { zh: '咨询', en: 'enquiry' },
      survey: { zh: '问卷', en: 'survey' },
      review: { zh: '评价', en: 'review' },
      any: { zh: '任一活动', en: 'any activity' },
    },
    driver: {
      'response late': { zh: '响应超时', en: 'Response late' },
      'resolved yes': { zh: '已解决', en: 'Solved' },
      'complained yes': { zh: '此前投诉过', en: 'Complained before' },
      'activity any': { zh: '参加过活动', en: 'Took part in an activity' },
      weekend: { zh: '周末', en: 'Weekend' },
      complaint: { zh: '投诉', en: 'Complaint' },
      enquiry: { zh: '咨询', en: 'Enquiry' },
      survey: { zh: '问卷', en: 'Survey' },
      review: { zh: '评价', en: 'Review' },
    },
    verdict: {
      raises: { zh: '更满意', en: 'More satisfied' },
      lowers: { zh: '更不满意', en: 'Less satisfied' },
      unclear: { zh: '不显著', en: 'Unclear' },
    },
  },
  chart: {
    kind: 'bar',
    title: {
      zh: '各因素下满意率与其余之差（百分点），颜色为方向',
      en: 'Difference in CSAT by factor, coloured by direction',
    },
    orientation: 'horizontal',
    layout: 'stacked',
    x: {
      column: 'difference',
      label: { zh: '满意率之差（百分点）', en: 'Difference in CSAT (points)' },
      format: 'percentage_points',
    },
    y: { column: 'driver', label: words.factor, format: 'text', scale: 'band' },
    series: { column: 'verdict', label: words.verdict, format: 'text' },
    order: ['raises', 'lowers', 'unclear'],
    label: { column: 'difference', format: 'percentage_points' },
  },
  marks: 'factor = {factor} AND level = {level}',
  people: ['factor', 'level'],
  findings: {
    lowers: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'odds', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '{factor}为“{level}”时满意率为 {rate:percent}，其余为 {other:percent}（{n:integer} 份回答）；其他因素相同时，满意的优势仍更低，是其余的 {odds:decimal} 倍（{low:decimal}–{high:decimal}），差异显著。',
        en: 'Where {factor} is “{level}”, {rate:percent} are satisfied against {other:percent} of the rest ({n:integer} answers); other factors equal, their odds of being satisfied are still lower, {odds:decimal} times those of the rest ({low:decimal} to {high:decimal}), more than chance.',
      },
      rows: 'factor = {factor} AND level = {level}',
      measure: {
        action: {
          zh: '改进“{level}”（{factor}）带来的体验',
          en: 'Improve the experience where {factor} is “{level}”',
        },
        department: 'service',
        kpi: { zh: '{factor}为“{level}”时的满意率', en: 'CSAT where {factor} is “{level}”' },
        now: { zh: '{rate:percent}', en: '{rate:percent}' },
        target: {
          zh: '先小范围改，与未改的对照，再定目标',
          en: 'change it for some first, compare with the others, then set a target',
        },
        days: 45,
      },
    },
    raises: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      insight: { rate: { value: 'odds', low: 'low', high: 'high' }, reach: 'n' },
      sentence: {
        zh: '{factor}为“{level}”时满意率为 {rate:percent}，其余为 {other:percent}（{n:integer} 份回答）；其他因素相同时，满意的优势仍更高，是其余的 {odds:decimal} 倍（{low:decimal}–{high:decimal}），差异显著。',
        en: 'Where {factor} is “{level}”, {rate:percent} are satisfied against {other:percent} of the rest ({n:integer} answers); other factors equal, their odds of being satisfied are still higher, {odds:decimal} times those of the rest ({low:decimal} to {high:decimal}), more than chance.',
      },
      rows: 'factor = {factor} AND level = {level}',
    },
    overall: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 份回答中 {rate:percent} 满意；检验了 {tested:integer} 项因素取值，其中 {other:integer} 项有显著联系。这些是联系，不是因果。',
        en: 'Of {n:integer} answers {rate:percent} are satisfied; {tested:integer} values of factors were tested, {other:integer} are related beyond chance. These are links, not causes.',
      },
    },
    nothing: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{n:integer} 份回答里，检验过的因素取值（{tested:integer} 项）在其他因素相同时没有超出误差的联系。',
        en: 'In {n:integer} answers no value of a factor ({tested:integer} tested) is related beyond chance, other factors equal.',
      },
    },
    untested: {
      claim: { kind: 'note' },
      sentence: {
        zh: '只有 {n:integer} 份回答，没有哪项因素取值的样本够得上检验。',
        en: 'No value of a factor has answers enough to be tested ({n:integer} in all).',
      },
    },
  },
  explanation: {
    summary: {
      zh: '逐一列出每个因素有与没有时的满意率，再把所有因素放进一个模型，看哪些因素在其他因素相同时仍与满意有联系。它说明联系，不证明因果。',
      en: 'Lists CSAT with and without each factor, then takes all factors into one model to see which still go with satisfaction when the others are equal. It shows links; it proves no cause.',
    },
    definition: {
      zh: '对每个因素的每个取值列四格表：a 满意且有，b 不满意且有，c 满意且无，d 不满意且无（各加 0.5，避免除以 0）。优势比 = ad ÷ bc；区间 = exp(ln OR ± z × √(1/a + 1/b + 1/c + 1/d))。φ = (ad − bc) ÷ √((a+b)(c+d)(a+c)(b+d))。这几列一次只看一个因素。合并优势比来自一个逻辑回归，含全部因素（不知道的单独算一个取值，回答太少的取值并入其他）：该取值与同一因素其余取值的加权平均相比；标准误按客户聚类。结论只看合并优势比：检验过的全部取值一起校正（Holm，总水平 0.2%），且优势至少差 e^0.2 倍。模型估不出来时没有结论。',
      en: 'For each value of each factor a two-by-two table: a satisfied with it, b not satisfied with it, c satisfied without, d neither (0.5 is added to each, so that nothing is divided by zero). Odds ratio = ad ÷ bc; interval = exp(ln OR ± z × √(1/a + 1/b + 1/c + 1/d)). φ = (ad − bc) ÷ √((a+b)(c+d)(a+c)(b+d)). These columns look at one factor at a time. The joint odds ratio comes from one logistic regression with all factors (an unknown value is a value of its own, values with few answers are taken together): the value against the weighted mean of its other values, with errors clustered by customer. The verdict goes by it alone: corrected over all values tested (Holm, .2% in all), and the odds differing by a factor of e^.2 at least. Where the model cannot be estimated there is no verdict.',
    },
    formula: 'OR = ad / bc;  CI = exp(ln OR ± z · √(1/a + 1/b + 1/c + 1/d))',
    howToRead: {
      zh: '颜色说明方向：更满意、更不满意，或不显著（不能下结论）。先看负向且回答多的因素：那里改一点影响的人最多。优势比 0.5 表示满意的优势减半，2 表示翻倍；区间跨过 1 就是没有结论。',
      en: 'The colour tells the direction: more satisfied, less, or unclear, of which nothing can be said. Begin with negative factors behind many answers: a little change there reaches most people. An odds ratio of 0.5 halves the odds of being satisfied, 2 doubles them; an interval across 1 says nothing.',
    },
    pitfalls: {
      zh: '联系不是因果：问题难的单子本来就既慢又不满意；模型只扣除了记录下来的因素。因素之间互相重叠时，合并后可能都看不清。回答的人不代表全体。反馈主题常由不满引起，谈某主题的人不满不等于该主题做得最差。',
      en: 'A link is no cause: hard tickets are slow and unsatisfying for one reason, and the model allows only for what was recorded. Where factors overlap, none may stand out jointly. Those who answer are not all. Topics are often raised by discontent; a topic with discontent is not always the worst done.',
    },
    sources: [
      {
        label:
          'Woolf, B. (1955). On estimating the relation between blood group and disease. Annals of Human Genetics 19.',
      },
      {
        label:
          'Haldane, J. B. S. (1956). The estimation and significance of the logarithm of a ratio of frequencies. Annals of Human Genetics 20.',
      },
      { label: 'Agresti, A. (2013). Categorical Data Analysis, 3rd ed. Wiley.' },
      {
        label:
          'Liang, K.-Y. & Zeger, S. (1986). Longitudinal data analysis using generalized linear models. Biometrika 73.',
      },
      {
        label:
          'Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6.',
      },
    ],
  },
} satisfies TemplateMeta;
