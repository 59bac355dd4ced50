import type { ChannelName } from './spec-names.ts';
import type { ChartSpec } from './spec.ts';

/** Channels each kind cannot do without; one of each list is enough. */
const NEEDS: Record<ChartSpec['kind'], ChannelName[][]> = {
  line: [['x'], ['y', 'value']],
  bar: [
    ['x', 'label'],
    ['y', 'value'],
  ],
  pie: [
    ['x', 'label'],
    ['y', 'value'],
  ],
  scatter: [['x'], ['y']],
  heatmap: [['x'], ['y'], ['value']],
  sankey: [['source'], ['target']],
  funnel: [
    ['x', 'label'],
    ['y', 'value'],
  ],
  pareto: [['y', 'value']],
  cohort: [['x'], ['y'], ['value']],
  gauge: [['value', 'y', 'x']],
  histogram: [['x']],
  kpi: [['value', 'y']],
  words: [
    ['x', 'label'],
    ['y', 'value'],
  ],
};

/** The needs of the spec's kind that no channel of it meets. */
export const unmetNeeds = (spec: ChartSpec): ChannelName[][] =>
  NEEDS[spec.kind].filter((need) => need.every((name) => spec[name] === undefined));
