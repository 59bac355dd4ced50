import { cellText } from '../../i18n/cell.ts';
import { fill } from '../../i18n/fill.ts';
import { formatValue } from '../../i18n/format.ts';
import type { Lang } from '../../i18n/text.ts';

/** Where a cell stands; the same words are its `data-state`. */
export type CellState = 'idle' | 'stale' | 'queued' | 'running' | 'done' | 'error' | 'needs-roles';

export interface CellStatus {
  state: CellState;
  /** Seconds that the last finished run took. */
  seconds?: number | null;
  /** Rows of the result. */
  rows?: number | null;
  /** `Date.now()` when the current run began. */
  startedAt?: number | null;
  /** How far a statistical model of the current run is, 0..1; null while none runs. */
  progress?: number | null;
  /** Of a running cell: chart and table are there, findings follow. */
  judging?: boolean;
}

/** A duration in seconds, as short as it can be read: `0.16 s`, `12.3 s`, `2 min 5 s`. */
export function durationText(seconds: number, lang: Lang): string {
  if (seconds < 59.95) return fill(cellText.seconds, lang, { n: seconds.toFixed(seconds < 9.995 ? 2 : 1) });
  const whole = Math.round(seconds);
  return fill(cellText.minutes, lang, { m: Math.floor(whole / 60), s: whole % 60 });
}

/** What a cell says of itself beside its title; `now` is `Date.now()`, for the elapsed time of a run. */
export function statusText(status: CellStatus, now: number, lang: Lang): string {
  switch (status.state) {
    case 'idle':
      return fill(cellText.stateIdle, lang);
    case 'stale':
      return fill(cellText.stateStale, lang);
    case 'queued':
      return fill(cellText.stateQueued, lang);
    case 'error':
      return fill(cellText.stateError, lang);
    case 'needs-roles':
      return fill(cellText.stateNeedsRoles, lang);
    case 'running': {
      // Tenths: hundredths would flicker while they are counted.
      const elapsed = Math.max(0, now - (status.startedAt ?? now)) / 1000;
      const time =
        elapsed < 60 ? fill(cellText.seconds, lang, { n: elapsed.toFixed(1) }) : durationText(elapsed, lang);
      const { progress } = status;
      if (status.judging) return fill(cellText.stateJudging, lang, { time });
      if (progress === null || progress === undefined) return fill(cellText.stateRunning, lang, { time });
      const share = `${Math.floor(progress * 100)}%`;
      return fill(cellText.stateModel, lang, { time, share });
    }
    case 'done': {
      // What is not run (a goal sheet, a text) has nothing to say of a run.
      if (status.seconds === null || status.seconds === undefined) return '';
      const time = durationText(status.seconds, lang);
      if (status.rows === null || status.rows === undefined) return fill(cellText.stateDone, lang, { time });
      if (status.rows === 1) return fill(cellText.stateDoneOneRow, lang, { time });
      const rows = formatValue(status.rows, 'integer', { lang, currency: '' });
      return fill(cellText.stateDoneRows, lang, { time, rows });
    }
  }
}
