import type { Text } from '../../src/i18n/text.ts';
import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

/** Words for a segment above (+) and below (-) the average in each measure, in the order of the measures. */
const TRAITS: Record<string, { '+': Text; '-': Text }> = {
  recency: { '+': { zh: '久未下单', en: 'long silent' }, '-': { zh: '最近买过', en: 'bought lately' } },
  orders: { '+': { zh: '买得勤', en: 'frequent' }, '-': { zh: '买得少', en: 'rare' } },
  value: { '+': { zh: '单次金额高', en: 'large orders' }, '-': { zh: '单次金额低', en: 'small orders' } },
  tenure: { '+': { zh: '老客户', en: 'long known' }, '-': { zh: '新客', en: 'new' } },
  variety: { '+': { zh: '品类广', en: 'wide range' }, '-': { zh: '品类窄', en: 'narrow range' } },
  activity: { '+': { zh: '用得多', en: 'active users' }, '-': { zh: '用得少', en: 'idle users' } },
};

/** Every name that the SQL can give: one trait, or two or three in the order of the measures. */
const names = (): Record<string, Text> => {
  const single = Object.entries(TRAITS).flatMap(([trait, words]) =>
    (['+', '-'] as const).map((sign) => ({ traits: [trait], code: trait + sign, words: words[sign] })),
  );
  const order = Object.keys(TRAITS);
  const longer = (names: typeof single) =>
    names.flatMap((a) =>
      single.flatMap((b) =>
        order.indexOf(b.traits[0]!) <= order.indexOf(a.traits.at(-1)!)
          ? []
          : [
              {
                traits: [...a.traits, ...b.traits],
                code: `${a.code} ${b.code}`,
                words: { zh: `${a.words.zh}、${b.words.zh}`, en: `${a.words.en}, ${b.words.en}` },
              },
            ],
      ),
    );
  const pairs = longer(single);
  return {
    average: { zh: '接近平均', en: 'near average' },
    ...Object.fromEntries(
      [...single, ...pairs, ...longer(pairs)].map(({ code, words }) => [code, words] as const),
    ),
  };
};

/**
 * Names with the segment's number, too: before them, as the chart has them, and after them, where two segments have one
 * name. Put together when they are first asked for: four thousand, which most pages do without.
 */
let made: Record<string, Text> | undefined;
const segmentNames = (): Record<string, Text> => (made ??= allNames());

function allNames(): Record<string, Text> {
  const plain = names();
  const all = { ...plain };
  for (let n = 1; n <= 8; n++)
    for (const [code, { zh, en }] of Object.entries(plain)) {
      all[`${n} · ${code}`] = { zh: `${n} ${zh}`, en: `${n} ${en}` };
      all[`${code} #${n}`] = { zh: `${zh}（第 ${n} 类）`, en: `${en} (no. ${n})` };
    }
  return all;
}

const use = (id: string, zh: string, en: string, chosen: boolean) => ({
  id: `use_${id}`,
  kind: 'boolean' as const,
  label: { zh, en },
  default: chosen,
  ...(chosen ? {} : { rare: true as const }),
});

export default {
  id: 'segments-kmeans',
  version: 2,
  group: 'value',
  title: { zh: '客户聚类（k-means）', en: 'Customer clusters (k-means)' },
  question: {
    zh: '不预设规则，客户自然分成哪几类？',
    en: 'Into which groups do customers fall by themselves?',
  },
  tags: ['聚类', 'k-means', '分群', 'segmentation', 'clusters'],
  needs: {
    required: ['orders.customer', 'orders.ordered_at', 'orders.amount'],
    optional: ['orders.category', 'orders.product', 'events.customer'],
  },
  params: [
    {
      id: 'clusters',
      kind: 'choice',
      label: { zh: '分成几类', en: 'Number of segments' },
      help: {
        zh: '自动时在 2 到 8 类中取轮廓系数最高的，往往是两三类；想分得细些就自己定。',
        en: 'Automatic takes the number from 2 to 8 with the best silhouette, often two or three; choose yourself for a finer cut.',
      },
      default: '4',
      options: [
        { value: 'auto', label: words.automatic },
        ...['2', '3', '4', '5', '6', '7', '8'].map((value) => ({
          value,
          label: { zh: `${value} 类`, en: value },
        })),
      ],
    },
    use('recency', '用：距上次下单', 'Use: days since last order', true),
    use('orders', '用：下单天数', 'Use: order days', true),
    use('amount', '用：每次金额', 'Use: amount of an order', true),
    use('tenure', '用：相识天数', 'Use: days since first order', false),
    use('variety', '用：品类数', 'Use: number of categories', false),
    use('activity', '用：操作次数', 'Use: number of actions', false),
    {
      id: 'seed',
      kind: 'integer',
      rare: true,
      label: { zh: '随机种子', en: 'Seed' },
      help: {
        zh: '同一种子给出同样的分类；换一个种子结果大变，说明分类不稳。',
        en: 'The same seed gives the same segments; if another changes them much, they are not stable.',
      },
      default: 1,
      min: 1,
      max: 9999,
    },
  ],
  columns: [
    { name: 'customer', label: words.customer, format: 'text' },
    { name: 'cluster', label: { zh: '编号', en: 'No.' }, format: 'integer' },
    { name: 'segment', label: words.segment, format: 'text' },
    { name: 'recency_days', label: words.daysSinceLastPurchase, format: 'days' },
    { name: 'order_days', label: { zh: '下单天数', en: 'Order days' }, format: 'integer' },
    { name: 'amount', label: words.spend, format: 'money', adds: true },
    { name: 'order_value', label: words.averageOrderValue, format: 'money' },
    { name: 'tenure_days', label: { zh: '相识天数', en: 'Since first order' }, format: 'days' },
    { name: 'variety', label: { zh: '品类数', en: 'Categories' }, format: 'integer' },
    { name: 'actions', label: words.actions, format: 'integer' },
  ],
  tables: [
    {
      id: 'segments',
      title: { zh: '各类客户', en: 'Segments' },
      columns: [
        { name: 'cluster', label: { zh: '编号', en: 'No.' }, format: 'integer' },
        { name: 'segment', label: words.segment, format: 'text' },
        { name: 'customers', label: words.customers, format: 'integer' },
        { name: 'share', label: words.shareOfCustomers, format: 'percent' },
        { name: 'amount_share', label: words.shareOfRevenue, format: 'percent' },
        {
          name: 'recency_days',
          label: { zh: '距上次下单（中位数）', en: 'Since last order (median)' },
          format: 'days',
        },
        {
          name: 'order_days',
          label: { zh: '下单天数（中位数）', en: 'Order days (median)' },
          format: 'number',
        },
        {
          name: 'order_value',
          label: { zh: '每次金额（中位数）', en: 'Amount of an order (median)' },
          format: 'money',
        },
        {
          name: 'silhouette',
          label: { zh: '轮廓系数', en: 'Silhouette' },
          format: 'decimal',
          help: {
            zh: '1 为完全分开，0 为与邻类难分，负值说明多半该归邻类。',
            en: '1 is fully apart, 0 cannot be told from its neighbour; below 0 most belong next door.',
          },
        },
      ],
    },
  ],
  codes: {
    get segment() {
      return segmentNames();
    },
    trait: {
      recency: words.daysSinceLastPurchase,
      orders: { zh: '下单天数', en: 'Order days' },
      value: words.averageOrderValue,
      tenure: { zh: '相识天数', en: 'Since first order' },
      variety: { zh: '品类数', en: 'Categories' },
      activity: words.actions,
    },
  },
  chart: {
    kind: 'heatmap',
    title: {
      zh: '各类客户与平均的差距（标准差）',
      en: 'How far each segment lies from the average (standard deviations)',
    },
    x: { column: 'trait', label: words.metric, format: 'text' },
    y: { column: 'segment', label: words.segment, format: 'text' },
    value: { column: 'z', label: { zh: '与平均的差距', en: 'Distance from average' }, format: 'number' },
  },
  marks: "cluster || ' · ' || segment = {segment}",
  findings: {
    none: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户在所选指标上没有差别（或少于两人），分不出类。至少选一项有差别的指标。',
        en: '{customers:integer} customers do not differ in the chosen measures (or there are fewer than two), so there are no segments. Choose a measure in which they differ.',
      },
    },
    clear: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户清楚地分成 {cluster:integer} 类（轮廓系数 {number:decimal}，1 为完全分开）。',
        en: '{customers:integer} customers fall clearly into {cluster:integer} segments (silhouette {number:decimal}; 1 is fully apart).',
      },
    },
    fair: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户分成 {cluster:integer} 类，边界有些交叠（轮廓系数 {number:decimal}，0.5 以上才算清楚）。',
        en: '{customers:integer} customers fall into {cluster:integer} segments whose borders overlap somewhat (silhouette {number:decimal}; clear from 0.5).',
      },
    },
    blurred: {
      claim: { kind: 'note' },
      sentence: {
        zh: '{customers:integer} 位客户被分成 {cluster:integer} 类，但并没有天然的界线（轮廓系数 {number:decimal}）：当作方便的切分，不要当作事实。',
        en: '{customers:integer} customers are cut into {cluster:integer} segments without natural borders (silhouette {number:decimal}): a convenient cut, not a fact.',
      },
    },
    stable: {
      claim: { kind: 'note' },
      sentence: {
        zh: '换一批同样的客户也会这样分：10 次有放回重抽后各自分类，两两一致度平均 {number:decimal}（调整兰德指数，1 为完全一致，0 等于碰巧）。',
        en: 'Other customers of the same kind would be cut alike: clusters found in 10 resamples agree to {number:decimal} on average (adjusted Rand index; 1 is the same, 0 chance).',
      },
    },
    shaky: {
      claim: { kind: 'note' },
      sentence: {
        zh: '分法大体稳定，边界上的客户会换类：10 次有放回重抽后各自分类，两两一致度平均 {number:decimal}（调整兰德指数，1 为完全一致，0 等于碰巧）。',
        en: 'The cut is stable on the whole, but customers near a border change sides: clusters found in 10 resamples agree to {number:decimal} on average (adjusted Rand index; 1 is the same, 0 chance).',
      },
    },
    unstable: {
      claim: { kind: 'note' },
      sentence: {
        zh: '分法不稳定：10 次有放回重抽后各自分类，两两一致度平均只有 {number:decimal}（调整兰德指数，1 为完全一致，0 等于碰巧）。换一批客户就会分成别的样子，请换类数或指标。',
        en: 'The cut is not stable: clusters found in 10 resamples agree only to {number:decimal} on average (adjusted Rand index; 1 is the same, 0 chance). Other customers would be cut otherwise: try another number or other measures.',
      },
    },
    richest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '“{segment}”（第 {cluster:integer} 类）有 {customers:integer} 人，占客户的 {share:percent}，贡献 {amount_share:percent} 的销售额（{amount:money}）；距最近一次下单的中位数为 {number:days}。',
        en: '“{segment}” (no. {cluster:integer}): {customers:integer} customers, {share:percent} of all, with {amount_share:percent} of the revenue ({amount:money}); the median time since their last order is {number:days}.',
      },
    },
    largest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: '人数最多的是“{segment}”（第 {cluster:integer} 类）：{customers:integer} 人，占 {share:percent}，贡献 {amount_share:percent} 的销售额，下单天数的中位数为 {orders:number} 天。',
        en: 'The largest is “{segment}” (no. {cluster:integer}): {customers:integer} customers, {share:percent} of all, with {amount_share:percent} of the revenue; the median number of days with an order is {orders:number}.',
      },
    },
    tiny: {
      claim: { kind: 'note' },
      sentence: {
        zh: '第 {cluster:integer} 类“{segment}”只有 {customers:integer} 人（{share:percent}）：多半是离群的个别客户，请单独看。',
        en: 'Segment {cluster:integer}, “{segment}”, has only {customers:integer} customers ({share:percent}): probably outliers, look at them one by one.',
      },
    },
  },
  explanation: {
    summary: {
      zh: '把在所选指标上相像的客户归到一起，再用每类最突出的两三点给它起名，用来发现规则没想到的客户群。',
      en: 'Puts customers together who are alike in the chosen measures and names each group by its two or three most marked traits: it finds groups that no rule had in mind.',
    },
    definition: {
      zh: '对所选指标（下单天数、每次金额、距上次下单、品类数、操作次数取对数）各自减均值、除以标准差，再做 k-means（k-means++ 起点，25 次重启取组内平方和最小者，固定种子）。稳定性：有放回重抽 10 次（每次至多 2,000 位），各自分类后给同一批客户定类，两两算调整兰德指数取平均；0.8 以上为稳定，0.6 以下为不稳定。类数可自定，或在 2–8 中取轮廓系数最高者（超过 2,000 位客户时，所有轮廓系数都在随机抽取的 2,000 位上计算，约有 0.01 的误差）。名称取该类与总体均值相差不小于 0.25 个标准差的前两项；两类同名时加上第三项，仍相同的带编号。',
      en: 'The chosen measures (order days, amount of an order, days since the last order, categories and actions as logarithms) are centred and divided by their standard deviation, then clustered by k-means (k-means++ starts, the best of 25 by within-group squares, fixed seed). Stability: clusters are found anew in 10 resamples with replacement (2,000 customers at most), each places the same customers, and every two are compared by the adjusted Rand index, of which the mean is told; stable from 0.8, unstable below 0.6. The number of segments is yours, or that from 2 to 8 with the best silhouette (with more than 2,000 customers every silhouette, that of a chosen number too, is taken on 2,000 drawn at random, good to about 0.01). A name takes the two traits that differ most from the mean of all, if by 0.25 deviations or more; where two segments would be called alike, the third too, and those still alike have their number.',
    },
    formula: 'minimise Σᵢ ‖zᵢ − centre(cluster of i)‖²;  silhouette = (b − a) / max(a, b)',
    howToRead: {
      zh: '热力图每行是一类、每列是一个指标：正值高于平均，负值低于平均（“距上次下单”为负表示最近买过）。先看轮廓系数判断分得清不清，再按类取名单，为每类定一个动作。',
      en: 'Each row of the heat map is a segment, each column a measure: positive is above average, negative below (negative days since the last order means bought lately). Judge by the silhouette whether the cut is clear, then take the list of each segment and choose one action for it.',
    },
    pitfalls: {
      zh: 'k-means 总会分出你要的类数，哪怕没有天然界线。加减指标会改变一切；两个高度相关的指标等于给同一件事双倍权重。编号随数据变化，跨期比较请看名称和指标。',
      en: 'K-means always returns as many segments as asked for, natural or not. Adding or removing a measure changes everything; two measures that move together count one thing twice. Numbers change with the data: compare periods by names and measures.',
    },
    sources: [
      {
        label:
          'Lloyd, S. (1982). Least squares quantization in PCM. IEEE Transactions on Information Theory 28, 129–137.',
      },
      {
        label:
          'Arthur, D., & Vassilvitskii, S. (2007). k-means++: The advantages of careful seeding. SODA ’07, 1027–1035.',
      },
      {
        label: 'Hubert, L., & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193–218.',
      },
      {
        label:
          'Hennig, C. (2007). Cluster-wise assessment of cluster stability. Computational Statistics & Data Analysis 52, 258–271.',
      },
      {
        label:
          'Rousseeuw, P. J. (1987). Silhouettes. Journal of Computational and Applied Mathematics 20, 53–65.',
      },
    ],
  },
} satisfies TemplateMeta;
