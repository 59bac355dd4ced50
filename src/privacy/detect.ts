import type { PrivacyPolicy, PersonalKind } from './kinds.ts';
import {
  isAddress,
  isBankCard,
  isChineseName,
  isCompany,
  isEmail,
  isIp,
  isMainlandId,
  isMainlandMobile,
  isPhoneLike,
  isSocialSecurity,
  isWesternName,
  isWrittenPhone,
} from './patterns.ts';

/** What the column's name alone suggests, most specific first. Names are normalised by `plainName`. */
const NAME_HINTS: [PersonalKind, RegExp][] = [
  ['email', /邮箱|电子邮件|电邮|e ?mail|邮件地址/],
  ['ip', /\bip\b|ip地址|ip ?addr/],
  [
    'id_number',
    /身份证|证件号|护照|id ?card|identity ?(?:no|number)|national ?id|passport|\bssn\b|social security/,
  ],
  [
    'bank_card',
    /银行卡|卡号(?!码?段)|银行账号|信用卡|bank ?(?:card|account)|card ?(?:no|num|number)|credit ?card|\biban\b/,
  ],
  [
    'phone',
    /手机|电话|联系方式|座机|\b(?:tele)?phone(?: ?(?:no|num|number))?$|\bmobile(?: ?(?:no|num|number|phone))?$|\btel\b|\bcell\b|whatsapp/,
  ],
  ['birth_date', /生日|出生|birth|\bdob\b/],
  ['address', /地址|住址|街道|address|street/],
  [
    'name',
    /姓名|名字|联系人|收货人|收件人|昵称|真实名|(?:客户|用户|会员|顾客|买家|学员|患者|员工|销售|客服)(?:名称|名)$|负责人|推荐人|业务员|(?:first|last|full|given|family|middle|nick|user|customer|client|member|buyer|contact|employee|person|owner|billing|shipping) ?name|^name$|^surname$|contact ?person|recipient|consignee/,
  ],
];

/** Columns whose values may look like phones, cards or names but are something else. */
const NOT_PERSONAL =
  /订单|单号|流水|金额|数量|价格|单价|总价|时间|日期|商品|产品|品名|品类|类别|分类|货号|菜|order|invoice|amount|price|qty|quantity|total|revenue|timestamp|time|date|sku|stock|product|item|categor|brand|ticket|工单|session|traceid|transaction/;

/** Columns whose short Han values are groups, not people. */
const GROUPS =
  /等级|级别|地区|区域|省|市|城|国家|渠道|状态|行业|类型|部门|团队|小组|门店|店|公司|品牌|来源|性别|职业|标签|活动|模块|功能|页面|操作|结果|原因|需求|主题|内容|文本|意见|level|region|city|province|country|channel|status|industry|type|team|group|store|gender|tag|page|module|event|action|topic|text|comment/;

/** Lower case, full width made half, camelCase and underscores as spaces: 'CustomerName' → 'customer name'. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-./\s()[\]]+/g, ' ')
    .trim()
    .toLowerCase();
}

/**
 * Says what personal data a column holds, from its name and a sample of its values; null for none.
 * Content that proves itself (e-mail, checked id number, mainland mobile) counts whatever the name is;
 * weak content (a capitalised word, plain digits) counts only under a telling name. An order number,
 * an amount or a product name is none of it.
 */
export function detectPersonal(name: string, samples: readonly string[]): PersonalKind | null {
  const plain = plainName(name);
  const values = samples
    .map((s) =>
      s
        .trim()
        .replace(/^['‘]|['’]$/g, '')
        .replace(/\.0$/, ''),
    )
    .filter((s) => s !== '');
  const share = (test: (value: string) => boolean) =>
    values.length ? values.filter(test).length / values.length : 0;
  const other = NOT_PERSONAL.test(plain);
  const hint = NAME_HINTS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;

  if (share(isEmail) >= 0.5) return 'email';
  if (share((v) => isMainlandId(v) || isSocialSecurity(v)) >= 0.6) return 'id_number';
  if (share(isIp) >= 0.8) return 'ip';
  if (!other) {
    if (share((v) => isMainlandMobile(v) || isWrittenPhone(v)) >= 0.6) return 'phone';
    if (values.length >= 3 && share(isBankCard) >= 0.8) return 'bank_card';
    if (share(isAddress) >= 0.6) return 'address';
  }
  if (hint) return fitsHint(hint, share, values.length) ? hint : null;
  if (!other && !GROUPS.test(plain) && values.length >= 5) {
    const distinct = new Set(values).size / values.length;
    if (distinct >= 0.6 && share(isChineseName) >= 0.9) return 'name';
    // A customer column that holds "Brion Stark" instead of a code names people.
    const customer = /customer|client|user|member|buyer|客户|用户|会员|买家|顾客/.test(plain);
    if (customer && share((v) => v.includes(' ') && isWesternName(v) && !isCompany(v)) >= 0.8) return 'name';
  }
  return null;
}

/** Whether the values can be what the name promises; with no values the name is believed. */
function fitsHint(kind: PersonalKind, share: (t: (v: string) => boolean) => number, count: number): boolean {
  if (!count) return true;
  switch (kind) {
    case 'phone':
      return share((v) => isPhoneLike(v) || v.includes('*')) >= 0.4;
    case 'bank_card':
      return share((v) => /^[\d *-]{10,25}$/.test(v) || /^[A-Z]{2}\d{2}[A-Z0-9 ]{10,34}$/.test(v)) >= 0.5;
    case 'id_number':
      return share((v) => /^[A-Z0-9()*-]{6,20}$/i.test(v) && /\d/.test(v)) >= 0.5;
    case 'name':
      return (
        share((v) => isCompany(v)) < 0.5 &&
        share((v) => /^[\p{L}*][\p{L}\p{M}'’.*·• -]*$/u.test(v)) >= 0.6 &&
        share((v) => v === v.toUpperCase() && /[A-Z]{2}/.test(v) && v.split(' ').length > 3) < 0.5
      );
    case 'address':
      return share((v) => [...v].length >= 6) >= 0.5;
    case 'birth_date':
      return share((v) => /\d/.test(v)) >= 0.5;
    case 'email':
    case 'ip':
      return false; // their content proves itself, and it did not
  }
}

/**
 * The policy proposed for a column: names and phones masked, e-mail, bank card, id number and
 * address dropped, birth dates cut to the year, IP addresses to their network. Where the value is a key
 * that joins tables (the customer, the referrer) it is pseudonymised, since a mask would merge people.
 * The analyst's own colleague (`owner`) is kept: lists to chase are handed out by that name.
 * `role` is the entity role the column is mapped to (`customer`, or `orders.customer`), or null.
 */
export function defaultPolicy(kind: PersonalKind | null, role: string | null): PrivacyPolicy {
  if (kind === null) return 'keep';
  const name = role?.split('.').at(-1) ?? '';
  if (['customer', 'referrer'].includes(name)) return 'pseudonymise';
  if (kind === 'name' && ['owner', 'team'].includes(name)) return 'keep';
  switch (kind) {
    case 'name':
    case 'phone':
    case 'birth_date':
    case 'ip':
      return 'mask';
    default:
      return 'drop';
  }
}
