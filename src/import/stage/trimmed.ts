import { alterableSql } from '../../entity/cast.ts';
import type { Engine, RunOptions } from '../../engine/client.ts';
import { ok, type Result } from '../../result.ts';
import { STAGING } from './staging.ts';

/** Of fewer rows nobody waits for what it saves to know that no text need be trimmed. */
export const WORTH_KNOWING = 20_000;

/** Which of these columns of staging (`c1` …), all of text, hold nothing that reading it would change. */
export async function areTrimmed(
  engine: Engine,
  columns: readonly string[],
  options: RunOptions,
): Promise<Result<Set<string>>> {
  if (columns.length === 0) return ok(new Set());
  const counts = columns.map((c) => `count_if(${alterableSql(c)}) AS ${c}`);
  const counted = await engine.rows<Record<string, number>>(
    `SELECT ${counts.join(', ')} FROM ${STAGING}`,
    options,
  );
  return counted.ok ? ok(new Set(columns.filter((c) => counted.value[0]![c] === 0))) : counted;
}
