import type { Text } from './text.ts';

/** Notebooks on data that another notebook has already. */
export const sameDataText = {
  open: { zh: '用这些数据新建笔记本', en: 'New notebook on this data' },
  openShort: { zh: '用其数据新建', en: 'New on its data' },
  title: { zh: '用“{title}”的数据新建笔记本', en: 'New notebook on the data of “{title}”' },
  about: {
    zh: '不用重新导入：数据只存一份，各笔记本共用。字段含义、清洗规则和自建指标一并带上，目标和分析各自独立。删除其中一个，其余不受影响。',
    en: 'Nothing is imported again: the data are stored once and shared. What columns mean, cleaning and your own metrics come along; goal and analyses are the new notebook’s own. Deleting one leaves the others as they are.',
  },
  aboutMemory: {
    zh: '不用重新导入：数据转给新笔记本。字段含义、清洗规则和自建指标一并带上，目标和分析是新的。',
    en: 'Nothing is imported again: the data go over to the new notebook. What columns mean, cleaning and your own metrics come along; goal and analyses are new.',
  },
  memory: {
    zh: '本次访问不保存任何内容：新笔记本打开后，现在这个就会关闭。需要的话，请先“保存文件”。',
    en: 'Nothing is kept in this visit: the open notebook closes when the new one opens. If you need it, choose “Save file” first.',
  },
  blank: { zh: '空白笔记本', en: 'Blank notebook' },
  blankAbout: {
    zh: '只有目标、数据字典、清洗和关键指标，其余分析由你添加。',
    en: 'Goal, data dictionary, cleaning and key figures only; you add the analyses.',
  },
  keepCopy: { zh: '存为副本', en: 'Keep as a copy' },
  copyTitle: { zh: '{title}（副本）', en: '{title} (copy)' },
} satisfies Record<string, Text>;
