import type { Text } from '../text.ts';

/** Sentences of what the disclosure gate lets not pass. */
export const disclosureFaults = {
  'disclosure-single': {
    zh: '“{name}”的每一行是一位客户，披露规则下没有一行可以给出，因此没有写出文件。要导出逐个客户的名单，请在报告的披露规则里取消“结果表格也适用”。',
    en: 'Each row of “{name}” is one customer, so under the disclosure rules none of it may leave, and no file was made. To save the list of customers, take the mark off “for result tables too” in the report’s disclosure rules.',
  },
  'disclosure-unknown': {
    zh: '“{name}”没有说明每一行背后有多少客户，披露规则下不能给出，因此没有写出文件。请在 SQL 里加一列 customers（不同客户的个数），或取消“结果表格也适用”。',
    en: '“{name}” does not say how many customers stand behind each row, so under the disclosure rules it may not leave, and no file was made. Add a column customers (the number of distinct customers) to its SQL, or take the mark off “for result tables too”.',
  },
  'disclosure-nothing': {
    zh: '按披露规则，“{name}”没有可以给出的行，因此没有写出文件。',
    en: 'Under the disclosure rules no row of “{name}” may leave, so no file was made.',
  },
  'disclosure-large': {
    zh: '“{name}”的行太多，无法逐组检查，因此没有写出文件。请先汇总成 20,000 行以内，或取消“结果表格也适用”。',
    en: '“{name}” has too many rows to be looked at group by group, so no file was made. Sum it up to 20,000 rows at most, or take the mark off “for result tables too”.',
  },
  'disclosure-unready': {
    zh: '还不知道哪些数字可以给出：结果正在计算，或检查没有完成。请等运行结束后再试。',
    en: 'It is not known yet which figures may leave: results are being computed, or the check did not come to its end. Try again when the run is over.',
  },
  'disclosure-chart': {
    zh: '按披露规则，这张图不能给出：它逐个显示客户、没有说明背后有多少客户，或剩下的都太小。图在屏幕上不变。',
    en: 'Under the disclosure rules this chart may not leave: it shows customers one by one, does not say how many stand behind a mark, or nothing of it is large enough. It stays on the screen.',
  },
  'disclosure-parquet': {
    zh: '披露规则适用于结果表格时，表格以 CSV 或 XLSX 给出。请选其中一种。',
    en: 'While the disclosure rules hold for result tables, a table leaves as CSV or XLSX. Choose one of these.',
  },
} as const satisfies Record<string, Text>;
