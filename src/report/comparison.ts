import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import type { ComparedFigure, Comparison, Unlike } from '../run/compare.ts';
import type { Block } from './document.ts';
import { figureText } from './figures.ts';
import { groupText } from './group.ts';
import { COMPARISON_TEXTS as TEXTS } from './texts-comparison.ts';

/** A run held against the one before, as blocks of the report: what is unlike first, then the figures that moved. */
export function comparisonBlocks(
  { before, figures, unlike }: Comparison,
  titleOf: (cell: string) => string,
  { currency }: Pick<Notebook, 'currency'>,
  lang: Lang,
): Block[] {
  const words = (text: keyof typeof TEXTS, values = {}) => fill(TEXTS[text], lang, values);
  const said = (text: string): Block => ({ kind: 'paragraph', text: [{ text, bold: false }] });
  const moved = figures.filter(({ before: a, now: b }) => a !== b);
  const blocks: Block[] = [
    said(words('against', { date: before.slice(0, 16).replace('T', ' ') })),
    ...(unlike.length > 0
      ? [
          said(words('unlike')),
          {
            kind: 'list' as const,
            items: unlike.map((difference) => ({
              text: [{ text: unlikeText(difference, titleOf, lang), bold: false }],
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
    rows: moved.map((figure) => [
      figure.cell === '' ? figure.label[lang] : `${titleOf(figure.cell)} · ${figure.label[lang]}`,
      figureText(figure.before, figure.format, lang, currency),
      figureText(figure.now, figure.format, lang, currency),
      changeText(figure, lang, currency),
    ]),
  });
  const still = figures.length - moved.length;
  if (still > 0) blocks.push(said(words('still', { count: still })));
  return blocks;
}

/** Shares move by points, everything else by a share of what it was. */
export function changeText(
  { before, now, format }: Pick<ComparedFigure, 'before' | 'now' | 'format'>,
  lang: Lang,
  currency: string,
): string {
  if (before === null) return TEXTS.appeared[lang];
  if (now === null) return TEXTS.vanished[lang];
  const sign = now > before ? '+' : '';
  if (format === 'percent') {
    const points = (now - before) * 100;
    return `${sign}${points.toFixed(Math.abs(points) < 1 ? 2 : 1)} ${TEXTS.points[lang]}`;
  }
  if (before === 0 || before < 0 !== now < 0)
    return `${sign}${figureText(now - before, format, lang, currency)}`;
  const change = (now - before) / Math.abs(before);
  return `${sign}${formatValue(change, 'percent', { lang, currency, digits: 'sentence' })}`;
}

function unlikeText(difference: Unlike, titleOf: (cell: string) => string, lang: Lang): string {
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
      const count = (n: number) => formatValue(n, 'integer', { lang, currency: '' });
      const { source, before, now } = difference;
      return fill(TEXTS['source-rows'], lang, { source, before: count(before), now: count(now) });
    }
    default:
      return fill(TEXTS[difference.kind], lang, { ...difference });
  }
}
