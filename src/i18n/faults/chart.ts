import type { Text } from '../text.ts';

/** Sentences of the faults of chart specs read from files and links. */
export const chartFaults = {
  'chart-invalid': {
    zh: '图表设置中的“{field}”无效，这个图表没有载入。',
    en: 'The chart setting “{field}” is not valid; this chart was not loaded.',
  },
} satisfies Record<string, Text>;
