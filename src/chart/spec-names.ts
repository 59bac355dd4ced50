import type { ChartSpec } from './spec.ts';

/** Every kind of chart, in the order of its type. */
export const CHART_KINDS = [
  'line',
  'bar',
  'pie',
  'scatter',
  'heatmap',
  'sankey',
  'funnel',
  'pareto',
  'cohort',
  'gauge',
  'histogram',
  'kpi',
  'words',
] as const satisfies readonly ChartSpec['kind'][];

/** The fields of a spec that name a column of the chart's rows. */
export const CHANNEL_NAMES = [
  'x',
  'y',
  'series',
  'value',
  'low',
  'high',
  'label',
  'step',
  'source',
  'target',
  'facet',
  'previous',
  'formats',
] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];
