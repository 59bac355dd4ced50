import type { Text } from '../text.ts';

/** Sentences of the faults and notices that reading a file reports. */
export const fileFaults: Record<string, Text> = {
  'file-empty': { zh: '文件里没有数据行。', en: 'The file has no rows.' },
};
