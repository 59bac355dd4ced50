import { quoteText } from '../sql/quote.ts';

/** Words and signs that stand for "no value" in exports and surveys, over a trimmed text. */
const NOTHING = String.raw`(?:|null|\\n|n/?a|#n/a|#value!|#ref!|#div/0!|#name\?|#null!|#num!|nan|none|nil|undefined|[-—–]+|无|空|暂无|未填写?|未作答|未回答|不适用|[(（<\[](?:跳过|空|空白|无|未填写?|未作答|未回答|不适用|null|none|blank|empty|skipped|n/a|no answer)[)）>\]]|not applicable|no answer|skipped)`;
const nothing = new RegExp(`^${NOTHING}$`, 'i');

/** Whether a cell says nothing: empty, or a word that stands for it. */
export const isNothing = (value: string | null): boolean => value === null || nothing.test(value.trim());

/** SQL that says whether a text carries a value at all. */
export const meantSql = (text: string): string =>
  `NOT regexp_matches(trim(${text}), ${quoteText(`(?i)^${NOTHING}$`)})`;

/** How programs write in a dump of text that there is no value: nobody is called so, and nothing is. */
const UNWRITTEN = ['\\N', 'NULL', 'null', '(null)', '<null>', '#N/A', 'NaN', 'nan'];

/** SQL: a text is such a mark, letter for letter. */
export const unwrittenSql = (text: string): string => `${text} IN (${UNWRITTEN.map(quoteText).join(', ')})`;
