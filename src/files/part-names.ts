import { detectPersonal } from '../privacy/detect.ts';
import type { PersonalKind } from '../privacy/kinds.ts';
import { isChineseName, isCompany, isWesternName } from '../privacy/patterns.ts';
import { kindsIn } from '../privacy/redact.ts';
import type { Fault } from '../result.ts';
import { isTotal } from '../values/total.ts';
import type { ReadColumn, Reading, TextReading } from './api.ts';
import { nameColumns } from './headers.ts';
import { periodOf } from './period-names.ts';

/** Share of all columns that two sheets have in common to be of one shape. */
const ALIKE = 0.75;

const CALLED = { zh: { sheet: '工作表', file: '文件' }, en: { sheet: 'Sheet', file: 'File' } } as const;
const CALLED_SO = /^(?:工作表|文件|sheet|file)(?:_\d+)?$/i;

/** Whether a column is one in which the name of a sheet or member stands. */
export const isPartColumn = (name: string): boolean => CALLED_SO.test(name);

/** What programs and people call sheets whatever is in them. */
const PLAIN =
  /^(?:sheet|工作表|表|table|tabelle|feuil|hoja|page|页|part|data|数据|list|列表|blatt|シート)?[\s_\-(（]*\d*[)）]?$/i;
/** What only tells one from the next. */
const COUNTED =
  /^(?:[a-z]|one|two|three|four|five|six|first|second|third|第?[一二三四五六七八九十甲乙丙丁]+)$/i;
/** What a sheet is of, when that is no name of anybody. */
const KINDS =
  /汇总|合计|总表|总计|统计|目录|说明|模板|封面|备注|副本|备份|原始|订单|明细|流水|台账|退货|退款|退单|销售|出货|发货|采购|进货|库存|数据|报表|清单|summary|overview|totals?\b|\ball\b|template|read ?me|notes?\b|cop(?:y|ies)\b|backup|raw|\bdata\b|orders?\b|returns?\b|refunds?\b|sales\b|purchases?\b|stock\b|details?\b|reports?\b|index\b|pivot|chart|config/i;
/** Places and ways of selling. */
const PLACES =
  /[省区县州]$|(?<!超)市$|^(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|内蒙古|台湾|香港|澳门|广州|深圳|杭州|南京|成都|武汉|西安|苏州|宁波|青岛|厦门|长沙|郑州)$|^[华东西南北中]{1,2}(?:部|区|区域|大区)?$|^华[东西南北中]|(?:分店|总店|旗舰店|专营店|直营店|[一二三四五六七八九十\d]+店)$|天猫|淘宝|京东|拼多多|抖音|快手|小红书|美团|饿了么|微信|小程序|线上|线下|门店|\b(?:amazon|ebay|shopify|etsy|online|offline|store|shop|wholesale|retail|north|south|east|west|emea|apac|europe|asia|usa?|uk)\b/i;

const isPeriod = (name: string): boolean =>
  periodOf(name) !== null || /^[\d\s.\-_/年月日号至到~]+$/.test(name) || /^\d{1,2}\s*月/.test(name);
const saysNothing = (name: string): boolean =>
  PLAIN.test(name.trim()) || COUNTED.test(name.trim()) || isPeriod(name.trim()) || isTotal(name.trim());

/** Whether a part's name may be that of a customer: no period, no place, nothing that sheets are usually called by. */
export const namesSomebody = (name: string): boolean =>
  !saysNothing(name) && !KINDS.test(name) && !PLACES.test(name.trim());

/**
 * The tables of one file, where several are of one shape with what each is called in a column of its own: a sheet for
 * each customer says nowhere else who it is of. Names of periods, and such as sheets have whatever is in them, are
 * taken where that is asked for alone.
 */
export function withPartNames(
  readings: readonly Reading[],
  fileName: string,
  hints: Partial<TextReading>,
): Reading[] {
  const sums = (name: string) => isTotal(name) || SUMS.test(name);
  return readings.map((reading) => {
    const own = calledIn(reading);
    const same = readings.filter((other) => ofOneShape(reading, other)).map(calledIn);
    const others = same.filter((name) => !sums(name));
    if (own === '' || sums(own)) return asked(reading, hints);
    if (hints.names === 'column') return named(reading, fileName, others, hints);
    if (others.length < 2 || !tellApart(others)) return asked(reading, hints);
    if (hints.names === undefined) return named(reading, fileName, others, hints);
    const notices: Fault[] = [...reading.notices, { code: 'part-unnamed' }];
    return { ...asked(reading, hints), notices };
  });
}

/** What a sheet is called in which the others are added up. */
const SUMS = /汇总|合计|总表|总计|summary/i;

/** Whether names say whom or what each sheet is of, also without what all of them begin or end with. */
function tellApart(names: readonly string[]): boolean {
  const [head, tail] = [shared(names), shared(names.map(reversed))];
  const own = names.map((name) => name.slice(head, name.length - tail || undefined));
  return (
    names.every((name) => !saysNothing(name) && !KINDS.test(name)) &&
    own.every((name) => !/^[\d\s]*$/.test(name) && !isPeriod(name))
  );
}

const reversed = (name: string): string => Array.from(name).toReversed().join('');

/** How many letters names begin with alike. */
function shared([first = '', ...rest]: readonly string[]): number {
  let length = 0;
  while (length < first.length && rest.every((name) => name[length] === first[length])) length += 1;
  return length;
}

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

const withoutEnding = (file: string): string =>
  file
    .replace(/^.*[\\/]/, '')
    .replace(/(?:\.[a-z\d]{1,7}){1,2}$/i, '')
    .trim();

/** With the part's name in a column behind the others, and not in that of the source, which is written everywhere. */
function named(
  reading: Reading,
  fileName: string,
  names: readonly string[],
  hints: Partial<TextReading>,
): Reading {
  const { columns, kind } = reading;
  const zh = /\p{Script=Han}/u.test(columns.map(({ name }) => name).join(''));
  const word = CALLED[zh ? 'zh' : 'en'][isSheet(kind) ? 'sheet' : 'file'];
  const all = [...columns.map((column) => column.name), word];
  const { name } = nameColumns(all, all.length).headers.at(-1)!;
  const text = calledIn(reading);
  const personal = personalIn(names);
  const column: ReadColumn = { name, original: name, type: 'text', format: '', made: { text } };
  return {
    ...asked(reading, hints),
    name: fileName,
    columns: [...columns, personal ? { ...column, personal } : column],
    preview: reading.preview.map((row) => [...row, text]),
    notices: [...reading.notices, { code: 'part-named', values: { name } }],
  };
}

/**
 * What is personal about names of sheets. One sheet has one of them, so all are looked at, as in a column of customers;
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
