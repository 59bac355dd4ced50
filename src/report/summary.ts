import { fill } from '../i18n/fill.ts';
import type { Lang } from '../i18n/text.ts';
import type { Segment } from '../template/findings.ts';
import type { PlanRow } from './document.ts';
import { goingOn } from './headline.ts';
import type { ReportFinding } from './input.ts';
import { isTask } from './plan.ts';
import { REPORT_TEXTS } from './texts.ts';

/** Two sentences: what is most important, and what to do about it, by whom and when. */
export function summaryOf(finding: ReportFinding, plan: readonly PlanRow[], lang: Lang): Segment[] {
  const first = firstSentence(finding.sentence);
  const row = plan.find(({ cell }) => cell === finding.cell) ?? plan.find(({ cell }) => cell !== '');
  if (!row || row.measure === '') return first;
  const { department, deadline } = row;
  const action = goingOn((isTask(finding) ? finding.measure.action : row.measure).replace(/[.。]$/, ''));
  return [
    ...first,
    { text: fill(REPORT_TEXTS.firstStep, lang, { action, department, deadline }), bold: false },
  ];
}

/** The sentence up to its first full stop: what follows stands with its conclusion. */
function firstSentence(segments: readonly Segment[]): Segment[] {
  const first: Segment[] = [];
  for (const { text, bold } of segments) {
    const at = bold ? -1 : text.search(/。|\.(?=\s|$)/);
    if (at >= 0) return [...first, { text: text.slice(0, at + 1), bold }];
    first.push({ text, bold });
  }
  return first;
}
