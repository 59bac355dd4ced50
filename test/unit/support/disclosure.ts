import type { Disclosure } from '../../../src/disclosure/disclose.ts';
import { nothingHeld } from '../../../src/disclosure/held.ts';
import { DEFAULT_DISCLOSURE } from '../../../src/privacy/disclosure-rules.ts';

/** A gate that has looked at everything and holds nothing back. */
export const passing = (more: Partial<Disclosure> = {}): Disclosure => ({
  rules: DEFAULT_DISCLOSURE,
  refused: false,
  charts: new Map(),
  groups: new Map(),
  finding: () => null,
  money: () => true,
  givesAway: () => false,
  telling: () => new Set(),
  held: nothingHeld(),
  smallest: null,
  sketch: [],
  ...more,
});
