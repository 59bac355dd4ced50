import type { StageReport } from '../../import/stage/importer.ts';
import type { RecordCount } from '../../import/stage/work.ts';
import type { ColumnProfile } from '../../import/stage/profile.ts';
import type { MemoryPlan } from '../../import/memory.ts';
import type { Reached } from '../../import/progress.ts';
import type { Reading } from '../../files/api.ts';
import type { PrivacyPolicy } from '../../privacy/kinds.ts';
import type { Fault } from '../../result.ts';
import { toldFile } from '../../files/made.ts';
import type { Standing } from './standing.ts';
import type { RawTable } from './tools.ts';

/** Being looked at. `reading` is that of an attempt before it, whose settings can be corrected meanwhile. */
export interface Looking {
  name: 'looking';
  reading: Reading | null;
}

/** It may not fit into memory: `answer` starts it all the same. */
export interface Asking {
  name: 'asking';
  reading: Reading;
  memory: MemoryPlan;
  answer: () => void;
}

/**
 * On its way into an import engine. `memory` is told where it is worth telling; `table` once there is one; `counted`
 * once all records are read and only what they hold is looked at.
 */
export interface Staging {
  name: 'staging';
  reading: Reading;
  memory: MemoryPlan | null;
  progress: Reached;
  table: RawTable | null;
  counted: RecordCount | null;
}

export interface Ready {
  name: 'ready';
  reading: Reading;
  report: StageReport;
  table: RawTable;
  standing: Standing;
  /** Set where it has columns of other files. */
  own?: Own;
}

/** A table as its own file was read, and what it took from others since. */
export interface Own {
  reading: Reading;
  report: StageReport;
  taken: readonly TakenFrom[];
}

/** Columns that a table took from another by a key that both have. */
export interface TakenFrom {
  /** The other file, or those that are one under the other; their name as a source's, and their rows as they were then. */
  file: string;
  name: string;
  tables: readonly RawTable[];
  key: string;
  other: string;
  columns: readonly { name: string; as: string }[];
  /** What was said there of how a column is treated, by hand; null where nothing was. */
  said: (column: string) => PrivacyPolicy | null;
  /** Rows whose key was found there. */
  found: number;
}

/** `reading` where it is known how the file is read: then that can be corrected. */
export interface Failed {
  name: 'failed';
  reading: Reading | null;
  fault: Fault;
}

/** Removed, or confirmed. */
export interface Gone {
  name: 'gone';
}

/** A table of a dropped file, from the drop to the confirmation: it is in exactly one of these. */
export type ItemState = Looking | Asking | Staging | Ready | Failed | Gone;

export type ItemEvent =
  | { type: 'ask'; reading: Reading; memory: MemoryPlan; answer: () => void }
  | { type: 'stage'; reading: Reading; memory: MemoryPlan | null; bytes: number }
  /** The whole file was read: its columns and notices are final. */
  | { type: 'read'; reading: Reading }
  | { type: 'reached'; progress: Reached }
  | { type: 'engine'; table: RawTable }
  | { type: 'counted'; counted: RecordCount }
  /** By which it is ready. */
  | { type: 'report'; report: StageReport }
  | { type: 'fail'; fault: Fault }
  | Completion
  /** Figures of all rows, of the table that was asked for them. */
  | { type: 'profile'; table: RawTable; profile: ColumnProfile[] }
  | { type: 'stand'; standing: Standing }
  /** Read anew: with other settings, or because its engine was lost. */
  | { type: 'again' }
  | { type: 'end' };

/** The table `of` has other columns from now on: it is `table`. */
export interface Completion {
  type: 'complete';
  of: RawTable;
  table: RawTable;
  reading: Reading;
  report: StageReport;
  taken: readonly TakenFrom[];
}

/** The state after an event. One that does not belong to the state, because it comes late, changes nothing. */
export function afterEvent(state: ItemState, event: ItemEvent): ItemState {
  if (state.name === 'gone') return state;
  switch (event.type) {
    case 'end':
      return { name: 'gone' };
    case 'again':
      return {
        name: 'looking',
        reading: state.name === 'ready' ? (state.own ?? state).reading : state.reading,
      };
    case 'ask': {
      const { reading, memory, answer } = event;
      return state.name === 'looking' ? { name: 'asking', reading, memory, answer } : state;
    }
    case 'stage': {
      if (state.name !== 'looking' && state.name !== 'asking') return state;
      const { reading, memory, bytes } = event;
      const progress: Reached = { bytes: 0, totalBytes: bytes, rows: 0, share: 0 };
      return { name: 'staging', reading, memory, progress, table: null, counted: null };
    }
    case 'fail': {
      const under = state.name === 'looking' || state.name === 'asking' || state.name === 'staging';
      return under ? { name: 'failed', reading: state.reading, fault: event.fault } : state;
    }
    case 'read':
      return state.name === 'staging' ? { ...state, reading: event.reading } : state;
    case 'reached':
      return state.name === 'staging' ? { ...state, progress: event.progress } : state;
    case 'engine':
      return state.name === 'staging' ? { ...state, table: event.table } : state;
    case 'counted':
      return state.name === 'staging' ? { ...state, counted: event.counted } : state;
    case 'report': {
      if (state.name !== 'staging' || !state.table) return state;
      const { reading, table } = state;
      return { name: 'ready', reading, report: event.report, table, standing: { is: 'new' } };
    }
    case 'complete': {
      if (state.name !== 'ready' || state.table !== event.of) return state;
      const { table, reading, report, taken } = event;
      const { own, ...read } = state;
      const before = own ?? read;
      const ready: Ready = { name: 'ready', reading, report, table, standing: { is: 'new' } };
      return taken.length === 0
        ? ready
        : { ...ready, own: { reading: before.reading, report: before.report, taken } };
    }
    case 'profile': {
      if (state.name !== 'ready' || state.table !== event.table) return state;
      return { ...state, report: { ...state.report, profile: event.profile, estimated: false } };
    }
    case 'stand':
      return state.name === 'ready' ? { ...state, standing: event.standing } : state;
  }
}

/** The engine that a state holds, to be closed when it is left for one without it. */
export const tableOf = (state: ItemState): RawTable | null =>
  state.name === 'staging' || state.name === 'ready' ? state.table : null;

/** How the file is read, as far as is known. */
export const readingOf = (state: ItemState): Reading | null => (state.name === 'gone' ? null : state.reading);

/** What its file is called wherever its name must not stand, because that is a value of its rows. */
export const toldAs = ({ file, reading }: { file: File; reading: Reading | null }): string =>
  reading ? toldFile(file.name, reading) : file.name;

/** The three things that a state is to whoever looks at the page; what is gone waits for nothing. */
export type Phase = 'reading' | 'ready' | 'failed';

const PHASES: Record<ItemState['name'], Phase> = {
  looking: 'reading',
  asking: 'reading',
  staging: 'reading',
  ready: 'ready',
  failed: 'failed',
  gone: 'ready',
};

export const phaseOf = ({ name }: ItemState): Phase => PHASES[name];

/** One reading of a file. What it reports is heard until another one begins or the file is gone. */
export interface Attempt {
  readonly signal: AbortSignal;
  tell(event: ItemEvent): void;
}
