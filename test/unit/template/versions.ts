import type { Stage } from '../../../src/template/compile.ts';

/** Which rows a table or a SELECT stands for: equal texts over equal tables are equal. */
export class Versions {
  readonly #known = new Map<string, string>();
  readonly #tables = new Map<string, string>();

  /** The version of a text over the tables of this cell that it mentions, as they are now. */
  of(sql: string): string {
    const read = [...this.#tables].filter(([table]) => sql.includes(`"${table}"`) || sql === `FROM ${table}`);
    const key = [sql, ...read.flat()].join('\u0000');
    let version = this.#known.get(key);
    if (version === undefined) this.#known.set(key, (version = String(this.#known.size)));
    return version;
  }

  /** Whether a stage's table must be made anew; from then on it is what the stage makes of its inputs. */
  renew({ table, sql, model }: Stage): boolean {
    const version = this.of([sql, model?.id ?? '', model?.options ?? ''].join('\u0000'));
    if (this.#tables.get(table) === version) return false;
    this.#tables.set(table, version);
    return true;
  }
}
