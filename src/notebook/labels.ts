import type { Text } from '../i18n/text.ts';

/** What an undo step is called, by the operation of `edit.ts` that made it; `{name}` is the cell or rule. */
export const EDIT_LABELS = {
  addCell: { zh: '添加单元格 {name}', en: 'Add cell {name}' },
  moveCell: { zh: '移动单元格 {name}', en: 'Move cell {name}' },
  duplicateCell: { zh: '复制单元格 {name}', en: 'Duplicate cell {name}' },
  deleteCell: { zh: '删除单元格 {name}', en: 'Delete cell {name}' },
  renameCell: { zh: '重命名单元格 {name}', en: 'Rename cell {name}' },
  foldCell: { zh: '折叠或展开 {name}', en: 'Fold or unfold {name}' },
  setCellTitle: { zh: '修改标题 {name}', en: 'Change title of {name}' },
  setParam: { zh: '调整参数 {name}', en: 'Change parameter of {name}' },
  setSql: { zh: '编辑 SQL {name}', en: 'Edit SQL of {name}' },
  revertSql: { zh: '还原 SQL {name}', en: 'Revert SQL of {name}' },
  setChart: { zh: '修改图表 {name}', en: 'Change chart of {name}' },
  setText: { zh: '编辑文字 {name}', en: 'Edit text of {name}' },
  setTitle: { zh: '修改笔记本标题', en: 'Change the notebook title' },
  setCurrency: { zh: '修改货币', en: 'Change the currency' },
  setGoal: { zh: '修改分析目标', en: 'Change the goal' },
  setDisclosure: { zh: '修改披露规则', en: 'Change the disclosure rules' },
  putMetric: { zh: '修改指标 {name}', en: 'Change metric {name}' },
  removeMetric: { zh: '删除指标 {name}', en: 'Delete metric {name}' },
  setCleaning: { zh: '修改清洗规则 {name}', en: 'Change cleaning rule {name}' },
  goBack: { zh: '返回到 {name} 的状态', en: 'Go back to {name}' },
  strikeRow: { zh: '删去一行计划', en: 'Take a row off the plan' },
  setSources: { zh: '修改数据来源', en: 'Change the sources' },
} as const satisfies Record<string, Text>;

export type EditKind = keyof typeof EDIT_LABELS;

/** What edits that take something away say they did, where they did it. */
export const TAKEN = {
  deleteCell: { zh: '已删除“{name}”', en: 'Deleted “{name}”' },
  removeMetric: { zh: '已删除指标“{name}”', en: 'Deleted the metric “{name}”' },
  revertSql: { zh: '“{name}”已还原为模板的 SQL', en: '“{name}” has its template’s SQL again' },
  setSources: { zh: '已移除数据来源“{name}”', en: 'Removed the source “{name}”' },
  strikeRow: { zh: '已删去一行计划', en: 'Took a row off the plan' },
  goBack: { zh: '已返回到 {name} 的状态', en: 'Went back to {name}' },
} as const satisfies Partial<Record<EditKind, Text>>;

/** The label of an edit of the cell or rule called `name`. */
export function editLabel(kind: EditKind, name = ''): Text {
  const { zh, en } = EDIT_LABELS[kind];
  return { zh: zh.replace('{name}', name).trim(), en: en.replace('{name}', name).trim() };
}

/** The key under which rapid edits of one field are one step: `setParam:rfm:weight_r`. */
export const mergeKey = (kind: EditKind, name = '', field = ''): string => `${kind}:${name}:${field}`;
