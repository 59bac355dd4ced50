import type { Lang } from '../i18n/text.ts';
import { diagnosisOf } from './diagnosis.ts';
import type { Chain } from './document.ts';
import { insightHeadline } from './headline.ts';
import type { ReportFinding, ReportReading } from './input.ts';
import { isTask } from './plan.ts';
import { REPORT_TEXTS } from './texts.ts';

/** A manager takes in so many things at once. */
const MOST = 5;

/**
 * The insights that a report speaks of, in the order in which it does: each cell's foremost before any cell's second,
 * and among those what is to be acted on before what is to be known; each with the other insight that points to the
 * same place. One that explains another is not told again.
 */
export function foremost(
  findings: readonly ReportFinding[],
): { finding: ReportFinding; other: ReportFinding | null }[] {
  const ordered = inRounds([...findings.filter(isTask), ...findings.filter((finding) => !isTask(finding))]);
  const spent = new Set<ReportFinding>();
  const told: { finding: ReportFinding; other: ReportFinding | null }[] = [];
  for (const finding of ordered) {
    if (told.length === MOST) break;
    if (spent.has(finding)) continue;
    spent.add(finding);
    const other = finding.looked?.cause
      ? null
      : (ordered.find((one) => !spent.has(one) && pointsTo(one, finding)) ?? null);
    if (other) spent.add(other);
    told.push({ finding, other });
  }
  return told;
}

/** The first of each cell, then the second of each, each round in the order given. */
function inRounds(findings: readonly ReportFinding[]): ReportFinding[] {
  const told = new Map<string, number>();
  const rounds = findings.map((finding) => {
    const round = told.get(finding.cell) ?? 0;
    told.set(finding.cell, round + 1);
    return { finding, round };
  });
  return rounds.sort((a, b) => a.round - b.round).map(({ finding }) => finding);
}

/** Whether an insight of another cell is about the same group, and no better or worse news of it. */
const pointsTo = (one: ReportFinding, finding: ReportFinding): boolean =>
  one.cell !== finding.cell &&
  isBad(one) === isBad(finding) &&
  (one.groups ?? []).some((group) => finding.groups?.includes(group));

const isBad = ({ severity }: ReportFinding): boolean => severity === 'bad' || severity === 'warning';

/** One insight as a block of the report. */
export function chainOf(
  finding: ReportFinding,
  other: ReportFinding | null,
  titleOf: (cell: string) => string,
  lang: Lang,
): Chain {
  const [headline, rest] = insightHeadline(finding, lang);
  return {
    kind: 'chain',
    severity: finding.severity,
    headline,
    rest,
    diagnosis: diagnosisOf(finding, other, titleOf, lang),
    action: actionOf(finding, lang),
    cell: finding.cell,
    cellTitle: titleOf(finding.cell),
    ...(finding.rows === undefined ? {} : { rows: finding.rows }),
  };
}

/** What an analysis shows as a block of the report: neither why nor what to do. */
export function readingOf(reading: ReportReading, titleOf: (cell: string) => string, lang: Lang): Chain {
  const [headline, rest] = insightHeadline(reading, lang);
  const { cell, severity, rows } = reading;
  return {
    ...{ kind: 'chain', severity, headline, rest, diagnosis: [], action: '', cell, cellTitle: titleOf(cell) },
    ...(rows === undefined ? {} : { rows }),
  };
}

function actionOf(finding: ReportFinding, lang: Lang): string {
  if (isTask(finding)) return finding.measure.action.replace(/[.。]$/, '') + (lang === 'zh' ? '。' : '.');
  if (finding.measure) return REPORT_TEXTS.after[lang];
  return REPORT_TEXTS[isBad(finding) ? 'decide' : 'keep'][lang];
}
