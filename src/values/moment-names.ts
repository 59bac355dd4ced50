/** Names of days, as words, run together (orderDate, orderdate) and in other languages; a time may be a number of anything. */
const DAY_NAMES = [
  /(?:^|[_\s.-])date(?:$|[_\s.-])|日期|日付|날짜|일자|일시|fecha|datum|дата|tarih/i,
  /(?:^|[^\p{L}])(?:data|dato)(?:$|[^\p{L}])|\p{Script=Han}日$/iu,
  /[a-z]Date(?:$|[A-Z_])/,
  /^(?!.*(?:update|candidate|mandate)$).*date$/i,
];

/** Whether a column's name speaks of days. */
export const speaksOfDays = (name: string): boolean => DAY_NAMES.some((day) => day.test(name));

const TIME_NAME =
  /time|date|stamp|epoch|unix|hour|created|updated|(?:^|[_\s.])(?:ts|at|on)$|时间|時間|时刻|時刻|小时|日時|시간|시각|zeit|heure|horodat|(?:^|[^\p{L}])h?ora(?:$|[^\p{L}])|время|saat|zaman/iu;

/** Whether a column's name speaks of a moment: under others whole numbers are those of orders and calls. */
export const speaksOfTime = (name: string): boolean => TIME_NAME.test(name) || speaksOfDays(name);

/** How long something takes, though it is called a time. */
const LASTING = /respon|resol|repl|handl|wait|durat|elapsed|spent|时长|耗时|用时|响应|处理|等待|dauer/i;

/** Whether a column's name speaks of when something was, and not of how long it took. */
export const speaksOfWhen = (name: string): boolean => speaksOfTime(name) && !LASTING.test(name);
