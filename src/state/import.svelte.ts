import type { Remote } from 'comlink';
import type { Engine } from '../engine/client.ts';
import type { StageReport } from '../engine/importer.ts';
import type { EntityName } from '../entity/catalogue.ts';
import { mappingOf, proposeRoles, proposeSource, refitMapping } from '../entity/detect.ts';
import { matchExpected } from '../entity/expected.ts';
import { mappingProblems } from '../entity/problems.ts';
import type { MappedSource } from '../entity/source.ts';
import type { ColumnType, FilesWorker, Progress, Reading, TextReading } from '../files/api.ts';
import type { ExpectedSource, PrivacyPolicy } from '../notebook/document.ts';
import { defaultPolicy, detectPersonal } from '../privacy/detect.ts';
import type { PersonalKind } from '../privacy/kinds.ts';
import { policySql } from '../privacy/policy.ts';
import { fail, ok, type Fault, type Result } from '../result.ts';
import { engineService } from './engine.svelte.ts';
import { streamOf } from './stream.ts';

/** A confirmed table beside its rows: what it means, what it holds, what became of its file. */
export interface ImportedTable {
  expected: ExpectedSource;
  columns: { name: string; type: string }[];
  ledger: SourceLedger;
  /** Name of the file it came from. */
  file: string;
  /** What its columns hold of personal data, so that even a kept one is shown masked. */
  personal: Record<string, PersonalKind | null>;
}

/** Takes a table's rows, after the privacy policy, piece by piece as they are made. */
export type TakeRows = (name: string, pieces: AsyncIterable<Uint8Array>) => Promise<Result<null>>;

/** What became of a file's records; `read` + `rejected` is what the file holds. */
export interface SourceLedger {
  read: number;
  rejected: number;
  /** Where, not what: a broken line's text is raw and no privacy policy has seen it. */
  rejects: { line: number; reason: string }[];
  conversions: { column: string; failed: number }[];
  bytes: number;
}

/** One table of one dropped file, from reading to confirmed. */
export class ImportItem {
  readonly file: File;
  readonly name: string;
  state = $state<'reading' | 'ready' | 'failed'>('reading');
  progress = $state.raw<Progress | null>(null);
  reading = $state.raw<Reading | null>(null);
  report = $state.raw<StageReport | null>(null);
  fault = $state.raw<Fault | null>(null);
  entity = $state<EntityName | null>(null);
  /** Role name to column name. */
  mapping = $state<Record<string, string>>({});
  /** Role name to how sure the proposal is, 0..1; a choice by hand is 1. */
  confidence = $state<Record<string, number>>({});
  privacy = $state<Record<string, PrivacyPolicy>>({});
  personal: Record<string, PersonalKind | null> = {};
  /** Roles whose column the notebook expected and the file lacks: asked about, not guessed. */
  missing = $state.raw<string[]>([]);
  /** Reading settings corrected by hand; kept in the notebook. */
  hints: Partial<TextReading> = {};
  types: Record<string, ColumnType> = {};
  /** Date formats chosen by hand, by column. */
  formats: Record<string, string> = {};
  engine: Engine | null = null;
  abort = new AbortController();
  #only: { part: string } | null;

  constructor(file: File, part: { part: string } | null = null) {
    this.file = file;
    this.#only = part;
    this.name = part?.part ? `${file.name} › ${part.part}` : file.name;
  }

  /** Which table of the file this is, when the file holds several. */
  get part(): string | null {
    return this.#only?.part ?? null;
  }

  get mapped(): MappedSource | null {
    if (!this.entity || !this.reading) return null;
    const kept = this.reading.columns.filter((c) => this.privacy[c.name] !== 'drop');
    return {
      name: this.reading.name,
      entity: this.entity,
      mapping: this.keptMapping,
      columns: kept.map((c) => ({ name: c.name, type: this.sourceType(c.name) })),
    };
  }

  /** The mapping without columns that are not imported: such a column has no meaning to keep. */
  get keptMapping(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.mapping).filter(([, column]) => this.privacy[column] !== 'drop'),
    );
  }

  /** Type in the source table: what a policy rewrites is text. */
  sourceType(column: string): string {
    const policy = this.privacy[column];
    if (policy === 'mask' || policy === 'pseudonymise') return 'VARCHAR';
    return this.report?.profile.find((p) => p.name === column)?.sqlType ?? 'VARCHAR';
  }

  /** What keeps it from being confirmed. */
  get problems(): Fault[] {
    return this.mapped ? mappingProblems([this.mapped]) : [];
  }

  /** Assigns a column's meaning by hand: `orders.amount`'s name part, or '' for not used. */
  assign(column: string, role: string): void {
    for (const [other, name] of Object.entries(this.mapping)) if (name === column) delete this.mapping[other];
    if (role) {
      this.mapping[role] = column;
      this.confidence[role] = 1;
      this.privacy[column] = defaultPolicy(this.personal[column] ?? null, role);
    }
  }

  /** Another entity: roles are proposed anew for it. */
  become(entity: EntityName | null): void {
    this.entity = entity;
    this.propose(entity);
  }

  /** The figures of all rows, for a big table that was proposed from its first ones. */
  async refine(): Promise<void> {
    const { engine } = this;
    if (!engine) return;
    const { exactProfile } = await import('../engine/importer.ts');
    const profile = await exactProfile(engine);
    if (profile.ok && this.engine === engine && this.report)
      this.report = { ...this.report, profile: profile.value };
  }

  /** Proposes what the file is (`entity` undefined: by its content) and what its columns mean. */
  propose(entity: EntityName | null | undefined, expected: readonly ExpectedSource[] = []): void {
    const { reading, report } = this;
    if (!reading || !report) return;
    const columns = report.profile.map((p) => ({
      name: p.name,
      type: p.sqlType,
      examples: p.examples,
      filled: p.filled,
      distinct: p.distinct,
      rows: report.rows,
    }));
    for (const column of columns) this.personal[column.name] = detectPersonal(column.name, column.examples);
    const names = columns.map((c) => c.name);
    const known = entity === undefined ? matchExpected(reading.name, names, expected) : null;
    const input = { name: reading.name, columns };
    if (known) {
      this.entity = known.source.entity;
      const refitted = refitMapping(known.source.mapping, columns);
      this.mapping = refitted.mapping;
      this.missing = refitted.missing;
      this.confidence = {};
    } else {
      const proposal = entity ? proposeRoles(input, entity) : proposeSource(input);
      this.entity =
        entity === undefined && 'entity' in proposal
          ? (proposal.entity as EntityName | null)
          : (entity ?? null);
      this.mapping = this.entity ? mappingOf(proposal) : {};
      this.confidence = Object.fromEntries(proposal.roles.map((r) => [r.role, r.confidence]));
      this.missing = [];
    }
    this.privacy = {};
    for (const name of names) {
      const role = Object.entries(this.mapping).find(([, column]) => column === name)?.[0] ?? null;
      this.privacy[name] = known?.source.privacy[name] ?? defaultPolicy(this.personal[name] ?? null, role);
    }
  }

  dispose(): void {
    this.abort.abort();
    this.engine?.terminate();
    this.engine = null;
  }
}

/**
 * Everything dropped and not yet confirmed. Each file is read by a files worker and staged in an
 * import engine of its own, so that one bad file harms no other and removing a file is killing both.
 */
export class ImportSession {
  items = $state<ImportItem[]>([]);
  /** Notebook template to open when confirmed, or null for the main one. */
  template: string | null = null;
  /** Notebook that the sources are added to, or null for a new one. */
  target: string | null = null;
  #expected: readonly ExpectedSource[];

  constructor(expected: readonly ExpectedSource[] = []) {
    this.#expected = expected;
  }

  get reading(): boolean {
    return this.items.some((item) => item.state === 'reading');
  }

  get used(): ImportItem[] {
    return this.items.filter((item) => item.state === 'ready' && item.entity !== null);
  }

  get ready(): boolean {
    return !this.reading && this.used.length > 0 && this.used.every((item) => item.problems.length === 0);
  }

  async add(files: readonly File[]): Promise<void> {
    const items = files.map((file) => new ImportItem(file));
    this.items.push(...items);
    // One after the other: two cores, and each file gets the whole memory while it is parsed.
    for (const item of items) {
      const live = this.items.find((other) => other.file === item.file && other.part === null);
      if (!live) continue;
      engineService.warm(); // boots while the file is being looked at
      await this.#read(live);
    }
  }

  remove(item: ImportItem): void {
    item.dispose();
    this.items = this.items.filter((other) => other !== item);
  }

  /** Reads the file again with corrected settings. */
  async reread(
    item: ImportItem,
    hints: Partial<TextReading>,
    types: Record<string, ColumnType> = {},
    formats: Record<string, string> = {},
  ): Promise<void> {
    item.dispose();
    item.abort = new AbortController();
    item.hints = { ...item.hints, ...hints };
    item.types = { ...item.types, ...types };
    item.formats = { ...item.formats, ...formats };
    item.state = 'reading';
    item.fault = null;
    await this.#read(item);
  }

  dispose(): void {
    for (const item of this.items) item.dispose();
  }

  async #read(item: ImportItem): Promise<void> {
    const { signal } = item.abort;
    const outcome = await this.#stage(item);
    if (signal.aborted) return;
    if (outcome.ok) {
      item.state = 'ready';
    } else {
      item.fault = outcome.fault;
      item.state = 'failed';
      item.dispose();
    }
  }

  async #stage(item: ImportItem): Promise<Result<null>> {
    const { signal } = item.abort;
    const { openFilesWorker } = await import('../files/client.ts');
    const spawned = await openFilesWorker();
    if (!spawned.ok) return spawned;
    const files: Remote<FilesWorker> = spawned.value.worker;
    const stop = () => spawned.value.terminate();
    signal.addEventListener('abort', stop);
    try {
      const known = matchKnownReading(this.#expected, item.file.name);
      const inspected = await files.inspect(item.file, { ...known, ...item.hints });
      if (!inspected.ok) return inspected;
      const readings = inspected.value;
      const chosen = item.part === null ? readings[0] : readings.find((r) => r.part === item.part);
      if (!chosen) return fail('file-empty');
      if (item.part === null && readings.length > 1) this.#split(item, readings.slice(1));
      const reading = retype(chosen, item.types, item.formats);
      item.reading = reading;
      const { proxy } = await import('comlink');
      const staged = await files.stage(
        item.file,
        reading,
        proxy((progress: Progress) => void (item.progress = progress)),
      );
      if (!staged.ok) return staged;
      item.reading = { ...reading, notices: told([...reading.notices, ...(staged.value.notices ?? [])]) };
      const engine = await engineService.takeImportEngine();
      if (!engine.ok) return engine;
      item.engine = engine.value;
      const { stage } = await import('../engine/importer.ts');
      const report = await stage(engine.value, staged.value, reading, {
        signal,
        onProgress: (progress) => void (item.progress = progress),
      });
      if (!report.ok) return report;
      item.report = report.value;
      item.propose(undefined, this.#expected);
      void item.refine();
      return ok(null);
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  }

  /** Further tables of a workbook or archive become items of their own. */
  #split(item: ImportItem, readings: readonly Reading[]): void {
    const more = readings.map((reading) => new ImportItem(item.file, { part: reading.part }));
    const at = this.items.indexOf(item) + 1;
    this.items.splice(at, 0, ...more);
    for (const added of this.items.slice(at, at + more.length)) void this.#read(added);
  }

  /**
   * Applies the privacy policies and hands each table's rows to `take` while they are made, then the table
   * itself to `done`. The import engines, which saw the raw files, are gone afterwards.
   */
  async confirm(secret: string, take: TakeRows, done: (table: ImportedTable) => void): Promise<Result<null>> {
    const { finish } = await import('../engine/importer.ts');
    for (const item of this.used) {
      const policy = (column: string) =>
        policySql(column, item.privacy[column] ?? 'keep', item.personal[column] ?? null, secret);
      let finished: Awaited<ReturnType<typeof finish>> | null = null;
      const pieces = streamOf<Uint8Array>(async (push) => {
        finished = await finish(item.engine!, policy, { signal: item.abort.signal, onPiece: push });
        if (!finished.ok) throw new Error(finished.fault.code);
      });
      const taken = await take(item.reading!.name, pieces);
      const made = finished as Awaited<ReturnType<typeof finish>> | null;
      if (made && !made.ok) return made;
      if (!taken.ok) return taken;
      done(importedTable(item, made?.ok ? made.value.columns : []));
    }
    this.dispose();
    return ok(null);
  }
}

function importedTable(item: ImportItem, columns: { name: string; sqlType: string }[]): ImportedTable {
  const { rows, rejected, rejects, conversions } = item.report!;
  return {
    file: item.file.name,
    personal: item.personal,
    expected: expectedOf(item),
    columns: columns
      .filter((c) => c.name !== '_row' && c.name !== '_copy')
      .map((c) => ({ name: c.name, type: c.sqlType })),
    ledger: {
      read: rows,
      rejected,
      rejects: rejects.map(({ line, reason }) => ({ line, reason })),
      conversions: conversions.map(({ column, failed }) => ({ column, failed })),
      bytes: item.file.size,
    },
  };
}

function expectedOf(item: ImportItem): ExpectedSource {
  const reading = item.reading!;
  return {
    name: reading.name,
    system: '',
    entity: item.entity!,
    columns: item.report!.profile.map((p) => ({ name: p.name, type: p.sqlType })),
    mapping: item.keptMapping,
    privacy: Object.fromEntries(Object.entries(item.privacy).filter(([, policy]) => policy !== 'keep')),
    reading: { ...item.hints },
  };
}

/** Reading settings that a notebook remembers for a source of this file's name. */
function matchKnownReading(expected: readonly ExpectedSource[], file: string): Partial<TextReading> {
  const stem = file.replace(/\.[^.]+$/, '').toLowerCase();
  const source = expected.find((s) => stem.startsWith(s.name.toLowerCase()));
  return (source?.reading ?? {}) as Partial<TextReading>;
}

/** Each thing once: what the whole file shows may have been seen in its head. */
const told = (notices: readonly Fault[]): Fault[] =>
  notices.filter((notice, i) => notices.findIndex((other) => other.code === notice.code) === i);

/** The reading with column types and date formats corrected by hand. */
function retype(
  reading: Reading,
  types: Record<string, ColumnType>,
  formats: Record<string, string>,
): Reading {
  const columns = reading.columns.map((c) => {
    const format = formats[c.name];
    if (format && c.ambiguous?.formats.includes(format)) return { ...c, format };
    const type = types[c.name];
    return type && type !== c.type ? { ...c, type, format: '' } : c;
  });
  return { ...reading, columns };
}
