import { quoteText } from '../sql/quote.ts';
import { isOwed, isOwedSql, plainKindSql, tellsAgain, tellsAgainSql } from './record-kinds.ts';
import {
  namesRecord,
  namesRecordSql,
  NOTHING_UNDONE,
  speaksOfUndoing,
  speaksOfUndoingSql,
  statusClass,
  statusClassSql,
} from './status.ts';
import { WORST_FIRST, type StatusClass } from './status-words.ts';

/** Roles whose columns say how an order came out; of several the worst that is true counts. */
export const STATUS_ROLES = ['status', 'payment_status', 'fulfilment_status', 'refund_status'] as const;
export type StatusRole = (typeof STATUS_ROLES)[number];

export const isStatusRole = (role: string): role is StatusRole =>
  STATUS_ROLES.some((known) => known === role);

/** A value of a status column that somebody has judged by hand. */
export interface JudgedStatus {
  role: StatusRole;
  value: string;
  class: StatusClass;
}

/** What a parcel's way says of the sale: that it came back or never left, and nothing of the payment. */
const OF_PARCELS: readonly StatusClass[] = ['test', 'refund', 'partial_refund', 'cancelled', 'sale'];

/** What stands before a word that a refund's own column leaves out: 成功 is a refund there. */
const about = (latin: boolean): string => (latin ? 'refund ' : '退款');
const LATIN = '[A-Za-z]';

/** What a value of a status column says of a sale, as that column means it; `among` are its other values. */
export function statusIn(role: StatusRole, text: string, among: readonly string[] = []): StatusClass {
  if (tellsAgain(text, among)) return 'no_sale';
  if (role !== 'fulfilment_status' && role !== 'refund_status' && isOwed(text, among)) return 'unpaid';
  switch (role) {
    case 'status':
    case 'payment_status':
      return statusClass(text);
    case 'fulfilment_status': {
      const found = statusClass(text);
      return OF_PARCELS.includes(found) ? found : 'unknown';
    }
    case 'refund_status':
      if (speaksOfUndoing(text) || namesRecord(text)) return statusClass(text);
      if (NOTHING_UNDONE.includes(text.trim().toLowerCase())) return 'sale';
      return statusClass(about(new RegExp(LATIN).test(text)) + text);
  }
}

/** SQL of the text that is judged for a value of a column. */
function judgedTextSql(role: StatusRole, text: string): string {
  if (role !== 'refund_status') return text;
  const nothing = NOTHING_UNDONE.map(quoteText).join(', ');
  return `CASE WHEN lower(trim(${text})) IN (${nothing}) THEN '${about(true)}none' WHEN ${speaksOfUndoingSql(text)} OR ${namesRecordSql(text)} THEN ${text} WHEN regexp_matches(${text}, '${LATIN}') THEN '${about(true)}' || ${text} ELSE '${about(false)}' || ${text} END`;
}

/**
 * SELECT of the distinct values of an order's status columns in `from`: the values, `n` rows, what each says
 * (`<role>_class`), the worst of it (`class`) and `key`, which `statusKeySql` makes of a row.
 */
export function statusesSql(
  from: string,
  roles: readonly StatusRole[],
  judged: readonly JudgedStatus[],
): string {
  const list = roles.join(', ');
  const values = roles
    .map((role) => `SELECT ${quoteText(role)} AS role, ${role} AS value FROM combined`)
    .join(' UNION ALL ');
  const text = roles.map((role) => `WHEN ${quoteText(role)} THEN ${judgedTextSql(role, 'value')}`).join(' ');
  const hand = judged
    .filter((one) => roles.includes(one.role))
    .map(
      (one) =>
        `WHEN role = ${quoteText(one.role)} AND value = ${quoteText(one.value)} THEN ${quoteText(one.class)}`,
    );
  const parcels = OF_PARCELS.map(quoteText).join(', ');
  const order = `[${WORST_FIRST.map(quoteText).join(', ')}]`;
  const places = roles.map(
    (role) => `CASE WHEN ${role}_class IS NOT NULL THEN list_position(${order}, ${role}_class) END`,
  );
  // The words are looked for once over the values of all columns: each expression is dear to make.
  return `WITH combined AS MATERIALIZED (SELECT ${list}, count(*) AS n FROM ${from} WHERE coalesce(${list}) IS NOT NULL GROUP BY ALL),
judged AS MATERIALIZED (SELECT role, value, CASE ${hand.join(' ')} WHEN ${tellsAgainSql('kind', 'role')} THEN 'no_sale' WHEN role IN ('status', 'payment_status') AND ${isOwedSql('kind', 'role')} THEN 'unpaid' WHEN role = 'fulfilment_status' AND read NOT IN (${parcels}) THEN 'unknown' ELSE read END AS class
  FROM (SELECT role, value, ${plainKindSql('value')} AS kind, ${statusClassSql('judged_text')} AS read FROM (SELECT role, value, CASE role ${text} END AS judged_text FROM (SELECT DISTINCT role, value FROM (${values}) WHERE value IS NOT NULL)))),
classed AS (SELECT c.*, ${roles.map((role, i) => `j${i}.class AS ${role}_class`).join(', ')} FROM combined c ${roles
    .map((role, i) => `LEFT JOIN judged j${i} ON j${i}.role = ${quoteText(role)} AND j${i}.value = c.${role}`)
    .join(' ')})
SELECT *, ${order}[least(${[...places, WORST_FIRST.length].join(', ')})] AS class, ${statusKeySql(roles)} AS key FROM classed`;
}

/** SQL of what tells a row's statuses apart. */
export const statusKeySql = (roles: readonly StatusRole[]): string =>
  roles.length === 1 ? roles[0]! : roles.map((role) => `coalesce(${role}, '')`).join(` || chr(31) || `);

const CHOICE = '=';

/** Hand-made judgements as a rule's parameters (`status=待发货` to a class), and back; what is neither is left out. */
export const judgedAs = ({ role, value }: Pick<JudgedStatus, 'role' | 'value'>): string =>
  `${role}${CHOICE}${value}`;

export function judgedIn(params: Readonly<Record<string, number | string>>): JudgedStatus[] {
  return Object.entries(params).flatMap(([key, given]) => {
    const at = key.indexOf(CHOICE);
    const role = key.slice(0, at);
    const found = WORST_FIRST.find((one) => one === given);
    return at > 0 && isStatusRole(role) && found ? [{ role, value: key.slice(at + 1), class: found }] : [];
  });
}
