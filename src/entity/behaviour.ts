import type { Text } from '../i18n/text.ts';
import { quoteText } from '../sql/quote.ts';

/** A type of behaviour, told by the words of an action's name. */
export interface Behaviour {
  id: string;
  label: Text;
  /** RE2, against the action's name in lower case; '' for what none of the others takes. */
  pattern: string;
}

/** In this order: the first whose pattern fits an action's name is its type. */
export const BEHAVIOURS: Behaviour[] = [
  {
    id: 'login',
    label: { zh: '登录', en: 'Log in' },
    pattern: '登录|登陆|\\blog[ _-]?in\\b|\\bsign[ _-]?in\\b|\\blogin',
  },
  {
    id: 'follow_up',
    label: { zh: '跟进', en: 'Follow up' },
    pattern: '跟进|回访|拜访|打标签|记录|follow|\\bcall|\\bvisit\\b|log note|\\btag\\b|\\bcrm\\b',
  },
  {
    id: 'buy',
    label: { zh: '购买', en: 'Buy' },
    pattern:
      '购买|下单|支付|付款|结算|结账|订购|加购|购物车|purchase|\\bbuy|\\border|checkout|\\bcart|\\bpay|shipping|add_to_cart',
  },
  {
    id: 'service',
    label: { zh: '咨询与反馈', en: 'Ask and tell' },
    pattern:
      '咨询|客服|投诉|反馈|评价|评论|帮助|工单|退货|退款|support|help|ticket|complain|feedback|review|\\bchat|contact|refund',
  },
  {
    id: 'configure',
    label: { zh: '配置与录入', en: 'Configure and enter' },
    pattern:
      '设置|配置|新建|创建|添加|编辑|修改|提交|保存|导入|上传|删除|盘点|采购|排班|收银|保养|接口|config|setting|create|\\badd|edit|update|submit|save|import|upload|delete|setup|\\bpos\\b|stocktake|purchasing|scheduling|maintenance|\\bapi\\b',
  },
  {
    id: 'search',
    label: { zh: '搜索', en: 'Search' },
    pattern: '搜索|查询|检索|筛选|search|query|filter|\\bfind',
  },
  {
    id: 'browse',
    label: { zh: '浏览', en: 'Browse' },
    pattern:
      '浏览|查看|首页|列表|详情|页面|商品|报表|会员|活动|访问|home|view|browse|list|detail|product|catalog|page|read|report|member|campaign|dashboard',
  },
  { id: 'other', label: { zh: '其他', en: 'Other' }, pattern: '' },
];

/** SQL expression of the id of an action's type. */
export const behaviourSql = (action = 'action'): string =>
  `CASE ${BEHAVIOURS.filter((b) => b.pattern !== '')
    .map((b) => `WHEN regexp_matches(lower(${action}), ${quoteText(b.pattern)}) THEN ${quoteText(b.id)}`)
    .join(' ')} ELSE 'other' END`;

/** SQL condition: the action is of this type, whatever the order of types. */
export const behaviourIs = (id: string, action = 'action'): string =>
  `regexp_matches(lower(${action}), ${quoteText(BEHAVIOURS.find((b) => b.id === id)!.pattern)})`;

export const isBehaviour = (id: string): boolean => BEHAVIOURS.some((b) => b.id === id);
