import { CLEANING_RULES, type CleaningRule } from '../../entity/cleaning-rules.ts';
import { HARSH } from '../../entity/harsh.ts';
import type { SeenStatus } from '../../entity/seen-statuses.ts';
import type { ImportItem } from './import-item.svelte.ts';

/** A rule with how much of a source it would set aside. */
export interface HarshRule {
  rule: CleaningRule;
  rows: number;
  share: number;
  /** The file most of whose rows it takes. */
  item: ImportItem;
}

const judged = (group: readonly ImportItem[]) =>
  group.flatMap((item) => (item.judgement ? [{ item, ...item.judgement }] : []));

/** The values of the status columns of files that become one source, those in most rows first. */
export function statusesIn(group: readonly ImportItem[]): SeenStatus[] {
  const found = new Map<string, SeenStatus>();
  for (const { statuses, scale } of judged(group))
    for (const status of statuses) {
      const key = `${status.role} ${status.value}`;
      const rows = Math.round(status.rows * scale) + (found.get(key)?.rows ?? 0);
      found.set(key, { ...status, rows });
    }
  return [...found.values()].sort((a, b) => b.rows - a.rows);
}

/** The rules that would set aside more than a tenth of files that become one source. */
export function harshRules(group: readonly ImportItem[]): HarshRule[] {
  const parts = judged(group);
  const all = parts.reduce((sum, { rows, scale }) => sum + rows * scale, 0);
  return CLEANING_RULES.flatMap((rule) => {
    const own = parts
      .map(({ item, aside, scale }) => ({
        item,
        rows: (aside.find((one) => one.rule === rule.id)?.rows ?? 0) * scale,
      }))
      .sort((a, b) => b.rows - a.rows);
    const rows = own.reduce((sum, one) => sum + one.rows, 0);
    const share = all === 0 ? 0 : rows / all;
    return share > HARSH ? [{ rule, rows: Math.round(rows), share, item: own[0]!.item }] : [];
  });
}
