import { rowsFrom } from '../disclosure/gated-result.ts';
import { ENTITIES } from '../entity/catalogue.ts';
import type { ResultField, Rows } from '../engine/api.ts';
import { fill } from '../i18n/fill.ts';
import type { Format } from '../i18n/formats.ts';
import { rounded } from '../i18n/rounded.ts';
import type { Lang } from '../i18n/text.ts';
import { ok } from '../result.ts';
import { listSql } from '../run/list-rows.ts';
import { labelRows } from '../template/labels.ts';
import type { Codes, ResultColumn } from '../template/schema.ts';
import type { ExportedTable } from './exporting.svelte.ts';

/** What of a customer's profile can stand beside a row, in the order in which it does. */
const PROFILE = [
  'name',
  'owner',
  'team',
  'region',
  'city',
  'level',
  'phone',
  'email',
  'industry',
  'company_size',
  'core_need',
] as const;
/** What a list has of it when nothing was chosen: whom to call, who calls, where. */
const USUAL: readonly string[] = ['name', 'owner', 'region', 'level'];

/** A column that a list can have. */
export interface ListColumn {
  /** Of the result: its name there. Of the profile: the role. */
  name: string;
  label: string;
  profile: boolean;
  /** Whether a list has it when nothing was chosen. */
  usual: boolean;
}

/** The columns that a list of these rows can have: the result's, then those of the profile that are mapped. */
export function listColumns(
  fields: readonly ResultField[],
  declared: readonly ResultColumn[],
  mapped: ReadonlySet<string>,
  lang: Lang,
): ListColumn[] {
  const labels = new Map(declared.map((column) => [column.name, fill(column.label, lang)]));
  const own = fields.map(({ name }) => ({
    name,
    label: labels.get(name) ?? name,
    profile: false,
    usual: true,
  }));
  if (!fields.some(({ name }) => name === 'customer')) return own;
  const beside = PROFILE.flatMap((role) => {
    const known = ENTITIES.customers.roles.find(({ name }) => name === role);
    if (!known || !mapped.has(`customers.${role}`) || fields.some(({ name }) => name === role)) return [];
    return [{ name: role, label: known.label[lang], profile: true, usual: USUAL.includes(role) }];
  });
  return [...own, ...beside];
}

/** A list as it is asked for. */
export interface ListOrder {
  cell: string;
  /** The file's name without its ending. */
  name: string;
  where: string | undefined;
  count: number;
  fields: readonly ResultField[];
  columns: readonly ListColumn[];
  declared: readonly ResultColumn[];
  codes: Codes | undefined;
  currency: string;
  lang: Lang;
  /** Codes and numbers as they are, under the names that SQL has for them. */
  plain: boolean;
  /** Whether the result is still the one that was asked for. */
  current(): boolean;
}

/** Rows in the words of the reader and rounded, or as they are. */
function dressed(rows: Rows, ordered: readonly ListColumn[], order: ListOrder): Rows {
  if (order.plain) return rows;
  const formats = new Map(order.declared.map((column): [string, Format] => [column.name, column.format]));
  const worded = labelRows(order.codes, rows, order.lang);
  return {
    ...worded,
    fields: worded.fields.map((field, c) => ({ ...field, name: ordered[c]?.label ?? field.name })),
    data: worded.data.map((column, c) => {
      const field = worded.fields[c]!;
      const format = formats.get(field.name) ?? (field.type === 'number' ? 'number' : 'text');
      return Array.from(column, (value) => rounded(value, format, order.currency));
    }),
  };
}

/** Pages of rows that are in memory, with the columns of a list; what is not of the result is left out. */
export function listPage(rows: Rows, order: ListOrder): ExportedTable['page'] {
  const ordered = order.columns.filter(({ profile }) => !profile);
  const at = ordered.map(({ name }) => rows.fields.findIndex((field) => field.name === name));
  const picked = dressed(
    { ...rows, fields: at.map((c) => rows.fields[c]!), data: at.map((c) => rows.data[c]!) },
    ordered,
    order,
  );
  return (_, offset, limit) => Promise.resolve(ok(rowsFrom(picked, offset, limit)));
}

/** The list as a table to be written: words and heads in the reader's language, numbers rounded as shown. */
export function listTable(order: ListOrder): ExportedTable {
  const { cell, where, columns } = order;
  const sql = listSql({
    cell,
    where,
    columns: columns.flatMap(({ name, profile }) => (profile ? [] : [name])),
    profile: columns.flatMap(({ name, profile }) => (profile ? [name] : [])),
  });
  const ordered = [...columns].sort((a, b) => Number(a.profile) - Number(b.profile));
  return {
    name: order.name,
    sheet: cell,
    count: order.count,
    fields: ordered.map(({ name }) => order.fields.find((field) => field.name === name) ?? text(name)),
    from: `(${sql}\n)`,
    current: order.current,
    page: async (engine, offset, limit, signal) => {
      const page = await engine.run(`${sql} LIMIT ${limit} OFFSET ${offset}`, { signal, maxRows: limit });
      return page.ok ? ok(dressed(page.value, ordered, order)) : page;
    },
  };
}

const text = (name: string): ResultField => ({ name, type: 'text', sqlType: 'VARCHAR' });
