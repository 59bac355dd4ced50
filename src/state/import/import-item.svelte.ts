import type { EntityName } from '../../entity/catalogue.ts';
import { extraColumns } from '../../entity/extra-columns.ts';
import {
  keptColumns,
  mappedSource,
  type ExpectedLookup,
  type ExpectedSource,
  type MappedSource,
} from '../../entity/source.ts';
import type { Scale } from '../../entity/scale.ts';
import type { ColumnType, Reading, TextReading } from '../../files/api.ts';
import { asShare } from '../../files/numbers.ts';
import { withAttributes } from '../../import/meaning/edit.ts';
import { withEdit, withEdits, type HandEdit } from '../../import/meaning/hand-edits.ts';
import { isExpected } from '../../import/meaning/beside-sales.ts';
import { withCustomer } from '../../import/meaning/lookups.ts';
import { columnAt } from '../../import/union.ts';
import { proposeAttributes, type ProposedAttributes } from '../../import/meaning/attributes.ts';
import {
  columnsOf,
  proposeMeaning,
  seenMeaning,
  settledMeaning,
  type Meaning,
  type Said,
} from '../../import/meaning/meaning.ts';
import { pseudonymId, type PseudonymId } from '../../import/meaning/other-ids.ts';
import { mappingProblems } from '../../import/meaning/problems.ts';
import type { Remembered } from '../../import/remembered.ts';
import type { StageReport } from '../../import/stage/importer.ts';
import type { PrivacyPolicy } from '../../privacy/kinds.ts';
import type { Fault } from '../../result.ts';
import { afterEvent, phaseOf, readingOf, tableOf } from './item-state.ts';
import type { Attempt, Completion, ItemEvent, ItemState, Own } from './item-state.ts';
import { ItemLookup } from './item-lookup.svelte.ts';
import { ALONE, ItemLooks, type Beside } from './item-looks.svelte.ts';
import { ItemMeaning } from './item-meaning.svelte.ts';
import { chosen, type Choice, type Standing } from './standing.ts';
import type { RawTable } from './tools.ts';

/**
 * One table of one dropped file: its state, what it means, and what was corrected in how it is read. The state
 * changes by `afterEvent` alone; an engine that a state held is closed when it is left.
 */
export class ImportItem extends ItemMeaning {
  readonly file: File;
  readonly name: string;
  /** Of the file. */
  readonly bytes: number;
  /** Which table of the file this is, when the file holds several. */
  readonly part: string | null;
  /** What the files are called that came with it. */
  beside: readonly string[] = [];
  #state = $state.raw<ItemState>({ name: 'looking', reading: null });
  #declined = $state.raw<Readonly<Record<string, string>>>({});
  /** What it was said to be by hand; undefined where nobody has. */
  #chosen: EntityName | null | undefined = undefined;
  /** What was said of its columns by hand since: it is said again when the file is read anew. */
  #edits = $state.raw<readonly HandEdit[]>([]);
  #apart = $state(false);
  /** What its rows say to its mapping. */
  readonly looks: ItemLooks;
  /** What it takes from other files, and they from it. */
  readonly lookup = new ItemLookup();
  #corrections: Remembered = { hints: {}, types: {}, formats: {} };
  #abort = new AbortController();

  readonly #beside: Beside;

  /** `bytes` is said of a file that was read before it came. */
  constructor(file: File, part: string | null = null, beside: Beside = ALONE, bytes = file.size) {
    super();
    this.#beside = beside;
    this.looks = new ItemLooks(this, beside);
    this.file = file;
    this.bytes = bytes;
    this.part = part;
    this.name = part ? `${file.name} › ${part}` : file.name;
  }

  get state(): ItemState {
    return this.#state;
  }

  get phase(): 'reading' | 'ready' | 'failed' {
    return phaseOf(this.#state);
  }

  get reading(): Reading | null {
    return readingOf(this.#state);
  }

  get report(): StageReport | null {
    return this.#state.name === 'ready' ? this.#state.report : null;
  }

  get fault(): Fault | null {
    return this.#state.name === 'failed' ? this.#state.fault : null;
  }

  /** Its raw rows, once they are all there. */
  get table(): RawTable | null {
    return this.#state.name === 'ready' ? this.#state.table : null;
  }

  /** As its file was read, whatever it took from others since; null where it is not ready. */
  get own(): Own | null {
    const state = this.#state;
    return state.name === 'ready' ? (state.own ?? { ...state, taken: [] }) : null;
  }

  /** What it takes from other files, as a notebook keeps it. */
  get lookups(): ExpectedLookup[] {
    return (this.own?.taken ?? []).map(({ name, key, other, columns }) => ({
      ...{ from: name, key, other },
      columns: columns.map((column) => ({ ...column })),
    }));
  }

  /** Of columns of other files what was said there of how they are treated. */
  override get least(): Readonly<Record<string, PrivacyPolicy>> {
    const said = (this.own?.taken ?? []).flatMap(({ columns, said: there }) =>
      columns.map(({ name, as }) => [as, there(name)] as const),
    );
    return Object.fromEntries(said.flatMap(([as, policy]) => (policy === null ? [] : [[as, policy]])));
  }

  /** What was said of how a column is treated, here or in the file that it comes from; null where nobody has. */
  saidOf(column: string): PrivacyPolicy | null {
    const spoken = this.#edits.some(
      (edit) =>
        (edit.say === 'policy' && edit.column === column) ||
        (edit.say === 'left' && edit.columns.includes(column)),
    );
    return spoken ? (this.privacy[column] ?? 'drop') : (this.least[column] ?? null);
  }

  get standing(): Standing {
    return this.#state.name === 'ready' ? this.#state.standing : { is: 'new' };
  }

  /** Aborted when it is read anew or gone. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Attributes that can be taken in where there are none: those that were left out here, else what would be proposed. */
  get offered(): Readonly<Record<string, string>> {
    if (Object.keys(this.attributes).length > 0) return {};
    return Object.keys(this.#declined).length > 0 ? this.#declined : this.#proposed.attributes;
  }

  get #proposed(): ProposedAttributes {
    const { report, entity, mapping, personal } = this;
    return proposeAttributes(report ? columnsOf(report.profile, report.rows) : [], entity, mapping, personal);
  }
  /** Set where lists will show its customers as pseudonyms: which column they are of, and what could take its place. */
  get pseudonymId(): PseudonymId | null {
    const { report } = this;
    return report
      ? pseudonymId(this.mapping, this.privacy, this.personal, report.profile, report.rows)
      : null;
  }

  /** To be a source of its own although a file before it has the same columns. */
  get apart(): boolean {
    return this.#apart;
  }

  /** What was corrected in how it is read, by hand or in the notebook. */
  get corrections(): Readonly<Remembered> {
    return this.#corrections;
  }

  get mapped(): MappedSource | null {
    const { entity, mapping, attributes, privacy, reading } = this;
    if (!entity || !reading) return null;
    const kept = keptColumns(reading.columns, privacy);
    const columns = kept.map((c) => ({ name: c.name, type: this.sourceType(c.name), ...asShare(c) }));
    const { name } = reading;
    return mappedSource({ name, entity, mapping, attributes, privacy, scales: this.scales }, columns);
  }
  /** Whether customers can be divided by a column, as it comes in and no role reads it. */
  groups(column: string): boolean {
    const { mapped, privacy } = this;
    return mapped !== null && extraColumns([{ ...mapped, privacy }]).includes(column);
  }

  /** Type in the source table: what a policy rewrites is text. */
  sourceType(column: string): string {
    return (this.privacy[column] ?? 'keep') === 'keep' ? this.stagedType(column) : 'VARCHAR';
  }

  /** Type as read, before any policy. */
  stagedType(column: string): string {
    return this.report?.profile.find((p) => p.name === column)?.sqlType ?? 'VARCHAR';
  }

  /** What keeps it from being confirmed. */
  get problems(): Fault[] {
    return this.mapped ? mappingProblems([this.mapped]) : [];
  }

  /** Values that are not of their column's type and so become empty. */
  get emptied(): number {
    return (this.report?.conversions ?? []).reduce((sum, { failed }) => sum + failed, 0);
  }

  /** Its own name of a column, in whatever case and width it is spelt. */
  columnLike(name: string): string | null {
    const columns = this.reading?.columns ?? [];
    return columns[columnAt(columns, name)]?.name ?? null;
  }

  /** Takes over what is known of it; nobody looks at it before it is confirmed, so nothing is counted. */
  know(meaning: Readonly<Meaning>): void {
    this.meaning = meaning;
  }

  /** Assigns a column's meaning by hand: `orders.amount`'s name part, or '' for not used. */
  assign(column: string, role: string): void {
    this.#say({ say: 'role', column, role });
    this.looks.count();
  }

  /** Says by hand that a column is no attribute of the customer, whatever else it is. */
  unattribute(role: string): void {
    this.#say({ say: 'no-attribute', role });
  }

  /** Leaves out all that rows say of their customers, or takes it in again. */
  tellOfCustomers(tell: boolean): void {
    if (!tell) {
      this.#declined = this.attributes;
      this.#say({ say: 'attributes', attributes: {} });
    } else if (Object.keys(this.#declined).length > 0) {
      this.#say({ say: 'attributes', attributes: this.#declined });
    } else {
      const { attributes, confidence } = this.#proposed;
      this.#edits = this.#edits.filter(({ say }) => say !== 'attributes');
      const proposed = { ...withAttributes(this.meaning, attributes), unsettled: true };
      this.meaning = { ...proposed, confidence: { ...this.confidence, ...confidence } };
      void this.#settle();
    }
  }

  /** Says by hand on which scale a column's answers are. */
  rescale(column: string, scale: Scale): void {
    this.#say({ say: 'scale', column, scale });
    this.looks.judge();
  }

  /** Says by hand what becomes of a column. */
  treat(column: string, policy: PrivacyPolicy): void {
    this.#say({ say: 'policy', column, policy, kind: this.personal[column] ?? null });
  }

  /** Takes in a column that no analysis reads. */
  takeIn(column: string): void {
    this.#say({ say: 'taken-in', column, kind: this.personal[column] ?? null });
  }

  leaveOut(columns: readonly string[], out: boolean): void {
    this.#say({ say: 'left', columns, out });
  }

  /** Another entity, or null for not used: roles are proposed anew for it. */
  become(entity: EntityName | null): void {
    this.meaning = { ...this.meaning, entity };
    this.#chosen = entity;
    this.#edits = [];
    this.propose(entity);
  }

  #say(edit: HandEdit): void {
    this.#edits = [...this.#edits, edit];
    this.meaning = withEdit(this.meaning, edit);
  }

  /**
   * Proposes what the file is (`entity` undefined: by its content) and what its columns mean; `confirmed` are the
   * policies of the source that it belongs to, which were looked at here before. What was said by hand holds.
   */
  propose(
    entity = this.#chosen,
    expected: readonly ExpectedSource[] = [],
    confirmed?: Said['confirmed'],
  ): void {
    const { reading, report } = this;
    if (!reading || !report) return;
    const { profile, rows } = report;
    const { serves, noSale } = this.lookup;
    const aside = serves || (noSale !== null && !isExpected(noSale.is, reading, expected));
    const kind = entity === undefined && aside ? null : entity;
    const meant = proposeMeaning(reading.name, profile, rows, expected, kind, { confirmed });
    const meaning = withCustomer(meant, this.lookup.customer, reading.columns);
    const proposed = entity === undefined ? meaning : { ...meaning, known: this.known };
    this.meaning = entity === null ? proposed : withEdits(proposed, this.#edits);
    this.#declined = {};
    void this.#settle();
    this.looks.count();
  }

  /** Looks whether the rows bear out what they are taken to say of their customers. */
  async #settle(): Promise<void> {
    const { table } = this;
    const asked = this.meaning;
    const { customer } = asked.mapping;
    if (!asked.unsettled) return;
    const found = customer && (await table?.steady(customer, Object.values(asked.attributes)));
    // Said otherwise meanwhile, or proposed for another entity.
    if (this.meaning.unsettled && this.meaning.attributes === asked.attributes)
      this.meaning = settledMeaning(this.meaning, found && found.ok ? found.value : {});
  }

  keepApart(apart: boolean): void {
    this.#apart = apart;
  }

  /** What becomes of the source that it is like. */
  choose(choice: Choice): void {
    if (this.#state.name === 'ready') this.#go({ type: 'stand', standing: chosen(this.standing, choice) });
  }

  /** How its rows stand, as was found for `table`; of another one it is no longer of interest. */
  stand(table: RawTable, standing: Standing): void {
    if (this.table === table) this.#go({ type: 'stand', standing });
  }

  /** Lays settings over the ones it was read with; they hold from the next attempt on. */
  correct(
    hints: Partial<TextReading>,
    types: Record<string, ColumnType> = {},
    formats: Record<string, string> = {},
  ): void {
    const own = this.#corrections;
    this.#corrections = {
      hints: { ...own.hints, ...hints },
      types: { ...own.types, ...types },
      formats: { ...own.formats, ...formats },
    };
  }

  /** Begins to read it, anew if it was read before. */
  begin(): Attempt {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.#go({ type: 'again' });
    return { signal, tell: (event) => void (signal.aborted || this.#go(event)) };
  }

  /** The figures of all rows, for a big table that was proposed from its first ones. */
  async refine(): Promise<void> {
    const { table } = this;
    const profile = await table?.profile();
    if (table && profile?.ok) this.#go({ type: 'profile', table, profile: profile.value });
  }

  /** Counts what the columns' small drawings show; for the page that draws them. */
  async draw(): Promise<void> {
    const { table, report } = this;
    if (!table || !report) return;
    const profile = await table.profile();
    await this.#beside.calm();
    if (this.table !== table) return;
    const counted = profile.ok && (await table.histograms(profile.value, report.rows));
    if (!profile.ok || !counted || !counted.ok) return;
    const drawn = profile.value.map((p) => ({ ...p, histogram: counted.value.get(p.name) ?? [] }));
    this.#go({ type: 'profile', table, profile: drawn });
  }

  /** Takes columns from other files, or gives them back: `done` is its table with them. */
  complete(done: Omit<Completion, 'type'>): void {
    this.#go({ type: 'complete', ...done });
  }

  /** Ends it, and whatever reads it or holds its rows. */
  dispose(): void {
    this.#abort.abort();
    this.#go({ type: 'end' });
  }

  /** Ends it but hands its rows over, to be closed by whoever takes them; null where there are none. */
  release(): RawTable | null {
    const { table } = this;
    this.#state = { name: 'gone' };
    return table;
  }

  #go(event: ItemEvent): void {
    const held = tableOf(this.#state);
    this.#state = afterEvent(this.#state, event);
    // The same rows in the same engine have another face once they have other columns.
    if (held && tableOf(this.#state) !== held && event.type !== 'complete') held.close();
    if (event.type === 'profile' && this.table === event.table)
      this.meaning = seenMeaning(this.meaning, event.profile);
  }
}
