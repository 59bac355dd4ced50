import { D, D_, HAN, W, W_, type Finder } from './finder.ts';
import { FINDERS_ENCODED, LIKELY_ENCODED } from './encoded.ts';
import { FINDERS_ABROAD, LIKELY_ABROAD } from './finders-abroad.ts';
import { FINDERS_NAMES, GIVEN, PERSON, PLAIN_SURNAME } from './finders-names.ts';
import { mark, type MarkLanguage } from './marks.ts';
import { COMPOUND_SURNAMES } from './patterns.ts';

const EMAIL_SIGN = `[^ \\t\\r\\n@,;:<>()'"\\[\\]{}|/\\\\，；、。：（）《》“”【】]`;
/** An e-mail address inside a text. */
export const EMAIL_IN = `${EMAIL_SIGN}+@${EMAIL_SIGN}+\\.[A-Za-z${HAN}]${EMAIL_SIGN}+`;
const MOBILE =
  '(?:\\+?0{0,2}86[- ]?)?(?:1[3-9][0-9][-. ·•—/_]?[0-9]{4}[-. ·•—/_]?[0-9]{4}|1[3-9][0-9](?:[- ]?[0-9]{2}){4}|1[ ._·-][3-9](?:[ ._·-][0-9]){9}|[(（\\[]1[3-9][0-9][)）\\]] ?[0-9]{4}[- ]?[0-9]{4})';
const HAN_DIGITS = '零〇○一幺二两三四五六七八九壹贰叁肆伍陆柒捌玖';
/** The digits of a mobile number in words, and such digits among plain ones. */
const SPOKEN = `[一幺壹][- ]?[三四五六七八九叁肆伍陆柒捌玖](?:[- ]?[${HAN_DIGITS}]){9}`;
const HALF_SPOKEN = `[1一幺壹][- ]?[3-9三四五六七八九叁肆伍陆柒捌玖](?:[- ]?[0-9${HAN_DIGITS}]){9}`;
const ENGLISH_DIGIT = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)';
const LANDLINE =
  '(?:\\+?0{0,2}86[- ]?)?\\(?0[1-9][0-9]{1,2}(?:\\) ?|[- ])[2-9][0-9]{2,3}[- ]?[0-9]{4}(?:-[0-9]{1,5})?';
const US_PHONE = '(?:\\+?1[- .]?)?(?:\\([2-9][0-9]{2}\\) ?|[2-9][0-9]{2}[-. ])[0-9]{3}[-. ][0-9]{4}';
const ABROAD = '\\+[1-9][0-9]{0,2}[- ]?\\(?[0-9](?:[- ()./]{0,2}[0-9]){6,12}';
/** As Europe, Japan, Korea, Taiwan, India, Russia, Turkey and Brazil write theirs at home, most with the zero of the trunk; in one piece mobiles of eleven digits. */
const WITH_ZERO =
  '09[0-9]{2}-[0-9]{3}-[0-9]{3}|(?:07[1-9]|0[789]0|010)[0-9]{8}|00[1-9][0-9]{0,2}[- ][0-9](?:[- ]?[0-9]){7,11}|0[1-9](?:[ .-][0-9]{2}){4}|0[0-9]{1,3}[-. ][0-9]{3,4}[-. ][0-9]{4}|0[1-9][0-9]{3}[ ][0-9]{6}|0[0-9]{3} [0-9]{3} [0-9]{3}|[(][1-9][0-9][)] ?9?[0-9]{4}-[0-9]{4}|0[1-9][0-9]{1,4}[ /][0-9]{5,9}|[6-9][0-9]{4} [0-9]{5}|8 ?[( -]{1,2}[3489][0-9]{2}[) -]{1,2}[0-9]{3}[- ][0-9]{2}[- ][0-9]{2}|0 ?[(]?5[0-9]{2}[)]? [0-9]{3} [0-9]{2} [0-9]{2}|[1-9][0-9] 9[0-9]{4}-[0-9]{4}|3[2-9][0-9][ /][0-9]{6,7}';
/** Without the country code not one that ends as bounds of prices do: 5000-6000, 5000-9999. */
const HONG_KONG =
  '(?:\\+?0{0,2}852[- ]?)[2-9][0-9]{3}[- ]?[0-9]{4}|[5-9][0-9]{3}[- ][0-9]{2}(?:0[1-9]|[1-8][0-9]|9[0-8])';
/** A telephone number inside a text, mainland mobiles first. */
export const PHONE_IN = `${MOBILE}|${LANDLINE}|${HONG_KONG}|${US_PHONE}|${ABROAD}|${WITH_ZERO}`;
const MAINLAND_ID =
  '[1-9](?:[- ]?[0-9]){5}[- ]?(?:18|19|20)[- ]?[0-9][- ]?[0-9][- ]?[01][- ]?[0-9][- ]?[0-3](?:[- ]?[0-9]){4}[- ]?[0-9Xx]';
/** The mainland's of fifteen digits, Hong Kong's and Brazil's (of people and firms). */
const OTHER_IDS =
  '[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}|[A-Z]{1,2}[0-9]{6}[(][0-9A][)]|[0-9]{3}[.][0-9]{3}[.][0-9]{3}-[0-9]{2}|[0-9]{2}[.][0-9]{3}[.][0-9]{3}/[0-9]{4}-[0-9]{2}';
const CREDIT_CODE = '[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}[0-9A-HJ-NPQRTUWXY]';
/** In groups of four; or in one piece, of countries whose form no order number has. */
const IBAN =
  '[A-Z]{2}[0-9]{2}(?: [A-Z0-9]{4}){3,7}(?: [A-Z0-9]{1,3})?|(?:DE[0-9]{20}|ES[0-9]{22}|FR[0-9]{12}[0-9A-Z]{11}[0-9]{2}|IT[0-9]{2}[A-Z][0-9]{10}[0-9A-Z]{12}|(?:NL[0-9]{2}[A-Z]{4}[0-9]{10})|GB[0-9]{2}[A-Z]{4}[0-9]{14}|AT[0-9]{18}|PL[0-9]{26}|PT[0-9]{23})';
const CARD =
  '(?:3[0-9]|4[0-9]|5[0-9]|6[0-9])[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3,4}(?:[ -]?[0-9]{3})?|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}|(?:2[2-7]|62|9[0-9])[0-9]{2}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?|[3-6][0-9]{3}(?:[./·][0-9]{4}){3}';
const PLATE =
  '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][· ]?[A-HJ-NP-Z][·. -]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]';
export const IPV4_IN = '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}';
/** Of one machine: what ends in two noughts is a network, or a version as browsers tell theirs (Chrome/120.0.0.0). */
const MACHINE =
  '(?:[0-9]{1,3}\\.){2}(?:[0-9]{1,3}\\.(?:[1-9][0-9]{0,2}|0[0-9]{1,2})|(?:[1-9][0-9]{0,2}|0[0-9]{1,2})\\.0)';
const IPV6_IN =
  '(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|(?:[0-9A-Fa-f]{1,4}:){1,6}(?::[0-9A-Fa-f]{1,4}){1,6}';
/** An address whose sign is written in words, so that no machine reads it. */
const SPELT_EMAIL =
  '[A-Za-z0-9._%+-]+ ?(?:[\\[({<（]@[\\])}>）]|\\(at?\\)|\\[at\\]|\\{at\\}|\\*at\\*|<at>|（at?）|艾特| at ) ?[A-Za-z0-9-]+(?: ?(?:\\.|\\(dot\\)|\\[dot\\]|\\{dot\\}|<dot>|点| dot ) ?[A-Za-z]{2,})+';
/** With the sign as addresses of pages and texts of pages write it. */
const CODED_EMAIL =
  '[A-Za-z0-9._+-]+(?:%40|%2540|&#0{0,4}64;|&#x0{0,4}40;|&commat;|\\\\u0040|\\\\x40)[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}';
const MAIL_HOUSES = '(?:gmail|qq|163|126|outlook|hotmail|yahoo|icloud|foxmail|sina|sohu|aliyun)';
/** With blanks around the sign and the stop, without the end of the house that everybody knows, with another sign. */
const LOOSE_EMAIL = `[A-Za-z0-9._+-]+(?: ?@ ?[A-Za-z0-9-]+ ?\\. ?(?:com|net|org|cn|edu|io|co|de|fr|uk|jp|hk|tw)|@${MAIL_HOUSES}(?:[ .。]{1,2}(?:com|cn|net))?|#${MAIL_HOUSES}\\.(?:com|cn|net))`;
/** Parameters of an address of a page that are about a person, or let in whoever has them. */
const OF_PERSON =
  '(?:e-?mail|phone|mobile|tel|telephone|user_?name|full_?name|real_?name|nick_?name|first_?name|last_?name|consignee|receiver|recipient|id_?card|open_?id|union_?id|wechat|weixin|user|login|account|address|birth_?da[ty]e?|(?:access_?|auth_?|refresh_?|id_?)?token|session_?id|j?sessionid|phpsessid|api_?key|password|passwd|pwd|secret)';
const DAY_IN =
  '(?:[0-9]{1,2}月 ?[0-9]{1,2}日|[0-9]{1,4}[-/.年 ] ?[0-9A-Za-z]{1,9}[-/.月 ] ?[0-9]{1,4}日?|(?:19|20)[0-9]{6})';
const SURNAME = `(?:${COMPOUND_SURNAMES.join('|')}|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向])`;
const BLANKS = '[ \\t\\r\\n]*';
const COLON = `["']?${BLANKS}[:：=]${BLANKS}["']?`;
const NAMED = `(?:姓名|名字|客户|买家|付款人|收款人|buyer|payer|payee|consignee|cardholder|联系人|收货人|收件人|真实姓名|客户名|用户名|昵称|我叫|full[_ ]?name|first[_ ]?name|last[_ ]?name|user[_ ]?name|nick[_ ]?name|customer[_ ]?name|contact[_ ]?name|contact|recipient|receiver|\\bname)`;

/** What somebody is called by whom the name stands behind. */
const ROLE =
  '(?:学生|学员|家长|患者|病人|乘客|旅客|住客|业主|租客|房东|车主|户主|员工|同事|受益人|申请人|报修人|投诉人|来电人|提交人|签收人|代收人|取件人|寄件人?|收件|发件人?|经[办手]人|操作人|跟进人|责任人|[甲乙]方|投保人|[老医]师|医生|致|@)';
/** What stands where a telephone number stood: those are replaced before names are looked for. */
const PHONE_MARKS = ['zh', 'en']
  .map((lang) => mark('phone', lang as MarkLanguage).replace(/[[\]]/g, '\\$&'))
  .join('|');
/** Where a name of no more characters ends. */
const STOP = '($|[，。,.;；:：!！?？、/ \\t\\r\\n)）])';

/** In the order in which they are applied: what is more certain first. */
export const FINDERS: readonly Finder[] = [
  { kind: 'account', pattern: '(://)[^/@ \\t\\r\\n]+:[^/@ \\t\\r\\n]+(@)' },
  { kind: 'email', pattern: `(^|)${EMAIL_IN}($|)` },
  { kind: 'email', pattern: `${W}${SPELT_EMAIL}${W_}`, anyCase: true },
  { kind: 'email', pattern: `${W}${CODED_EMAIL}${W_}`, anyCase: true },
  { kind: 'email', pattern: `${W}${LOOSE_EMAIL}${W_}`, anyCase: true },
  { kind: 'bank_card', pattern: `${W}(?:${IBAN})${W_}`, twice: true },
  { kind: 'id_number', pattern: `${W}${MAINLAND_ID}${W_}`, twice: true },
  { kind: 'id_number', pattern: `${W}${CREDIT_CODE}${W_}`, twice: true },
  { kind: 'id_number', pattern: `${D}[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}${D_}`, twice: true },
  {
    kind: 'id_number',
    pattern: `((?:身[份分][证證]|[护護]照|[证證]件|通行[证證]|台胞证|回乡证|居留[证證]|驾驶证|社保|マイナンバー|주민(?:등록)?번호|инн|снилс|паспорт|codice fiscale|steuer-?id|national insurance|ni number|\\b(?:pesel|bsn|curp|rfc|tckn|nino|hkid)|passport|\\bssn|social security|\\b(?:dni|nif|nie|cpf|nric|aadhaar)|\\bid (?:no|number|card))[^0-9A-Za-z]{0,12}(?:(?:no|number|num)[^0-9A-Za-z]{1,4})?)[A-Za-z]{0,2}[0-9][0-9 .-]{4,17}[0-9A-Za-z](${'$'}|[^0-9A-Za-z])`,
    anyCase: true,
  },
  { kind: 'id_number', pattern: `${W}(?:${OTHER_IDS})(${'$'}|[^0-9A-Za-z])`, twice: true },
  { kind: 'bank_card', pattern: `${D}(?:${CARD})${D_}`, twice: true },
  { kind: 'phone', pattern: `${D}(?:${PHONE_IN})${D_}`, twice: true },
  { kind: 'phone', pattern: `(^|)${SPOKEN}($|)` },
  { kind: 'phone', pattern: `${D}${HALF_SPOKEN}${D_}` },
  {
    kind: 'phone',
    pattern: `${W}${ENGLISH_DIGIT}(?:[ -]{1,2}${ENGLISH_DIGIT}){8,12}${W_}`,
    anyCase: true,
  },
  {
    kind: 'phone',
    pattern: `((?:[电電][话話]|手[机機]|座机|联系方式|전화|휴대폰|телефон|тел\\.?|โทร|móvil|celular|handy|\\btel|phone|mobile|whats ?app|call(?: me)?(?: at| on)?|dial|拨打|致电)(?:号码|号)?[^0-9A-Za-z${HAN}]{0,4})[0-9][0-9 ()-]{5,18}[0-9](${'$'}|[^0-9])`,
    anyCase: true,
  },
  { kind: 'plate', pattern: `(^|)${PLATE}($|[^0-9A-Za-z])` },
  { kind: 'account', pattern: `${W}o[A-Za-z0-9_-]{27}($|[^A-Za-z0-9_-])`, twice: true },
  {
    kind: 'account',
    pattern: `((?:微信|薇信|威信|v信|wechat|weixin|wxid|\\bvx|\\bwx|加我?v)(?:号|id)?[^0-9A-Za-z${HAN}]{0,4}(?:是|为)?[^0-9A-Za-z${HAN}]{0,3})[A-Za-z][A-Za-z0-9_-]{5,19}($|[^A-Za-z0-9_-])`,
    anyCase: true,
  },
  {
    kind: 'account',
    pattern: `((?:telegram|\\btg|line ?id|instagram|\\bins|小红书|抖音|快手|旺旺|淘宝|支付宝)(?:id|号|账号|会员名)?[ ]?[:：是为] ?)[A-Za-z_][A-Za-z0-9_.-]{3,29}($|[^A-Za-z0-9_.-])`,
    anyCase: true,
  },
  {
    kind: 'account',
    pattern: `((?:\\bq ?q|扣扣|企鹅号?)(?:号|号码)?[^0-9A-Za-z]{0,4}(?:是|为)?[^0-9A-Za-z]{0,3})[1-9][0-9]{4,10}($|[^0-9])`,
    anyCase: true,
  },
  {
    kind: 'device',
    pattern: `((?:imei|meid|idfa|oaid|android_?id)${COLON})[0-9A-Za-z-]{8,40}($|[^0-9A-Za-z-])`,
    anyCase: true,
  },
  {
    kind: 'account',
    pattern: `((?:^|[^0-9A-Za-z])(?:twitter|x|facebook|instagram|tiktok|weibo|linkedin|bilibili|douyin|t|github)\\.(?:com|cn|me)/(?:u/|in/|@)?)[A-Za-z0-9_.-]{2,40}($|[^A-Za-z0-9_.-])`,
    anyCase: true,
  },
  {
    kind: 'account',
    pattern: `(^|[^0-9A-Za-z.@/_-])@[A-Za-z][A-Za-z0-9_.]{2,29}($|[^A-Za-z0-9_.@])`,
  },
  { kind: 'device', pattern: `${W}(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}($|[^0-9A-Za-z:-])` },
  {
    kind: 'ip',
    pattern: `(^|[^0-9A-Za-z:])(?:${IPV6_IN})($|[^0-9A-Za-z:])`,
  },
  { kind: 'ip', pattern: `(^|[^0-9Vv.])${MACHINE}($|[^0-9.]|\\.(?:$|[^0-9]))`, twice: true },
  {
    kind: 'location',
    pattern: `(["']?\\b(?:lat|lng|lon|latitude|longitude)${COLON}|[经纬]度${BLANKS}[:：]?${BLANKS})-?[0-9]{1,3}\\.[0-9]{2,}($|[^0-9])`,
    anyCase: true,
  },
  {
    kind: 'location',
    pattern: `(^|[^0-9.-])-?[0-9]{1,3}\\.[0-9]{4,}${BLANKS}[,，;；]${BLANKS}-?[0-9]{1,3}\\.[0-9]{4,}($|[^0-9])`,
  },
  {
    kind: 'location',
    pattern: `(^|[^0-9.-])(?:[0-9]{1,3}(?:\\.[0-9]{2,})? ?°? ?[NS][, ]{1,2}[0-9]{1,3}(?:\\.[0-9]{2,})? ?°? ?[EW]|[0-9]{1,3}°[0-9]{1,2}['′](?:[0-9]{1,2}(?:\\.[0-9]+)?["″])? ?[NSEW])($|[^0-9A-Za-z])`,
    twice: true,
  },
  {
    kind: 'birth_date',
    pattern: `((?:生日|生于|出生(?:日期|年月日?|于)?|\\bdob|date of birth|birth ?day|\\bborn)(?: on| is|是|为)?[^0-9A-Za-z]{0,6})${DAY_IN}($|[^0-9])`,
    anyCase: true,
  },
  {
    kind: 'address',
    pattern: `((?:地址|住址|住在)[是为:：\\t ]{1,3})[^，。,.;；\\r\\n]{4,60}($|)`,
  },
  {
    kind: 'address',
    pattern: `(["'](?:地址|住址|address|street)["']${BLANKS}:${BLANKS}["'])[^"']+(["'])`,
    anyCase: true,
  },
  {
    kind: 'address',
    pattern: `(^|[^${HAN}])[${HAN}]{2,24}(?:路|街|大道|巷|弄|胡同|小区|花园|村)[${HAN}]{0,4}(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,6}号)(?:号|弄|栋|幢|院|室|单元|楼|层|座|[0-9-]){0,12}($|)`,
  },
  {
    kind: 'address',
    pattern: `(^|[^0-9A-Za-z])[0-9]{1,5}[A-Za-z]? (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Square)($|[^A-Za-z])`,
  },
  {
    kind: 'address',
    pattern: `(^|[^0-9A-Za-z])(?:[0-9]{1,5}[a-z]? (?:[a-z]+ ){1,2}(?:street|st|road|rd|avenue|ave|lane|ln|blvd)|p\\.?o\\.? ?box [0-9]+|[0-9]{1,4},? (?:rue|boulevard|chemin|impasse) (?:[a-zà-ÿ'-]+ ?){1,4}|(?:calle|avenida|viale|piazza) [a-zà-ÿ' ]{2,30}[0-9]{1,4})($|[^A-Za-z])`,
    anyCase: true,
  },
  {
    kind: 'address',
    pattern: `(^|[^A-Za-z])[A-ZÄÖÜ][a-zäöüß-]*(?: [A-ZÄÖÜ][a-zäöüß-]+)?(?:straße|strasse|str\\.|weg|gasse|platz|allee) [0-9]{1,4}[a-z]?($|[^0-9A-Za-z])`,
  },
  {
    kind: 'name',
    pattern: `(\\\\?["']${NAMED}\\\\?["'](?:${BLANKS}:${BLANKS}|;s:[0-9]+:)\\\\?["'])[^"'\\\\]+(\\\\?["'])`,
    anyCase: true,
  },
  { kind: 'name', pattern: `(<${NAMED}>)[^<>]+(</)`, anyCase: true },
  {
    kind: 'name',
    pattern: `((?:^|[;,| \\t])(?:[Nn]ame|(?:first|last|full|user|customer|client|contact)_?name|姓名)=)(?:[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){1,2}|${SURNAME}[${HAN}]{1,2})($|[;,|&\\r\\n])`,
  },
  {
    kind: 'name',
    pattern: `((?:姓名|联系人|收货人|收件人|真实姓名)${BLANKS}[:：是为]?${BLANKS}|我叫)${SURNAME}[${HAN}]{1,2}($|)`,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^0-9A-Za-z])(?:姓名|联系人|收货人|收件人|[Nn]ame|[Cc]ontact|[Rr]ecipient)${BLANKS}[:：]${BLANKS})[A-Z][a-z'-]+(?: [A-Z][A-Za-z'.-]*){0,3}($|)`,
  },
  {
    kind: 'name',
    pattern: `((?:联系人|收货人|收件人)[ :：]{0,2})[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2}($|)`,
  },
  {
    kind: 'name',
    pattern: `((?:我是|本人是?|客户|顾客|会员|买家|用户)(?:叫|名叫|姓名|：|:| )?)${PLAIN_SURNAME}(?:${GIVEN}|${GIVEN}[国平新生江龙]|${GIVEN}{2})${STOP}`,
  },
  {
    kind: 'name',
    pattern: `((?:转交|转给|送给|交给|寄给|留给|请找|联系|致电|打给|回访|拜访)[:： ]?)${PLAIN_SURNAME}(?:${GIVEN}|${GIVEN}[国平新生江龙]|${GIVEN}{2})${STOP}`,
  },
  { kind: 'name', pattern: `(${ROLE}[:： ]{0,2})${PERSON}($|[^${HAN}]|[的说在要已来本])` },
  {
    kind: 'name',
    pattern: `((?:^|[^${HAN}]|[由代给找被是]))${PERSON}((?:本人)?[已代来]?(?:签收|领取|自提|自取|代领|取件|来电|致电|投诉|要求|反映|反馈|咨询|申请))`,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^${HAN}]|[找给跟和问是向由叫请]))${PLAIN_SURNAME}((?:老师|医生|大夫|教授|经理|主任|老板|太太|[总哥姐叔姨])(?:$|[^${HAN}]|[的说要来让已问给想在是确推处]))`,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^${HAN}]|[由代给找被是]))${PLAIN_SURNAME}${GIVEN}((?:打电话|回电|说[要是]|来电|致电|本人|签收|领取))`,
  },
  {
    kind: 'name',
    pattern: `(^|[^${HAN}])${PLAIN_SURNAME}${GIVEN}{1,2}(的(?:订单|单子|包裹|快递|地址|电话|手机|货|退款|预约|账户|账单|会员|爸|妈|老公|老婆|孩子|儿子|女儿))`,
  },
  {
    kind: 'name',
    pattern: `((?:${PHONE_MARKS}) ?[（(])(?:${PLAIN_SURNAME}[${HAN}]{1,2}|[A-Z][a-z'-]+ [A-Z][a-z'-]+)([)）])`,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:[Rr]ecipient|[Ss]igned for by|[Rr]eceived by|[Pp]icked up by|[Oo]n behalf of|[Nn]ame -|[Aa]ttention):? )[A-Z][a-z'-]+ [A-Z][a-z'-]+($|[^A-Za-z])`,
  },
  {
    kind: 'name',
    pattern: `((?:(?:刻字|刻名|抬头|签名|署名|落款|代收)[:： ]|收[:：]) ?)${PLAIN_SURNAME}[${HAN}]{1,2}${STOP}`,
    sure: true,
  },
  {
    kind: 'name',
    pattern: `(^|[^${HAN}])${PLAIN_SURNAME}[${HAN}]{1,2}( ?(?:收|亲启|敬上)(?:$|[，。,.;；!！ \\t\\r\\n]))`,
    sure: true,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:[Aa]ttn[:.]?|[Cc]/[Oo]|[Ss]igned by) )[A-Z][A-Za-z'-]+ [A-Z][A-Za-z'-]+($|[^A-Za-z])`,
    sure: true,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:Herr|Frau|Mme|Mlle|Sra|Srta)\\.? (?:(?:Prof|Dr)\\.? ){0,2})[A-ZÀ-Þ][A-Za-zÀ-ÿ'-]+(?: [A-ZÀ-Þ][A-Za-zÀ-ÿ'-]+){0,2}($|)`,
    sure: true,
  },
  {
    kind: 'name',
    pattern: '(^|)(?:[\u3400-\u9fff]{2,4}|[\u30a1-\u30fa\u30fc]{2,8})(様|さん)',
    sure: true,
  },
  {
    kind: 'name',
    pattern:
      '(^|[^가-힣])[김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허남심노하곽성차주우구][가-힣]{2}((?: ?씨|님)(?:$|[^가-힣]))',
    sure: true,
  },
  {
    kind: 'name',
    pattern:
      '((?:MECARD:|VCARD[;\\r\\n ]{1,2}(?:VERSION:[0-9.]{1,4}[;\\r\\n ]{1,2})?|[;\\r\\n]F)N:)[^;:\\[\\r\\n]{2,60}(?:;[^;:\\[\\r\\n]{1,40})?($|[;\\r\\n])',
    twice: true,
    sure: true,
  },
  {
    kind: 'account',
    pattern: `([?&;]${OF_PERSON}=)[^&#;\\[ \\t\\r\\n"'<>]+($|[&#; \\t\\r\\n"'<>])`,
    anyCase: true,
    twice: true,
  },
  { kind: 'name', pattern: `(^|)${SURNAME}[${HAN}]{0,2}((?:先生|女士|太太|小姐|同学|师傅|阿姨))` },
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:[Mm]y name is|[Dd]ear|[Ss]igned,?|[Rr]egards,?|[Hh]ello,? this is|[Ii] am called) )[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){0,2}($|)`,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:Hi|Hey) )[A-Z][a-z'-]{3,}(?: [A-Z][a-z'-]+)?([,!])`,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:[Tt]hanks|[Cc]heers|[Ss]incerely|[Bb]est),? ?[\\r\\n]{1,3})[A-Z][a-z'-]+ [A-Z][a-z'-]+($|[\\r\\n])`,
  },
  // Beside a number that has been found, two words or a family name are whose it is.
  {
    kind: 'name',
    pattern: `((?:${PHONE_MARKS})[ ,，:：/]{0,2})(?:${PLAIN_SURNAME}[${HAN}]{1,2}|[A-Z][a-z'-]+ [A-Z][a-z'-]+)($|[^A-Za-z${HAN}])`,
  },
  {
    kind: 'name',
    pattern: `(^|[^A-Za-z${HAN}])(?:${PLAIN_SURNAME}[${HAN}]{1,2}|[${HAN}]{2,6}[·•・][${HAN}]{2,8}|[A-Z][a-z'-]+ [A-Z][a-z'-]+)([ ,，:：/]{0,2}(?:${PHONE_MARKS}))`,
  },
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:I am|I'm|[Tt]his is|[Ss]poke (?:to|with)|[Cc]ustomer|[Cc]lient|[Cc]ontact) )[A-Z][a-z'-]+ [A-Z][a-z'-]+($|[^A-Za-z])`,
  },
  ...FINDERS_ABROAD,
  ...FINDERS_NAMES,
  ...FINDERS_ENCODED,
];

/**
 * Stands wherever any finder could find something, in capitals or small letters: one quick look at a value, after
 * which nearly all are left alone.
 */
export const LIKELY = [
  LIKELY_ABROAD,
  LIKELY_ENCODED,
  '@',
  '[0-9](?:[- ().+/·•—_）\\]]{0,2}[0-9]){9}',
  '0[1-9][0-9]{1,4}[ /][0-9]{5}',
  `[0-9${HAN_DIGITS}](?:[- ]?[0-9${HAN_DIGITS}]){9}`,
  `${ENGLISH_DIGIT}[ -]{1,2}${ENGLISH_DIGIT}[ -]`,
  '[(\\[{（<* ]at?[ )\\]}）>*]',
  `艾特|#${MAIL_HOUSES}|%(?:25)?40|&#|&commat|\\\\[ux]`,
  `[?&;]${OF_PERSON}=`,
  '様|さん|[씨님]|[;:\\r\\n ]F?N:|herr|frau|mme|mlle|sra|srta',
  'attn|c/o|(?:thanks|cheers|sincerely|best),? ?[\\r\\n]|hi |hey |</|name=|姓名=|;s:[0-9]',
  '转交|转给|致电|打给|回访|拜访|送给|交给|联系|寄给|留给|请找|刻字|刻名|抬头|签名|署名|落款|收|亲启|敬上',
  'telegram|tg ?[:：]|line ?id|instagram|ins ?[:：]|小红书|抖音|快手|旺旺|淘宝|支付宝|whats ?app|call|dial|拨打|致电',
  '[0-9]{6}[(]',
  '[A-Z]{2}[0-9]{2} [A-Z0-9]{4} |(?:NL|GB)[0-9]{2}[A-Z]{4}[0-9]',
  '[0-9A-F]{1,4}:(?:[0-9A-F]{0,4}:){1,6}[0-9A-F]|(?:[0-9A-F]{2}[:-]){5}',
  '[.](?:com|cn|me)/',
  '[0-9°] ?[NS][, ]|[0-9]°[0-9]',
  '生日|生于|出生|dob|date of birth|birth ?day|born',
  '住在|(?:我是|本人是?|客户|顾客|会员|买家|用户)(?:叫|名叫|姓名|：|:| )?[王李张刘陈杨赵吴徐孙朱郭罗郑梁唐冯邓曹彭潘袁蔡蒋沈魏吕崔谭姜廖邹欧太端上司东独南万闻夏诸尉公赫澹皇宗濮申慕仲钟长宇鲜令歐諸]|my name|dear |signed|regards|this is|i am|i.m |spoke |customer |client |contact ',
  'box [0-9]|(?:rue|boulevard|chemin|impasse) |(?:calle|avenida|viale|piazza) |(?:stra(?:ß|ss)e|str[.]|weg|gasse|platz|allee) [0-9]',
  '[0-9]{4}[- ][0-9]{4}',
  '[0-9]{3}-[0-9]{2}-[0-9]{4}',
  '\\+[1-9][- 0-9(]',
  '[0-9A-HJ-NPQRTUWXY]{18}',
  'o[A-Za-z0-9_-]{27}',
  IPV4_IN,
  '[0-9]\\.[0-9]{4}',
  PLATE,
  '身[份分][证證]|[护護]照|[证證]件|通行[证證]|マイナンバー|주민|инн|снилс|паспорт|codice|steuer|insurance|ni number|pesel|bsn|curp|rfc|tckn|nino|hkid|passport|台胞证|回乡证|居留[证證]|驾驶证|社保|ssn|social security|dni|nif|nie|cpf|nric|aadhaar|id (?:no|number|card)|[电電][话話]|手[机機]|座机|전화|휴대폰|тел|โทร|móvil|celular|handy|联系方式|tel|phone|mobile|[微薇威v]信|wechat|weixin|wxid|vx|wx|加我?v|q ?q|扣扣|企鹅',
  `(?:imei|meid|idfa|oaid|android_?id|lat|lng|lon|latitude|longitude|[经纬]度|地址|住址|address|street|${NAMED})["']?[ \\t\\r\\n]*[:：=]?[ \\t\\r\\n]*["'-]?[0-9A-Z${HAN}]?`,
  '联系人|收货人|收件人|我叫|姓名|先生|女士|太太|小姐|同学|师傅|阿姨',
  `${PLAIN_SURNAME}[${HAN}]{1,2}的`,
  `${PLAIN_SURNAME}(?:老师|医生|大夫|教授|经理|主任|老板|太太|[总哥姐叔姨])`,
  `${ROLE}[:： ]{0,2}${PLAIN_SURNAME}`,
  `${PLAIN_SURNAME}[${HAN}]{1,6}(?:签收|领取|自[提取]|代领|取件|来电|致电|投诉|要求|反映|反馈|咨询|申请|打电话|回电|说[要是]|本人)`,
  'recipient|signed for|(?:received|picked up) by|behalf of|name -|attention',
  `[路街道巷弄同区园村][${HAN}]{0,4}[0-9一二三四五六七八九十百]`,
  '[0-9][A-Z]? [A-Z]+ ',
].join('|');
