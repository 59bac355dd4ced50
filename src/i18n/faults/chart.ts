import type { Text } from '../text.ts';

/** Sentences of the faults of chart specs read from files and links. */
export const chartFaults = {
  'chart-invalid': {
    zh: '单元格 {name} 的图表设置中“{field}”无效，没有它就画不出来，因此改用模板自带的图表。可在单元格中重新设置。',
    en: 'In the chart of cell {name}, “{field}” is not valid and the chart cannot be drawn without it, so the template’s own chart is shown. Set it anew in the cell.',
  },
  'chart-field': {
    zh: '单元格 {name} 的图表设置中“{field}”无效，已去掉，其余照常。可在单元格中重新设置。',
    en: 'In the chart of cell {name}, “{field}” is not valid and was left out; the rest is as it was. Set it anew in the cell.',
  },
} satisfies Record<string, Text>;
