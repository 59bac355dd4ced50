import { BUSINESS_WORDS } from './business-words.ts';
import { STOP_WORDS } from './stop-words.ts';

/** A text with the group it is compared in ('' for none). */
export interface GroupedText {
  text: string;
  group: string;
  /** Who wrote it, where that is known: texts of one writer are not independent. */
  who?: string;
}

/** A word or a pair of neighbours, in one group against all other texts, or over all (`group` null). */
export interface Keyword {
  term: string;
  group: string | null;
  /** Times it occurs, and texts that it occurs in. */
  count: number;
  documents: number;
  /** Texts of the group (of all). */
  ofDocuments: number;
  /** Log-odds ratio against the rest and its z-score; null over all. */
  logOdds: number | null;
  z: number | null;
}

export interface KeywordOptions {
  /** Most terms, by number of texts. */
  top?: number;
  /** A term in fewer texts is left out. */
  leastDocuments?: number;
  /** Words left out besides the built-in ones, and words kept whole even when they are among those. */
  stop?: readonly string[];
  keep?: readonly string[];
}

const HAN = /\p{Script=Han}/u;

/** How many or how long, in Chinese: 三天, 两个月, 第二. A number in other letters says as little. */
const QUANTITY =
  /^(?:第[〇零一二两三四五六七八九十百千]+.?|[〇零一二两三四五六七八九十百千几半多]+(?:[天日周月年次遍秒元块件单位人家种条倍折成斤克升箱包袋瓶杯台套张份米岁个]|分钟|小时|个月|星期|块钱)+)$/u;
/** A verb that is over or under way: 拖了, 等着. What it says is in the verb, and no term ends so. */
const ASPECT = /^(\p{Script=Han}+)[了着]$/u;

/** Takes a text apart; made once for many texts. */
export type WordCutter = (text: string) => (string | null)[];

/**
 * A cutter into the words that may carry meaning, in order, lower case; null marks a gap (punctuation, a stop
 * word, a number) over which no pair is formed. Words of `keep` and of trade are found first, then
 * `Intl.Segmenter` cuts Chinese by dictionary and Latin text by spaces. Single Chinese characters are left
 * out: cut from their words they are mostly noise.
 */
export function wordCutter(
  stop: ReadonlySet<string> = STOP_WORDS,
  keep: ReadonlySet<string> = new Set(),
): WordCutter {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const known = new Set([...keep, ...BUSINESS_WORDS.filter((word) => !stop.has(word))]);
  // Longest first: 企业微信 before 微信.
  const list = [...known]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const cut = new RegExp(`(${list.join('|')})`);
  const parts = (text: string): string[] => (HAN.test(text) || keep.size > 0 ? text.split(cut) : [text]);
  return (text) => {
    const words: (string | null)[] = [];
    for (const part of parts(text.normalize('NFKC').toLowerCase())) {
      if (known.has(part)) {
        words.push(part);
        continue;
      }
      for (const { segment, isWordLike } of segmenter.segment(part)) {
        if (segment.trim() === '') continue;
        const word = segment.replace(/['’]s$/, '');
        const [, verb] = keep.has(word) ? [] : (ASPECT.exec(word) ?? []);
        const said = verb ?? word;
        const useful =
          isWordLike && /\p{L}/u.test(said) && [...said].length > 1 && !stop.has(word) && !stop.has(said);
        words.push(useful && !QUANTITY.test(said) ? said : null);
        // Whatever follows has nothing of the verb.
        if (verb !== undefined) words.push(null);
      }
    }
    return words;
  };
}

/** Two words as one term: Chinese words are written together. */
const joined = (first: string, second: string): string =>
  HAN.test(first.at(-1)!) && HAN.test(second[0]!) ? first + second : `${first} ${second}`;

interface Counts {
  count: number;
  documents: number;
}

/**
 * Counts words and pairs of neighbours and, where there are groups, tells which are said more in a group
 * than elsewhere: the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008,
 * "Fightin' Words", Political Analysis 16, 372–403). A pair stands when it is at least half of what its
 * rarer word amounts to and is no fragment of a longer run; a word is left out when four in five of its texts have it
 * in such a pair. Rows: each term over all, then in each group; most texts first.
 */
export function findKeywords(
  texts: readonly GroupedText[],
  options: KeywordOptions = {},
  onProgress: (share: number) => void = () => {},
): Keyword[] {
  const { top = 200, leastDocuments = 2, stop = [], keep = [] } = options;
  const left = new Set([...STOP_WORDS, ...stop.map((word) => word.toLowerCase())]);
  const cut = wordCutter(left, new Set(keep.map((word) => word.toLowerCase())));
  const all = new Map<string, Counts>();
  const groups = new Map<string, { words: number; documents: number; terms: Map<string, Counts> }>();
  const pairs = new Map<string, [string, string]>();
  /** Texts in which a pair goes on: the pair that follows it, by both. */
  const runs = new Map<string, Map<string, number>>();
  let total = 0;
  const said: ReadonlySet<string>[] = [];
  for (const [place, { text, group }] of texts.entries()) {
    if (place % STRIDE === 0) onProgress(place / texts.length);
    const own = groups.get(group) ?? { words: 0, documents: 0, terms: new Map<string, Counts>() };
    groups.set(group, own);
    own.documents++;
    const seen = new Set<string>();
    const follows = new Set<string>();
    const add = (term: string) => {
      for (const map of [all, own.terms]) {
        const counts = map.get(term) ?? { count: 0, documents: 0 };
        map.set(term, counts);
        counts.count++;
        if (!seen.has(term)) counts.documents++;
      }
      seen.add(term);
    };
    said.push(seen);
    const words = cut(text);
    words.forEach((word, i) => {
      if (word === null) return;
      add(word);
      own.words++;
      total++;
      const next = words[i + 1];
      if (!next || next === word) return;
      const pair = joined(word, next);
      pairs.set(pair, [word, next]);
      add(pair);
      const third = words[i + 2];
      if (third && third !== next) follows.add(`${pair}\n${joined(next, third)}`);
    });
    for (const run of follows) {
      const [pair, next] = run.split('\n') as [string, string];
      const after = runs.get(pair) ?? new Map<string, number>();
      runs.set(pair, after);
      after.set(next, (after.get(next) ?? 0) + 1);
    }
  }
  const coheres = (term: string): boolean => {
    const parts = pairs.get(term);
    return (
      !parts || all.get(term)!.documents * 2 >= Math.min(...parts.map((word) => all.get(word)!.documents))
    );
  };
  const fragments = fragmentsOf(runs, (pair) => (coheres(pair) ? all.get(pair)!.documents : 0));
  const stands = (term: string): boolean => !fragments.has(term) && coheres(term);
  /** Words that hardly stand outside a pair that is listed: the pair says the same and more. */
  const within = new Set<string>();
  for (const [pair, words] of pairs) {
    const together = all.get(pair)!.documents;
    if (together < LEAST_PAIR || !stands(pair)) continue;
    for (const word of words) if (together >= 0.8 * all.get(word)!.documents) within.add(word);
  }
  const terms = [...all]
    .filter(([term]) => !within.has(term))
    .filter(
      ([term, { documents }]) =>
        documents >= (pairs.has(term) ? Math.max(LEAST_PAIR, leastDocuments) : leastDocuments) &&
        stands(term),
    )
    .sort(([a, x], [b, y]) => y.documents - x.documents || y.count - x.count || (a < b ? -1 : 1))
    .slice(0, top);
  const prior = Math.min(MOST_PRIOR, total / 10);
  const names = [...groups.keys()].sort();
  const widened = repeats(texts, said, names);
  return terms.flatMap(([term, { count, documents }]) => [
    { term, group: null, count, documents, ofDocuments: texts.length, logOdds: null, z: null },
    ...names.flatMap((name): Keyword[] => {
      const { words, documents: ofDocuments, terms: own } = groups.get(name)!;
      const here = own.get(term);
      if (!here || names.length < 2) return [];
      const { logOdds: odds, z } = logOdds(here.count, words, count - here.count, total - words, prior);
      return [{ term, group: name, ...here, ofDocuments, logOdds: odds, z: z / widened(term, name) }];
    }),
  ]);
}

/**
 * By how much the error of a term's difference between a group and the others is wider than if each text were
 * another writer's: the root of the variance of the difference of shares of texts, linearised by writer (Cochran
 * 1977, ch. 6), over that of independent texts; 1 at least.
 */
function repeats(
  texts: readonly GroupedText[],
  said: readonly ReadonlySet<string>[],
  names: readonly string[],
): (term: string, group: string) => number {
  const known = new Map<string, number>();
  let people = 0;
  const writer = texts.map(({ who }) => {
    if (!who) return people++;
    const own = known.get(who) ?? people++;
    known.set(who, own);
    return own;
  });
  if (people === texts.length || people < 2 || names.length < 2) return () => 1;
  /** Texts of each writer, in all and in each group. */
  const written = new Uint32Array(people);
  const inGroup = new Map(names.map((name) => [name, new Uint32Array(people)]));
  const places = new Map<string, number[]>();
  for (const [place, { group }] of texts.entries()) {
    written[writer[place]!]!++;
    inGroup.get(group)![writer[place]!]!++;
    for (const term of said[place]!) {
      const at = places.get(term);
      if (at) at.push(place);
      else places.set(term, [place]);
    }
  }
  /** Of a group: its texts, and sums over writers of squares and products of their shares of it and of the rest. */
  const shapes = new Map(
    names.map((name) => {
      const own = inGroup.get(name)!;
      const of = own.reduce((sum, n) => sum + n, 0);
      const rest = texts.length - of;
      let [aa, ab, bb] = [0, 0, 0];
      for (let w = 0; w < people; w++) {
        const [a, b] = [own[w]! / of, (written[w]! - own[w]!) / rest];
        aa += a * a;
        ab += a * b;
        bb += b * b;
      }
      return [name, { of, rest, aa, ab, bb }];
    }),
  );
  return (term, group) => {
    const { of, rest, aa, ab, bb } = shapes.get(group)!;
    if (rest === 0) return 1;
    const own = inGroup.get(group)!;
    const at = places.get(term)!;
    const here = at.reduce((sum, place) => sum + (texts[place]!.group === group ? 1 : 0), 0);
    const [p, q] = [here / of, (at.length - here) / rest];
    /** How far the texts with the term of each writer who has it move the difference. */
    const moves = new Map<number, number>();
    for (const place of at) {
      const by = texts[place]!.group === group ? 1 / of : -1 / rest;
      moves.set(writer[place]!, (moves.get(writer[place]!) ?? 0) + by);
    }
    // As if nobody had it, and then whoever does.
    let variance = p * p * aa - 2 * p * q * ab + q * q * bb;
    for (const [w, by] of moves) {
      const without = (-p * own[w]!) / of + (q * (written[w]! - own[w]!)) / rest;
      variance += (without + by) ** 2 - without ** 2;
    }
    const share = at.length / texts.length;
    const plain = share * (1 - share) * (1 / of + 1 / rest);
    return plain > 0 ? Math.sqrt(Math.max((variance * people) / (people - 1) / plain, 1)) : 1;
  };
}

/**
 * Pairs that are the end or the beginning of a longer run of words rather than a term: where one pair nearly always
 * goes on as another, the one in more texts is the term and, of equals, the first. `documents` are the texts of a pair
 * that holds together, else 0.
 */
function fragmentsOf(
  runs: ReadonlyMap<string, ReadonlyMap<string, number>>,
  documents: (pair: string) => number,
): Set<string> {
  const fragments = new Set<string>();
  for (const [first, next] of runs)
    for (const [second, together] of next) {
      const [before, after] = [documents(first), documents(second)];
      if (before === 0 || after === 0 || fragments.has(first)) continue;
      if (before >= after && together >= 0.8 * after) fragments.add(second);
      else if (after > before && together >= 0.8 * before) fragments.add(first);
    }
  return fragments;
}

/** Texts between two words of progress. */
const STRIDE = 1000;

/** A pair in fewer texts is chance. */
const LEAST_PAIR = 3;

/** Most words that the prior weighs; in small collections it weighs a tenth of them. */
const MOST_PRIOR = 500;

/**
 * Log-odds ratio of a term here against elsewhere and its z-score, with a prior of `weight` words that is
 * shared out as the term's share of all (equations 15 to 22 of the paper): a term must be seen to be believed.
 */
export function logOdds(
  here: number,
  words: number,
  elsewhere: number,
  otherWords: number,
  weight: number,
): { logOdds: number; z: number } {
  const prior = (weight * (here + elsewhere)) / (words + otherWords);
  // Pairs are counted beside the words they are made of, so a term can come to more than all words.
  const odds = (count: number, of: number): number =>
    Math.log((count + prior) / Math.max(of + weight - count - prior, 0.5));
  const difference = odds(here, words) - odds(elsewhere, otherWords);
  return { logOdds: difference, z: difference / Math.sqrt(1 / (here + prior) + 1 / (elsewhere + prior)) };
}
