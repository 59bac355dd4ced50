import type { Cell } from '../notebook/document.ts';
import type { Result } from '../result.ts';
import { compile, type CompiledCell, type Given } from '../template/compile.ts';
import type { Template } from '../template/schema.ts';

/**
 * Compiles cells, each anew only when its template, settings or scope changed: an edit touches one cell, and
 * compiling forty takes longer than a dragged slider can wait.
 */
export class CompileCache {
  #known = new Map<string, { template: Template; key: string; result: Result<CompiledCell> }>();

  compile(template: Template, { name, params, sql }: Cell, given: Given): Result<CompiledCell> {
    const key = JSON.stringify([params, given, sql]);
    const known = this.#known.get(name);
    if (known?.template === template && known.key === key) return known.result;
    const result = compile(template, name, params, given, sql);
    this.#known.set(name, { template, key, result });
    return result;
  }
}
