/** Every kind of chart: what is not in this list is no kind, for the compiler and for whoever reads a spec from outside. */
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
] as const;

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
