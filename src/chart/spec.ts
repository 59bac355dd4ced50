import type { Format } from '../i18n/formats.ts';
import type { Text } from '../i18n/text.ts';
import type { CHART_KINDS } from './spec-names.ts';

/** A column of the chart's data bound to a channel of the chart. */
export interface Channel {
  column: string;
  label?: Text;
  format?: Format;
  scale?: 'linear' | 'log' | 'band' | 'time';
  /** What codes in the column are called: `{ customers: { zh: '客户占比', en: 'Share of customers' } }`. */
  names?: Record<string, Text>;
}

/** A labelled line or point drawn over the chart, its value read from the first row of a column. */
export interface Annotation {
  axis: 'x' | 'y';
  /** A constant, or the name of a column whose first value is used. */
  value: number | { column: string };
  label?: Text;
}

/**
 * What a chart draws. Pure data: fields are column names of the chart's rows (at most about 5,000),
 * never code, never HTML, never a link. Unknown fields are dropped when read.
 */
export interface ChartSpec {
  kind: (typeof CHART_KINDS)[number];
  /** Says what the chart shows, with units. */
  title?: Text;
  x?: Channel;
  y?: Channel;
  /** Splits into series or colours. */
  series?: Channel;
  /** Fixed order (and thereby colour) of series values; others follow. */
  order?: string[];
  /**
   * Series values whose colour is the same in every chart, by place in the palette; written by the
   * program alone, or by an analysis whose codes do not say what they mean.
   */
  tones?: Readonly<Record<string, number>>;
  /** Cell colour of a heatmap or cohort, width of a link, size of a dot. */
  value?: Channel;
  /**
   * Ends of the interval (95 %) that a row's measure is uncertain within: whiskers on bars that stand by
   * themselves, a band along a line, an arc on a gauge. A row without both ends has none.
   */
  low?: Channel;
  high?: Channel;
  /** Direct label of a mark; null rows are left unlabelled. */
  label?: Channel;
  /** Sankey: layer of a link's source (1-based step), its source and target nodes. */
  step?: Channel;
  source?: Channel;
  target?: Channel;
  /** Bars. */
  orientation?: 'horizontal' | 'vertical';
  layout?: 'grouped' | 'stacked' | 'normalised';
  /** Small multiples by this column. */
  facet?: Channel;
  /** KPI tiles: previous value for the change, one row a tile. */
  previous?: Channel;
  /** KPI tiles: a text column that names each row's own format (`money`, `percent` …). */
  formats?: Channel;
  /** Bars: further columns that the cursor says of a bar, such as the number of customers behind a share. */
  details?: Channel[];
  annotations?: Annotation[];
}
