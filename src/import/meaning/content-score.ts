import type { Role } from '../../entity/catalogue.ts';
import { saysSide } from '../../entity/rules/direction.ts';
import type { ColumnFacts } from './column-facts.ts';

const CATEGORIES = new Set([
  'gender',
  'industry',
  'company_size',
  'region',
  'city',
  'team',
  'level',
  'category',
  'channel',
  'status',
  'payment_status',
  'fulfilment_status',
  'refund_status',
  'direction',
  'currency',
  'device',
  'outcome',
  'kind',
  'source_system',
  'action',
  'activity',
  'topic',
]);

/** Share of the examples' numbers between two bounds. */
const within = (facts: ColumnFacts, low: number, high: number): number =>
  facts.numbers.length ? facts.numbers.filter((n) => n >= low && n <= high).length / facts.numbers.length : 1;

/** How far the values can be those of a role: 1 fits, 0 cannot be. An empty column fits nothing well. */
export function contentScore(role: Role, facts: ColumnFacts): number {
  // A column without a value is nobody's id and no amount.
  if (!facts.examples.length) return facts.filled ? 0.8 : role.required && facts.filledShare === 0 ? 0 : 0.2;
  // A failure's reason is rightly rare; a customer or a date is not.
  const { filledShare } = facts;
  const filled = role.required
    ? filledShare < 0.05
      ? 0.3
      : filledShare < 0.5
        ? 0.6
        : 0.8 + 0.2 * Math.min(1, filledShare / 0.95)
    : filledShare < 0.05
      ? 0.8
      : 1;
  return filled * fit(role, facts);
}

function fit(role: Role, facts: ColumnFacts): number {
  switch (role.type) {
    case 'timestamp':
      return facts.temporal ? 1 : 0;
    case 'number':
    case 'integer':
      return numberFit(role.name, facts);
    case 'boolean':
      if (role.name === 'churned') return Number(facts.churn);
      // What is neither yes nor no would be lost.
      return !facts.yesNo ? 0 : facts.distinct <= 3 ? 1 : facts.distinct <= 12 ? 0.8 : 0;
    case 'text':
      return textFit(role.name, facts);
  }
}

function numberFit(role: string, facts: ColumnFacts): number {
  if (/_(?:seconds|minutes)$/.test(role) && facts.lasting) return 1;
  if (!facts.numeric && facts.scored && ['nps', 'csat', 'rating'].includes(role)) return 0.9;
  if (!facts.numeric) return 0;
  if (facts.temporal) return 0.2;
  switch (role) {
    case 'nps':
      // Whether somebody has ticked one of several answers is no score from 0 to 10.
      if (facts.filled >= 20 && facts.distinct <= 2 && within(facts, 0, 1) === 1) return 0;
      return within(facts, 0, 10) >= 0.8 && !facts.fractional ? 1 : 0.3;
    case 'csat':
      return within(facts, 1, 5) >= 0.8 ? 1 : within(facts, 0, 10) >= 0.8 ? 0.9 : 0.4;
    case 'rating':
      return within(facts, 0, 100) >= 0.8 ? 1 : 0.3;
    case 'age':
      return within(facts, 0, 120) >= 0.8 ? 1 : 0.2;
    case 'quantity':
      return facts.fractional ? 0.8 : 1;
    case 'profit_margin':
    case 'factor_price':
    case 'factor_service':
    case 'factor_brand':
      return within(facts, -100, 100) >= 0.8 ? 1 : 0.4;
    default:
      return 1;
  }
}

function textFit(role: string, facts: ColumnFacts): number {
  if (facts.temporal && !facts.numeric) return 0;
  const { examples } = facts;
  const share = (test: RegExp) => examples.filter((e) => test.test(e)).length / examples.length;
  switch (role) {
    case 'customer':
    case 'referrer':
      if (facts.fractional || facts.meanLength > 60) return 0.1;
      return few(facts) ? 0.3 : 1;
    case 'order_id':
    case 'session':
      return facts.fractional ? 0.2 : facts.distinct <= 2 && facts.filled > 20 ? 0.3 : 1;
    case 'phone':
      return share(/\d{4}|\*{3}/) >= 0.5 ? 1 : 0;
    case 'email':
      return share(/@|\*{3}/) >= 0.5 ? 1 : 0;
    case 'name':
      return facts.numeric ? 0.2 : 1;
    case 'product':
      // A readable name wins over a code, unless the names are patchy: then the code is the stable key.
      return (facts.numeric ? 0.9 : 1) * (facts.filledShare < 0.9 ? 0.3 : 1);
    case 'text':
      // What two words in turn say of hundreds of rows is a kind of record.
      if (facts.filled >= 20 && facts.distinct > 1 && facts.distinct <= 3) return 0.3;
      return facts.numeric ? 0.1 : facts.meanLength >= 6 ? 1 : 0.7;
    case 'action':
      // What all do all the time tells nothing apart: anything else that could be it goes before.
      return facts.fractional ? 0.3 : facts.distinct <= 1 && facts.filled > 20 ? 0.7 : 1;
    case 'company_size':
      // Those of clothes are no company's.
      if (share(/^(?:x{0,3}[sl]|\dx?l|m|free ?size|one ?size|均码)$/i) >= 0.5) return 0;
      break;
    case 'level':
      if (facts.churn) return 0;
      if (areBusinesses(facts)) return 0.3;
      break;
    case 'direction':
      // D and C of other things than accounts are no sides.
      if (!examples.some(saysSide)) return 0;
      break;
    case 'refund_status':
      // How much was given back is a sum.
      if (facts.numeric && facts.distinct > 2) return 0.2;
      break;
    case 'kind':
    case 'topic':
      // Answers on a scale are no kinds.
      if (facts.scored && !facts.numeric) return 0.3;
      break;
    case 'region':
    case 'city':
      // Numbers are codes of places where the name leaves no doubt.
      if (facts.numeric && !facts.fractional) return 0.5;
      break;
    case 'gender':
      // A genre may be one of people (French), or of music.
      if (facts.distinct > 1 && share(SEX) === 0) return 0;
      return facts.distinct <= 8 ? 1 : 0.1;
  }
  if (facts.fractional) return 0.3;
  return spread(role, facts);
}

/** Rows of two people, or hundreds of a handful: colleagues and programs, if anybody, and no customers. */
const few = ({ distinct, filled }: ColumnFacts): boolean =>
  (distinct <= 2 && filled > 20) || (distinct <= 8 && filled >= 100 * distinct);

/** How the sexes are written, codes of one sign among them. */
const SEX =
  /^(?:.|male|female|man|woman|boy|girl|masc\w*|fem\w*|homme|m[aä]nn\w*|frau|weib\w*|hombre|mujer|uomo|donna|masch\w*|herr|erkek|kad[ıi]n|kobieta|m[eę][zż]czyzna|nam|n[ữu]|laki.*|perempuan|муж.*|жен.*|[남여].*|ชาย|หญิง|ذكر|أنثى|mr|mrs|ms|.*[男女].*|先生|小姐)\.?$/iu;

/** Kinds of business, as lists of customers have them under 客户类别 or Type, which are no levels. */
const BUSINESS =
  /餐饮|饭店|酒店|酒楼|宾馆|商超|超市|便利店|卖场|百货|零售|批发|学校|食堂|医院|诊所|药店|药房|工厂|制造|教育|培训|金融|银行|保险|证券|物流|运输|快递|房地产|地产|物业|建筑|装修|互联网|软件|电商|政府|机关|事业单位|农业|养殖|能源|电力|化工|医药|医疗|汽车|服装|美容|美发|健身|酒吧|茶饮|奶茶|咖啡|烘焙|旅游|传媒|广告|restaurant|caf[eé]|\bbar\b|hotel|hospitality|retail|wholesale|supermarket|grocer|school|universit|educat|hospital|health ?care|clinic|pharma|financ|bank|insur|manufactur|industr|construction|logistic|transport|real estate|government|public sector|software|technolog|telecom|media|energy|utilit|automotive|agricultur|non-?profit|legal|consult/i;

/** Whether most of a column's values say what business somebody is in. */
export const areBusinesses = ({ examples }: ColumnFacts): boolean =>
  examples.filter((value) => BUSINESS.test(value)).length >= 0.6 * Math.max(1, examples.length);

/** Less where nearly every row of what should be a few classes has one of its own. */
const spread = (role: string, facts: ColumnFacts): number =>
  CATEGORIES.has(role) && facts.filled > 20 && facts.distinctShare > 0.8 ? 0.5 : 1;
