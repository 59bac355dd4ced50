import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import type { ComparedFigure, Comparison, Unlike } from '../run/compare.ts';
import type { Block } from './document.ts';
import { figureText } from './figures.ts';
import { groupText } from './group.ts';
import { localTime } from './local-time.ts';
import { markOf } from './named-values.ts';
import { COMPARISON_TEXTS as TEXTS } from './texts-comparison.ts';

/** A run held against the one before, as blocks of the report: what is unlike first, then the figures that moved. */
export function comparisonBlocks(
  { before, figures, unlike }: Comparison,
  titleOf: (cell: string) => string,
  { currency, zone }: Pick<Notebook, 'currency'> & { zone: string },
  lang: Lang,
  texts: ComparedTexts = textsIn(lang, currency),
): Block[] {
  const words = (text: keyof typeof TEXTS, values = {}) => fill(TEXTS[text], lang, values);
  const said = (text: string): Block => ({ kind: 'paragraph', text: [{ text, bold: false }] });
  const moved = figures.filter(({ before: a, now: b }) => a !== b);
  const blocks: Block[] = [
    said(words('against', { date: localTime(before, zone) })),
    ...(unlike.length > 0
      ? [
          said(words('unlike')),
          {
            kind: 'list' as const,
            items: unlike.map((difference) => ({
              text: [{ text: unlikeText(difference, titleOf, lang, texts), bold: false }],
              severity: 'warning' as const,
              cell: '',
              cellTitle: '',
            })),
          },
        ]
      : []),
  ];
  if (moved.length === 0) return [...blocks, said(words('same', { count: figures.length }))];
  const column = (text: keyof typeof TEXTS, numeric: boolean) => ({ label: words(text), numeric });
  blocks.push({
    kind: 'table',
    columns: [column('figure', false), column('before', true), column('now', true), column('change', true)],
    rows: moved.map((figure) => {
      const { before, now, change } = texts.figure(figure);
      const { cell, label } = figure;
      return [cell === '' ? label[lang] : `${titleOf(cell)} · ${label[lang]}`, before, now, change];
    }),
  });
  const still = figures.length - moved.length;
  if (still > 0) blocks.push(said(words('still', { count: still })));
  return blocks;
}

/** A compared figure as it is written. */
type FigureTexts = Record<'before' | 'now' | 'change', string>;

const figureTexts = (figure: ComparedFigure, lang: Lang, currency: string): FigureTexts => ({
  before: figureText(figure.before, figure.format, lang, currency),
  now: figureText(figure.now, figure.format, lang, currency),
  change: changeText(figure, lang, currency),
});

/** Under which name a report keeps one of them. */
const comparedName = (figure: string, which: string): string => `${figure}.${which}`;

/** How a comparison's numbers are written. */
interface ComparedTexts {
  figure: (figure: ComparedFigure) => FigureTexts;
  /** Rows that a source had and has. */
  rows: (source: string, which: 'before' | 'now', count: number) => string;
}

const textsIn = (lang: Lang, currency: string): ComparedTexts => ({
  figure: (figure) => figureTexts(figure, lang, currency),
  rows: (_, __, count) => formatValue(count, 'integer', { lang, currency: '' }),
});

/** Marks in their place. */
export const COMPARED_MARKS: ComparedTexts = {
  figure: ({ id }) => ({
    before: markOf(comparedName(id, 'before')),
    now: markOf(comparedName(id, 'now')),
    change: markOf(comparedName(id, 'change')),
  }),
  rows: (source, which) => markOf(comparedName(source, which)),
};

/** Everything that has a mark, by name. */
export function comparedValues(
  { figures, unlike }: Comparison,
  lang: Lang,
  currency: string,
): [string, string][] {
  const { figure: written, rows } = textsIn(lang, currency);
  return [
    ...figures.flatMap((figure) =>
      Object.entries(written(figure)).map(([which, text]): [string, string] => [
        comparedName(figure.id, which),
        text,
      ]),
    ),
    ...unlike.flatMap((difference) =>
      difference.kind === 'source-rows'
        ? (['before', 'now'] as const).map((which): [string, string] => [
            comparedName(difference.source, which),
            rows(difference.source, which, difference[which]),
          ])
        : [],
    ),
  ];
}

/** Shares and scores move by points, everything else by a share of what it was. */
export function changeText(
  { before, now, format, points }: Pick<ComparedFigure, 'before' | 'now' | 'format' | 'points'>,
  lang: Lang,
  currency: string,
): string {
  if (before === null) return TEXTS.appeared[lang];
  if (now === null) return TEXTS.vanished[lang];
  const sign = now > before ? '+' : '';
  if (format === 'percent' || points) {
    const moved = (now - before) * (points ? 1 : 100);
    const unit = TEXTS[points ? 'scorePoints' : 'points'][lang];
    return `${sign}${moved.toFixed(Math.abs(moved) < 1 ? 2 : 1)} ${unit}`;
  }
  if (before === 0 || before < 0 !== now < 0)
    return `${sign}${figureText(now - before, format, lang, currency)}`;
  const change = (now - before) / Math.abs(before);
  return `${sign}${formatValue(change, 'percent', { lang, currency, digits: 'sentence' })}`;
}

function unlikeText(
  difference: Unlike,
  titleOf: (cell: string) => string,
  lang: Lang,
  texts: ComparedTexts,
): string {
  switch (difference.kind) {
    case 'group': {
      const [before, now] = [difference.before, difference.now].map((group) =>
        groupText(JSON.parse(group), lang),
      );
      return fill(TEXTS.group, lang, { before: before!, now: now! });
    }
    case 'settings':
    case 'template':
      return fill(TEXTS[difference.kind], lang, { cell: titleOf(difference.cell) });
    case 'cleaning':
      return TEXTS.cleaning[lang];
    case 'source-rows': {
      const { source } = difference;
      const [before, now] = (['before', 'now'] as const).map((which) =>
        texts.rows(source, which, difference[which]),
      );
      return fill(TEXTS['source-rows'], lang, { source, before: before!, now: now! });
    }
    default:
      return fill(TEXTS[difference.kind], lang, { ...difference });
  }
}
