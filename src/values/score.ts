import { clean, cleanSql } from './clean.ts';
import { quoteText } from '../sql/quote.ts';

/** A number with what surveys put around it: 10 - 非常愿意, 7分, 4 (Good), 8/10, ★★★★, 5 stars. */
const LED =
  '^([0-9]{1,3}(?:[.][0-9]+)?) *(?:分|星|点|points?|stars?|pts?)?(?: */ *[0-9]+)?(?: *[-:：)(（|=].*| *[.、,] *[^0-9 ].*| +[^0-9 ].*)?$';
/** The same with the number behind: 非常满意(5), 满意 5分. */
const TRAILED = '^[^0-9]+[ (（:：-]([0-9]{1,3}) *(?:分|星|点)? *[)）]?$';
/** The number or letter of an answer in its list, which says nothing of the score: A. 非常满意, 1、非常满意. */
const OPTION = '^(?:[A-G]|[1-5]) *[.、．)）] *';
const option = new RegExp(OPTION, 'i');
const led = new RegExp(LED, 'i');
const trailed = new RegExp(TRAILED, 'i');

/** Answers in words on a scale of five, from 5 down to 1. */
const WORDS = [
  '非常满意,很满意,十分满意,极其满意,特别满意,非常好,很好,非常愿意,非常同意,完全同意,优秀,very satisfied,extremely satisfied,completely satisfied,highly satisfied,excellent,strongly agree,very good,very likely,extremely likely,good,完全满意,好评,五星,五星好评,very happy,extremely happy,awesome,amazing,five,rated good,rated_good,good with comment,good with comments,thumbs up,thumbsup,👍,赞,点赞,👍 赞,🤩,😍,😁,😀,😄,😃',
  '满意,比较满意,较满意,好,较好,愿意,比较愿意,同意,比较同意,satisfied,somewhat satisfied,mostly satisfied,agree,somewhat agree,likely,somewhat likely,四星,四星好评,happy,great,four,😊,🙂',
  '一般,中立,一般满意,尚可,说不清,不确定,无所谓,普通,基本满意,neutral,neither satisfied nor dissatisfied,neither agree nor disagree,neither,average,okay,ok,fair,还行,中评,三星,three,so-so,just okay,😐,😶,😑',
  '不满意,不太满意,比较不满意,较不满意,不好,较差,不愿意,不太愿意,不同意,比较不同意,dissatisfied,somewhat dissatisfied,mostly dissatisfied,unsatisfied,poor,disagree,somewhat disagree,unlikely,somewhat unlikely,不是很满意,二星,两星,not satisfied,not likely,unhappy,two,not good,🙁,☹️,☹,😕,😟,😞',
  '非常不满意,很不满意,十分不满意,极其不满意,特别不满意,非常差,很差,差,非常不愿意,非常不同意,完全不同意,very dissatisfied,extremely dissatisfied,completely dissatisfied,highly dissatisfied,very unsatisfied,very poor,terrible,strongly disagree,very unlikely,extremely unlikely,bad,差评,一星,一星差评,not at all satisfied,not at all likely,very unhappy,extremely unhappy,awful,one,rated bad,rated_bad,bad with comment,bad with comments,thumbs down,thumbsdown,👎,踩,点踩,👎 踩,😠,😡,😢,😭,🤬',
].map((line) => line.split(','));

const scores = new Map(WORDS.flatMap((words, i) => words.map((word) => [word, 5 - i] as const)));

/** What stands where somebody was asked, or could have been, and has not answered: Zendesk's Offered and Unoffered. */
const UNANSWERED =
  '^(?:(?:un|not )?offered|not[ _]rated|unrated|no rating|no response|not answered|awaiting|pending|未评价|未评|待评价|未评分|未参评|系统默认好评|系统默认评价)$';
const unanswered = new RegExp(UNANSWERED, 'i');

/** Whether a text says that there is no answer (yet). */
export const isUnanswered = (text: string): boolean => unanswered.test(clean(text));
export const unansweredSql = (text: string): string =>
  `regexp_matches(${cleanSql(text)}, ${quoteText(`(?i)${UNANSWERED}`)})`;

/** The score an answer stands for, as written; words on a scale of five. Null for none. */
export function readScore(text: string): number | null {
  const value = clean(text);
  const worded = scores.get(value.replace(option, '').toLowerCase());
  if (worded !== undefined && option.test(value)) return worded;
  const found = led.exec(value) ?? trailed.exec(value);
  if (found) return Number(found[1]);
  if (/^[★☆⭐️]+$/u.test(value)) return [...value].filter((sign) => sign === '★' || sign === '⭐').length;
  return scores.get(value.toLowerCase()) ?? null;
}

/** SQL of the same, a DOUBLE. */
export function scoreSql(text: string): string {
  const value = cleanSql(text);
  const words = [...scores.keys()].map(quoteText).join(', ');
  const numbers = [...scores.values()].join(', ');
  return (
    `coalesce(CASE WHEN regexp_matches(${value}, ${quoteText(`(?i)${OPTION}`)}) THEN [${numbers}][list_position([${words}], lower(regexp_replace(${value}, ${quoteText(`(?i)${OPTION}`)}, '')))] END, ` +
    `TRY_CAST(nullif(regexp_extract(${value}, ${quoteText(`(?i)${LED}`)}, 1), '') AS DOUBLE), ` +
    `TRY_CAST(nullif(regexp_extract(${value}, ${quoteText(`(?i)${TRAILED}`)}, 1), '') AS DOUBLE), ` +
    `CASE WHEN regexp_matches(${value}, '^[★☆⭐\\x{fe0f}]+$') THEN length(regexp_replace(${value}, '[^★⭐]', '', 'g')) END, ` +
    `[${numbers}][list_position([${words}], lower(${value}))])`
  );
}
