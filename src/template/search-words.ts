import type { Text } from '../i18n/text.ts';
import type { ParamValues } from './schema.ts';

/*
 * What people call things, beside the title, question and tags of a template: one table, so that a word that
 * means several templates is seen to.
 */

/** Further words for a template, in Chinese and English, by its id. */
export const ALSO: Readonly<Record<string, readonly string[]>> = {
  'activity-heatmap': ['活跃时间', '高峰', '几点', '星期几', '周末', '忙时', 'peak hours', 'busy', 'weekday'],
  'channel-value': ['来源', '投放', '引流', '获客成本', '渠道质量', 'source', 'campaign', 'traffic'],
  'churn-model': ['流失概率', '流失率', '预测流失', 'attrition', 'churn rate', 'predict'],
  'churn-warning': ['流失率', '风险客户', '预警名单', '即将流失', 'at risk', 'attrition', 'alert'],
  cleaning: ['退款', '退货', '重复', '去重', '脏数据', '隔离', 'refund', 'return', 'duplicate', 'quality'],
  'clv-bgnbd': ['生命周期价值', 'LTV', '未来价值', '预测复购', 'customer value', 'forecast'],
  'clv-simple': ['生命周期价值', '客户价值', '一生', 'lifetime', 'customer value'],
  'cohort-retention': ['留存率', '回头率', '新客质量', '复购留存', '首购', 'repeat', 'returning', 'loyalty'],
  'compare-groups': ['对比', '差异', '显著性', 'A/B', '实验', '排名', 'versus', 'significance', 'benchmark'],
  complaints: ['抱怨', '差评', '售后', '吐槽', 'bad review', 'grievance', 'after-sales'],
  contribution: ['毛利', '利润率', '成本', '赚钱', 'margin', 'profitability', 'cost'],
  'cross-sell': ['连带', '关联', '搭配', '捆绑', '一起买', '购物车', 'bundle', 'bought together', 'affinity'],
  csat: ['满意率', '评分', '评价', '好评', 'rating', 'score', 'happy'],
  'customer-360': ['会员', '名单', '客户列表', '档案', '标签', 'member', 'customer list', '360'],
  'device-mix': ['手机', '安卓', '苹果', '小程序', 'mobile', 'Android', 'iOS', 'browser'],
  dictionary: ['列', '字段含义', '元数据', 'columns', 'metadata', 'fields'],
  'duration-anomalies': ['停留时间', '访问时长', '使用时长', 'time spent', 'session length'],
  failures: ['报错', '错误', '失败', '故障', 'bug', 'crash', 'error rate'],
  'feature-usage': ['功能渗透', '使用率', '点击', 'usage', 'clicks', 'penetration'],
  'feedback-keywords': ['词云', '评论', '舆情', '文本', 'word cloud', 'comments', 'reviews', 'sentiment'],
  funnel: ['转化率', '步骤流失', '下单转化', '加购', 'checkout', 'drop-off', 'conversion rate'],
  goal: ['目的', '范围', '期间', 'scope', 'objective'],
  kpi: [
    '总览',
    '看板',
    '仪表盘',
    '核心指标',
    '业绩',
    '退款',
    'GMV',
    'dashboard',
    'summary',
    'refund',
    'sales',
  ],
  lifecycle: [
    '沉睡',
    '睡眠',
    '休眠',
    '新老客',
    '老客',
    '成长',
    '衰退',
    '状态',
    'dormant',
    'inactive',
    'sleeping',
  ],
  match: ['对不上', '打通', '合并', '关联率', 'ID', 'join', 'merge', 'unmatched'],
  metrics: [
    '同比',
    '去年同期',
    '增长',
    '走势',
    '排行',
    '明细',
    'year over year',
    'yoy',
    'growth',
    'pivot',
    '透视',
  ],
  needs: ['痛点', '偏好', '购买动机', '看重', 'motivation', 'preference'],
  'next-best-product': ['猜你喜欢', '推荐什么', '关联推荐', 'suggest', 'upsell'],
  nps: ['推荐者', '贬损者', '口碑', 'promoter', 'detractor', 'word of mouth'],
  outliers: ['异常', '刷单', '大单', '离群', 'anomaly', 'fraud', 'extreme'],
  pareto: [
    ...['二八', '二八定律', '八二', '20/80', '头部', '大客户', '前20', '集中'],
    ...['top customers', 'key accounts', '80-20', 'long tail'],
  ],
  'path-sankey': ['流向', '动线', '浏览路径', '跳出', '用户旅程', 'journey', 'flow', 'navigation', 'bounce'],
  quadrant: ['矩阵', '波士顿', '高价低频', 'matrix', 'basket size', 'ticket'],
  report: ['汇报', '总结', '结果', '建议', 'summary', 'recommendations', 'action plan'],
  'repurchase-cycle': [
    '回购',
    '再次购买',
    '购买间隔',
    '多久买一次',
    '复购率',
    'repeat',
    'interval',
    'reorder',
  ],
  rfm: [
    ...['会员分层', '会员', '客户分级', '价值分层', '八大人群', '重要价值', '沉睡', '高价值', '最近一次'],
    ...['member', 'recency', 'frequency', 'monetary', 'loyalty', 'best customers', 'VIP'],
  ],
  'sales-behaviour': ['业务员', '销售员', '客户经理', '人效', '绩效', 'rep', 'salesperson', 'performance'],
  'satisfaction-drivers': ['影响因素', '归因', '为什么不满意', 'why', 'cause', 'key driver'],
  segmentation: ['人群', '细分', '客群', '标签', 'persona', 'audience', 'cluster'],
  'segments-kmeans': ['自动分组', '机器学习', '人群', 'kmeans', 'machine learning', 'grouping'],
  'service-times': ['客服', '工单', '等待', '时效', 'waiting', 'tickets', 'support', 'first response'],
  sql: ['自定义', '写代码', '取数', 'custom', 'code', 'select'],
  'steps-to-complete': ['操作步骤', '易用性', '体验', 'usability', 'ease'],
  structure: [
    '构成',
    '占比',
    '分布',
    '性别',
    '年龄',
    '省份',
    '人口',
    'demographics',
    'composition',
    'breakdown',
  ],
  text: ['备注', '笔记', '注释', 'markdown', 'comment', 'heading'],
  'tier-rules': ['会员等级', '会员', '等级', '分级', '积分', 'member', 'level', 'grade', 'loyalty'],
  'to-complete': ['缺失', '空值', '补全', '完整度', '资料不全', 'gaps', 'incomplete', 'null'],
  'win-back': ['沉睡', '唤醒', '激活', '流失名单', '休眠', '老客', 'dormant', 'reactivate', 'lapsed', 'lost'],
};

/** A question that a template answers with other settings than its own. */
export interface ReadyQuestion {
  id: string;
  template: string;
  title: Text;
  params: ParamValues;
  words: readonly string[];
}

const by = (
  id: string,
  title: Text,
  [metric, dimension]: [string, string],
  words: readonly string[],
  more: ParamValues = { grain: 'none' },
): ReadyQuestion => ({ id, template: 'metrics', title, params: { metric, dimension, ...more }, words });

export const READY_QUESTIONS: readonly ReadyQuestion[] = [
  by(
    'top-products',
    { zh: '商品销售额排行', en: 'Products by revenue' },
    ['revenue', 'product'],
    [
      ...['TOP', 'TOP10', 'TOP20', '排行', '排名', '榜单', '热销', '畅销', '爆款', '单品', '滞销'],
      ...['ranking', 'best sellers', 'bestseller', 'top products'],
    ],
  ),
  by(
    'top-categories',
    { zh: '品类销售额排行', en: 'Categories by revenue' },
    ['revenue', 'category'],
    [...['TOP', 'TOP10', '排行', '排名', '类目', '品类', 'category', 'ranking']],
  ),
  by(
    'regions',
    { zh: '各地区销售额', en: 'Revenue by region' },
    ['revenue', 'region'],
    [
      ...[
        '省份',
        '省',
        '城市',
        '区域',
        '大区',
        '地域',
        '地图',
        '排行',
        'province',
        'city',
        'state',
        'map',
        'country',
      ],
    ],
  ),
  by(
    'channels',
    { zh: '各渠道销售额', en: 'Revenue by channel' },
    ['revenue', 'channel'],
    [...['渠道', '平台', '门店', '线上', '线下', '直播', 'store', 'online', 'platform']],
  ),
  by(
    'levels',
    { zh: '各会员等级的消费', en: 'Spend by membership level' },
    ['spend_per_customer', 'level'],
    [...['会员', '会员等级', '等级', 'VIP', 'member', 'membership', 'loyalty', 'level']],
  ),
  by(
    'new-and-old',
    { zh: '新老客户的销售额', en: 'Revenue of new and returning customers' },
    ['revenue', 'customer_type'],
    [
      ...[
        '新老客',
        '新客',
        '老客',
        '新老客户',
        '新老顾客',
        '回头客',
        'new',
        'returning',
        'repeat',
        'existing',
      ],
    ],
  ),
  by(
    'new-customers',
    { zh: '每月新客户数', en: 'New customers a month' },
    ['new_customers', 'none'],
    [...['新客', '拉新', '新增', '获客', 'new customers', 'acquisition']],
    { grain: 'month' },
  ),
  by(
    'repeat-rate',
    { zh: '每季度复购率', en: 'Repurchase rate a quarter' },
    ['repurchase_rate', 'none'],
    [...['复购', '复购率', '回购率', '回头率', '重复购买', 'repeat', 'repeat rate', 'repurchase']],
    { grain: 'quarter' },
  ),
  by(
    'year-ago',
    { zh: '销售额与去年同期相比', en: 'Revenue against last year' },
    ['revenue', 'none'],
    ['同比', '去年同期', '增长率', 'yoy', 'year over year', 'last year', 'year on year'],
    { grain: 'month', against: 'year' },
  ),
  by(
    'months',
    { zh: '销售额逐月环比', en: 'Revenue month by month' },
    ['revenue', 'none'],
    [...['环比', '逐月', '月度', '月报', '趋势', 'mom', 'month over month', 'monthly', 'trend']],
    { grain: 'month' },
  ),
  by(
    'activities',
    { zh: '各活动的参与率', en: 'Participation by activity' },
    ['activity_participation', 'activity'],
    [...['活动', '促销', '营销活动', '大促', '双十一', '优惠', 'campaign', 'promotion', 'event', 'activity']],
  ),
  by(
    'statuses',
    { zh: '各订单状态的金额', en: 'Amount by order status' },
    ['revenue', 'status'],
    [...['退款', '退货', '取消', '订单状态', '售后', 'refund', 'return', 'cancelled', 'status']],
  ),
  by(
    'owners',
    { zh: '各负责人的销售额', en: 'Revenue by owner' },
    ['revenue', 'owner'],
    [...['业绩', '业务员', '销售员', '负责人', '排名', 'owner', 'salesperson', 'rep', 'performance']],
  ),
];
