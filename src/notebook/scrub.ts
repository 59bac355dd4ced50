import type { Notebook } from './document.ts';
import { isCode, tokenise, type Token } from '../sql/tokens.ts';
import { phrases } from './phrases.ts';
import { FINDERS } from '../privacy/finders.ts';
import { fold } from '../privacy/fold.ts';
import type { PersonalKind } from '../privacy/kinds.ts';
import { mark, markLanguage } from '../privacy/marks.ts';
import { namesOfPeople } from '../privacy/people-columns.ts';
import { placesOf } from '../privacy/pieces.ts';
import {
  isBankCard,
  isChineseName,
  isEmail,
  isMainlandId,
  isMainlandMobile,
  isSocialSecurity,
  isWrittenPhone,
} from '../privacy/patterns.ts';

/** Something in a notebook that should be looked at before it is shared. */
export interface ScrubFinding {
  /** The way to the text that holds it: `['cells', 2, 'sql']`, `['goal', 'statement']`. */
  path: (string | number)[];
  /** Name of the cell it stands in; '' outside the cells. */
  cell: string;
  /** 1-based line inside that text. */
  line: number;
  /** What it looks like, or `data`: equal to a value of the data. */
  reason: PersonalKind | 'data';
  /** The words as they stand there, quotes of a SQL literal included. */
  text: string;
  /** What could stand there instead. */
  replacement: string;
  /** Whether it stands in the name of a field (the last of the path) and not in its value. */
  inKey?: boolean;
}

/** Fields that name columns, templates and formats: the method itself, never a customer. */
const METHOD_FIELDS = new Set(['format', 'version', 'template', 'currency', 'entity', 'rule', 'action']);

/**
 * Lists what in a notebook looks personal (phone, e-mail, checked id number, card, a person's name beside
 * a word for customer) or equals a value of the data, in every text of the document, unknown fields
 * included. `isDataValue` is asked about literals of SQL, parameters, and whole or quoted phrases.
 */
export function scrub(
  notebook: Notebook,
  isDataValue: (literal: string) => boolean = () => false,
): ScrubFinding[] {
  const found: ScrubFinding[] = [];
  const people = namesOfPeople(notebook.sources.flatMap(({ columns }) => columns.map(({ name }) => name)));
  const inNames = (text: string, path: readonly (string | number)[]): Hit[] =>
    path[0] === 'sources' && people.has(text.trim())
      ? [{ reason: 'name', text, line: 1, replacement: mark('name', markLanguage(text)) }]
      : inText(text, isDataValue);
  const visit = (value: unknown, path: (string | number)[]): void => {
    if (typeof value === 'string' || typeof value === 'number') {
      const place = { path, cell: cellOf(notebook, path) };
      const hits = isSql(path) ? inSql(String(value), isDataValue) : inNames(String(value), path);
      for (const hit of hits) found.push({ ...place, ...hit });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (METHOD_FIELDS.has(key)) continue;
        const inside = [...path, Array.isArray(value) ? Number(key) : key];
        if (!Array.isArray(value))
          for (const hit of inNames(key, path))
            found.push({ path: inside, cell: cellOf(notebook, path), ...hit, inKey: true });
        visit(child, inside);
      }
    }
  };
  visit(notebook, []);
  return found;
}

/** A cell's own SQL, or the formula of a metric. */
const isSql = (path: (string | number)[]): boolean =>
  path.length === 3 &&
  ((path[0] === 'cells' && path[2] === 'sql') || (path[0] === 'metrics' && path[2] === 'expression'));

/** The notebook with the findings' replacements put in. */
export function applyScrub(notebook: Notebook, findings: readonly ScrubFinding[]): Notebook {
  const copy = structuredClone(notebook);
  for (const { path, text, replacement, inKey } of findings) {
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], copy);
    const key = path.at(-1);
    if (typeof holder !== 'object' || holder === null || key === undefined) continue;
    const fields = holder as Record<string | number, unknown>;
    if (inKey && Object.hasOwn(fields, key)) {
      const value = fields[key];
      delete fields[key];
      fields[String(key).replaceAll(text, replacement)] = value;
      continue;
    }
    if (typeof fields[key] === 'string') fields[key] = fields[key].replaceAll(text, replacement);
    if (typeof fields[key] === 'number' && String(fields[key]) === text) fields[key] = 0;
  }
  return copy;
}

/** Fields of a source that say what tables and columns are called. */
const NAMING: ReadonlySet<string | number> = new Set(['name', 'mapping', 'lookups']);

/** Whether it stands in what a table or a column is called. */
export const isName = ({ path, inKey = false, replacement }: ScrubFinding): boolean =>
  path[0] === 'sources' ? inKey || NAMING.has(path[2]!) : replacement.startsWith('"');

/** A text that was made of the notebook, with the findings' replacements wherever their words stand by themselves. */
export const replaceFound = (
  text: string,
  findings: readonly Pick<ScrubFinding, 'text' | 'replacement'>[],
): string =>
  findings.reduce((rest, { text: words, replacement }) => {
    if (!rest.includes(words)) return rest;
    const begins = /^[0-9A-Za-z]/.test(words) ? '(?<![0-9A-Za-z])' : '';
    const ends = /[0-9A-Za-z]$/.test(words) ? '(?![0-9A-Za-z])' : '';
    const pattern = `${begins}${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${ends}`;
    return rest.replace(new RegExp(pattern, 'gu'), () => replacement);
  }, text);

type Hit = Omit<ScrubFinding, 'path' | 'cell'>;

const cellOf = (notebook: Notebook, path: (string | number)[]): string =>
  path[0] === 'cells' ? (notebook.cells[Number(path[1])]?.name ?? '') : '';

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Patterns that find a candidate inside a text; the test then decides. */
const CANDIDATES: [PersonalKind, RegExp, (candidate: string) => boolean][] = [
  ['email', /(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g, isEmail],
  ['id_number', /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, isMainlandId],
  ['id_number', /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g, isSocialSecurity],
  ['phone', /(?<!\d)(?:\+?0{0,2}86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, isMainlandMobile],
  ['bank_card', /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g, isBankCard],
  ['phone', /(?<![\w.])[+(]?\d[\d() .-]{6,18}\d(?!\w)/g, isWrittenPhone],
];

/** Import's own finders of what needs no check digit, and e-mail in all its writings. */
const FOUND = FINDERS.filter(
  ({ kind, sure = false }) => sure || !['id_number', 'bank_card', 'name'].includes(kind),
).map(({ kind, pattern, anyCase }) => ({ kind, regex: new RegExp(pattern, anyCase ? 'giu' : 'gu') }));

/** A text with full-width signs made plain and signs without a width left out, and where each of its signs stood. */
function foldedWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const sign of text) {
    const plain = fold(sign);
    for (let i = 0; i < plain.length; i++) places.push(at + i);
    folded += plain;
    at += sign.length;
  }
  return { folded, places };
}

function personalIn(text: string): { reason: PersonalKind; text: string; at: number }[] {
  const { folded, places } = foldedWithPlaces(text);
  const hits: { reason: PersonalKind; text: string; at: number }[] = [];
  const add = (reason: PersonalKind, from: number, length: number) => {
    if (length === 0) return;
    const [at, end] = [places[from]!, places[from + length - 1]! + 1];
    const covered = hits.some((hit) => at < hit.at + hit.text.length && hit.at < end);
    if (!covered) hits.push({ reason, text: text.slice(at, end), at });
  };
  for (const [reason, pattern, test] of CANDIDATES)
    for (const { at, length } of placesOf(pattern, folded, test)) add(reason, at, length);
  for (const { kind, regex } of FOUND)
    for (const { at, length } of placesOf(regex, folded)) add(kind, at, length);
  return hits.sort((a, b) => a.at - b.at);
}

/** Words that begin like a Chinese name and are none; the commonest in a customer analysis. */
const NOT_NAMES = new RegExp(
  '^(?:金[额牌卡融]|高[价频额端于低活潜净风峰级品质效等中]|方[面式法案向]|程[度序]|周[期末均活度内年一二三四五六日]|任[何务意]' +
    '|万[元人]|文[本字件]|段落|白[银名金领]|钱包|史上|黄[金牌]|江[苏西]|陆续|严[重格]|路[径线]|余[额下量]|石[油化]|许多|何[时种]' +
    '|陈列|于[去今上本此是每]|范[围例]|曾[经在]|付[款费]|夏[季天]|马上|毛利|龙头|武汉|顾[客虑]|韩国|郑州|苏州|沈阳|谢谢|杜绝)',
);
/** A word for a person, then the name. */
const ZH_NAMED =
  /(?:客户|顾客|用户|会员|买家|联系人|姓名|收货人|负责人)(?:名?[为是叫]|[:：_-]|\s|“|「|"|')*(\p{Script=Han}{2,4})/gu;
const ZH_HONORIFIC = /(\p{Script=Han}{1,4})(?:先生|女士|小姐)/gu;
const EN_NAMED =
  /(?:\b(?:[Cc]ustomer|[Cc]lient|[Cc]ontact|[Bb]uyer|[Mm]ember)(?: named| called|:)\s+|\b(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+)(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2})/gu;

/** The name at the start (or, before an honorific, at the end) of a run of Han characters. */
function nameIn(run: string, end: boolean): string | null {
  // Four characters are a name only with a surname of two; one is only before an honorific.
  for (const length of end ? [4, 3, 2, 1] : [4, 3, 2]) {
    const part = end ? run.slice(-length) : run.slice(0, length);
    if (part.length !== length || NOT_NAMES.test(part)) continue;
    if (isChineseName(length === 1 ? `${part}先生` : part)) return part;
  }
  return null;
}

function namesIn(text: string): { text: string; at: number }[] {
  const hits: { text: string; at: number }[] = [];
  for (const match of text.matchAll(ZH_NAMED)) {
    const name = nameIn(match[1]!, false);
    if (name) hits.push({ text: name, at: match.index + match[0].length - match[1]!.length });
  }
  for (const match of text.matchAll(ZH_HONORIFIC)) {
    const name = nameIn(match[1]!, true);
    if (name) hits.push({ text: name, at: match.index + match[1]!.length - name.length });
  }
  for (const match of text.matchAll(EN_NAMED)) {
    hits.push({ text: match[1]!, at: match.index + match[0].length - match[1]!.length });
  }
  return hits.filter((hit, i) => hits.findIndex((other) => other.at === hit.at) === i);
}

function inText(text: string, isDataValue: (literal: string) => boolean): Hit[] {
  const personal = personalIn(text);
  const names = namesIn(text).filter(
    (name) =>
      !personal.some(({ at, text: words }) => name.at < at + words.length && at < name.at + name.text.length),
  );
  const hits: { reason: Hit['reason']; text: string; at: number }[] = [
    ...personal,
    ...names.map((hit) => ({ ...hit, reason: 'name' as const })),
  ];
  // The longest first: a part of what is listed already is not listed again.
  for (const phrase of phrases(text).sort((a, b) => b.text.length - a.text.length)) {
    const end = phrase.at + phrase.text.length;
    const covered = hits.some((hit) => phrase.at < hit.at + hit.text.length && hit.at < end);
    if (!covered && isDataValue(phrase.text)) hits.push({ ...phrase, reason: 'data' });
  }
  // An English sentence about 李雷 stays English without the name.
  const around = hits.reduce((rest, { text: words }) => rest.replace(words, ''), text);
  const lang = markLanguage(/\p{L}/u.test(around) ? around : text);
  return hits.map(({ reason, text: words, at }) => ({
    reason,
    text: words,
    line: lineAt(text, at),
    replacement: mark(reason, lang),
  }));
}

/** Columns whose compared literals name people. */
const PERSON_COLUMN =
  /客户|顾客|会员|姓名|联系人|负责人|推荐人|customer|client|buyer|member|(?:^|_)name$|owner|contact|referrer/i;

function inSql(sql: string, isDataValue: (literal: string) => boolean): Hit[] {
  const code = tokenise(sql).filter((token) => token.kind === 'comment' || isCode(token));
  // A query says the same few words over and over.
  const told = new Map<string, Hit['reason'] | null>();
  return code.flatMap((token, i): Hit[] => {
    const line = () => lineAt(sql, token.start);
    if (token.kind === 'comment') {
      const hits = inText(token.text, isDataValue);
      return hits.map((hit) => ({ ...hit, line: hit.line + line() - 1 }));
    }
    if (token.kind === 'word' || token.kind === 'quoted') {
      if (!told.has(token.text)) told.set(token.text, nameReason(token, isDataValue));
      const reason = told.get(token.text)!;
      if (!reason) return [];
      const replacement = `"${mark(reason, markLanguage(sql))}"`;
      return [{ reason, text: token.text, line: line(), replacement }];
    }
    const isNumber = token.kind === 'other' && /^\d/.test(token.text);
    if (token.kind !== 'string' && !isNumber) return [];
    const value = isNumber ? token.text : literalValue(token);
    const reason = literalReason(value, code, i, isNumber, isDataValue);
    if (!reason) return [];
    return [
      {
        reason,
        text: token.text,
        line: line(),
        replacement: isNumber ? '0' : `'${mark(reason, markLanguage(sql))}'`,
      },
    ];
  });
}

function literalReason(
  value: string,
  code: readonly Token[],
  at: number,
  isNumber: boolean,
  isDataValue: (literal: string) => boolean,
): Hit['reason'] | null {
  const bare = value.replace(/^%+|%+$/g, '').trim();
  const personal = personalIn(bare)[0];
  if (personal) return personal.reason;
  if (namesIn(bare).length > 0) return 'name';
  if (!isNumber && besidePerson(code, at) && (nameIn(bare, false) === bare || looksLikeName(bare)))
    return 'name';
  // One-digit and two-digit numbers are bounds and bins of the method; nearly all of them occur in any data.
  if (isNumber) return bare.length > 2 && isDataValue(bare) ? 'data' : null;
  return phrases(bare).some((phrase) => phrase.text.length > 1 && isDataValue(phrase.text)) ? 'data' : null;
}

/** What a name that a query gives or uses, quoted or not, looks like. */
function nameReason(token: Token, isDataValue: (literal: string) => boolean): Hit['reason'] | null {
  // In small letters it is a whole value or nothing: MAX is nobody's first name here.
  const name =
    token.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text.toLowerCase();
  const told = token.kind === 'quoted' ? phrases(name).map(({ text }) => text) : [name];
  const isOfData = (text: string) =>
    text.length > 2 - Number(!/^[\x20-\x7e]+$/.test(text)) && isDataValue(text);
  return personalIn(name)[0]?.reason ?? (told.some(isOfData) ? 'data' : null);
}

/** At least two capitalised words: one alone is as often a country or a product. */
const looksLikeName = (value: string): boolean =>
  /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’.-]*){1,3}$/u.test(value);

/** Whether a literal is compared with a column that names people: `name = …`, `customer IN (…, …)`. */
function besidePerson(code: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const { kind, text } = code[i]!;
    if (
      kind === 'string' ||
      kind === 'comment' ||
      /^(?:[=,(<>!~]|in|not|like|ilike|similar|to|any)$/i.test(text)
    )
      continue;
    return (kind === 'word' || kind === 'quoted') && PERSON_COLUMN.test(text.replaceAll('"', ''));
  }
  return false;
}

function literalValue(token: Token): string {
  const dollar = /^\$\w*\$/.exec(token.text)?.[0];
  if (dollar) return token.text.slice(dollar.length, -dollar.length);
  return token.text
    .replace(/^[eE]?'/, '')
    .replace(/'$/, '')
    .replaceAll("''", "'");
}
