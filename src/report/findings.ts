import type { Rows } from '../engine/api.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import { rowObjects } from '../run/rows.ts';
import { bySeverity, renderFinding, severityOf, type Segment } from '../template/findings.ts';
import type { ParamValue, Severity, Template } from '../template/schema.ts';

/** A finding with its sentence in one language, and the parameter change it offers. */
export interface FindingItem {
  rule: string;
  severity: Severity;
  segments: Segment[];
  suggest?: { label: string; apply(): void };
}

/** The rows of a findings query as sentences, most serious first; rules the template does not know are left out. */
export function findingsOf(
  template: Template,
  rows: Rows | null,
  lang: Lang,
  currency: string,
  apply: (param: string, value: ParamValue) => void,
): FindingItem[] {
  if (!rows) return [];
  const items = rowObjects(rows).flatMap((row): FindingItem[] => {
    const rule = String(row['rule']);
    const known = template.findings[rule];
    if (!known) return [];
    const segments = renderFinding(
      known,
      row,
      lang,
      (value, format) => {
        // A sentence has room for `Tuesday 21:00`, and for a count that is found again in the table.
        const short = format !== 'weekday' && format !== 'hour' && format !== 'integer';
        return formatValue(value, format, { lang, currency, short, digits: 'sentence' });
      },
      template.codes,
    );
    const { suggest } = known;
    const offer = suggest && {
      label: suggest.label[lang],
      apply: () => apply(suggest.param, suggest.value),
    };
    return [{ rule, severity: severityOf(row['severity']), segments, ...(offer ? { suggest: offer } : {}) }];
  });
  return bySeverity(items);
}
