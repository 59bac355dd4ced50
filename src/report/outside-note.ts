import { ENTITIES } from '../entity/catalogue.ts';
import type { OutsideRow } from '../entity/outside.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import { outsideText } from '../i18n/outside.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import type { Prepared } from '../run/data.ts';

type Outside = Partial<Pick<Prepared, 'outside'>> & Pick<Prepared, 'given'>;

const count = (n: number, lang: Lang) => formatValue(n, 'integer', { lang, currency: '' });

/**
 * What a reader would miss without a word: rows on the as-of date or later, which no analysis reads, and an entity
 * of which nothing lies in the period.
 */
export function outsideNotes(
  { goal }: Pick<Notebook, 'goal'>,
  { outside = [], given }: Outside,
  lang: Lang,
): string[] {
  const { asOf, periodStart: start, periodEnd: end } = given;
  // The as-of date is that of the first of these that has a row.
  const leading = outside.find(({ within, before, after, beyond }) => within + before + after + beyond > 0);
  return outside.flatMap((row) => {
    const { entity, within, before, after, beyond } = row;
    const values = { entity: fill(ENTITIES[entity].label, lang), asOf, start, end };
    const notes: string[] = [];
    if (within === 0 && before + after > 0)
      notes.push(fill(outsideText.none, lang, { ...values, before, after: after + beyond }));
    else if (beyond > 0) {
      const why =
        goal.asOf !== null ? 'beyondSet' : leading?.entity === 'orders' ? 'beyondOrders' : 'beyondEvents';
      notes.push(fill(outsideText[why], lang, { ...values, beyond }));
    }
    return notes;
  });
}

/** Where an entity's rows lie, beside its row account; empty where all of them are in the period. */
export function outsideAccount(row: OutsideRow | undefined, asOf: string, lang: Lang): string[] {
  if (!row || row.before + row.after + row.beyond === 0) return [];
  const { within, before, after, beyond } = row;
  return [
    fill(outsideText.account, lang, {
      within: count(within, lang),
      before: count(before, lang),
      after: count(after + beyond, lang),
    }),
    ...(beyond > 0 ? [fill(outsideText.beyondAccount, lang, { beyond: count(beyond, lang), asOf })] : []),
  ];
}
