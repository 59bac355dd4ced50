import { ENTITIES, type EntityName, type RoleRef } from '../../entity/catalogue.ts';
import { presentRoleRefs } from '../../entity/source.ts';
import { fill } from '../../i18n/fill.ts';
import { notebookText } from '../../i18n/notebook.ts';
import type { Lang, Text } from '../../i18n/text.ts';
import { capabilities } from '../../template/needs.ts';
import { templates } from '../../template/registry.ts';
import type { TemplateMeta } from '../../template/schema.ts';
import type { ImportItem } from './import-item.svelte.ts';

/** Groups of analyses in the order in which they are told. */
const GROUPS: readonly [TemplateMeta['group'], Text][] = [
  ['value', notebookText.groupValue],
  ['behaviour', notebookText.groupBehaviour],
  ['satisfaction', notebookText.groupSatisfaction],
  ['churn', notebookText.groupChurn],
  ['sales', notebookText.groupSales],
];

/** Which analyses the mapped columns allow, in words. */
export interface Outlook {
  /** What is possible, one line a group: two dozen analyses would be a page of their own. */
  possible: { label: string; titles: string }[];
  /** What is not, by the entities that it needs. */
  lacking: { label: string; count: number; titles: string }[];
}

export function outlookOf(items: readonly Pick<ImportItem, 'mapped'>[], lang: Lang): Outlook {
  const comma = lang === 'zh' ? '、' : ', ';
  const analyses = [...templates.values()].filter((x) => (x.view ?? 'analysis') === 'analysis');
  const mapped = presentRoleRefs(items.flatMap((item) => item.mapped ?? []));
  const able = capabilities(analyses, mapped as Set<RoleRef>);
  const titleOf = (id: string) => fill(templates.get(id)!.title, lang);
  const possible = GROUPS.flatMap(([id, label]) => {
    const titles = able
      .filter((c) => c.possible && templates.get(c.template)!.group === id)
      .map((c) => titleOf(c.template));
    return titles.length > 0 ? [{ label: fill(label, lang), titles: titles.join(comma) }] : [];
  });
  const byNeed = new Map<string, string[]>();
  for (const c of able.filter((one) => !one.possible)) {
    const needed = [...new Set(c.missing.map((ref) => ref.split('.')[0] as EntityName))];
    const label = needed.map((name) => fill(ENTITIES[name].label, lang)).join(comma);
    byNeed.set(label, [...(byNeed.get(label) ?? []), titleOf(c.template)]);
  }
  const lacking = [...byNeed].map(([label, titles]) => ({
    label,
    count: titles.length,
    titles: titles.join(comma),
  }));
  return { possible, lacking };
}

/** What the files that are to be used hold, in numbers. */
export function sumsOf(items: readonly Pick<ImportItem, 'emptied' | 'report'>[]): {
  rows: number;
  rejected: number;
  emptied: number;
} {
  const sum = (pick: (item: (typeof items)[number]) => number) =>
    items.reduce((total, item) => total + pick(item), 0);
  return {
    rows: sum((item) => item.report?.rows ?? 0),
    rejected: sum((item) => item.report?.rejected ?? 0),
    emptied: sum((item) => item.emptied),
  };
}
