import { detectPersonal } from '../privacy/detect.ts';
import type { PersonalKind } from '../privacy/kinds.ts';
import { isChineseName, isCompany, isWesternName } from '../privacy/patterns.ts';
import { kindsIn } from '../privacy/redact.ts';
import { isTotal } from '../values/total.ts';
import type { ReadColumn, Reading, TextReading } from './api.ts';
import { nameColumns } from './headers.ts';
import { saysItsName } from './made.ts';
import { sourceName } from './source-name.ts';
import { mayBeCustomers, saysKind, saysNothing, tellApart, whoOf, withoutEnding } from './who.ts';

/** Share of all columns that two sheets have in common to be of one shape. */
const ALIKE = 0.75;

const CALLED = { zh: { sheet: '工作表', file: '文件' }, en: { sheet: 'Sheet', file: 'File' } } as const;
const CALLED_SO = /^(?:工作表|文件|sheet|file)(?:_\d+)?$/i;

/** Whether a column is one in which the name of a sheet or member stands. */
export const isPartColumn = (name: string): boolean => CALLED_SO.test(name);

/**
 * The tables of one file, where several are of one shape with what each is called in a column of its own: a sheet for
 * each customer says nowhere else who it is of. Names of periods, and such as sheets have whatever is in them, are
 * taken where that is asked for alone, and so is the file's own name, of which one file does not show what it is.
 */
export function withPartNames(
  readings: readonly Reading[],
  fileName: string,
  hints: Partial<TextReading>,
): Reading[] {
  return readings.map((reading) => {
    const own = calledIn(reading);
    if (sums(own)) return asked(reading, hints);
    const by = saysLittle(own) ? whoOf(fileName) : null;
    if (by && hints.names === 'column') return namedByFile(reading, by, hints);
    if (by && hints.names === 'none') return unnamed(reading, hints, 'file-unnamed');
    if (own === '') return asked(reading, hints);
    const same = readings.filter((other) => ofOneShape(reading, other)).map(calledIn);
    const others = same.filter((name) => !sums(name));
    if (hints.names === undefined && (others.length < 2 || !tellApart(others))) return reading;
    if (hints.names !== 'none') return namedByPart(reading, sourceName(fileName), others, hints);
    if (others.length < 2 || !tellApart(others)) return asked(reading, hints);
    return unnamed(reading, hints, 'part-unnamed');
  });
}

/** A file, and what stands in it as far as that is known. */
export interface NamedFile {
  name: string;
  readings: readonly Reading[];
}

/**
 * The files that say by their names alone whom they are of: several of one shape, of two customers or more, none of
 * them called by a period, a place or a kind of record, and half of them as people and houses are called.
 */
export function calledByCustomers<File extends NamedFile>(files: readonly File[]): File[] {
  const open = files.flatMap((file) => {
    const table = file.readings.find((one) => saysLittle(calledIn(one)) && !sums(calledIn(one)));
    return table && !sums(withoutEnding(file.name)) && !saysItsName(table.columns) ? [{ file, table }] : [];
  });
  return open
    .filter(({ table }) => {
      const whos = open.filter((other) => ofOneShape(table, other.table)).map(({ file }) => whoOf(file.name));
      return !whos.includes(null) && mayBeCustomers(whos.map((found) => found!.who));
    })
    .map(({ file }) => file);
}

/** Whether what a table is called leaves it to the file's name to say whose it is. */
const saysLittle = (name: string): boolean => name === '' || saysNothing(name) || saysKind(name);

const sums = (name: string): boolean => isTotal(name) || SUMS.test(name);
/** What a sheet is called in which the others are added up. */
const SUMS = /汇总|合计|总表|总计|summary/i;

function ofOneShape(a: Reading, b: Reading): boolean {
  const [own, others] = [a, b].map(({ columns }) => new Set(columns.map(({ name }) => name)));
  const both = [...own!].filter((name) => others!.has(name)).length;
  return both / new Set([...own!, ...others!]).size >= ALIKE;
}

/** What a part is called: a sheet by its name, a member of an archive by its own without folders and ending. */
function calledIn({ part, kind }: Reading): string {
  const [member = '', sheet] = part.split('::');
  if (sheet === undefined) return (isSheet(kind) ? part : withoutEnding(member)).trim();
  return saysNothing(sheet.trim()) ? withoutEnding(member) : sheet.trim();
}

const isSheet = (kind: Reading['kind']): boolean => /^(?:xlsx|xls|ods)$/.test(kind);

/** With the part's name in a column behind the others, and not in that of the source, which is written everywhere. */
function namedByPart(
  reading: Reading,
  source: string,
  names: readonly string[],
  hints: Partial<TextReading>,
): Reading {
  const of = isSheet(reading.kind) ? 'sheet' : 'file';
  const column = madeColumn(reading, of, { text: calledIn(reading) }, personalIn(names));
  return withMade({ ...asked(reading, hints), name: source }, column, 'part-named');
}

/** As `namedByPart`, of whom the file's name says it is; the source is called by what else that says. */
function namedByFile(
  reading: Reading,
  { who, what }: { who: string; what: string },
  hints: Partial<TextReading>,
): Reading {
  const names = [who, ...(hints.beside ?? []).flatMap((file) => whoOf(file)?.who ?? [])];
  const column = madeColumn(reading, 'file', { text: who, file: true }, personalIn([...new Set(names)]));
  const name = what === '' ? sourceName(column.name) : sourceName(what);
  return withMade({ ...asked(reading, hints), name }, column, 'file-named');
}

function madeColumn(
  { columns }: Reading,
  of: 'sheet' | 'file',
  made: NonNullable<ReadColumn['made']>,
  personal: PersonalKind | null,
): ReadColumn {
  const zh = /\p{Script=Han}/u.test(columns.map(({ name }) => name).join(''));
  const all = [...columns.map((column) => column.name), CALLED[zh ? 'zh' : 'en'][of]];
  const { name } = nameColumns(all, all.length).headers.at(-1)!;
  const column: ReadColumn = { name, original: name, type: 'text', format: '', made };
  return personal ? { ...column, personal } : column;
}

const withMade = (reading: Reading, column: ReadColumn, code: 'part-named' | 'file-named'): Reading => ({
  ...reading,
  columns: [...reading.columns, column],
  preview: reading.preview.map((row) => [...row, column.made!.text]),
  notices: [...reading.notices, { code, values: { name: column.name } }],
});

const unnamed = (
  reading: Reading,
  hints: Partial<TextReading>,
  code: 'part-unnamed' | 'file-unnamed',
): Reading => ({ ...asked(reading, hints), notices: [...reading.notices, { code }] });

/**
 * What is personal about names of sheets or files. One has one of them, so all are looked at, as in a column of customers;
 * there may be too few for that column to show it, so some people among them are enough.
 */
function personalIn(names: readonly string[]): PersonalKind | null {
  const people = names.filter(
    (name) => isChineseName(name) || (name.includes(' ') && isWesternName(name) && !isCompany(name)),
  );
  const kinds = kindsIn(names.map((value) => ({ value, count: 1 })));
  const found = detectPersonal('客户', names, { filled: names.length, kinds });
  return found ?? (people.length > 0 && people.length >= names.length * 0.2 ? 'name' : null);
}

/** What was asked for stands in how a table is read, as all of that does. */
const asked = (reading: Reading, { names }: Partial<TextReading>): Reading =>
  reading.text && names ? { ...reading, text: { ...reading.text, names } } : reading;
