import type { Text } from '../text.ts';

/** Sentences of the faults that the engine reports: what happened, where, what to do. */
export const engineFaults = {
  'import-too-big': {
    zh: '导入约需 {needs} GB 内存，超过浏览器中单个引擎能用的上限（每个 4 GB），未开始导入，其他数据不受影响。请拆分文件，或只导出需要的列。',
    en: 'Importing takes about {needs} GB of memory, more than the engines of a browser can hold (4 GB each), so it was not started; nothing else is affected. Split the file, or export only the columns that are needed.',
  },
  cancelled: { zh: '已取消，之前的结果仍在。', en: 'Cancelled. The previous result is still there.' },
  'engine-missing': {
    zh: '数据库引擎没有下载成功（文件缺失、损坏或网络中断）。检查网络后重试；您的数据没有离开本机。',
    en: 'The database engine could not be loaded: its file is missing, damaged or the network broke off. Check the connection and try again. Your data has not left this machine.',
  },
  'engine-unsupported': {
    zh: '这个浏览器太旧，运行不了数据库引擎。请用新版的 Chrome、Edge、Firefox 或 Safari 打开。',
    en: 'This browser is too old for the database engine. Open the page in a current Chrome, Edge, Firefox or Safari.',
  },
  'engine-crashed': {
    zh: '数据库引擎意外停止，正在用已保存的数据重建；您的修改都还在。',
    en: 'The database engine stopped unexpectedly and is being rebuilt from the stored sources. Your edits are kept.',
  },
  'out-of-memory': {
    zh: '内存不够完成这一步，已有的表没有受影响。可以缩小时间范围、少选几列，或关掉其他标签页后重试。',
    en: 'There is not enough memory for this step; the tables are intact. Narrow the period, use fewer columns or close other tabs, then try again.',
  },
  'import-failed': {
    zh: '这个文件没有导入成功；其他数据源不受影响。请检查文件后重试。',
    en: 'This file could not be imported; the other sources are untouched. Check the file and try again.',
  },
  'sql-error': { zh: 'SQL 没有执行成功。', en: 'The SQL could not be run.' },
  'sql-unknown-name': {
    zh: '没有叫“{name}”的表、列或函数。是不是 {candidates}？',
    en: 'There is no table, column or function called “{name}”. Did you mean {candidates}?',
  },
  'engine-locked': {
    zh: '引擎已锁定：不能读写外部文件或网络，也不能改设置。请只用已导入的数据源。',
    en: 'The engine is locked: it reads and writes no outside file or network and keeps its settings. Use the imported sources.',
  },
  'needs-extension': {
    zh: '这一句要用到没有随附的 DuckDB 扩展 {name}；Cellar 不会联网下载它。请换一种写法。',
    en: 'This needs the DuckDB extension {name}, which is not included, and Cellar never downloads one. Write it another way.',
  },
} satisfies Record<string, Text>;
