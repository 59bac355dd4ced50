import { moneyUnit } from '../values/money-unit.ts';

/** A unit as tables write it below a name: （元）, 万元, %, USD, pcs. */
const UNIT =
  /^[(（[]?(?:单位\s*[:：]?\s*)?(?:(?:亿|百万|万|千)?元|[万分]|美元|件|个|次|台|箱|瓶|份|吨|公斤|人|天|小时|分钟|秒|kg|g|l|%|％|usd|eur|gbp|cny|rmb|jpy|hkd|[$€£¥￥]|pcs|pieces|units?|hours?|hrs|minutes?|mins?|seconds?|secs?|days?|(?:in )?(?:thousands?|millions?)|[$€£]?\s?'?000s?)[)）\]]?$/i;

/** Whether a row under names says only what they are measured in. */
export function isUnits(row: readonly string[]): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  return filled.length > 0 && filled.every((cell) => UNIT.test(cell.trim()));
}

/** Units that change what a number means: money in other steps or currencies, and time. */
const TELLING =
  /[万亿千百]|thousand|million|000|分|美元|usd|eur|gbp|jpy|hkd|[$€£]|小时|秒|天|hour|hrs|min|sec|day/i;
const BRACKETS = /^[(（[]|[)）\]]$/g;

/** Names with what a row below them says that they are measured in, where that changes what their numbers mean. */
export const withUnits = (names: readonly string[], units: readonly string[]): string[] =>
  names.map((name, i) => {
    const unit = (units[i] ?? '').trim().replace(BRACKETS, '');
    return name === '' || !TELLING.test(unit) ? name : `${name} (${unit})`;
  });

/** What a title says that all money of its table is in. */
const OF_ALL =
  /单位\s*[:：]?\s*(?:人民币)?\s*(亿元|百万元|万元|千元)|\b(in (?:thousands|millions))\b|[(（]((?:thousands|millions))(?: of [a-z]+)?[)）]/i;
/** Names of sums of money. */
const MONEY =
  /金额|销售额|营业额|营收|收入|成本|价|应收|实收|实付|付款|货款|毛利(?!率)|合计|amount|sales|revenue|price|cost|total|value|turnover/i;

/** Names of money with the unit that a title above the table states for all of it; such as state their own keep that. */
export function withUnitOf(names: readonly string[], titles: readonly (readonly string[])[]): string[] {
  const said = titles.flat().flatMap((cell) => OF_ALL.exec(cell.normalize('NFKC')) ?? [])[0];
  const found = said === undefined ? null : OF_ALL.exec(said);
  const unit = found && (found[1] ?? found[2] ?? found[3]);
  if (!unit) return [...names];
  return names.map((name) =>
    MONEY.test(name) && moneyUnit(name) === 1 && !/元\s*[)）]|[$€£¥]/.test(name) ? `${name} (${unit})` : name,
  );
}

/** What records of money call themselves where a payment system's own interface gave them (Stripe's `object`). */
const RECORD =
  /^(?:charge|payment_intent|invoice|invoiceitem|line_item|refund|balance_transaction|payout|checkout\.session|credit_note|dispute|price)$/;
/** Their sums, whole numbers of the smallest unit of the currency. */
const SUM = /(?:^|\.)(?:unit_amount|amount|subtotal|total|fee|net|tax)(?:_(?!count|decimal|percent)\w+)?$/;
/** Currencies without a smaller unit. */
const UNDIVIDED = /^(?:bif|clp|djf|gnf|jpy|kmf|krw|mga|pyg|rwf|ugx|vnd|vuv|xaf|xof|xpf)$/i;

/** Names of such sums, by some of the values of each name, with the unit that nothing in the file states. */
export function withSmallestUnit(
  names: readonly string[],
  values: ReadonlyMap<string, readonly (string | null)[]>,
): string[] {
  const [records = [], currencies = []] = [values.get('object'), values.get('currency')];
  const so =
    records.length > 0 &&
    records.every((one) => one !== null && RECORD.test(one)) &&
    currencies.length > 0 &&
    currencies.every((one) => one !== null && /^[a-z]{3}$/.test(one) && !UNDIVIDED.test(one));
  if (!so) return [...names];
  const whole = (name: string) =>
    (values.get(name) ?? []).every((one) => one === null || /^-?\d+$/.test(one));
  return names.map((name) => (SUM.test(name) && whole(name) ? `${name} (cents)` : name));
}
