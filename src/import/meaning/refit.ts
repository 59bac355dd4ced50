import { normalName } from './synonyms.ts';

/**
 * A mapping kept in a notebook laid over another file's columns: exact names, else names that differ only
 * in case, spaces and signs. `missing` are the roles whose column the file lacks: the analyst is asked.
 */
export function refitMapping(
  kept: Record<string, string>,
  columns: readonly { name: string }[],
): { mapping: Record<string, string>; missing: string[] } {
  const mapping: Record<string, string> = {};
  const missing: string[] = [];
  for (const [role, column] of Object.entries(kept)) {
    const found =
      columns.find((c) => c.name === column) ??
      columns.find((c) => normalName(c.name) === normalName(column));
    if (found) mapping[role] = found.name;
    else missing.push(role);
  }
  return { mapping, missing };
}
