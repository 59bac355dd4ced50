import type { EntityName, Role } from '../../entity/catalogue.ts';
import { detectPersonal } from '../../privacy/detect.ts';
import { statusClass } from '../../values/status.ts';
import type { ColumnFacts } from './column-facts.ts';
import { areBusinesses } from './content-score.ts';
import { nameScore } from './synonyms.ts';

/** When somebody was born, which is no moment of anything that they did. */
const BORN = /birth|\bdob\b|born|geburt|naissance|nacimiento|nascita|nascimento|生日|出生|生年月日|생년월일/i;
/** How often something was done, which is nothing that was done. */
const DONE = /(?:actions|events|clicks|hits|visits|page ?views|次数|回数)$/i;
/** A part of a country, or how things stand: one word in several languages. */
const STATE = /(?:^|[^\p{L}])(?:state|estado|stato|[ée]tat)$/iu;
/** The number of the record itself. */
const OWN_NUMBER = /^(?:id|#|no\.?|num|nr\.?|编号|序号)$/i;

/** What a posting or a transfer is about is written, and is nobody. */
const WRITTEN = /^(?:buchungstext|verwendungszweck|摘要|memo|narrative)$/i;

/** What is another on every row is the record's own number rather than whose it is. */
const unlike = (entity: EntityName, column: string, { filled, distinctShare }: ColumnFacts): number => {
  if (filled <= 10 || distinctShare <= 0.98) return 1;
  if (entity === 'feedback') return OWN_NUMBER.test(column.trim()) ? 0.4 : 1;
  return entity === 'customers' ? 1 : 0.7;
};

/** Of visitors who may or may not have logged in, what all rows have goes before what a good half of them has. */
const patchy = (entity: EntityName, { filledShare }: ColumnFacts): number =>
  entity === 'events' && filledShare >= 0.05 && filledShare < 2 / 3 ? 0.4 : 1;

/** Who sent or was sent something is told by a number or an address, not by the town that a journey begins in. */
const reached = (column: string, { examples }: ColumnFacts): number =>
  /^(?:from|to|src)$/i.test(column.trim()) && !examples.every((text) => /@|\d{5}/.test(text)) ? 0 : 1;

/** How many people there were, as reports of days and pages count them, are nobody: 支付买家数, Total users. */
const HEADS =
  /(?:客户|顾客|买家|访客|用户|会员|粉丝|人)数量?$|人次$|(?:customers|users|buyers|visitors|members|clients|shoppers)$|(?:customer|user|buyer|visitor|member|client)[\s_-]?count$/i;

/** Whether words of how orders stand are what a column holds. */
export const isStatus = ({ examples, distinct, filled }: ColumnFacts): boolean => {
  const values = [...new Set(examples)];
  const known = values.filter((value) => statusClass(value) !== 'unknown').length;
  return (distinct <= 30 || distinct < 0.1 * filled) && 2 * known >= values.length;
};

/** A kind of customers may be a business or a level: the values tell. */
const KIND_OF_CUSTOMER =
  /^(?:(?:客户|客戶|单位|單位|会员|用户)?(?:类别|类型|分类|性质)|(?:customer|client|account|company)?[\s_.-]*(?:type|segment|category|class))$/i;

/** The account or the number of a colleague, as his name beside it is called: 添加人账号, Sales Rep ID. */
const isStaffs = (column: string): boolean => {
  const whose = column
    .trim()
    .replace(/[\s_.-]*(?:账号|帐号|账户|工号|编号|编码|id|no\.?|code|number|account)$/i, '');
  return whose !== column.trim() && nameScore(whose, 'customers', 'owner') >= 0.9;
};

/** How far a column can be a role where its name and its values are looked at together: 1 where nothing speaks against it. */
export function doubt(entity: EntityName, { name, type }: Role, column: string, facts: ColumnFacts): number {
  if (type === 'timestamp') return BORN.test(column) ? 0 : 1;
  switch (name) {
    case 'customer':
      if (facts.numeric && HEADS.test(column.trim())) return 0;
      if (WRITTEN.test(column.trim()) || isStaffs(column)) return 0;
      return unlike(entity, column, facts) * reached(column, facts) * patchy(entity, facts);
    case 'action':
      if (facts.numeric && DONE.test(column.trim())) return 0;
      return detectPersonal(column, facts.examples) === 'name' ? 0 : 1;
    case 'industry':
      return KIND_OF_CUSTOMER.test(column.trim()) && !areBusinesses(facts) ? 0 : 1;
    case 'region':
      return entity === 'orders' && STATE.test(column.trim()) && isStatus(facts) ? 0 : 1;
    case 'status':
      return STATE.test(column.trim()) && !isStatus(facts) ? 0 : 1;
    default:
      return 1;
  }
}
