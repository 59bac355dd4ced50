import { mappedSource } from '../entity/source.ts';
import type { Lang } from '../i18n/text.ts';
import { today } from '../i18n/day.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { Notebook } from '../notebook/document.ts';
import { putSource, setCleaning, setCurrency } from '../notebook/edit.ts';
import { attempt, fail, need, ok, type Result } from '../result.ts';
import { EntityData, type VersionedSource } from '../run/data.ts';
import { runCell, type MadeTables } from '../run/execute.ts';
import { CellPlans } from './cell-plans.ts';
import type { NotebookEngine } from './engines.ts';
import { notebookFor } from './fitting.ts';
import type { ImportedTable, TakeRows } from './import/imported.ts';
import type { ImportSession } from './import/import-session.svelte.ts';
import {
  rowsOfFiles,
  sameRows,
  type Making,
  type ReadyRows,
  type RowsAhead,
  type RowsOf,
} from './import/ready-rows.ts';
import { models } from './models.ts';
import { newNotebook } from './new-notebook.ts';

/** Nothing is made ready of more rows: memory and cores are the mapping page's, and to stop takes longer. */
const MOST_ROWS = 2_000_000;
/** Whoever says something says more: so long nothing is made ready after it. Milliseconds. */
const CALM = 500;

/** What a notebook goes on from that was made before it was there. Each part knows by its versions what stands. */
export interface MadeAhead {
  engine: NotebookEngine;
  data: EntityData;
  made: MadeTables;
  plans: CellPlans;
}

/** What is made ready in one engine, which has seen the rows under these treatments and no others. */
interface Work extends MadeAhead {
  /** Names of the notebook's cells: tables of others would be read as if they were cells. */
  cells: string;
  /** All that was to be put in, whether or not it has come to that. */
  begun: RowsOf[];
  rows: (RowsOf & ReadyRows)[];
}

/** What is made ready follows from. */
interface Said {
  rows: readonly RowsOf[];
  rest: string;
}

interface AheadOf {
  importing: ImportSession;
  /** An empty engine that no notebook has. */
  claim(): Promise<Result<NotebookEngine>>;
  /** The key of the pseudonyms that the files' notebook will have. */
  key(): Promise<string>;
  language(): Lang;
}

/**
 * What confirming an import will want, made ready in memory while somebody reads what its columns mean: the rows as
 * they are to be treated, cleaned, and the cells run. Nothing of it is shown or stored. What is confirmed otherwise
 * is made as if nothing had been: rows are taken over only where they follow from the same file and treatments, all
 * else by its versions. An engine in which rows stand that were to be treated otherwise is no notebook's.
 */
export class Ahead {
  readonly #of: AheadOf;
  #work: Work | null = null;
  #abort: AbortController | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #making: Promise<unknown> = Promise.resolve();
  /** Rows that are being handed over. */
  #handing: Promise<unknown> = Promise.resolve();
  /** What was said when it was begun last; null where nothing is being made ready. */
  said: Said | null = null;

  constructor(of: AheadOf) {
    this.#of = of;
  }

  /** Something may have been said anew: what is being made ready of anything else is left, and begun in a moment. */
  stir(): void {
    const said = this.#saidNow();
    if (said && this.said && sameSaid(said, this.said)) return;
    this.stop();
    this.said = said;
    if (said) this.#soon = setTimeout(() => void this.make(), CALM);
  }

  stop(): void {
    clearTimeout(this.#soon);
    this.#abort?.abort();
    this.#abort = this.said = null;
  }

  /** The engine that has rows of files that nobody has confirmed; null where none has. */
  get engine(): NotebookEngine | null {
    return this.#work?.engine ?? null;
  }

  /** Makes ready what would be confirmed now. What fails on the way is told when it is confirmed. */
  make(): Promise<unknown> {
    const abort = (this.#abort = new AbortController());
    this.#making = this.#making.then(() => attempt(() => this.#make(abort.signal), 'run-unexpected'));
    return this.#making;
  }

  /** Ends it; what was made ready, where it is what confirming now would make. */
  async taken(secret: string): Promise<(MadeAhead & RowsAhead) | null> {
    clearTimeout(this.#soon);
    const wanted = this.#wanted(secret);
    const fits = (): boolean =>
      this.#work !== null && wanted !== null && stands(this.#work, wanted, this.#notebook());
    // Those that are on their way are the ones that are confirmed: they would only be handed over anew.
    if (fits()) await this.#handing;
    this.stop();
    await this.#making;
    const work = fits() ? this.#work : null;
    this.#work = null;
    const find = (of: RowsOf) => work!.rows.find((rows) => sameRows(rows, of)) ?? null;
    return work && { ...work, find };
  }

  async #make(signal: AbortSignal): Promise<Result<null>> {
    const { claim, key } = this.#of;
    const secret = await key();
    // By what the rows say of themselves the notebook is chosen.
    await Promise.all(this.#of.importing.used.map(({ looks }) => looks.settled));
    const wanted = this.#wanted(secret);
    if (!wanted || signal.aborted) return fail('cancelled');
    const empty = this.#notebook();
    if (!this.#work || !stands(this.#work, wanted, empty)) {
      this.#work = null;
      const engine = need(await claim());
      const cells = cellsOf(empty);
      const parts = { data: new EntityData(), made: new Map(), plans: new CellPlans() };
      this.#work = { engine, ...parts, cells, begun: [], rows: [] };
    }
    const work = this.#work;
    const handing = attempt(() => this.#rows(work, secret, signal), 'import-failed');
    this.#handing = handing;
    const tables = need(await handing);
    const sources = tables.map(({ expected, columns }): VersionedSource => {
      const { version } = work.rows.find(({ name }) => name === expected.name)!;
      return { ...mappedSource(expected, columns), version };
    });
    return runAhead(work, this.#filled(empty, tables), sources, signal);
  }

  /** The rows that would be taken; null where they are too many, or not ready. */
  #wanted(secret: string): RowsOf[] | null {
    const { importing } = this.#of;
    if (!importing.ready || importing.rows > MOST_ROWS) return null;
    const { groups, coming } = importing;
    const wanted = groups.flatMap((group, i) => {
      const tables = group.flatMap(({ table }) => (table ? [table] : []));
      return tables.length === group.length ? [rowsOfFiles(group, tables, coming[i]!.name, secret)] : [];
    });
    return wanted.length === groups.length ? wanted : null;
  }

  /** All that is made ready follows from; null where nothing is to be. */
  #saidNow(): Said | null {
    const { importing } = this.#of;
    const rows = this.#wanted('');
    const { template, used, rules, currency } = importing;
    const meant = used.map(({ mapped }) => mapped);
    return rows && { rows, rest: JSON.stringify([template, meant, rules.said, currency.taken]) };
  }

  /** The notebook as it will be opened, without sources. */
  #notebook(): Notebook {
    const { importing, language } = this.#of;
    return newNotebook(importing.template ?? notebookFor(importing.used), language());
  }

  /** As it will be once the tables are its sources, with what is said of how to clean them. */
  #filled(empty: Notebook, tables: readonly ImportedTable[]): Notebook {
    const { rules, currency } = this.#of.importing;
    const sourced = tables.reduce((made, { expected }) => putSource(made, expected), empty);
    return rules.said.reduce(
      (made, { rule, ...setting }) => setCleaning(made, rule, setting),
      setCurrency(sourced, currency.taken),
    );
  }

  /** Puts the rows into the engine that are not there yet, and keeps them at hand. */
  #rows(work: Work, secret: string, signal: AbortSignal): Promise<Result<ImportedTable[]>> {
    const pieces = new Map<string, Blob[]>();
    const take: TakeRows = async (name, given, _, ready) => {
      if (ready) return ok(null);
      const kept: Blob[] = [];
      pieces.set(name, kept);
      const schema = await work.engine.run('CREATE SCHEMA IF NOT EXISTS source', { signal });
      if (!schema.ok) return schema;
      const put = await work.engine.replaceTable(name, keptIn(kept, given), { schema: 'source', signal });
      return put.ok ? ok(null) : put;
    };
    const find = (of: RowsOf): ReadyRows | null => {
      const there = work.rows.find((rows) => sameRows(rows, of));
      if (!there) work.begun.push(of);
      return there ?? null;
    };
    const keep: Making['keep'] = (of, made) => {
      const kept = pieces.get(of.name);
      if (kept) work.rows.push({ ...of, ...made, version: crypto.randomUUID(), pieces: kept });
    };
    return this.#of.importing.tables(secret, take, { ahead: { find, making: { keep, signal } } });
  }
}

/** Whether an engine has seen no rows but those that are wanted, and has tables of no cells but the notebook's. */
const stands = ({ begun, cells }: Work, wanted: readonly RowsOf[], notebook: Notebook): boolean =>
  cells === cellsOf(notebook) && begun.every((of) => wanted.some((one) => sameRows(one, of)));

const sameSaid = (a: Said, b: Said): boolean =>
  a.rest === b.rest && a.rows.length === b.rows.length && a.rows.every((of, i) => sameRows(of, b.rows[i]!));

const cellsOf = ({ cells }: Notebook): string => JSON.stringify(cells.map(({ name }) => name));

async function* keptIn(kept: Blob[], pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    kept.push(new Blob([piece as Uint8Array<ArrayBuffer>]));
    yield piece;
  }
}

/** Prepares the data and runs the cells; one that fails keeps no other from running. */
async function runAhead(
  { engine, data, made, plans }: MadeAhead,
  notebook: Notebook,
  sources: readonly VersionedSource[],
  signal: AbortSignal,
): Promise<Result<null>> {
  const input = { notebook, sources, restored: [], today: today() };
  const prepared = await data.prepare(engine, input, signal);
  if (!prepared.ok) return prepared;
  const planned = await plans.make(engine, notebook, { ...prepared.value, template: templatesOf(notebook) });
  for (const cell of planned) {
    if (signal.aborted) return fail('cancelled');
    if (cell.version !== '' && cell.missing.length === 0)
      await runCell(engine, cell, made, { signal, models });
  }
  return ok(null);
}
