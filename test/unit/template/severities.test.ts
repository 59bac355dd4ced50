import { expect, test } from 'vitest';
import { templates } from '../../../src/template/registry.ts';

/**
 * Rules that bring good news: something grew better, does better than the rest, or is as it should be. Where money can
 * be won, who brings most of it and how well a method does is neither good nor bad. A rule that stands in one SELECT
 * with such a one (revenue up and down) is listed with it.
 */
const GOOD_NEWS = [
  'churn-by-group.fewer',
  'churn-warning.nobody',
  'cohort-retention.falling',
  'cohort-retention.rising',
  'compare-groups.highest',
  'compare-groups.highest_plain',
  'compare-groups.lowest',
  'compare-groups.lowest_plain',
  'complaints.falling',
  'complaints.rising',
  'contribution.order_value',
  'csat.above',
  'csat.overall',
  'duration-anomalies.calm',
  'feedback-keywords.said',
  'feedback-keywords.said_happy',
  'feedback-keywords.said_unhappy',
  'kpi.revenue_down',
  'kpi.revenue_up',
  'lifecycle.back',
  'lifecycle.losing_less',
  'lifecycle.losing_more',
  'match.low',
  'match.rate',
  'match.whole',
  'nps.fell',
  'nps.rose',
  'nps.score',
  'nps.steady',
  'sales-behaviour.best',
  'satisfaction-drivers.raises',
  'service-times.resolution',
  'service-times.resolution_untimed',
  'steps-to-complete.alert',
  'steps-to-complete.some_above',
  'to-complete.complete',
  'win-back.nobody',
];

/** Rules of a template that stand in a SELECT with the severity `good`. */
function goodRules(findings: string, rules: readonly string[]): string[] {
  const selects = findings.split(/\bSELECT\b/).filter((select) => select.includes("'good'"));
  return rules.filter((rule) => selects.some((select) => select.includes(`'${rule}'`)));
}

test('what is called good news is some', () => {
  const called = [...templates.values()].flatMap(({ id, sql, findings }) =>
    goodRules(sql?.findings ?? '', Object.keys(findings)).map((rule) => `${id}.${rule}`),
  );
  expect(called.toSorted()).toEqual(GOOD_NEWS.toSorted());
});
