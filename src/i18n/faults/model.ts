import type { Text } from '../text.ts';

/** Sentences of the faults of statistical models. What the data lack is no fault: the result's `status` says it. */
export const modelFaults = {
  'model-unavailable': {
    zh: '这里不能运行统计模型“{model}”。请在 Cellar 页面里运行这个单元格。',
    en: 'The statistical model “{model}” cannot be run here. Run this cell in the Cellar page.',
  },
  'model-unknown': {
    zh: '没有名为“{model}”的统计模型。这个笔记本可能来自更新的版本。',
    en: 'There is no statistical model “{model}”. The notebook may come from a newer version.',
  },
  'model-input': {
    zh: '统计模型“{model}”需要一列名为“{column}”的合适数值，而输入里没有，或其中有不允许的值。',
    en: 'The statistical model “{model}” needs a column “{column}” with proper values; it is absent or holds others.',
  },
  'model-failed': {
    zh: '统计模型“{model}”没有算完；其他单元格不受影响。可以缩小范围后重试。',
    en: 'The statistical model “{model}” did not finish; no other cell is affected. Narrow the scope and try again.',
  },
  'model-too-few': {
    zh: '数据太少，估不出这个模型（{n} 条，至少要 {least} 条）。放宽时段或客群后再试。',
    en: 'There is too little data to estimate this model ({n}, at least {least}). Widen the period or the group.',
  },
  'model-not-converged': {
    zh: '模型没有收敛到一个解，这批数据不适合它。',
    en: 'The model did not settle on a solution: it does not suit these data.',
  },
  'model-one-outcome': {
    zh: '所有人的结果都一样，没有可以比较的两组。',
    en: 'Everyone has the same outcome: there are no two groups to tell apart.',
  },
  'model-separated': {
    zh: '“{term}”把结果完全分开了，系数没有有限的解。请去掉或合并它。',
    en: '“{term}” separates the outcome completely, so its coefficient has no finite value. Leave it out or merge it.',
  },
  'model-collinear': {
    zh: '“{term}”可以由其他列算出（或只有一个值），系数无法区分。请去掉它。',
    en: '“{term}” follows from other columns (or has one value only), so its coefficient cannot be told. Leave it out.',
  },
} satisfies Record<string, Text>;
