import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import { GOAL_PRESETS } from '../notebook/goals.ts';
import { targetOf, type GoalNow } from './goal-now.ts';
import { drawsFigures, keyFiguresOf } from './key-figures.ts';
import type { RunFacts } from './run-facts.ts';
import { REPORT_TEXTS } from './texts.ts';

/** The goal whose measure is asked of the data by itself: it is about those who spent most. */
const HIGH_VALUE = 'repurchase';

/**
 * What the goal is measured by, as it is now: the first of the metrics chosen for it that the run's key figures show, as
 * far as they may leave, without a choice what its criterion speaks of; of the goal that is about high-value customers,
 * the share of those who ordered again. A figure that the criterion has nothing to do with
 * would only mislead, and so would one of customers who were chosen by it.
 */
export function goalNowOf(
  { notebook, template: templateOf, disclosure, background, byDeeds }: RunFacts,
  lang: Lang,
): GoalNow | null {
  if (byDeeds) return null;
  const { goal, cells, currency } = notebook;
  const percent = (n: number) => formatValue(n, 'percent', { lang, currency: '', digits: 'sentence' });
  if (goal.preset === HIGH_VALUE && background && background.highValue !== null) {
    const target = targetOf(background.highValue, goal.criterion);
    return {
      metric: REPORT_TEXTS.highValue[lang],
      value: percent(background.highValue),
      before: null,
      target: target === null ? null : percent(target),
    };
  }
  const preset = GOAL_PRESETS.find(({ id }) => id === goal.preset);
  const wanted = goal.metrics.length > 0 ? goal.metrics : preset?.measure ? [preset.measure] : [];
  for (const cell of cells) {
    const template = templateOf(cell.template);
    const rows = disclosure?.charts.get(cell.name);
    if (!drawsFigures(cell, template) || !rows) continue;
    const figures = keyFiguresOf(template, rows, lang, currency);
    const figure = wanted.map((id) => figures.find((one) => one.id === id)).find(Boolean);
    if (figure) return { metric: figure.label, value: figure.value, before: figure.before, target: null };
  }
  return null;
}
