/**
 * Other apps of this kind, measured on one machine together with a bare duckdb-wasm page (their "control"):
 * production builds, headless Chromium 156, 2 cores, fresh profile, interleaved runs, medians, November 2026;
 * Duck-UI 1.1, PondPilot 0.10, Huey 1.0 and the SQLRooms example, the best of the four in each row.
 * Times are in milliseconds and do not carry to another machine; what is compared is best / control.
 * Sizes and counts carry as they are.
 */
export interface PeerRow {
  /** Which of the bench's rows it is compared with. */
  row: string;
  /** The bare page of that measurement. */
  control: number;
  /** The best peer and its figure. */
  best: number;
  name: string;
  /** `ratio`: best / control against ours; `absolute`: the figures themselves. */
  compare: 'ratio' | 'absolute';
  /** Size of the bench that matches, in millions of rows. */
  size?: number;
}

export const PEERS: readonly PeerRow[] = [
  { row: 'script', control: 261, best: 402, name: 'Huey', compare: 'absolute' },
  { row: 'requests', control: 5, best: 13, name: 'SQLRooms', compare: 'absolute' },
  { row: 'usable', control: 107, best: 750, name: 'Duck-UI', compare: 'ratio' },
  { row: 'ready', control: 1256, best: 1627, name: 'SQLRooms', compare: 'ratio' },
  { row: 'uci', control: 767, best: 786, name: 'SQLRooms', compare: 'ratio' },
  { row: 'import', control: 959, best: 975, name: 'SQLRooms', compare: 'ratio', size: 1 },
  { row: 'rfm', control: 206, best: 335, name: 'SQLRooms', compare: 'ratio', size: 1 },
];
