import type { Engine } from '../../engine/client.ts';
import { compareRows, lostValues, rowDigests } from '../../import/stage/digest.ts';
import { histograms } from '../../import/stage/histogram.ts';
import { exactProfile, finish, stage } from '../../import/stage/importer.ts';
import { today } from '../../i18n/day.ts';
import { judgeRows, rowsAside } from '../../import/stage/judge.ts';
import { keyDigests, matchKeys } from '../../import/stage/keys.ts';
import { complete, lookupRows } from '../../import/stage/lookup.ts';
import { countKeys, meetKeys } from '../../import/stage/lookup-keys.ts';
import { rawValues } from '../../import/stage/raw-values.ts';
import { steadiness } from '../../import/stage/steady.ts';
import { readRoles } from '../../import/stage/readable.ts';
import { ok } from '../../result.ts';
import type { RawTable } from './tools.ts';

/** The staging table of an import engine. */
export const engineTable = (engine: Engine): RawTable => ({
  version: async () => engine.version,
  stage: (staged, reading, options) => stage(engine, staged, reading, options),
  profile: () => exactProfile(engine),
  histograms: (profile, rows) => histograms(engine, profile, rows),
  readings: (entity, mapping) => readRoles(engine, entity, mapping),
  steady: (customer, columns) => steadiness(engine, customer, columns),
  judge: (entity, mapping, settings, scales) =>
    judgeRows(engine, entity, mapping, { settings, today: today(), scales }),
  aside: (rule, columns) => rowsAside(engine, rule, columns),
  digests: (key, policy) => rowDigests(engine, key, policy),
  compare: (known, key, policy) => compareRows(engine, known, key, policy),
  lost: (columns) => lostValues(engine, columns),
  keys: (columns, key, form) => keyDigests(engine, columns, key, { form }),
  match: (columns, others, digests, key, form) => matchKeys(engine, columns, others, digests, key, { form }),
  values: (columns, between) => rawValues(engine, columns, between),
  counts: (columns) => countKeys(engine, columns),
  meet: (column, others, key) => meetKeys(engine, column, others, key),
  lookup: (key, columns) => lookupRows(engine, key, columns),
  complete: async (takings) => {
    const completed = await complete(engine, takings);
    return completed.ok ? ok({ ...completed.value, table: engineTable(engine) }) : completed;
  },
  finish: (policy, options) => finish(engine, policy, options),
  close: () => engine.terminate(),
});
