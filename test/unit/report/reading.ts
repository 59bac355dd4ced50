import type { Lang } from '../../../src/i18n/text.ts';
import { plain } from '../../../src/report/findings.ts';
import { leavingSections, type Chain, type Report } from '../../../src/report/document.ts';

/** What no text of a report may have in it, each with what it is called. */
const NEVER: [string, RegExp][] = [
  ['a value that is none', /\b(?:undefined|NaN|null|Infinity)\b|\[object|∞/],
  ['a slot that nothing filled', /[{}]/],
  ['empty brackets', /\(\s*\)|（\s*）|\[\s*\]|“\s*”|"\s*"(?!\w)|《》/],
  ['two marks for one', /[。.]{2}|[，。；：、]{2}|[,;:]{2}|[。；：，][.,;:]|[.,;:][。；：，]/],
  ['a mark after a blank', /\s[,;:.。，；：)）](?:\s|$)/],
  ['a name of the program', /\b[a-z]+_[a-z_]+\b|\b[a-z]+(?:[A-Z][a-z]+)+\b/],
  ['two blanks', / {2}/],
];
const IN: Record<Lang, [string, RegExp][]> = {
  zh: [['a Latin mark between Chinese', /\p{sc=Han}[,;:?!]|\p{sc=Han}\.(?:\p{sc=Han}|$)/u]],
  en: [
    ['a Chinese mark', /[，。；：（）、]/],
    ['a mark of code', /"/],
    ['a blank before a percent sign', /\d %/],
  ],
};

const ENDS: Record<Lang, RegExp> = { zh: /[。？！][”）]?$/, en: /[.?!]["”)]?$/ };

/** A date that stands for itself: it is no figure of the data. */
const DATES = /\d{4}-\d{2}-\d{2}/g;
/** What the data call something: the digits in it are a name's. */
const NAMES = /“[^”]*”|"[^"]*"/g;
/** The figures of a text as they are written. */
const figuresIn = (text: string): string[] =>
  text
    .replace(DATES, '')
    .replace(NAMES, '')
    .match(/\d[\d,]*(?:\.\d+)?/g) ?? [];

/**
 * What a reader of the report would stumble on: each with the text that it stands in. Empty for none. `shown` is what
 * the cells say on the page.
 */
export function stumbles(report: Report, shown: readonly string[]): string[] {
  const { lang } = report;
  const found: string[] = [];
  const say = (what: string, text: string) => found.push(`${what}: ${text}`);
  const looked = (text: string) => {
    for (const [what, pattern] of [...NEVER, ...IN[lang]]) if (pattern.test(text)) say(what, text);
  };
  const sentence = (text: string) => {
    looked(text);
    if (!ENDS[lang].test(text)) say('no end', text);
  };
  const chains: Chain[] = [];
  looked(report.title);
  for (const { label, text } of report.head) [label, text].forEach(looked);
  report.notices.forEach(sentence);
  for (const { title, blocks } of leavingSections(report)) {
    looked(title);
    for (const block of blocks) {
      if (block.kind === 'paragraph') sentence(plain(block.text));
      else if (block.kind === 'list') block.items.forEach(({ text }) => looked(plain(text)));
      else if (block.kind === 'table') block.rows.flat().forEach(looked);
      else if (block.kind === 'chain') chains.push(block);
    }
  }
  const known = new Set([...shown, ...report.values.values()].flatMap(figuresIn));
  const unknown = (text: string) => {
    for (const figure of figuresIn(text))
      if (!known.has(figure)) say(`a figure that no cell shows (${figure})`, text);
  };
  for (const chain of chains) {
    const headline = plain(chain.headline);
    looked(headline);
    if (/[.。;；:：,，]$/.test(headline)) say('a headline with a mark at its end', headline);
    if (wordsOf(headline) < 4) say('a headline that says nothing', headline);
    if (chain.rest.length > 0) sentence(plain(chain.rest));
    // What is only shown has neither.
    if (chain.action !== '') {
      sentence(plain(chain.diagnosis));
      sentence(chain.action);
    }
    looked(chain.cellTitle);
    [headline, plain(chain.rest), plain(chain.diagnosis), chain.action].forEach(unknown);
  }
  const summary = report.sections.find(({ id }) => id === 'summary');
  for (const block of summary?.blocks ?? []) if (block.kind === 'paragraph') unknown(plain(block.text));
  for (const row of report.plan) [row.finding, row.measure].forEach(unknown);
  if (!summary) found.push('no summary');
  if (chains.length === 0 && !summary?.blocks.length)
    found.push('neither a conclusion nor why there is none');
  return found;
}

const wordsOf = (text: string): number =>
  (text.match(/[\p{L}\p{N}%]+/gu) ?? []).reduce(
    (sum, word) => sum + Math.max(1, (word.match(/\p{sc=Han}/gu)?.length ?? 0) / 2),
    0,
  );
