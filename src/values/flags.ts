import { quoteText } from '../sql/quote.ts';

/**
 * Columns that say one thing of each order by yes and no, with what their yes and their no are as a status: Voided,
 * Is Test, livemode, 是否付款.
 */
const FLAGS: readonly (readonly [names: RegExp, yes: string, no: string])[] = [
  [/^(?:is)?(?:void|voided|deleted)$|^(?:is)?voidedorder$/, 'voided', 'not voided'],
  [/^(?:is)?cancell?ed(?:order)?$|^iscancel$/, 'cancelled', 'not cancelled'],
  [/^(?:is)?test(?:mode|order|transaction|payment)?$|^(?:is)?sandbox$/, 'test', 'live'],
  [/^livemode$|^(?:is)?live$/, 'live', 'test'],
  [/^(?:is)?paid$/, 'paid', 'unpaid'],
  [/^(?:是否)?(?:已)?(?:作废|删除)$|^(?:是否)?(?:已)?作废订单$/, '已作废', '未作废'],
  [/^(?:是否)?(?:已)?取消(?:订单)?$/, '已取消', '未取消'],
  [/^(?:是否)?测试(?:单|订单)?$/, '测试', '正常'],
  [/^(?:是否)?(?:已)?(?:付款|支付|付清)$/, '已付款', '未付款'],
];
/** What yes and no are written as where a column asks for either. */
export const YES = ['true', 't', 'yes', 'y', '1', '1.0', '是', '√', '✓'];
export const NO = ['false', 'f', 'no', 'n', '0', '0.0', '否', '×', '✗'];

export interface Flag {
  yes: string;
  no: string;
}

/** What a column's yes and no say of an order; null of a column that is no such flag by its name. */
export function flagNamed(column: string): Flag | null {
  const name = column
    .normalize('NFKC')
    .replace(/[([{【].*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  const found = FLAGS.find(([names]) => names.test(name));
  return found ? { yes: found[1], no: found[2] } : null;
}

/** Whether a text is a yes or a no as such columns write them. */
export const isFlag = (text: string): boolean => {
  const word = text.trim().toLowerCase();
  return isYes(word) || NO.includes(word);
};

export const isYes = (text: string): boolean => YES.includes(text.trim().toLowerCase());

/** SQL of a flag's value as a status; what is neither yes nor no stays as it is. */
export function flagSql(text: string, { yes, no }: Flag): string {
  const word = `lower(trim(${text}))`;
  const among = (words: readonly string[]) => `list_contains([${words.map(quoteText).join(', ')}], ${word})`;
  return `CASE WHEN ${among(YES)} THEN ${quoteText(yes)} WHEN ${among(NO)} THEN ${quoteText(no)} ELSE ${text} END`;
}
