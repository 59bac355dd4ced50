import type { Severity } from '../template/schema.ts';
import { plain } from './findings.ts';
import type { ReportFinding } from './input.ts';

const SEVERITIES: readonly Severity[] = ['bad', 'warning', 'good', 'info'];

/**
 * The findings of all cells in the order in which a report tells them: by severity, then each cell's foremost
 * before any cell's second, then in the notebook's order. A fact that several cells state is told once, at its
 * first place: in the same words, or in others with two of the same numbers.
 */
export function saidOnce(findings: readonly ReportFinding[]): ReportFinding[] {
  const words = new Set<string>();
  const places = new Map<string, number>();
  const ordered = findings
    .filter(({ sentence }) => !words.has(plain(sentence)) && words.add(plain(sentence)))
    .map((finding) => {
      const key = `${finding.cell} ${finding.severity}`;
      const place = places.get(key) ?? 0;
      places.set(key, place + 1);
      return { finding, place };
    })
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) || a.place - b.place,
    )
    .map(({ finding }) => finding);
  const told: { cell: string; numbers: Set<string> }[] = [];
  return ordered.filter((finding) => {
    const numbers = numbersOf(finding);
    const said = told.some(
      (other) => other.cell !== finding.cell && [...numbers].filter((n) => other.numbers.has(n)).length >= 2,
    );
    if (!said) told.push({ cell: finding.cell, numbers });
    return !said;
  });
}

/** The numbers that hardly come up twice by chance: those of three digits or more. */
const numbersOf = ({ sentence }: ReportFinding): Set<string> =>
  new Set(
    sentence.filter(({ text, bold }) => bold && text.replace(/\D/g, '').length >= 3).map(({ text }) => text),
  );
