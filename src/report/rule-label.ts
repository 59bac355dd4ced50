import { CLEANING_RULES } from '../entity/cleaning-rules.ts';
import { fill } from '../i18n/fill.ts';
import { notebookText } from '../i18n/notebook.ts';
import type { Lang } from '../i18n/text.ts';

/** A line of the row account in words. */
export function ruleLabel(id: string, lang: Lang): string {
  if (id === 'read') return fill(notebookText.stepRead, lang);
  const rule = CLEANING_RULES.find((r) => r.id === id);
  return rule ? rule.title[lang] : fill(notebookText.noProfile, lang);
}
