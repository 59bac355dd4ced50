import type { EntityName } from '../../entity/catalogue.ts';
import type { CleaningSetting } from '../../entity/rules/rule.ts';
import type { Scale } from '../../entity/scale.ts';
import type { StageReport } from '../../import/stage/importer.ts';
import type { Judgement } from '../../import/stage/judge.ts';
import type { RoleReading } from '../../import/stage/readable.ts';
import type { RawTable } from './tools.ts';

/** A table of a file, as far as its rows are looked at for what it is mapped to. */
export interface Looked {
  readonly table: RawTable | null;
  readonly report: StageReport | null;
  readonly entity: EntityName | null;
  readonly mapping: Readonly<Record<string, string>>;
  readonly scales: Readonly<Record<string, Scale>>;
}

/** What a file's looks hang on beside it. */
export interface Beside {
  /** What cleaning is set to by now. */
  rules(): readonly CleaningSetting[];
  /** Resolves when no other file is being read: the engine is theirs before it is anybody's who only reads on. */
  calm(): Promise<unknown>;
}

export const ALONE: Beside = { rules: () => [], calm: async () => {} };

/** What the rows of a file say to its mapping. An answer to a mapping that has changed meanwhile is dropped. */
export class ItemLooks {
  #readings = $state.raw<readonly RoleReading[]>([]);
  #judgement = $state.raw<{ of: Readonly<Record<string, string>>; found: Judgement } | null>(null);
  /** How often it was judged: an answer by earlier rules may come after one by later ones. */
  #judged = 0;
  readonly #of: Looked;
  readonly #beside: Beside;

  constructor(of: Looked, beside: Beside) {
    this.#of = of;
    this.#beside = beside;
  }

  /** How many of its values the roles of times and numbers read; of roles that are still being counted nothing. */
  get readings(): readonly RoleReading[] {
    return this.#readings.filter(({ role, column }) => this.#of.mapping[role] === column);
  }

  /** What cleaning would make of it as it is mapped; null until that has been looked at. */
  get judgement(): Judgement | null {
    const { entity, mapping } = this.#of;
    return entity !== null && this.#judgement?.of === mapping ? this.#judgement.found : null;
  }

  /** Settles when what has been asked for by now is known. */
  settled: Promise<unknown> = Promise.resolve();

  /** Counts what the roles read, then judges. */
  count(): void {
    this.settled = Promise.allSettled([this.settled, this.#count()]);
  }

  /** Looks at what cleaning would make of it, anew when the rules were set otherwise. */
  judge(): void {
    this.settled = Promise.allSettled([this.settled, this.#judge()]);
  }

  async #count(): Promise<void> {
    const { table, entity, mapping, report } = this.#of;
    if (!table || !entity) return;
    // The figures of all rows come first: until they are there it cannot be confirmed.
    if (report?.estimated) await table.profile();
    await this.#beside.calm();
    if (this.#of.mapping !== mapping) return;
    const counted = await table.readings(entity, mapping);
    if (counted.ok && this.#holds(table, mapping)) this.#readings = counted.value;
    await this.#judge();
  }

  async #judge(): Promise<void> {
    const turn = ++this.#judged;
    await this.#beside.calm();
    const { table, entity, mapping, scales } = this.#of;
    if (!table || !entity || turn !== this.#judged) return;
    const found = await table.judge(entity, mapping, this.#beside.rules(), scales);
    if (found.ok && turn === this.#judged && this.#holds(table, mapping))
      this.#judgement = { of: mapping, found: found.value };
  }

  /** Some rows that a rule would set aside, raw; none where that cannot be told. */
  async rowsAside(
    rule: string,
    columns: readonly string[],
  ): Promise<{ row: number; values: (string | null)[] }[]> {
    const found = await this.#of.table?.aside(rule, columns);
    return found?.ok ? found.value : [];
  }

  #holds = (table: RawTable, mapping: Readonly<Record<string, string>>): boolean =>
    this.#of.table === table && this.#of.mapping === mapping;
}
