import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: 'feedback-keywords',
  version: 2,
  group: 'satisfaction',
  title: { zh: '反馈关键词', en: 'Words in feedback' },
  question: {
    zh: '客户在说什么，不满的人又在说什么？',
    en: 'What do customers talk about, and what do the unhappy ones say?',
  },
  tags: ['关键词', '反馈', '分词', 'keywords', 'feedback', 'text'],
  needs: {
    required: ['feedback.occurred_at', 'feedback.text'],
    optional: [
      'feedback.nps',
      'feedback.csat',
      'feedback.rating',
      'feedback.kind',
      'feedback.topic',
      'feedback.channel',
    ],
  },
  params: [
    {
      id: 'compare',
      kind: 'choice',
      label: { zh: '按什么比较', en: 'Compare by' },
      default: 'mood',
      options: [
        { value: 'mood', label: { zh: '满意与不满意', en: 'Happy and unhappy' } },
        { value: 'kind', label: words.kindOfFeedback, needs: 'feedback.kind' },
        { value: 'topic', label: words.topic, needs: 'feedback.topic' },
        { value: 'channel', label: words.channel, needs: 'feedback.channel' },
        { value: 'nothing', label: { zh: '不比较', en: 'No comparison' } },
      ],
    },
    {
      id: 'stop',
      kind: 'text',
      label: { zh: '不看的词', en: 'Words to leave out' },
      help: {
        zh: '用逗号或空格隔开，例如自家品牌名；常见的虚词已经略去。',
        en: 'Parted by commas or spaces, for example your own brand; common function words are left out anyway.',
      },
      default: '',
      maxLength: 2000,
    },
    {
      id: 'keep',
      kind: 'text',
      label: { zh: '不可拆开的词', en: 'Words to keep whole' },
      help: {
        zh: '词典里没有的产品名、行话，用逗号或空格隔开。',
        en: 'Product names and jargon that no dictionary has, parted by commas or spaces.',
      },
      default: '',
      maxLength: 2000,
    },
    {
      id: 'least',
      kind: 'integer',
      label: { zh: '至少出现在几条反馈里', en: 'In at least this many texts' },
      default: 3,
      min: 1,
      max: 1000,
    },
    {
      id: 'top',
      kind: 'integer',
      label: { zh: '最多列出几个词', en: 'Words at most' },
      default: 200,
      min: 10,
      max: 2000,
    },
  ],
  columns: [
    { name: 'term', label: { zh: '词', en: 'Word' }, format: 'text' },
    { name: 'documents', label: { zh: '反馈条数', en: 'Texts' }, format: 'integer' },
    { name: 'share', label: { zh: '占全部反馈', en: 'Share of texts' }, format: 'percent' },
    { name: 'occurrences', label: { zh: '出现次数', en: 'Occurrences' }, format: 'integer' },
    {
      name: 'grp',
      label: { zh: '谁说得更多', en: 'Said more by' },
      format: 'text',
      help: {
        zh: '该词在这一组里明显多于其他组（z ≥ 1.96）。',
        en: 'The group that says it clearly more than the others (z ≥ 1.96).',
      },
    },
    { name: 'group_share', label: { zh: '占该组反馈', en: 'Share in that group' }, format: 'percent' },
    { name: 'z', label: words.z, format: 'number' },
  ],
  codes: {
    grp: {
      everyone: { zh: '各组相当', en: 'All alike' },
      unhappy: { zh: '不满意的', en: 'Unhappy' },
      happy: { zh: '满意的', en: 'Happy' },
      other: { zh: '未表态的', en: 'Neither' },
      none: { zh: '未注明的', en: 'Not stated' },
    },
  },
  chart: {
    kind: 'words',
    title: {
      zh: '出现在最多反馈里的词，颜色表示谁说得更多',
      en: 'Words in most texts; the colour tells who says them more',
    },
    x: { column: 'documents', label: { zh: '反馈条数', en: 'Texts' }, format: 'integer' },
    y: { column: 'term', label: { zh: '词', en: 'Word' }, format: 'text', scale: 'band' },
    series: { column: 'grp', label: { zh: '谁说得更多', en: 'Said more by' }, format: 'text' },
    order: ['everyone', 'unhappy', 'happy', 'other'],
  },
  people: ['said', 'spaced'],
  // Chinese stands anywhere in a text, other words between blanks.
  behind:
    "CASE WHEN regexp_matches({term}, '[⺀-鿿]|[^\\pL\\pN ]') THEN contains(said, {term}) ELSE contains(spaced, ' ' || {term} || ' ') END",
  who: { zh: '反馈里写过“{term}”的客户', en: 'Customers who wrote “{term}”' },
  findings: {
    few_texts: {
      claim: { kind: 'note' },
      sentence: {
        zh: '只有 {documents:integer} 条有文字的反馈：词频只能当线索，请直接读原文。',
        en: 'Only {documents:integer} texts: counts are hints at best, read the texts themselves.',
      },
    },
    commonest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '提到最多的是“{term}”，出现在 {documents:integer} 条反馈里（{share:percent}）。',
        en: '“{term}” is mentioned most: in {documents:integer} texts ({share:percent}).',
      },
      rows: 'term = {term}',
    },
    said_unhappy: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '不满意的反馈有 {group_share:percent} 提到“{term}”，全部反馈里是 {share:percent}：先看这些原文。',
        en: '{group_share:percent} of the unhappy texts mention “{term}”, against {share:percent} of all: read those texts first.',
      },
      rows: 'term = {term}',
      measure: {
        action: {
          zh: '读完提到“{term}”的不满反馈，归纳原因',
          en: 'Read the unhappy texts that mention “{term}” and find the cause',
        },
        department: 'service',
        kpi: { zh: '不满反馈里提到“{term}”的占比', en: 'Share of unhappy texts that mention “{term}”' },
        target: { zh: '降到全部反馈的水平', en: 'down to that of all texts' },
        days: 14,
      },
    },
    said_happy: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '满意的反馈有 {group_share:percent} 提到“{term}”，全部反馈里是 {share:percent}：可以读读原文，看说的是什么。',
        en: '{group_share:percent} of the happy texts mention “{term}”, against {share:percent} of all: read those texts to see what of it they praise.',
      },
      rows: 'term = {term}',
    },
    said: {
      claim: { kind: 'association', test: 'judged', unit: 'customer' },
      sentence: {
        zh: '“{grp}”的反馈有 {group_share:percent} 提到“{term}”，全部反馈里是 {share:percent}。',
        en: '{group_share:percent} of the texts of “{grp}” mention “{term}”, against {share:percent} of all.',
      },
    },
    no_difference: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{documents:integer} 条反馈里，没有哪个词是某一组明显说得更多的。',
        en: 'In {documents:integer} texts no word is clearly said more by one group.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '把反馈原文切成词，数每个词出现在多少条反馈里，并指出哪些词是某一组（如不满意的客户）明显更常说的。',
      en: 'Cuts feedback into words, counts the texts that each occurs in, and tells which words one group (the unhappy, say) uses clearly more.',
    },
    definition: {
      zh: '用浏览器自带的分词（Intl.Segmenter）加业务词表切中文，英文按空格；略去虚词、数字、数量（三天、第二次）、标点和单个汉字。相邻两词若至少在 3 条反馈里相连，且不少于其中较少见之词的一半，算作一个词组，但只是更长一串里的一截时不算；一个词若八成以上都出现在某个词组里，只列词组。满意：NPS ≥ 9 或满意度、评分 ≥ 4；不满意：NPS ≤ 6、满意度或评分 ≤ 2，或为投诉。组间比较用带先验的对数胜算比，z 按客户放宽（同一客户的多条反馈不当作互不相干）；表里 z ≥ 1.96 的标出，结论按看过的全部词校正（Holm，总水平 0.2%）；一组里多半与最突出的词同在一条反馈里的词，结论不另说。',
      en: 'Chinese is cut by the browser’s own segmenter (Intl.Segmenter) and a list of trade words, English by spaces; function words, numbers and quantities, punctuation and single Chinese characters are left out. Two neighbours count as a phrase when they stand together in at least 3 texts and in half of those of the rarer word, unless they are a piece of a longer run of words; a word of which four in five texts have such a phrase gives way to it. Happy: NPS ≥ 9, or satisfaction or rating ≥ 4; unhappy: NPS ≤ 6, satisfaction or rating ≤ 2, or a complaint. Groups are compared by the log-odds ratio with a prior, its z drawn in by customer, as texts of one are not independent; the table marks z ≥ 1.96, a finding is corrected over all words that were looked at (Holm, 0.2% in all). A word that mostly stands in the same texts of its group as the foremost one is not told beside it.',
    },
    formula:
      'δ = ln((y₁ + α)/(n₁ + α₀ − y₁ − α)) − ln((y₂ + α)/(n₂ + α₀ − y₂ − α));  z = δ / √(1/(y₁ + α) + 1/(y₂ + α))',
    howToRead: {
      zh: '条越长，提到的人越多；颜色是更常说它的那一组。先看“不满意”颜色的词，再去读含有它们的原文；看到被拆开的产品名，填进“不可拆开的词”。',
      en: 'The longer the bar, the more texts; the colour is the group that says it more. Look at the unhappy colour first, then read the texts with those words. Where a product name is cut apart, put it under the words to keep whole.',
    },
    pitfalls: {
      zh: '词频不懂否定和反话（“不慢”也算“慢”）。同义词分开计数。少于几十条反馈时，多数差别是偶然。比较了很多词，总有几个碰巧显著。不同浏览器的分词词典略有差异。',
      en: 'Counts know no negation and no irony (“not slow” counts as “slow”). Synonyms count apart. Under some dozens of texts most differences are chance, and among many words a few are significant by luck. Browsers’ segmentation dictionaries differ a little.',
    },
    sources: [
      {
        label:
          'Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin’ Words: Lexical Feature Selection and Evaluation for Identifying the Content of Political Conflict. Political Analysis 16, 372–403.',
      },
      {
        label: 'Unicode Standard Annex #29: Unicode Text Segmentation.',
        url: 'https://unicode.org/reports/tr29/',
      },
    ],
  },
} satisfies TemplateMeta;
