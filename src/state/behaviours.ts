import { behaviourSql } from '../entity/behaviour.ts';
import type { Engines } from './engines.ts';

/** The data's actions by the type that each is taken for, commonest first, at most a dozen a type. */
export async function actionsByBehaviour(engines: Engines): Promise<ReadonlyMap<string, string[]>> {
  const found = new Map<string, string[]>();
  const engine = await engines.notebook();
  if (!engine.ok) return found;
  const rows = await engine.value.run(`SELECT ${behaviourSql()} AS behaviour, action
FROM (SELECT action, count(*) AS n FROM all_events GROUP BY action)
QUALIFY row_number() OVER (PARTITION BY behaviour ORDER BY n DESC, action) <= 12
ORDER BY n DESC, action`);
  if (!rows.ok) return found;
  const [types, actions] = rows.value.data as [string[], string[]];
  types.forEach((type, i) => found.set(type, [...(found.get(type) ?? []), actions[i]!]));
  return found;
}
