import type { Text } from '../text.ts';

/** Sentences of what keeps a mapping from being confirmed. */
export const mappingFaults = {
  'mapping-missing-role': {
    zh: '“{source}”缺少必需的内容（{role}）。请为它选一列，或把文件改作另一种表。',
    en: '“{source}” lacks something it needs ({role}). Choose its column, or take the file for another table.',
  },
  'mapping-unknown-role': {
    zh: '“{source}”的对应关系里有未知的内容（{role}）。请重新选择。',
    en: '“{source}” maps something unknown ({role}). Choose again.',
  },
  'mapping-missing-column': {
    zh: '“{source}”里没有列“{column}”（原对应 {role}）。请另选一列，或留空。',
    en: '“{source}” has no column “{column}” (mapped to {role}). Choose another, or leave it empty.',
  },
  'mapping-column-twice': {
    zh: '“{source}”的列“{column}”被用了两次。请只保留一处。',
    en: 'Column “{column}” of “{source}” is used twice. Keep one use.',
  },
} satisfies Record<string, Text>;
