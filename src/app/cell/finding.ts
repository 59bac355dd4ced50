import type { Segment } from '../../template/findings.ts';
import type { Severity } from '../../template/schema.ts';

/** A finding ready to be shown: a sentence in pieces, its numbers bold. */
export interface Finding {
  severity: Severity;
  /** A note stands small below what the result says. */
  note: boolean;
  segments: Segment[];
  /** Shows the rows of the result that it is about. */
  show?(): void;
  /** A parameter change that the finding offers. */
  suggest?: { label: string; apply(): void };
}
