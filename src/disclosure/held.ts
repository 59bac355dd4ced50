/**
 * Why a figure is held back: it stands for fewer customers than the rules ask; with others that are shown it would
 * give one that is held back away; one customer has too much of it; it stands for one customer each; nothing says how
 * many customers stand behind it.
 */
export const HELD_REASONS = ['small', 'part', 'dominant', 'single', 'unknown'] as const;
export type HeldReason = (typeof HELD_REASONS)[number];

/** How much was held back. */
export interface Held {
  findings: number;
  charts: number;
  /** Marks of charts that are shown, and rows of tables. */
  rows: number;
  /** What was compared with the run before. */
  compared: number;
  /** Why, by reason: findings, charts, marks and comparisons together. */
  reasons: Partial<Record<HeldReason, number>>;
}

export const nothingHeld = (): Held => ({ findings: 0, charts: 0, rows: 0, compared: 0, reasons: {} });

/** Counts one more thing held back. */
export function hold(held: Held, what: Exclude<keyof Held, 'reasons'>, why: HeldReason, count = 1): void {
  held[what] += count;
  held.reasons[why] = (held.reasons[why] ?? 0) + count;
}

export const anyHeld = ({ findings, charts, rows, compared }: Held): boolean =>
  findings + charts + rows + compared > 0;
