import { expect, test } from 'vitest';
import { BOLD, textWidth } from '../../../src/chart/text-width.ts';

test.each([
  // Widths at 100 px in DejaVu Sans Bold, the widest of the faces that figures are set in.
  ['Cumulative share of customers 14.0%', 2138],
  ['Slate Dripper Set', 974],
  ['average order value', 1139],
  ['Complaint left open', 1115],
])('the estimate for bold text is no less than what it takes: %s', (text, takes) => {
  expect(textWidth(text, 100) * BOLD).toBeGreaterThanOrEqual(takes * 0.998);
});
