import { fill } from './fill.ts';
import type { Lang, Text } from './text.ts';

/** Several questions on one scale, of which one is read. */
export const scoresText = {
  taken: {
    zh: '“{taken}”读作评分；{others}用的是同一种分值，一份问卷只读一个总分，这些不导入。',
    en: '“{taken}” is read as the score. {others} are on the same scale; of one survey one score of the whole is read, and these are not imported.',
  },
  none: {
    zh: '{others}用的是同一种分值，没有一列像是总体评分，都没有读作满意度。',
    en: '{others} are on one scale and none looks like the score of the whole, so none is read as satisfaction.',
  },
  use: { zh: '把“{column}”读作满意度', en: 'Read “{column}” as satisfaction' },
} as const satisfies Record<string, Text>;

/** That in a sentence, with the names of the columns. */
export function scoresLine(
  { taken, others }: { taken: string | null; others: readonly string[] },
  lang: Lang,
): string {
  const listed = others.map((name) => `“${name}”`).join(lang === 'zh' ? '、' : ', ');
  return fill(taken === null ? scoresText.none : scoresText.taken, lang, {
    taken: taken ?? '',
    others: listed,
  });
}
