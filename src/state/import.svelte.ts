import type { Remote } from 'comlink';
import type { Engine } from '../engine/client.ts';
import { commonType } from '../engine/coerce.ts';
import type { RowChange } from '../engine/digest.ts';
import type { StageReport } from '../engine/importer.ts';
import type { EntityName } from '../entity/catalogue.ts';
import { mappingOf, proposeRoles, proposeSource, refitMapping } from '../entity/detect.ts';
import { matchExpected } from '../entity/expected.ts';
import type { JoinMatch } from '../entity/join-columns.ts';
import { mappingProblems } from '../entity/problems.ts';
import type { MappedSource } from '../entity/source.ts';
import type { ColumnType, FilesWorker, Progress, Reading, TextReading } from '../files/api.ts';
import { gigabytes, planMemory, WORTH_TELLING, type MemoryPlan } from '../files/memory.ts';
import { corrected, knownReading, readingSettings } from '../files/remembered.ts';
import { shapeKey, unionColumns, uniqueNames, unionName } from '../files/union.ts';
import type { ExpectedSource, PrivacyPolicy } from '../notebook/document.ts';
import { defaultPolicy, detectPersonal } from '../privacy/detect.ts';
import type { PersonalKind } from '../privacy/kinds.ts';
import { policySql } from '../privacy/policy.ts';
import { fail, ok, type Fault, type Result } from '../result.ts';
import { engineService } from './engine.svelte.ts';
import { proposedChoice, sumLedgers, type Choice, type Digests, type ExistingSource } from './existing.ts';
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
  /** Digests of its rows, made when they are asked for; to be asked once, for that frees the import engine. */
  digests: () => Promise<Digests | null>;
}

/** Takes a table's rows, after the privacy policy, piece by piece as they are made. */
export type TakeRows = (name: string, pieces: AsyncIterable<Uint8Array>) => Promise<Result<null>>;

/** What became of a file's records; `read` + `rejected` is what the file holds. */
export interface SourceLedger {
  read: number;
  rejected: number;
  /** Where, not what: a broken line's text is raw and no privacy policy has seen it. */
  rejects: { line: number; reason: string; file?: string }[];
  conversions: { column: string; failed: number }[];
  bytes: number;
  /** The files it came from, when there are several. */
  files?: { file: string; read: number; rejected: number }[];
}

/** Tables with more rows are digested at once, so that their import engine need not stay beside the cells. */
const DIGEST_AT_ONCE = 1_000_000;

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
  /** To be a source of its own although a file before it has the same columns. */
  apart = $state(false);
  /** The source of the notebook that it is like, what becomes of it, and what it would change. */
  existing = $state.raw<ExistingSource | null>(null);
  choice = $state<Choice>('replace');
  change = $state.raw<RowChange | null>(null);
  /** Values that the source's types would lose: then it cannot go under its rows. */
  lost = $state.raw<{ column: string; count: number }[]>([]);
  /** What importing it takes, when that is worth telling; `agree` starts it where the analyst is asked first. */
  memory = $state.raw<MemoryPlan | null>(null);
  agree = $state.raw<(() => void) | null>(null);
  /** Whether its rows are being compared with those of the source it is like. */
  comparing = $state(false);
  /** Name of the other file that has exactly its rows. */
  sameAs = $state<string | null>(null);
  /** The notebook's name for what it was recognised as. */
  known: string | null = null;
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
    if (!profile.ok || this.engine !== engine || !this.report) return;
    this.report = { ...this.report, profile: profile.value };
  }

  /** Counts what the columns' small drawings show; for the page that draws them. */
  async draw(): Promise<void> {
    const { engine } = this;
    if (!engine) return;
    const { exactProfile } = await import('../engine/importer.ts');
    const profile = await exactProfile(engine);
    if (!profile.ok || this.engine !== engine || !this.report) return;
    const { histograms } = await import('../engine/histogram.ts');
    const counted = await histograms(engine, profile.value, this.report.rows);
    if (!counted.ok || this.engine !== engine || !this.report) return;
    const drawn = profile.value.map((p) => ({ ...p, histogram: counted.value.get(p.name) ?? [] }));
    this.report = { ...this.report, profile: drawn };
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
    if (entity === undefined) this.known = known?.source.name ?? null;
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

  /** Its own name of a column, in whatever case it is spelt. */
  columnLike(name: string): string | null {
    return this.reading?.columns.find((c) => c.name.toLowerCase() === name.toLowerCase())?.name ?? null;
  }

  /** The columns it brings under another file's policies, and their types then. */
  shapeUnder(first: ImportItem): { columns: { name: string; type: string }[] } {
    const kept = (this.reading?.columns ?? []).filter(
      ({ name }) => first.privacy[first.columnLike(name) ?? name] !== 'drop',
    );
    return {
      columns: kept.map(({ name }) => {
        const policy = first.privacy[first.columnLike(name) ?? name];
        const text = policy === 'mask' || policy === 'pseudonymise';
        return { name, type: text ? 'VARCHAR' : this.sourceType(name) };
      }),
    };
  }

  /** Its table for comparing with others; null while it is read. */
  get shape(): string | null {
    return this.reading && shapeKey(this.reading);
  }

  dispose(): void {
    this.abort.abort();
    this.engine?.terminate();
    this.engine = null;
  }
}

/** How the customers of a file meet those of another, and the columns that would join them better, if any. */
export interface FoundJoin {
  item: ImportItem;
  base: ImportItem;
  match: JoinMatch;
  better: JoinMatch | null;
}

/**
 * Everything dropped and not yet confirmed. Each file is read by a files worker and staged in an
 * import engine of its own, so that one bad file harms no other and removing a file is killing both.
 */
export class ImportSession {
  items = $state<ImportItem[]>([]);
  /** How the customers of the files meet, as last compared. */
  joins = $state.raw<FoundJoin[]>([]);
  #turn = 0;
  /** Notebook template to open when confirmed, or null for the main one. */
  template: string | null = null;
  /** Notebook that the sources are added to, or null for a new one. */
  target: string | null = null;
  #expected: readonly ExpectedSource[];
  #existing: readonly ExistingSource[];
  #key: () => Promise<string>;

  /** `key`: the workspace's secret, without which digests of rows cannot be compared. */
  constructor(
    expected: readonly ExpectedSource[] = [],
    existing: readonly ExistingSource[] = [],
    key: () => Promise<string> = async () => '',
  ) {
    this.#expected = expected;
    this.#existing = existing;
    this.#key = key;
  }

  get reading(): boolean {
    return this.items.some((item) => item.state === 'reading');
  }

  get used(): ImportItem[] {
    return this.items.filter((item) => item.state === 'ready' && item.entity !== null);
  }

  get ready(): boolean {
    const { groups } = this;
    return (
      !this.reading &&
      groups.length > 0 &&
      groups.every(([first]) => first!.problems.length === 0 && !first!.comparing)
    );
  }

  /** The files that become one source, each: those of the same columns, in the order they came. */
  get groups(): ImportItem[][] {
    const groups = new Map<string, ImportItem[]>();
    for (const [i, item] of this.used.entries()) {
      const key = item.apart ? `${i}` : `${item.entity}\u001e${item.shape}`;
      groups.set(key, [...(groups.get(key) ?? []), item]);
    }
    return [...groups.values()];
  }

  /** The file under whose rows this one's go, or null. */
  leaderOf(item: ImportItem): ImportItem | null {
    const first = this.groups.find((group) => group.includes(item))?.[0] ?? null;
    return first === item ? null : first;
  }

  /**
   * Says how the customers of the files meet: each file's against those of the customers' file, or of the one
   * with the most customers. Called whenever the mapping has changed; a later call overtakes an earlier one.
   */
  async compareJoins(): Promise<void> {
    const turn = ++this.#turn;
    const firsts = this.groups.map(([first]) => first!).filter((item) => item.mapping['customer']);
    const distinct = (item: ImportItem) =>
      item.report?.profile.find((p) => p.name === item.mapping['customer'])?.distinct ?? 0;
    const base =
      firsts.find((item) => item.entity === 'customers') ??
      [...firsts].sort((a, b) => distinct(b) - distinct(a))[0];
    if (!base?.engine || firsts.length < 2) {
      this.joins = [];
      return;
    }
    const [{ keyDigests, matchKeys }, { betterJoin, joinCandidates }] = await Promise.all([
      import('../engine/keys.ts'),
      import('../entity/join-columns.ts'),
    ]);
    const key = await this.#key();
    const candidates = (item: ImportItem) =>
      joinCandidates(
        item.report!.profile.map((p) => ({ ...p, type: p.sqlType })),
        item.mapping['customer'],
      );
    const others = candidates(base);
    const digests = await keyDigests(base.engine, others, key);
    const joins: FoundJoin[] = [];
    for (const item of firsts) {
      if (item === base || !item.engine || !digests.ok) continue;
      const found = await matchKeys(item.engine, candidates(item), others, digests.value, key);
      if (turn !== this.#turn) return;
      if (!found.ok) continue;
      const chosen = { column: item.mapping['customer']!, other: base.mapping['customer']! };
      const match = found.value.find((m) => m.column === chosen.column && m.other === chosen.other);
      if (match) joins.push({ item, base, match, better: betterJoin(found.value, chosen) });
    }
    if (turn === this.#turn) this.joins = joins;
  }

  /** What each group will be called: as the source it belongs to, else by its files, none twice. */
  #names(groups: ImportItem[][]): string[] {
    const wanted = groups.map((group) => {
      const [first] = group;
      if (first!.existing && first!.choice !== 'both') return first!.existing.name;
      const own =
        group.length > 1 ? unionName(group.map((item) => item.reading!.name)) : first!.reading!.name;
      return first!.existing ? own : (first!.known ?? own);
    });
    const taken = this.#existing
      .map(({ name }) => name)
      .filter(
        (name) => !groups.some(([first]) => first!.choice !== 'both' && first!.existing?.name === name),
      );
    return uniqueNames(wanted, taken);
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
    item.existing = item.change = item.sameAs = null;
    item.lost = [];
    item.comparing = false;
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
      const known = knownReading(this.#expected, item.file.name);
      item.hints = { ...known.hints, ...item.hints };
      item.types = { ...known.types, ...item.types };
      item.formats = { ...known.formats, ...item.formats };
      const inspected = await files.inspect(item.file, item.hints);
      if (!inspected.ok) return inspected;
      const readings = inspected.value;
      const chosen = item.part === null ? readings[0] : readings.find((r) => r.part === item.part);
      if (!chosen) return fail('file-empty');
      if (item.part === null && readings.length > 1) this.#split(item, readings.slice(1));
      const agreed = await this.#agreeMemory(item, chosen);
      if (!agreed.ok) return agreed;
      const reading = corrected(chosen, item);
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
      void this.#compare(item, engine.value);
      return ok(null);
    } finally {
      signal.removeEventListener('abort', stop);
      stop();
    }
  }

  /** Tells what a big import takes before it starts; asks where it may not fit, refuses where it cannot. */
  async #agreeMemory(item: ImportItem, reading: Reading): Promise<Result<null>> {
    const { size } = item.file;
    const device = (navigator as Navigator & { deviceMemory?: number }).deviceMemory;
    const packed = reading.part !== '' || /\.(gz|zip)$/i.test(item.file.name);
    const plan = planMemory(size, reading.kind, packed, device);
    item.memory = plan.needs >= WORTH_TELLING ? plan : null;
    if (plan.verdict === 'refuse')
      return fail('import-too-big', { values: { needs: gigabytes(plan.needs) } });
    if (plan.verdict === 'fine') return ok(null);
    const { signal } = item.abort;
    await new Promise<void>((go) => {
      item.agree = go;
      signal.addEventListener('abort', () => go(), { once: true });
    });
    item.agree = null;
    return signal.aborted ? fail('cancelled') : ok(null);
  }

  /** Further tables of a workbook or archive become items of their own. */
  #split(item: ImportItem, readings: readonly Reading[]): void {
    const more = readings.map((reading) => new ImportItem(item.file, { part: reading.part }));
    const at = this.items.indexOf(item) + 1;
    this.items.splice(at, 0, ...more);
    for (const added of this.items.slice(at, at + more.length)) void this.#read(added);
  }

  /** Says how a file's rows stand to those of the source it is like, or of another file of the same columns. */
  async #compare(item: ImportItem, engine: Engine): Promise<void> {
    const name = item.reading!.name;
    const before = this.items.find(
      (other) => other !== item && other.state === 'ready' && other.engine && other.shape === item.shape,
    );
    const existing =
      this.#existing.find((s) => s.name === item.known) ??
      this.#existing.find((s) => s.name === name) ??
      null;
    if (!before && !existing) return;
    const { compareRows, lostValues, rowDigests } = await import('../engine/digest.ts');
    const key = await this.#key();
    if (before?.engine) {
      const digests = await rowDigests(before.engine, key);
      const change = digests.ok ? await compareRows(engine, digests.value, key) : digests;
      if (item.engine !== engine || !change.ok) return;
      item.change = change.value;
      if (change.value.fresh === 0 && change.value.gone === 0 && change.value.rows > 0) {
        item.sameAs = before.name;
        item.become(null);
        return;
      }
      // The first of a group stands for it before the source that is there.
      if (!existing || this.leaderOf(item)) return;
    }
    item.existing = existing;
    item.comparing = true;
    const digests = await existing!.digests();
    const change = digests?.engine === engine.version ? await compareRows(engine, digests.pieces, key) : null;
    const lost = await lostValues(engine, existing!.columns);
    item.comparing = false;
    if (item.engine !== engine) return;
    item.change = change?.ok ? change.value : null;
    item.lost = lost.ok ? lost.value : [];
    item.choice = item.lost.length > 0 ? 'replace' : proposedChoice(item.change);
  }

  /**
   * Applies the privacy policies and hands each source's rows to `take` while they are made; when all have
   * been taken, the tables themselves to `done`, so that a fault in one leaves everything as it was. Files of one shape come one under the other, after the rows of the source that they are
   * appended to. The import engines, which saw the raw files, go when the rows' digests have been asked for.
   */
  async confirm(
    secret: string,
    take: TakeRows,
    done: (table: ImportedTable) => void,
    onStep: () => void = () => {},
  ): Promise<Result<null>> {
    const { groups } = this;
    const names = this.#names(groups);
    const tables: ImportedTable[] = [];
    for (const [i, group] of groups.entries()) {
      const confirmed = await this.#confirmGroup(group, names[i]!, secret, take);
      if (!confirmed.ok) return confirmed;
      tables.push(confirmed.value);
      onStep();
    }
    for (const [i, group] of groups.entries()) {
      const alone = group.length === 1 && tables[i]!.digests === NOT_YET;
      done(alone ? { ...tables[i]!, digests: lateDigests(group[0]!, secret) } : tables[i]!);
    }
    this.dispose();
    return ok(null);
  }

  async #confirmGroup(
    group: ImportItem[],
    name: string,
    secret: string,
    take: TakeRows,
  ): Promise<Result<ImportedTable>> {
    const [{ finish }, { compareRows, rowDigests }] = await Promise.all([
      import('../engine/importer.ts'),
      import('../engine/digest.ts'),
    ]);
    const [first] = group as [ImportItem];
    const base = first.choice === 'append' ? first.existing : null;
    const alone = group.length === 1 && base === null;
    const policyFor = (item: ImportItem) => (column: string) => {
      // What the first file's column is treated with holds for all.
      const own = first === item ? column : (first.columnLike(column) ?? column);
      return policySql(column, first.privacy[own] ?? 'keep', first.personal[own] ?? null, secret);
    };
    const columns =
      base?.columns ??
      unionColumns(
        group.map((item) => item.shapeUnder(first)),
        commonType,
      );
    const known: Uint8Array[] = [];
    const { version } = first.engine!;
    let rows = 0;
    let columnsMade: { name: string; sqlType: string }[] = [];
    const failed: Fault[] = [];
    const pieces = streamOf<Uint8Array>(async (push) => {
      const orStop = <T>(result: Result<T>): T => {
        if (result.ok) return result.value;
        failed.push(result.fault);
        throw new Error(result.fault.code);
      };
      if (base) {
        for await (const piece of base.pieces()) await push(piece);
        rows = base.ledger.read;
        const digests = await base.digests();
        if (digests?.engine === version) known.push(...digests.pieces);
      }
      for (const item of group) {
        const engine = item.engine!;
        const options = { signal: item.abort.signal, onPiece: push };
        if (alone) {
          columnsMade = orStop(await finish(engine, policyFor(item), options)).columns;
          return;
        }
        const compared = known.length > 0;
        if (compared) orStop(await compareRows(engine, known, secret));
        const onto = { rows, columns, compared };
        columnsMade = orStop(await finish(engine, policyFor(item), { ...options, onto })).columns;
        known.push(...orStop(await rowDigests(engine, secret)));
        rows += item.report!.rows;
      }
    });
    const taken = await take(name, pieces);
    if (failed[0]) return { ok: false, fault: failed[0] };
    if (!taken.ok) return taken;
    const parts = group.map((item) => ({ file: item.file.name, ledger: ledgerOf(item) }));
    if (base) parts.unshift({ file: base.file, ledger: base.ledger });
    return ok({
      file: [...new Set(parts.map((part) => part.file))].join(', '),
      personal: { ...base?.personal, ...first.personal },
      expected: expectedOf(first, name, base),
      columns: columnsMade
        .filter((c) => c.name !== '_row' && c.name !== '_copy')
        .map((c) => ({ name: c.name, type: c.sqlType })),
      ledger: sumLedgers(parts),
      digests: alone ? NOT_YET : async () => ({ engine: version, pieces: known }),
    });
  }
}

/** Stands for digests that are made once every table has been taken. */
const NOT_YET = async (): Promise<null> => null;

/** Takes the import engine over: it goes when its rows' digests are made. */
function lateDigests(item: ImportItem, key: string): () => Promise<Digests | null> {
  const engine = item.engine!;
  item.engine = null;
  let made: Promise<Digests | null> | null = null;
  const make = async () => {
    const { rowDigests } = await import('../engine/digest.ts');
    const pieces = await rowDigests(engine, key);
    engine.terminate();
    return pieces.ok ? { engine: engine.version, pieces: pieces.value } : null;
  };
  if (item.report!.rows > DIGEST_AT_ONCE) made = make();
  return () => (made ??= make());
}

function ledgerOf(item: ImportItem): SourceLedger {
  const { rows, rejected, rejects, conversions } = item.report!;
  return {
    read: rows,
    rejected,
    rejects: rejects.map(({ line, reason }) => ({ line, reason })),
    conversions: conversions.map(({ column, failed }) => ({ column, failed })),
    bytes: item.file.size,
  };
}

function expectedOf(item: ImportItem, name: string, base: ExistingSource | null): ExpectedSource {
  // Appended rows are told by the names that the source's columns have.
  const own = (column: string) =>
    base?.columns.find((c) => c.name.toLowerCase() === column.toLowerCase())?.name ?? column;
  return {
    name,
    system: '',
    entity: item.entity!,
    columns: item.report!.profile.map((p) => ({ name: own(p.name), type: p.sqlType })),
    mapping: Object.fromEntries(Object.entries(item.mapping).map(([role, column]) => [role, own(column)])),
    privacy: Object.fromEntries(
      Object.entries(item.privacy).flatMap(([column, policy]) =>
        policy === 'keep' ? [] : [[own(column), policy]],
      ),
    ),
    reading: readingSettings(item),
  };
}

/** Each thing once: what the whole file shows may have been seen in its head. */
const told = (notices: readonly Fault[]): Fault[] =>
  notices.filter((notice, i) => notices.findIndex((other) => other.code === notice.code) === i);
