import { describe, expect, test } from 'vitest';
import { findRole } from '../../../src/entity/catalogue.ts';
import { BEHAVIOURS, behaviourSql } from '../../../src/entity/behaviour.ts';
import { findMetric, METRICS, STARTER } from '../../../src/metric/catalogue.ts';
import { DIMENSIONS, DIMENSION_WORDS } from '../../../src/metric/dimension.ts';
import { chosenBy, INDUSTRIES, MODELS, widened } from '../../../src/metric/industries.ts';
import { METRIC_GROUPS } from '../../../src/metric/metric.ts';
import { GOAL_PRESETS } from '../../../src/notebook/goals.ts';
import { openNative } from '../support/native.ts';

test('every metric is there, with definition, formula and unit in both languages', () => {
  const asked =
    'logins_per_week usage_rate completion_time failure_rate high_value_usage revenue aov last_purchase frequency repurchase_rate response_minutes complaint_resolution_rate activity_participation nps good_review_rate aov_growth profit cross_purchase_rate referrals ltv repurchase_cycle renewal_rate decision_makers'.split(
      ' ',
    );
  expect(asked.filter((id) => !findMetric(id))).toEqual([]);
  expect(new Set(METRICS.map((m) => m.id)).size).toBe(METRICS.length);
  for (const metric of METRICS) {
    for (const text of [metric.label, metric.definition, metric.unit])
      expect([text.zh.trim(), text.en.trim()], metric.id).not.toContain('');
    expect(metric.formula.trim(), metric.id).not.toBe('');
    expect(metric.needs.length, metric.id).toBeGreaterThan(0);
    for (const ref of metric.needs) expect(findRole(ref), `${metric.id} needs ${ref}`).toBeDefined();
    // A metric that is divided by a population has no other denominator, and a share needs a plain sum.
    expect(metric.of && metric.per, metric.id).toBeUndefined();
    if (metric.additive) expect(metric.per ?? metric.of ?? metric.growth, metric.id).toBeUndefined();
  }
});

test('every dimension is there, once', () => {
  const asked =
    'industry company_size company_revenue region customer_type team purchase_history gender age income weekday weekend half_day hour duration completion depth action behaviour'.split(
      ' ',
    );
  const ids = DIMENSIONS.map((d) => d.id);
  expect(asked.filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const dimension of DIMENSIONS) {
    if (dimension.needs) expect(findRole(dimension.needs), dimension.id).toBeDefined();
    // One table of words serves them all, so no code may mean two things.
    for (const [code, text] of Object.entries(dimension.words ?? {}))
      expect(DIMENSION_WORDS[code]).toEqual(text);
  }
});

describe('presets', () => {
  test('name metrics that are there', () => {
    const named = [...STARTER, ...[...INDUSTRIES, ...MODELS, ...GOAL_PRESETS].flatMap((it) => it.metrics)];
    expect(named.filter((id) => !findMetric(id))).toEqual([]);
    expect(GOAL_PRESETS).toHaveLength(11);
    for (const preset of GOAL_PRESETS) expect(preset.metrics.length, preset.id).toBeGreaterThan(0);
  });

  test('B2B adds decision chain and renewal, B2C repurchase cycle and AOV growth', () => {
    expect(chosenBy('saas', 'b2b')).toEqual(
      expect.arrayContaining(['decision_makers', 'renewal_rate', 'logins_per_week']),
    );
    expect(chosenBy('saas', 'b2b')).not.toContain('aov_growth');
    expect(chosenBy('', 'b2c')).toEqual([...STARTER, 'repurchase_cycle', 'aov_growth']);
    expect(chosenBy('', '')).toEqual(STARTER);
  });

  test('the starter set is basic and consumption, and can be widened by a group', () => {
    const groups = new Set(STARTER.map((id) => findMetric(id)!.group));
    groups.delete('behaviour'); // the count of actions stands beside the active customers
    expect([...groups].sort()).toEqual(['basic', 'consumption']);
    for (const group of Object.keys(METRIC_GROUPS) as (keyof typeof METRIC_GROUPS)[]) {
      const more = widened(STARTER, group);
      expect(more.slice(0, STARTER.length)).toEqual(STARTER);
      expect(METRICS.filter((m) => m.group === group && !more.includes(m.id))).toEqual([]);
    }
  });
});

test.each([
  ['登录 Login', 'login'],
  ['Sign in', 'login'],
  ['Log note', 'follow_up'],
  ['blogs', 'other'],
  ['add_to_cart', 'buy'],
  ['支付', 'buy'],
  ['product', 'browse'],
  ['搜索商品', 'search'],
  ['Settings', 'configure'],
  ['在线客服', 'service'],
  ['zzz', 'other'],
])('an action called %j is of the type %s', async (action, type) => {
  const db = await openNative();
  try {
    expect(await db.rows(`SELECT ${behaviourSql()} AS type FROM (SELECT '${action}' AS action)`)).toEqual([
      { type },
    ]);
    expect(BEHAVIOURS.map((b) => b.id)).toContain(type);
  } finally {
    db.close();
  }
});
