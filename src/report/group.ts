import { findRole } from '../entity/catalogue.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import { notebookText } from '../i18n/notebook.ts';
import type { Lang } from '../i18n/text.ts';
import { BEHAVIOURS } from '../entity/behaviour.ts';
import { findMetric } from '../metric/catalogue.ts';
import type { Goal, Notebook } from '../notebook/document.ts';
import type { NamedGroup } from '../notebook/segments.ts';

/** The goal's customer group in words. */
export function groupText(group: NamedGroup, lang: Lang): string {
  switch (group.kind) {
    case 'all':
      return notebookText.allCustomers[lang];
    case 'top':
      return fill(notebookText.topShare, lang, {
        share: formatValue(group.share, 'percent', { lang, currency: '' }),
      });
    case 'segment':
      return fill(notebookText.inSegment, lang, { title: group.title ?? group.cell });
    case 'attribute': {
      const role = findRole(`customers.${group.role}`);
      return `${role ? role.label[lang] : group.role} = ${group.value || '–'}`;
    }
  }
}

export const behaviourText = (id: string, lang: Lang): string =>
  BEHAVIOURS.find((b) => b.id === id)?.label[lang] ?? id;

/** The goal's behaviour types in words; '' when all count. */
export const behavioursText = ({ behaviours }: Goal, lang: Lang): string =>
  behaviours.map((id) => behaviourText(id, lang)).join(lang === 'zh' ? '、' : ', ');

/** One of the catalogue's metrics or of the notebook's own, by its name. */
export const metricText = (id: string, { metrics }: Pick<Notebook, 'metrics'>, lang: Lang): string =>
  findMetric(id)?.label[lang] ?? (metrics.find((m) => m.id === id)?.name || id);
