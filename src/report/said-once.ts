import { byStake } from '../template/insight.ts';
import { plain } from './findings.ts';
import type { ReportFinding } from './input.ts';

/**
 * Insights in the order in which they are told: each cell's foremost before any cell's second, and among those the
 * one with most at stake first. A fact that several cells state is told once, at its first place: in the same words,
 * or in others with two of the same numbers.
 */
export function saidOnce(insights: readonly ReportFinding[]): ReportFinding[] {
  const words = new Set<string>();
  const waiting = insights
    .toSorted((a, b) => byStake(a.weight, b.weight))
    .filter(({ sentence }) => !words.has(plain(sentence)) && words.add(plain(sentence)));
  const told: { insight: ReportFinding; numbers: Set<string> }[] = [];
  const saidOf = ({ cell }: ReportFinding) => told.filter(({ insight }) => insight.cell === cell).length;
  while (waiting.length > 0) {
    // A cell whose foremost was said by another has its next in that place.
    const fewest = Math.min(...waiting.map(saidOf));
    const [insight] = waiting.splice(
      waiting.findIndex((one) => saidOf(one) === fewest),
      1,
    );
    const numbers = numbersOf(insight!);
    const said = told.some(
      (other) =>
        other.insight.cell !== insight!.cell && [...numbers].filter((n) => other.numbers.has(n)).length >= 2,
    );
    if (!said) told.push({ insight: insight!, numbers });
  }
  return told.map(({ insight }) => insight);
}

/** The numbers that hardly come up twice by chance: those of three digits or more. */
const numbersOf = ({ sentence }: ReportFinding): Set<string> =>
  new Set(
    sentence.filter(({ text, bold }) => bold && text.replace(/\D/g, '').length >= 3).map(({ text }) => text),
  );
