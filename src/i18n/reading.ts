import type { Text } from './text.ts';

/** How a file is read, and what became of it. */
export const readingText = {
  reading: { zh: '正在读取', en: 'Reading' },
  lookingAtColumns: { zh: '正在查看各列的内容', en: 'Looking at what the columns hold' },
  readLine: {
    zh: '{encoding} · {delimiter}分隔 · 表头在第 {header} 行',
    en: '{encoding} · {delimiter} · header in line {header}',
  },
  readSheet: { zh: '{kind} · 表头在第 {header} 行', en: '{kind} · header in line {header}' },
  accountEmptied: { zh: '{count} 个值将记为空', en: '{count} to be left empty' },
  rowsSoFar: { zh: '约 {count} 行', en: 'about {count} {count|row|rows}' },
  memoryNeeds: {
    zh: '导入约需 {needs} GB 内存，浏览器可用约 {offers} GB。',
    en: 'Importing takes about {needs} GB of memory; the browser has about {offers} GB.',
  },
  memoryAsk: {
    zh: '可能不够用。可以继续，也可以先拆分文件，或只导出需要的列。',
    en: 'That may not be enough. Go on, or split the file or export only the columns that are needed.',
  },
  goOn: { zh: '继续导入', en: 'Import anyway' },
  noHeader: { zh: '无', en: 'none' },
  changeReading: { zh: '更改读取方式', en: 'change reading' },
} as const satisfies Record<string, Text>;
