import { BEHAVIOURS } from '../entity/behaviour.ts';
import { STARTER } from '../metric/catalogue.ts';
import { chosenBy } from '../metric/industries.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { Goal, Notebook } from '../notebook/document.ts';
import type { Param } from '../template/schema.ts';

type Options = Extract<Param, { kind: 'choices' }>['options'];

/** Every metric that can be chosen, the notebook's own among them. */
export function metricOptions(own: Notebook['metrics']): Options {
  const kpi = templatesOf({ metrics: own, goal: { metrics: [] } })('kpi');
  const param = kpi?.params.find((p) => p.id === 'metrics');
  return param?.kind === 'choices' ? param.options : [];
}

/** Ids of the metrics that the goal is measured by: the chosen ones, else the starters. */
export const metricsInForce = ({ metrics }: Pick<Goal, 'metrics'>): string[] =>
  metrics.length > 0 ? metrics : [...STARTER];

/** What choosing an industry or a kind of business changes: it proposes metrics, which are to be confirmed again. */
export function businessChange(goal: Goal, change: Partial<Pick<Goal, 'industry' | 'model'>>): Partial<Goal> {
  const { industry, model } = { ...goal, ...change };
  const none = industry === '' && model === '';
  return { ...change, metrics: none ? [] : chosenBy(industry, model), confirmed: false };
}

/** The goal's behaviour types with one more or one less, in the catalogue's order. */
export const withBehaviour = (behaviours: readonly string[], id: string, on: boolean): Goal['behaviours'] =>
  BEHAVIOURS.map((b) => b.id).filter((b) => (b === id ? on : behaviours.some((had) => had === b)));
