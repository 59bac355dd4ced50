import { namesIdentifier } from '../values/identifier.ts';
import { isTotal } from '../values/total.ts';
import type { ReadColumn } from './api.ts';

/** Columns that are empty on the same rows, fewer of them are chance. */
const ENOUGH = 3;

/**
 * Columns that an export writes on the first line of an order only (its state, its time, its customer), to be
 * carried down to the other lines; none where the rows are not lines of orders. Amounts are never carried: each
 * would count once for every line. Rows go together when another column says the same on all of them, or
 * when every column that could tell them apart is empty with the rest. So is a group's name before its rows.
 * @param rows the table's first rows, in order and without gaps
 * @param merged places of columns that the file itself merges down
 */
export function carriedColumns(
  columns: readonly ReadColumn[],
  rows: readonly (string | null)[][],
  merged: readonly number[] = [],
): string[] {
  const told = merged.flatMap((i) => columns[i] ?? []).filter(namesRows);
  if (told.length > 0) return told.map(({ name }) => name);
  // A line of sums between groups has no number and no customer of its own.
  return carriedAmong(
    columns,
    rows.filter((row) => !isSum(row)),
  );
}

/** Whether a row is one of sums: ,,,小计,9,900 with its first columns empty, or 小计,,,9,900 with nothing beside it that tells whose it is. */
function isSum(row: readonly (string | null)[]): boolean {
  const first = row.findIndex((cell) => (cell ?? '').trim() !== '');
  if (first > 0) return row.some((cell) => cell !== null && isTotal(cell));
  return first === 0 && isTotal(row[0]!) && row.slice(1, 3).every((cell) => (cell ?? '').trim() === '');
}

function carriedAmong(columns: readonly ReadColumn[], rows: readonly (string | null)[][]): string[] {
  if (rows.length < 6) return [];
  const blank = columns.map((_, i) => rows.map((row) => (row[i] ?? '').trim() === ''));
  const groups = new Map<string, number[]>();
  for (const [i, marks] of blank.entries()) {
    const share = marks.filter(Boolean).length / marks.length;
    if (marks[0] || share < 0.1 || share > 0.9) continue;
    const key = marks.map(Number).join('');
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  for (const group of groups.values()) {
    const marks = blank[group[0]!]!;
    const others = columns.map((_, i) => i).filter((i) => !group.includes(i));
    if (group.length < ENOUGH || !(repeatedBy(others) || nothingTells(others, group))) continue;
    return group.flatMap((i) => (/^(?:integer|number)$/.test(columns[i]!.type) ? [] : [columns[i]!.name]));

    function repeatedBy(others: number[]): boolean {
      return others.some((i) =>
        marks.every((empty, r) => {
          const value = rows[r]![i] ?? '';
          return value !== '' && (r === 0 || empty === (value === (rows[r - 1]![i] ?? '')));
        }),
      );
    }

    function nothingTells(others: number[], group: number[]): boolean {
      const nameOf = (i: number) => columns[i]!.original || columns[i]!.name;
      const named = (i: number) => namesIdentifier(nameOf(i));
      const telling = others.some((i) => {
        if (OF_GOODS.test(nameOf(i))) return false;
        const values = rows.map((row) => row[i] ?? '').filter((value) => value !== '');
        return named(i) || (columns[i]!.type === 'text' && new Set(values).size > values.length * 0.9);
      });
      const counted = others.some(
        (i) => /^(?:integer|number)$/.test(columns[i]!.type) && blank[i]!.every((empty) => !empty),
      );
      return group.some(named) && !telling && counted;
    }
  }
  return leadingGroup(columns, rows);
}

/** What lines of an order are about: numbers and names of goods are theirs, and tell no orders apart. */
const OF_GOODS =
  /产品|商品|物料|存货|货品|货号|品名|条码|规格|型号|批号|sku|product|item|material|article|goods|model|batch/i;

/** Whether a column says something of each of its rows: a sum that stands once for several would count for each. */
const namesRows = ({ name, original, type }: ReadColumn): boolean =>
  type !== 'number' && (type !== 'integer' || namesIdentifier(original || name));

/** Groups under each other in order that chance does not make. */
const GROUPS = 6;
const SUMMED = /^(?:sub)?total\s+(?:for\s+)?|\s*(?:sub\s?totals?|totals?|合计|小计|汇总|合計|小計|計)$/i;

/** Whether the first column counts the rows, whatever they are about. */
const countsRows = (rows: readonly (string | null)[][]): boolean =>
  rows.every(
    (row, i) => /^\d+$/.test(row[0] ?? '') && (i === 0 || Number(row[0]) === Number(rows[i - 1]![0]) + 1),
  );

/**
 * The first column, but for one that counts the rows, where it stands on the first row of each group only, as pivot
 * tables and merged cells write it, or on a line of its own above the group: its names come once each and in order, or
 * each is followed by its total. A column that is merely filled in for some (the members among a shop's buyers) has its
 * names as they came. Columns behind it that are filled wherever it is are groups within.
 */
function leadingGroup(columns: readonly ReadColumn[], rows: readonly (string | null)[][]): string[] {
  const leading = countsRows(rows) ? 1 : 0;
  const named = columns.findIndex(
    ({ name, original }, i) => i > leading && OF_CUSTOMERS.test(original || name),
  );
  const found = groupAt(columns, rows, leading);
  // A list that is in order of its customers has their names merged down wherever their column stands.
  return found.length > 0 || named < 0 ? found : groupAt(columns, rows, named);
}

const OF_CUSTOMERS =
  /^(?:客户|客戶|会员|會員|买家|顾客|顧客|用户|customer|client|member|buyer|kunde|klant|клиент|고객)/i;

function groupAt(columns: readonly ReadColumn[], rows: readonly (string | null)[][], at: number): string[] {
  const first = columns[at];
  const least = Math.min(at, 1) + 2;
  if (!first || columns.length < least + 1 || first.type === 'number') return [];
  if (first.type === 'integer' && !namesIdentifier(first.original || first.name)) return [];
  const values = rows.map((row) => (row[at] ?? '').trim());
  const blank = values.filter((value) => value === '').length / values.length;
  if (values[0] === '' || blank < 0.3 || blank > 0.97) return [];
  const whole = rows.every(
    (row, i) => values[i] !== '' || row.filter((cell) => (cell ?? '').trim() !== '').length >= least,
  );
  const heads = values.filter((value) => value !== '');
  const names = heads.filter((head, i) => !(SUMMED.test(head) && head.replace(SUMMED, '') === heads[i - 1]));
  const summed = names.length >= 2 && heads.length >= 2 * names.length - 1;
  if (!whole || new Set(heads).size < heads.length || !(summed || (names.length >= GROUPS && inOrder(names))))
    return [];
  return [first, ...groupsWithin(columns, rows, at)].map(({ name }) => name);
}

/** The columns behind one of groups that are filled wherever the one before them is, and empty on other rows: a customer under a day. */
function groupsWithin(
  columns: readonly ReadColumn[],
  rows: readonly (string | null)[][],
  at: number,
): ReadColumn[] {
  const empty = (row: readonly (string | null)[], i: number): boolean => (row[i] ?? '').trim() === '';
  const within: ReadColumn[] = [];
  for (let i = at + 1; i < columns.length - 1; i += 1) {
    const some = rows.filter((row) => empty(row, i)).length;
    const led = rows.every((row) => empty(row, i - 1) || !empty(row, i));
    if (!led || some < rows.length * 0.2 || !namesRows(columns[i]!)) break;
    within.push(columns[i]!);
  }
  return within;
}

/** Whether names stand in the order of some alphabet, up or down. */
const inOrder = (names: readonly string[]): boolean =>
  ['en', 'zh'].some((language) => {
    const { compare } = new Intl.Collator(language, { numeric: true });
    const steps = names.slice(1).map((name, i) => Math.sign(compare(names[i]!, name)));
    return steps.every((step) => step === steps[0]);
  });
