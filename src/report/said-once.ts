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
  const places = new Map<string, number>();
  const ordered = insights
    .toSorted((a, b) => byStake(a.weight, b.weight))
    .filter(({ sentence }) => !words.has(plain(sentence)) && words.add(plain(sentence)))
    .map((insight) => {
      const place = places.get(insight.cell) ?? 0;
      places.set(insight.cell, place + 1);
      return { insight, place };
    })
    .sort((a, b) => a.place - b.place)
    .map(({ insight }) => insight);
  const told: { cell: string; numbers: Set<string> }[] = [];
  return ordered.filter((insight) => {
    const numbers = numbersOf(insight);
    const said = told.some(
      (other) => other.cell !== insight.cell && [...numbers].filter((n) => other.numbers.has(n)).length >= 2,
    );
    if (!said) told.push({ cell: insight.cell, numbers });
    return !said;
  });
}

/** The numbers that hardly come up twice by chance: those of three digits or more. */
const numbersOf = ({ sentence }: ReportFinding): Set<string> =>
  new Set(
    sentence.filter(({ text, bold }) => bold && text.replace(/\D/g, '').length >= 3).map(({ text }) => text),
  );
