import { fold } from './fold.ts';
import { HEADER_WORDS, OF_THINGS, plainLetters } from './header-words.ts';
import type { PersonalKind } from './kinds.ts';

/**
 * What a column's name says by itself, most specific first: believed whatever the values are, short of flags.
 * Names are normalised by `plainName`.
 */
const TELLING: [PersonalKind, RegExp][] = [
  ['email', /邮箱|电子邮件|电邮|邮件地址|\be ?mails?(?: ?(?:address|addr|adresse?|adres|id))?$|^e ?mail\b/],
  [
    'device',
    /\b(?:imei|meid|idfa|idfv|oaid|udid|mac ?(?:addr|address)?)$|android ?id|device ?(?:id|no|number)$|设备(?:号|id|编号|识别码)|mac ?地址/,
  ],
  ['ip', /\bip(?: ?v?[46])?$|ip ?地址|\bip ?addr(?:ess)?/],
  [
    'id_number',
    /身份证|证件号|护照|通行证号|社保号|社会信用|信用代码|纳税人识别号|税号|id ?card|identity ?(?:no|number|card)|(?:national|citizen) ?id|passport|\bssn\b|social security|(?:tax|vat) ?(?:id|no|number)$|credit ?code|\buscc\b|\bid ?(?:no|number)$|^sfz\b|driver'?s? ?licen[cs]e/,
  ],
  [
    'bank_card',
    /银行卡|银行账|银行帐|信用卡号|储蓄卡|bank ?(?:card|account|acct)|credit ?card(?: ?(?:no|num|number))?$|\biban\b/,
  ],
  [
    'account',
    /微信|we ?chat|wei ?xin|\bwx ?(?:id|no|num)?$|\bqq(?: ?(?:号|号码|no|num|number|id|account))?$|open ?id|union ?id|whats ?app|telegram|\bline ?id$|抖音号|微博|支付宝(?:账|帐)|alipay ?(?:account|id)|用户名|\buser ?name$|\blogin ?(?:name|id|account)$|登录名|登录账号|\b(?:twitter|facebook|instagram|skype)\b/,
  ],
  ['plate', /车牌|号牌|licen[cs]e ?plate|plate ?(?:no|num|number)$|\bvin$/],
  [
    'phone',
    /手机|电话|联系方式|联络方式|座机|固话|传真|phone(?: ?(?:no|num|number))?(?: ?\d)?$|\bmobile(?: ?(?:no|num|number|phone))?(?: ?\d)?$|\btel(?:ephone)?(?: ?(?:no|num|number|\d))?$|\bcell(?: ?phone)?$|\bfax$|\bcontacts?(?: ?(?:info|details|no|number|way))?$|\bmsisdn\b/,
  ],
  ['birth_date', /生日|出生(?!地)|\bbirth ?(?:day|date)?(?: ?\d)?\b|\bdob\b|date of birth/],
  [
    'location',
    /经度|纬度|坐标|经纬|\b(?:lat|lng|lon|long|latitude|longitude|coords?|coordinates?|gps|geo ?(?:point|hash|location))$/,
  ],
  ['address', /地址|住址|住所|门牌|街道|\baddress(?: ?(?:line)? ?\d)?$|\baddr$|\bstreet\b/],
  [
    'name',
    /姓名|真实名|联系人|收货人|收件人|寄件人|昵称|法人|负责人|业务员|经[办手]人|(?:first|last|full|given|family|middle|nick|contact|person|billing|shipping|sur) ?name$|^surname$|contact ?person|recipient|consignee|^xing ?ming$/,
  ],
];

/** Names that may stand for people or for something else: the values decide. */
const HINTS: [PersonalKind, RegExp][] = [
  [
    'bank_card',
    /卡号(?!码?段)|card ?(?:no|num|number)|\b(?:acct|account|cc) ?(?:no|num|number)$|^(?:card|cc)$/,
  ],
  ['email', /e ?mail/],
  // Who called and who was called, as switchboards and call centres name them.
  [
    'phone',
    /主叫|被叫|(?:来电|去电|呼叫|拨打)号|\bcall(?:er|ing|ed)(?: ?(?:party|id|no|num|number))*$|\b(?:ani|dnis)$|^(?:src|dst)$/,
  ],
  [
    'name',
    /名字|推荐人|(?:客户|用户|会员|顾客|买家|学员|患者|员工|销售|客服)(?:名称|名)$|(?:user|customer|client|member|buyer|employee|owner) ?name$|^name$|^(?:配偶|监护人|家长|签收人|代收人|网名|签名|付款方|收款方|开户人|担保人|患者|学员|乘客|旅客|住客|(?:被|投)保人|被保险人|受益人|租客|业主|房东|next of kin|spouse|guardian|payer|drawer|insured|tenant|signature)$/,
  ],
];

/** Something about what is personal, not the thing itself: 手机品牌, email_opt_in, phone_count, 地址类型. */
const ABOUT =
  /品牌|型号|类型|类别|次数|数量|个数|时长|时间|偏好|是否|状态|渠道|来源|等级|机型|系统|brand|model|type|(?:^|[^c])count|times|total|duration|prefer|opt ?(?:in|out)|verif|confirm|consent|subscri|enabled|status|service|plan|fee|domain|provider|channel|source|channel|campaign|sent|open(?:s|ed|rate)|click|rate\b|score|category|\bis |\bhas |\bold|valid|flag/;

/** Columns whose values may look like phones, cards or names but are something else. */
const NOT_PERSONAL =
  /订单|单号|流水|条码|条形码|isbn|\basin\b|\b(?:ean|upc)\b|gtin|bar ?code|金额|数量|价格|单价|总价|时间|日期|商品|产品|品名|品类|类别|分类|货号|料号|物料|型号|部件|零件|批次|批号|款号|菜|\bmodel\b|\bpart\b|\bserial\b|\bbatch\b|\blot\b|order|invoice|amount|price|qty|quantity|total|revenue|timestamp|time|date|sku|stock|product|item|categor|brand|ticket|工单|session|traceid|transaction/;

/** Columns whose short Han values are groups, not people. */
const GROUPS =
  /等级|级别|地区|区域|省|市|城|国家|渠道|状态|行业|类型|部门|团队|小组|门店|店|公司|品牌|来源|性别|职业|标签|活动|模块|功能|页面|操作(?![员人])|结果|原因|需求|主题|内容|文本|意见|关键词|搜索词|热词|keyword|search|query|level|region|city|province|country|channel|status|industry|type|team|group|store|gender|tag|page|module|event|action|topic|text|comment/;

/** Letters of other alphabets that look like Latin ones. */
const ALIKE = new Map(
  (
    [
      ['аАαΑ', 'aA'],
      ['еЕεΕ', 'eE'],
      ['оОοΟ', 'oO'],
      ['рРρΡ', 'pP'],
      ['сСϲϹ', 'cC'],
      ['уУυΥ', 'yY'],
      ['хХχΧ', 'xX'],
      ['іІιΙ', 'iI'],
      ['ѕЅ', 'sS'],
      ['јЈ', 'jJ'],
      ['һНηΗ', 'hH'],
      ['мМμΜ', 'mM'],
      ['тТτΤ', 'tT'],
      ['кКκΚ', 'kK'],
      ['вВβΒ', 'bB'],
      ['пΝ', 'nN'],
    ] as const
  ).flatMap(([alike, plain]) => [...alike].map((sign, i): [string, string] => [sign, plain[i % 2]!])),
);
/** Words of Latin letters in which some of another alphabet stand, made Latin throughout; words of the other are left. */
const inLatin = (name: string): string =>
  name.replace(/\p{L}+/gu, (word) =>
    /[A-Za-z]/.test(word) ? [...word].map((sign) => ALIKE.get(sign) ?? sign).join('') : word,
  );

/** Lower case, full width made half, camelCase and underscores as spaces: 'CustomerName' → 'customer name'. */
function plainName(name: string): string {
  return plainLetters(inLatin(fold(name.normalize('NFKC'))))
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\-./\s()[\]（）:：#*'’"“”]+/g, ' ')
    .trim()
    .toLowerCase();
}

export interface NameHint {
  /** What the name tells by itself. */
  telling: PersonalKind | null;
  /** What it may stand for. */
  weak: PersonalKind | null;
  /** It names something that looks personal and is not. */
  other: boolean;
  /** Its short words are groups, not people. */
  groups: boolean;
}

/** Whose a name is, put behind it: First Name (Billing), Vorname (Rechnung). */
const OF_PARTY =
  / (?:billing|shipping|delivery|rechnung(?:sadresse)?|lieferung|lieferadresse|versand|facturation|livraison|facturacion|envio|cobranca|entrega|fatturazione|spedizione|請求先|配送先)$/;

/** A piece of a number that was cut into several columns: phone_last8, id_card_first6, last 4 of phone. */
const PIECE =
  / ?\b(?:last|first|front|head|tail|prefix|suffix|part|segment|piece)(?: ?\d{1,2})?(?: ?digits?)?$|^(?:last|first) ?(?:\d{1,2}|four|six) ?(?:digits? )?(?:of )?/;

/** What a column's name says of its values. */
export function nameHint(name: string): NameHint {
  const plain = plainName(name);
  const bare = plain.replace(OF_PARTY, '').replace(PIECE, '');
  const of = (hints: [PersonalKind, RegExp][]) =>
    hints.find(([, pattern]) => pattern.test(plain) || pattern.test(bare))?.[0] ?? null;
  const told = of(TELLING) ?? of(HEADER_WORDS);
  const about = told !== null && (ABOUT.test(plain) || OF_THINGS.test(plain));
  return {
    telling: about ? null : told,
    weak: of(HINTS) ?? (about ? told : null),
    other: NOT_PERSONAL.test(plain) || isVersion(name),
    groups: GROUPS.test(plain),
  };
}

/** Whether a column's name says that it holds versions, whose four parts look like an address of a machine. */
export const isVersion = (name: string): boolean =>
  /version|版本|固件|firmware|\bbuild\b|\bver\b|\brelease\b/.test(plainName(name));

/** Colleagues and others who serve, and who is served. */
const PEOPLE =
  /\b(?:rep|agent|owner|staff|sales ?(?:person|man|rep)|driver|courier|doctor|physician|nurse|teacher|tutor|trainer|technician|mechanic|cashier|waiter|waitress|host|student|pupil|employee|manager|assignee|assigned to|(?:created|handled|served|sold|closed|resolved) by|operator|therapist|stylist|consultant|advis[oe]r|vendedora?|verkaufer(?:in)?|kellner(?:in)?|kassierer(?:in)?|mitarbeiter(?:in)?|berater(?:in)?|empleado|vendeur|serveur)$/;

/** Whether a column's name says that it holds customers, or others who are people. */
export const namesPeople = (name: string): boolean =>
  PEOPLE.test(plainName(name)) ||
  /customer|client|user|member|buyer|kunde|klant|cliente|comprador|acheteur|клиент|客户|用户|会员|买家|顾客|고객|お客様/.test(
    plainName(name),
  );
