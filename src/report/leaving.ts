import type { Lang } from '../i18n/text.ts';
import { line, table } from './blocks.ts';
import type { Block } from './document.ts';
import { plain } from './findings.ts';
import { headlineOf } from './headline.ts';
import type { ReportFinding } from './input.ts';
import { REPORT_TEXTS } from './texts.ts';

/** Of the findings, in the order in which a report tells them, those that count customers who leave, each line once. */
export function leavingOf(findings: readonly ReportFinding[]): ReportFinding[] {
  const lines = new Map<string, ReportFinding>();
  for (const finding of findings)
    if (finding.leaving !== undefined && !lines.has(finding.leaving)) lines.set(finding.leaving, finding);
  return [...lines.values()];
}

/**
 * Figures about customers who leave that draw the line differently, beside each other with whom they count; nothing
 * where there is but one, which says so itself.
 */
export function leavingBlocks(
  findings: readonly ReportFinding[],
  titleOf: (cell: string) => string,
  lang: Lang,
): Block[] {
  if (findings.length < 2) return [];
  const rows = findings.map(({ sentence, leaving = '', cell }) => [
    plain(headlineOf(sentence)[0]),
    leaving,
    titleOf(cell),
  ]);
  return [line(REPORT_TEXTS.leaving[lang]), table(lang, ['said', 'counted', 'analysis'], rows)];
}
