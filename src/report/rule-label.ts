import { CLEANING_RULES } from '../entity/cleaning-rules.ts';
import { STAFF } from '../entity/staff.ts';
import { TOLD } from '../entity/told.ts';
import { attributesText } from '../i18n/attributes.ts';
import { fill } from '../i18n/fill.ts';
import { notebookText } from '../i18n/notebook.ts';
import type { Lang } from '../i18n/text.ts';

/** A line of the row account in words. */
export function ruleLabel(id: string, lang: Lang): string {
  if (id === 'read') return fill(notebookText.stepRead, lang);
  const rule = CLEANING_RULES.find((r) => r.id === id);
  if (rule) return rule.title[lang];
  if (id === STAFF.events) return fill(notebookText.staffRows, lang);
  if (id === STAFF.customers) return fill(notebookText.staff, lang);
  return fill(id === TOLD ? attributesText.toldCustomers : notebookText.noProfile, lang);
}
