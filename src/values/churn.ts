import { quoteText } from '../sql/quote.ts';
import { NO, YES } from './flags.ts';

/** What says of itself that a customer is gone, in whatever column it stands. */
const GONE = [
  ...[
    'churn',
    'churned',
    'attrited',
    'attrition',
    'exited',
    'left',
    'lost',
    'lapsed',
    'departed',
    'defected',
  ],
  ...['cancelled', 'canceled', 'terminated', 'deactivated', 'unsubscribed'],
  ...['流失', '已流失', '离网', '已离网', '离开', '已离开', '退订', '已退订', '退会', '已退会', '退网'],
  ...['注销', '已注销', '销户', '已销户', '解约', '已解约', '退租', '已退租'],
];
/** What says it only where the column asks: elsewhere an account that sleeps, or that was closed anew. */
const GONE_IF_ASKED = [
  ...YES,
  'inactive',
  'closed',
  'expired',
  'former',
  'ended',
  '失效',
  '过期',
  '已过期',
  '到期',
];
/** How a relation stands that goes on, which no single purchase does. */
const STANDS = ['active', 'trialing', 'trial', 'in trial', 'past due', 'paused', 'suspended', 'frozen'];
const STANDS_HAN = ['在用', '在网', '存续', '试用', '暂停', '冻结'];
const HERE = [
  ...NO,
  ...STANDS,
  ...STANDS_HAN,
  ...['none', '无'],
  ...['existing', 'stayed', 'stay', 'retained', 'joined', 'new', 'current', 'remaining', 'loyal'],
  ...['not churned', 'not churn', 'no churn', 'non churn', 'non churned', 'did not churn', 'unchurned'],
  ...['not attrited', 'not exited', 'not left', 'open', 'renewed', 'subscribed'],
  ...['on hold'],
  ...['留存', '已留存', '未流失', '非流失', '不流失', '没有流失', '未离网', '存量', '现有', '正常'],
  ...['活跃', '未注销', '未退订', '续约', '已续约', '新增'],
];

/** Of whom a word speaks behind it (`Attrited Customer`, 流失客户), and the point that some exports end values in. */
const BEHIND = '( (customer|client|user|member|account|subscriber)s?|客户|用户|会员|顾客)$';
const behind = new RegExp(BEHIND);

const wordOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/[\s_-]+/g, ' ')
    .replace(behind, '');

/** Whether a text says that a customer churned, under a column that asks for it; null where it says neither. */
export function readChurned(text: string): boolean | null {
  const word = wordOf(text);
  if (GONE.includes(word) || GONE_IF_ASKED.includes(word)) return true;
  return HERE.includes(word) ? false : null;
}

/** Whether a text says that a customer churned whatever its column is called. */
export const saysChurned = (text: string): boolean => GONE.includes(wordOf(text));

/** Whether a text says how a relation stands that goes on, as subscriptions do and orders do not. */
export const saysStanding = (text: string): boolean => {
  const word = wordOf(text);
  return STANDS.includes(word) || STANDS_HAN.includes(word);
};

const ASKS =
  /churn|attrit|exited|hasleft|^(?:is)?cancell?ed$|^(?:is)?lost(?:customer)?$|流失|离网|注销$|销户$/;

/** Whether a column's name asks who churned. */
export const asksChurned = (column: string): boolean =>
  ASKS.test(column.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''));

/** SQL of `readChurned`. */
export function churnedSql(raw: string, type: string): string {
  if (type === 'BOOLEAN') return raw;
  const text = `regexp_replace(lower(trim(CAST(${raw} AS VARCHAR))), '\\.$', '')`;
  const word = `regexp_replace(regexp_replace(${text}, '[\\s_-]+', ' ', 'g'), ${quoteText(BEHIND)}, '')`;
  const among = (words: readonly string[]) => `list_contains([${words.map(quoteText).join(', ')}], ${word})`;
  return `CASE WHEN ${among([...GONE, ...GONE_IF_ASKED])} THEN true WHEN ${among(HERE)} THEN false END`;
}
