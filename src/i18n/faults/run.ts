import type { Text } from '../text.ts';

/** Sentences of the faults of planning and running cells, and of opening the sample. */
export const runFaults = {
  'result-changed': {
    zh: '写文件时结果已重新计算，没有写出文件。请再下载一次。',
    en: 'The result was computed anew while the file was being written, so no file was made. Download it again.',
  },
  'export-failed': {
    zh: '写文件时出了意外的问题，没有写出文件；结果没有变。请重试，或换一种格式。',
    en: 'Something unexpected went wrong while the file was being written, so no file was made; the result is unchanged. Try again, or choose another format.',
  },
  'run-unexpected': {
    zh: '准备运行时出了意外的问题，没有运行。请撤销上一步修改后重试；数据和其他笔记本不受影响。',
    en: 'Something unexpected went wrong before anything could run. Undo the last change and try again; the data and other notebooks are not affected.',
  },
  'clean-changed': {
    zh: '运行“{name}”前后，清洗后的数据不一样了。分析不应改动数据，因此这个单元格没有结果，数据已按原文件重新生成。不要再运行它，并告诉笔记本的发送者。',
    en: 'The cleaned data was not the same before and after “{name}” ran. An analysis must not change data, so this cell has no result and the data is made anew from the files. Do not run it again, and tell whoever sent the notebook.',
  },
  'cell-upstream': {
    zh: '“{name}”要读取的“{other}”没有结果，所以没有运行。先处理“{other}”。',
    en: '“{name}” reads “{other}”, which has no result, so it was not run. See to “{other}” first.',
  },
  'entity-unprepared': {
    zh: '数据表 {entity} 没能准备好，“{name}”要读它，所以没有运行；不读它的单元格照常运行。重新运行会再试一次。',
    en: 'The table {entity} could not be prepared, and “{name}” reads it, so it was not run; cells that do not read it run as usual. To run again tries once more.',
  },
  'group-upstream': {
    zh: '目标的客户群是分群“{other}”，它没有结果，所以“{name}”没有运行。先处理“{other}”，或在目标里另选客户群。',
    en: 'The goal’s customers are the segment “{other}”, which has no result, so “{name}” was not run. See to “{other}” first, or choose other customers in the goal.',
  },
  'segment-customer': {
    zh: '分群“{name}”的结果里没有 customer 这一列，不能用作目标的客户群。请在它的 SQL 里选出 customer。',
    en: 'The result of the segment “{name}” has no column customer, so it cannot be the goal’s customers. Select customer in its SQL.',
  },
  'column-gone': {
    zh: '这里用到客户表的“{column}”列，现在的客户文件里没有这一列，所以没有运行。请导入有这一列的文件，把现有的列改成这个名字，或另选分组、重新保存分群。现有的其他列：{has}。',
    en: 'The column “{column}” of the customers’ file is used here, and the file at hand has none of that name, so this was not run. Bring a file that has it, give a column of yours that name, choose another grouping, or save the segment anew. Other columns at hand: {has}.',
  },
  'column-gone-none': {
    zh: '这里用到客户表的“{column}”列，现在的客户文件里没有这一列，所以没有运行。请导入有这一列的文件，或另选分组、重新保存分群。',
    en: 'The column “{column}” of the customers’ file is used here, and the file at hand has none of that name, so this was not run. Bring a file that has it, choose another grouping, or save the segment anew.',
  },
  'template-unknown': {
    zh: '这个版本的 Cellar 没有“{template}”这个分析。更新 Cellar，或删除这个单元格；其他单元格不受影响。',
    en: 'This version of Cellar has no analysis called “{template}”. Update Cellar, or delete this cell; the others are not affected.',
  },
  'nothing-to-run': {
    zh: '这个单元格还没有 SQL。在 SQL 页签里写一条 SELECT。',
    en: 'This cell has no SQL yet. Write one SELECT in its SQL tab.',
  },
  'sample-missing': {
    zh: '示例公司的文件没有取到。检查网络后重试；自己的文件不受影响。',
    en: 'The files of the sample company could not be fetched. Check the network and try again; your own files are not affected.',
  },
} satisfies Record<string, Text>;
