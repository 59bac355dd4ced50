import type { Engine } from '../../engine/client.ts';
import type { RowChange } from '../../import/stage/digest.ts';
import type { StageReport } from '../../import/stage/importer.ts';
import type { ColumnProfile } from '../../import/stage/profile.ts';
import type { EntityName } from '../../entity/catalogue.ts';
import { proposeMeaning } from '../../import/meaning/meaning.ts';
import { mappingProblems } from '../../import/meaning/problems.ts';
import { keptColumns, mappedSource, type ExpectedSource, type MappedSource } from '../../entity/source.ts';
import type { ColumnType, Reading, TextReading } from '../../files/api.ts';
import type { MemoryPlan } from '../../import/memory.ts';
import type { Reached } from '../../import/progress.ts';
import type { PrivacyPolicy, PersonalKind } from '../../privacy/kinds.ts';
import { defaultPolicy } from '../../privacy/detect.ts';
import type { Fault } from '../../result.ts';
import type { Choice, ExistingSource } from './existing.ts';

/** One table of one dropped file, from reading to confirmed. */
export class ImportItem {
  readonly file: File;
  readonly name: string;
  state = $state<'reading' | 'ready' | 'failed'>('reading');
  progress = $state.raw<Reached | null>(null);
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
    const { entity, mapping, privacy } = this;
    const kept = keptColumns(this.reading.columns, privacy);
    const columns = kept.map((c) => ({ name: c.name, type: this.sourceType(c.name) }));
    return mappedSource({ name: this.reading.name, entity, mapping, privacy }, columns);
  }

  /** Type in the source table: what a policy rewrites is text. */
  sourceType(column: string): string {
    const policy = this.privacy[column];
    return policy === 'mask' || policy === 'pseudonymise' ? 'VARCHAR' : this.stagedType(column);
  }

  /** Type as read, before any policy. */
  stagedType(column: string): string {
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

  /** Leaves columns out of the import, or takes them in again as they were proposed. */
  leaveOut(columns: readonly string[], out: boolean): void {
    for (const name of columns)
      this.privacy[name] = out ? 'drop' : defaultPolicy(this.personal[name] ?? null, null);
  }

  /** Values that are not of their column's type and so become empty. */
  get emptied(): number {
    return (this.report?.conversions ?? []).reduce((sum, { failed }) => sum + failed, 0);
  }

  /** Another entity: roles are proposed anew for it. */
  become(entity: EntityName | null): void {
    this.entity = entity;
    this.propose(entity);
  }

  /** The figures of all rows, for a big table that was proposed from its first ones. */
  async refine(): Promise<void> {
    const profile = await this.#exactProfile();
    if (profile && this.report) this.report = { ...this.report, profile, estimated: false };
  }

  /** Counts what the columns' small drawings show; for the page that draws them. */
  async draw(): Promise<void> {
    const { engine } = this;
    const profile = await this.#exactProfile();
    if (!engine || !profile || !this.report) return;
    const { histograms } = await import('../../import/stage/histogram.ts');
    const counted = await histograms(engine, profile, this.report.rows);
    if (!counted.ok || this.engine !== engine || !this.report) return;
    const drawn = profile.map((p) => ({ ...p, histogram: counted.value.get(p.name) ?? [] }));
    this.report = { ...this.report, profile: drawn, estimated: false };
  }

  /** Null when there are none, or when another engine has come meanwhile. */
  async #exactProfile(): Promise<ColumnProfile[] | null> {
    const { engine } = this;
    if (!engine) return null;
    const { exactProfile } = await import('../../import/stage/importer.ts');
    const profile = await exactProfile(engine);
    return profile.ok && this.engine === engine ? profile.value : null;
  }

  /** Proposes what the file is (`entity` undefined: by its content) and what its columns mean. */
  propose(entity: EntityName | null | undefined, expected: readonly ExpectedSource[] = []): void {
    const { reading, report } = this;
    if (!reading || !report) return;
    const meaning = proposeMeaning(reading.name, report.profile, report.rows, expected, entity);
    if (entity === undefined) this.known = meaning.known;
    this.entity = meaning.entity;
    this.mapping = meaning.mapping;
    this.confidence = meaning.confidence;
    this.missing = meaning.missing;
    this.personal = meaning.personal;
    this.privacy = meaning.privacy;
  }

  /** Its own name of a column, in whatever case it is spelt. */
  columnLike(name: string): string | null {
    return this.reading?.columns.find((c) => c.name.toLowerCase() === name.toLowerCase())?.name ?? null;
  }

  dispose(): void {
    this.abort.abort();
    this.engine?.terminate();
    this.engine = null;
  }
}
