import type { Engine } from '../../../../src/engine/client.ts';
import { glance, inspect } from '../../../../src/files/formats/inspect.ts';
import { stage } from '../../../../src/files/formats/stage.ts';
import { ok } from '../../../../src/result.ts';
import { engineTable } from '../../../../src/state/import/engine-table.ts';
import type { ImportTools } from '../../../../src/state/import/tools.ts';

/** Tools of an import whose tables are sessions of one engine, as in the page. */
export const engineTools = (host: () => Engine): ImportTools => ({
  deviceMemory: 8,
  warm: () => {},
  openReader: async () => ok({ inspect, glance, stage, close: () => {} }),
  openTable: async () => ok(engineTable((await host().share())!)),
});
