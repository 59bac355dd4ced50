import { fill } from './fill.ts';
import type { Lang, Text } from './text.ts';

/** Several columns that each hold a part of what was paid, of which one is read. */
export const sumsText = {
  told: {
    zh: '金额只读“{taken}”；{others}也是钱，没有加进去。要算合计，先在文件里加一列合计再导入。',
    en: 'Only “{taken}” is read as the amount. Not added to it, though money too: {others}. For the whole, add a column with the total to the file.',
  },
  use: { zh: '把“{column}”读作金额', en: 'Read “{column}” as the amount' },
} as const satisfies Record<string, Text>;

/** That in a sentence, with the names of the columns. */
export const sumsLine = (
  { taken, others }: { taken: string; others: readonly string[] },
  lang: Lang,
): string =>
  fill(sumsText.told, lang, {
    taken,
    others: others.map((name) => `“${name}”`).join(lang === 'zh' ? '、' : ', '),
  });
