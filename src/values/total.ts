import { quoteText } from '../sql/quote.ts';

/** What a line of sums is called, alone or before what it sums. */
const TOTAL =
  '^(?:合 *计|总 *计|小 *计|共 *计|总 *和|汇 *总|總 *計|合 *計|小 *計|[本当](?:日|页|月|期|单)(?:合|小|总)计|(?:grand +|sub[ -]?|(?:page|day|daily|month|monthly|order|group) +)?totals?|sum)(?: *[:：].*)?$';
const total = new RegExp(TOTAL, 'i');

/** Whether a cell names a line of sums: 小计, Subtotal, Total: 5. */
export const isTotal = (text: string): boolean => total.test(text.trim());

/** SQL of the same. */
export const totalSql = (text: string): string =>
  `coalesce(regexp_matches(trim(${text}), ${quoteText(`(?i)${TOTAL}`)}), false)`;
