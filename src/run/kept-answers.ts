import type { Rows } from '../engine/api.ts';
import type { Connector } from '../engine/connector.ts';
import { SEGMENT_GROUP } from '../entity/scope.ts';
import { ok } from '../result.ts';
import { namesIn } from '../sql/tokens.ts';
import { tablesInText, withSchemas } from '../sql/table-names.ts';
import type { PlannedOn } from './data.ts';
import type { MadeTables } from './execute.ts';
import { obeysGroup } from './segment-group.ts';

/** The version of every table and view that stands in the database, by its name in lower case. */
export type TableVersions = ReadonlyMap<string, string>;

/** The versions of what is prepared and of what cells have made; a view whose content nothing tells is left out. */
export function standing(
  { versions, segment }: Pick<PlannedOn, 'versions' | 'segment'>,
  made: Readonly<Pick<MadeTables, 'get' | 'entries'>>,
): TableVersions {
  const tables = new Map([...made.entries()].map(([name, version]) => [name.toLowerCase(), version]));
  const group = made.get(SEGMENT_GROUP);
  for (const [name, version] of versions) {
    // Its version does not know the segment's customers: these are known when its cell has run.
    const grouped = segment !== null && obeysGroup(name);
    if (!grouped) tables.set(name, version);
    else if (group !== undefined) tables.set(name, `${version} ${group}`);
  }
  return tables;
}

interface Answer {
  /** What was read, with the version that it had. */
  of: TableVersions;
  rows: Rows;
}

/**
 * What a database has answered, as long as all that was read for it is as it was. `tables` says what stands there;
 * null while that changes, when nothing is kept and nothing that is kept is told.
 */
export class KeptAnswers {
  readonly #answers = new Map<string, Answer>();
  readonly #tables: () => TableVersions | null;

  constructor(tables: () => TableVersions | null) {
    this.#tables = tables;
  }

  /** The database, with single statements answered out of what is kept. The rows are the same objects each time. */
  over(db: Connector): Connector {
    this.#drop();
    return {
      tableNames: (sql) => db.tableNames(sql),
      run: async (statements, options = {}) => {
        const read = typeof statements === 'string' ? this.#readBy(statements) : null;
        if (read === null) return db.run(statements, options);
        const key = `${options.maxRows ?? ''}\n${String(statements)}`;
        const known = this.#answers.get(key);
        if (known && this.#stands(known)) return ok(known.rows);
        const asked = await db.run(statements, options);
        const answer = asked.ok && !options.signal?.aborted ? { of: read, rows: asked.value } : null;
        if (answer && this.#stands(answer)) this.#answers.set(key, answer);
        return asked;
      },
    };
  }

  /** What was answered is not to be trusted any more. */
  forget(): void {
    this.#answers.clear();
  }

  /** Lets go of what no statement can be answered with any more. */
  #drop(): void {
    if (this.#tables() === null) return;
    for (const [key, answer] of this.#answers) if (!this.#stands(answer)) this.#answers.delete(key);
  }

  #stands({ of }: Answer): boolean {
    const tables = this.#tables();
    return tables !== null && [...of].every(([name, version]) => tables.get(name) === version);
  }

  /**
   * What a SELECT reads, as it stands; null where something of it is not known. What bears the name of a table counts
   * as read: a cell may be called as a part of the text is, or as a column.
   */
  #readBy(sql: string): TableVersions | null {
    const tables = this.#tables();
    if (!tables || !withSchemas(sql, tablesInText(sql)).every((name) => tables.has(name))) return null;
    const words = new Set([...namesIn(sql)].map((name) => name.toLowerCase()));
    return new Map([...tables].filter(([name]) => words.has(name.slice(name.indexOf('.') + 1))));
  }
}
