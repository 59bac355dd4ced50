import { ENTITIES, type EntityName } from '../../entity/catalogue.ts';
import { identityOf, inFull, listedMoment, momentOf, sortOf, titledBy } from './name-grammar.ts';
import { ABROAD } from './names-abroad.ts';
import { askedFor } from './questions.ts';
import { ROLE_NAMES, type Names } from './role-names.ts';

const listed = new Map<string, string[]>();

/** The words of a list; remembered. */
function words(list: string | undefined): string[] {
  if (!list) return [];
  if (!listed.has(list)) listed.set(list, list.split(/\s+/).filter(Boolean));
  return listed.get(list)!;
}

const abroad = new Map<string, string[]>();

/** The words of a list in the form in which names are compared, which has simplified characters in Japanese names, too. */
function foreignWords(list: string | undefined): string[] {
  if (!list) return [];
  if (!abroad.has(list)) abroad.set(list, words(list).map(normalName));
  return abroad.get(list)!;
}

/** Traditional characters of column names and the simplified ones, pairwise. */
const TRADITIONAL =
  '訂單編號會員時間數類別價額總實應產區國電話絡戶購銷貨來動設備結敗訊評滿議題費業務團隊負責聯繫線狀態發問決處長歷點擊頁稱顧買賣開錄註冊體為見';
const SIMPLIFIED =
  '订单编号会员时间数类别价额总实应产区国电话络户购销货来动设备结败讯评满议题费业务团队负责联系线状态发问决处长历点击页称顾买卖开录注册体为见';
const PLAIN = /^[ -~]*$/;
const simplified = new Map([...TRADITIONAL].map((t, i) => [t, [...SIMPLIFIED][i]!]));

/**
 * The form in which names are compared: lower case, full width made half, traditional characters made
 * simplified, spaces, underscores, signs and camel humps gone: 'Customer_ID ' → 'customerid'.
 */
export function normalName(name: string): string {
  // Of the thousands of names that a file's are held against most are plain, and need none of the rest.
  if (PLAIN.test(name)) return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const letters = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return Array.from(letters, (char) => simplified.get(char) ?? char).join('');
}

/** A role's names as they are looked for; what does not hang on the column is worked out once. */
interface Sought {
  /** The role's own name, in the form in which names are compared; '' where that tells nothing. */
  role: string;
  outright: string[];
  suggestive: string[];
  /** Those of the outright ones that tell something within a longer name. */
  within: { word: string; telling: number }[];
  /** What both are about, by each way of writing a name that suits the role. */
  about: { way: Way; outright: ReadonlySet<string>; suggestive: ReadonlySet<string> }[];
}

/** Ways of writing a name: with a word for the moment, the number, the name or the sort of what it is about. */
type Way = 'moment' | 'identity' | 'title' | 'sort';

/** Whose numbers tell rows or people apart. */
const NUMBERED_ROLES = new Set(['customer', 'order_id', 'session']);
/** Whose names are another thing than themselves: a customer's name is no customer number. */
const UNTITLED_ROLES = new Set(['customer', 'name', 'text', 'order_id', 'session']);

function waysOf(entity: EntityName, role: string): Way[] {
  const { type } = ENTITIES[entity].roles.find(({ name }) => name === role)!;
  if (type === 'timestamp') return ['moment'];
  if (type !== 'text') return [];
  return [
    ...(NUMBERED_ROLES.has(role) ? (['identity'] as const) : role === 'kind' ? [] : (['sort'] as const)),
    ...(UNTITLED_ROLES.has(role) ? [] : (['title'] as const)),
  ];
}

/** By `entity.role`. */
const sought = new Map<string, Sought>();

/** What listed names are about, by one way of writing them. */
const ABOUT: Record<Way, (name: string) => string> = {
  moment: listedMoment,
  identity: (name) => identityOf(name) || name,
  title: (name) => titledBy(name) || name,
  sort: sortOf,
};

function soughtOf(names: Names, entity: EntityName, role: string): Sought {
  const key = `${entity}.${role}`;
  let found = sought.get(key);
  if (!found) {
    const outright = words(names[0]);
    const within = outright.flatMap((word) => {
      const han = /\p{Script=Han}/u.test(word);
      if (word.length < (han ? 2 : 5)) return [];
      return [{ word, telling: word.length >= (han ? 3 : 8) ? 0.5 : 0.25 }];
    });
    const own = role === 'text' || role === 'name' ? '' : normalName(role);
    const suggestive = words(names[1]);
    const about = waysOf(entity, role).map((way) => {
      const stems = (of: string[]) => new Set(of.map(ABOUT[way]).filter(Boolean));
      return { way, outright: stems(outright), suggestive: stems(suggestive) };
    });
    sought.set(key, (found = { role: own, outright, suggestive, within, about }));
  }
  return found;
}

/** The number of a question before its text: `1、`, `Q2.`, `3)`. */
const NUMBERED = /^\s*(?:Q\s?)?\d{1,3}\s*[、.:)．:]\s*(?=\D)/i;
/** What parts a name from the record it belongs to: `Deal - Value`, `properties.amount`, `Order: Total`. */
const OWNED = /[.:：]|\s[-–—]\s/;

/** The unit that stands behind what is measured: `First reply time in minutes`, `Amount USD`. */
const UNIT =
  /[\s_-](?:in[\s_-])?(?:min(?:ute)?s?|h(?:ou)?rs?|sec(?:ond)?s?|days|years|ms|usd|eur|gbp|cny|rmb|jpy|hkd|twd)\s*$/i;

/** What a sum of money says of the tax in it: `Bedrag incl. btw`, `Total inc. GST`. */
const TAXED =
  /[\s_-]*(?:incl?(?:uding|usive)?|inkl|avec|con|com|con l[’'])[\s_.-]*(?:of[\s_]|la[\s_]|de[\s_])?(?:btw|vat|tax(?:es)?|gst|mwst|ust|iva|tva|moms)\.?\s*$/i;

interface Forms {
  /** The name as a whole, and without a remark in brackets. */
  whole: string;
  bare: string;
  /** Without the unit or the tax behind it; '' where it has none. */
  unitless: string;
  /** What is left where a name says of which record it is: of `Status do pedido` `status`, of `Bestellsumme` `summe`; '' for none. */
  core: string;
  /** What stands behind the record's name; '' for none. */
  own: string;
  /** Its words in full and in their usual order; '' where that is the name as it stands. */
  full: string;
  /** What it is about, by each way of writing a name; '' where it is not written so. */
  about: Record<Way, string>;
  /** The last words of several, the longest first: of `Default Address City` `addresscity` and `city`. */
  tails: string[];
  /** How well it fits each role that was asked for, by `entity.role`. */
  scores: Map<string, number>;
}

/** Records of sales, as they stand behind what is said of them, and before it in German compounds. */
const OF_RECORD =
  /^(.+?)[\s_]+(?:do|da|dos|das|de|del|de la|de l['’]|della?|dell['’]|di|du|des|d['’])[\s_]*(?:pedido|compra|venta|venda|commande|achat|vente|facture|factura|fatura|ordine|acquisto|vendita|orden|encomenda|transacci[oó]n|transa[çc][ãa]o|transaction|reserva|r[ée]servation)s?$/i;
const COMPOUND = /^(?:bestell(?:ungs)?|auftrags|rechnungs|kauf|verkaufs|buchungs|order)-?(?=\p{L}{4})/iu;
/** A number or a code in other languages. */
const OF_NUMBER = /nummer|nr$|code|codice|c[óo]digo|n[uú]m[eé]ro|番号|번호|^id|id$/;
/** What is left of the name of a record's number. */
const NUMBER =
  /^(?:n|nr|nº|no|num|numero|número|numéro|nummer|id|code|codigo|código|codice|ref|référence|referencia|referência)$/;

const coreOf = (plain: string): string => {
  const name = plain.trim();
  const of = OF_RECORD.exec(name)?.[1] ?? name.replace(COMPOUND, '');
  return of === name ? '' : normalName(of);
};

const forms = new Map<string, Forms>();

/** A name as it is compared; remembered, since every role asks for it. */
function formsOf(column: string): Forms {
  let found = forms.get(column);
  if (!found) {
    if (forms.size > 1000) forms.clear();
    const asked = column.normalize('NFKC').replace(NUMBERED, '');
    const plain = asked.replace(/[([{【].*$/, '');
    const parts = plain.split(OWNED).filter((part) => normalName(part) !== '');
    const tokens = plain
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .split(/[^\p{L}\p{N}#%]+/u)
      .map((word) => normalName(word) || word)
      .filter(Boolean);
    const full = inFull(tokens);
    const stated = full || normalName(plain);
    found = {
      whole: normalName(asked),
      bare: normalName(plain),
      unitless: [UNIT, TAXED]
        .map((end) => (end.test(plain) ? normalName(plain.replace(end, '')) : ''))
        .join(''),
      core: coreOf(plain),
      own: parts.length > 1 ? normalName(parts.at(-1)!) : '',
      full,
      about: {
        moment: momentOf(tokens, normalName(plain)),
        identity: identityOf(stated),
        title: titledBy(stated),
        sort: sortOf(stated),
      },
      tails: tokens.slice(1).map((_, i) => tokens.slice(i + 1).join('')),
      scores: new Map(),
    };
    forms.set(column, found);
  }
  return found;
}

/**
 * How well a column's name fits a role, 0 to 1: 1 the role's own name, about .97 outright (a little more
 * for names earlier in the list), .9 an outright one written otherwise, .6 suggestive, .25 to .8 within a longer name, 0 nothing in common.
 */
export function nameScore(column: string, entity: EntityName, role: string): number {
  const names = ROLE_NAMES[entity][role];
  if (!names) return 0;
  const its = formsOf(column);
  const key = `${entity}.${role}`;
  let score = its.scores.get(key);
  if (score === undefined) {
    score = scoreOf(column, entity, role, soughtOf(names, entity, role), its);
    its.scores.set(key, score);
  }
  return score;
}

function scoreOf(
  column: string,
  entity: EntityName,
  role: string,
  { role: roleName, outright, suggestive, within, about }: Sought,
  { whole, bare, unitless, core, own, full, about: its, tails }: Forms,
): number {
  if (whole !== '' && whole === roleName) return 1;
  for (const [name, most] of [
    [whole, 0.98],
    [bare, 0.96],
    [own, 0.94],
    [full, 0.93],
    [unitless, 0.93],
  ] as const) {
    const place = name === '' ? -1 : outright.indexOf(name);
    if (place >= 0) return most - (0.02 * place) / outright.length;
  }
  const foreign = foreignWords(ABROAD[entity]?.[role]);
  // Who is told by a number is not told by a name that others may have.
  if (foreign.includes(whole) || foreign.includes(bare)) {
    if (role === 'customer' && OF_NUMBER.test(whole)) return 0.978;
    // What was paid stands before what is left of it without tax.
    const place = Math.max(0, foreign.indexOf(foreign.includes(whole) ? whole : bare));
    return role === 'amount' ? 0.92 - (0.01 * place) / foreign.length : 0.92;
  }
  if (foreign.includes(unitless)) return 0.91;
  if (core !== '' && (foreign.includes(core) || outright.includes(core))) return 0.9;
  if (role === 'order_id' && NUMBER.test(core)) return 0.9;
  if (role === 'customer' && foreignWords(ABROAD.customers?.['email']).includes(bare)) return 0.6;
  if (suggestive.includes(whole) || suggestive.includes(bare)) return 0.6;
  if (about.some(({ way, outright: stems }) => stems.has(its[way]))) return 0.9;
  if (suggestive.includes(full) || about.some(({ way, suggestive: stems }) => stems.has(its[way])))
    return 0.57;
  let best = askedFor(column, entity, role) ? 0.75 : 0;
  for (const { word, telling } of within) {
    if (!bare.includes(word)) continue;
    // The head of a compound stands at its end, in both languages: 客户等级 is a level, 等级说明 is not.
    const share = word.length / bare.length;
    best = Math.max(
      best,
      bare.endsWith(word) ? 0.5 + 0.3 * share : telling + 0.3 * share * (telling < 0.5 ? 1 : 0.3),
    );
  }
  for (const tail of tails) {
    const share = tail.length / bare.length;
    if (outright.includes(tail)) best = Math.max(best, 0.5 + 0.3 * share);
    else if (tail.length > 3 && suggestive.includes(tail)) best = Math.max(best, 0.4 + 0.1 * share);
  }
  if (!best && role === ENTITIES[entity].time && /(?:时间|日期|date|time)$/.test(bare)) return 0.42;
  return best;
}
