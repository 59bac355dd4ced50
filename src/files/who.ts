import { isChineseName, isCompany, isWesternName } from '../privacy/patterns.ts';
import { isTotal } from '../values/total.ts';
import { periodOf } from './period-names.ts';

/** What programs and people call sheets whatever is in them. */
const PLAIN =
  /^(?:sheet|工作表|表|table|tabelle|feuil|hoja|page|页|part|data|数据|list|列表|blatt|シート)?[\s_\-(（]*\d*[)）]?$/i;
/** What only tells one from the next. */
const COUNTED =
  /^(?:[a-z]|one|two|three|four|five|six|first|second|third|第?[一二三四五六七八九十甲乙丙丁]+)$/i;
/** What a sheet is of, when that is no name of anybody. */
const KINDS =
  /汇总|合计|总表|总计|统计|目录|说明|模板|封面|备注|副本|备份|原始|订单|明细|流水|台账|退货|退款|退单|销售|出货|发货|送货|采购|进货|库存|数据|报表|清单|summary|overview|totals?\b|\ball\b|template|read ?me|notes?\b|cop(?:y|ies)\b|backup|raw|\bdata\b|orders?\b|returns?\b|refunds?\b|sales\b|purchases?\b|stock\b|details?\b|reports?\b|index\b|pivot|chart|config/i;
/** Places and ways of selling. */
const PLACES =
  /[省区县州]$|(?<!超)市$|^(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古|台湾|香港|澳门|广州|深圳|杭州|南京|成都|武汉|西安|苏州|宁波|青岛|厦门|长沙|郑州)$|^[华东西南北中]{1,2}(?:部|区|区域|大区)?$|^华[东西南北中]|(?:分店|总店|旗舰店|专营店|直营店|[一二三四五六七八九十\d]+店)$|天猫|淘宝|京东|拼多多|抖音|快手|小红书|美团|饿了么|微信|小程序|线上|线下|门店|\b(?:amazon|ebay|shopify|etsy|online|offline|store|shop|wholesale|retail|north|south|east|west|emea|apac|europe|asia|usa?|uk)\b/i;

const isPeriod = (name: string): boolean =>
  periodOf(name) !== null || /^[\d\s.\-_/年月日号至到~]+$/.test(name) || /^\d{1,2}\s*月/.test(name);

/** Whether a name says nothing of its own: a program's, a number, a period, a sum. */
export const saysNothing = (name: string): boolean =>
  PLAIN.test(name.trim()) || COUNTED.test(name.trim()) || isPeriod(name.trim()) || isTotal(name.trim());

/** Whether a name says what kind of records there are. */
export const saysKind = (name: string): boolean => KINDS.test(name);

/** Whether a part's name may be that of a customer: no period, no place, nothing that sheets are usually called by. */
export const namesSomebody = (name: string): boolean =>
  !saysNothing(name) && !KINDS.test(name) && !PLACES.test(name.trim());

/** Whether names say whom or what each part is of, also without what all of them begin or end with. */
export function tellApart(names: readonly string[]): boolean {
  const [head, tail] = [shared(names), shared(names.map(reversed))];
  const own = names.map((name) => name.slice(head, name.length - tail || undefined));
  return (
    names.every((name) => !saysNothing(name) && !KINDS.test(name)) &&
    own.every((name) => !/^[\d\s]*$/.test(name) && !isPeriod(name))
  );
}

const reversed = (name: string): string => Array.from(name).toReversed().join('');

/** How many letters names begin with alike. */
function shared([first = '', ...rest]: readonly string[]): number {
  let length = 0;
  while (length < first.length && rest.every((name) => name[length] === first[length])) length += 1;
  return length;
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY =
  '(?:(?:19|20)?\\d\\d[-._年/ ]?)?\\d{1,2}月(?:份|\\d{1,2}[日号])?|(?:19|20)\\d\\d(?:年度?)?(?:[-._]?\\d\\d){0,2}';
/** When a file is of, and which copy it is, at an end of its name. */
const WHEN = [
  new RegExp(`^(?:${DAY})(?!\\d)`),
  new RegExp(`(?<!\\d)(?:${DAY})$`),
  new RegExp(`^${MONTH}(?:[-._ ]*(?:20)?\\d\\d)?(?![a-z])`, 'i'),
  new RegExp(`(?<![a-z])${MONTH}(?:[-._ ]*(?:20)?\\d\\d)?$`, 'i'),
  /^(?:20\d\d[-._ ]?)?q[1-4](?:[-._ ]?20\d\d)?(?![a-z\d])|(?<![a-z\d])(?:20\d\d[-._ ]?)?q[1-4](?:[-._ ]?20\d\d)?$/i,
  /^\d{1,3}(?=[.、_\- ]+(?!\d))/,
  /[（(]\d{1,3}[)）]$|(?:副本|拷贝|最新|最终版?|定稿)$|(?<![a-z])(?:copy|final|new|old|v\d+)$/i,
];
/** What a file is of beside whom, at an end of its name. */
const WHAT = [
  /^(?:客户|送货单?|发货单?|出货单?|出库单?|销售单?|对[账帐]单?|[账帐]单|订货单?|订单|明细表?|流水[账帐]?|台[账帐]|清单|记录)/,
  /(?:的?(?:送货|发货|出货|出库|销售|对[账帐]|订货|进货|拿货|购货|采购|往来|交易)?(?:单|订单|明细表?|流水[账帐]?|台[账帐]|清单|记录|[账帐]单|[账帐])|送货|发货|出货|出库|销售|对[账帐])$/,
  /^(?:customer|client|orders?|invoices?|statements?|sales|deliver(?:y|ies)(?: notes?)?|ledger|account)(?=[\s_\-.])/i,
  /(?<=[\s_\-.])(?:orders?|invoices?|statements?|sales|deliver(?:y|ies)(?: notes?)?|ledger|account|purchases)$/i,
];
const EDGES = /^[\s_\-–—.·,，、:：]+|[\s_\-–—.·,，、:：]+$/g;
/** What files are called beside that: tables of their own, and states of work. */
const OTHERS =
  /^(?:customers?|clients?|contacts?|products?|items?|users?|members?|events?|payments?|leads?|old|new|final|draft|test|tmp|temp|exports?|files?|untitled|book\d*|客户|会员|商品|产品|用户|旧|新|测试|临时|导出|新建.*)$/i;

/** Whom a file is of by its name, and what else it says that it holds; null where it names nobody. */
export function whoOf(file: string): { who: string; what: string } | null {
  let who = withoutEnding(file).normalize('NFC');
  const what: string[] = [];
  for (let before = ''; before !== who;) {
    before = who;
    who = who.replace(EDGES, '');
    for (const form of WHEN) who = who.replace(form, '').replace(EDGES, '');
    for (const form of WHAT) {
      const [found] = form.exec(who) ?? [];
      if (!found || found.length === who.length) continue;
      what.push(found);
      who = who.replace(form, '');
    }
  }
  return who === '' || !namesSomebody(who) || OTHERS.test(who) ? null : { who, what: what.join('_') };
}

const HOUSE =
  /(?:店|铺|馆|厂|行|部|院|校|所|社|坊|屋|堂|轩|楼|吧|超市|便利|商贸|贸易|食品|副食|百货|科技|药房|诊所|餐厅|食堂|酒楼|宾馆|批发)$|&|\b(?:cafe|café|bakery|bar|hotel|restaurant|salon|studio|market|foods|bistro|kitchen|clinic|pharmacy|sons|bros|brothers|trading|stores|supplies)\b/i;
/** Cities begin so, and no names of people. */
const CITY = /^(?:new|san|santa|los|las|saint|st|port|fort|great|lake|bad|den|la|le|el) /i;

/** Whether a name is such as people or houses have. */
const soundsLikeSomebody = (name: string): boolean =>
  isChineseName(name) ||
  isCompany(name) ||
  HOUSE.test(name) ||
  (name.includes(' ') && isWesternName(name) && !CITY.test(name));

/** Whether names can be those of customers: of two or more, half of which are as people and houses are called. */
export function mayBeCustomers(names: readonly string[]): boolean {
  const all = [...new Set(names)];
  return all.length > 1 && tellApart(all) && all.filter(soundsLikeSomebody).length * 2 >= all.length;
}

/** A file's name without folders and endings. */
export const withoutEnding = (file: string): string =>
  file
    .replace(/^.*[\\/]/, '')
    .replace(/(?:\.[a-z\d]{1,7}){1,2}$/i, '')
    .trim();
