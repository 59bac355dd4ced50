import type { Cell } from '../notebook/document.ts';
import type { Result } from '../result.ts';
import { compile, type CompiledCell, type Given } from '../template/compile.ts';
import type { Template } from '../template/schema.ts';

interface Parts {
  template: Template;
  params: Cell['params'];
  given: Given;
  sql: string | null;
}

interface Known extends Parts {
  key: string;
  result: Result<CompiledCell>;
}

/** Edits share structure: what is the same object need not be written out to be compared. */
const sameParts = (a: Parts, b: Parts): boolean =>
  a.template === b.template && a.params === b.params && a.given === b.given && a.sql === b.sql;

/** What was compiled anew, with those stages the same objects that are as before: what was found of them is known by them. */
function afterwards(
  before: Result<CompiledCell> | undefined,
  after: Result<CompiledCell>,
): Result<CompiledCell> {
  if (!before?.ok || !after.ok) return after;
  const known = new Map(before.value.stages.map((stage) => [stage.table, stage]));
  after.value.stages = after.value.stages.map((stage) => {
    const old = known.get(stage.table);
    return old && JSON.stringify(old) === JSON.stringify(stage) ? old : stage;
  });
  return after;
}

/**
 * Compiles cells, each anew only when its template, settings or scope changed: an edit touches one cell, and
 * compiling forty takes longer than a dragged slider can wait.
 */
export class CompileCache {
  #known = new Map<string, Known>();

  compile(template: Template, { name, params, sql }: Cell, given: Given): Result<CompiledCell> {
    const known = this.#known.get(name);
    const now = { template, params, given, sql };
    if (known && sameParts(known, now)) return known.result;
    const key = JSON.stringify([params, given, sql]);
    const result =
      known?.template === template && known.key === key
        ? known.result
        : afterwards(known?.result, compile(template, name, params, given, sql));
    this.#known.set(name, { ...now, key, result });
    return result;
  }
}
