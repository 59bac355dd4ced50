import { disclosureText } from '../i18n/disclosure.ts';
import { fill } from '../i18n/fill.ts';
import type { Lang } from '../i18n/text.ts';

/** What a picture that leaves says beside what it shows: what the page says under the chart, and how many marks are held back. */
export const notDrawn = (note: string | undefined, held: number, lang: Lang): string =>
  [note, held > 0 && fill(disclosureText.marksHeld, lang, { count: held })].filter(Boolean).join(' · ');
