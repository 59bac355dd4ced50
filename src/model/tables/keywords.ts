import { ok } from '../../result.ts';
import type { TableModel } from '../api.ts';
import { findKeywords } from '../keywords.ts';
import { option, reader, tableOf } from './columns.ts';

const list = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(/[\s,;，、；]+/).filter(Boolean) : [];

/**
 * `keywords`: from texts (`text`, `grp` to compare by and `who` wrote it, NULL or '' for none) terms with how often and in how
 * many texts they occur: term, grp (NULL over all), count, documents, of_documents, log_odds and z of the group
 * against the rest. Options: top (200), least_documents (2), stop and keep (words, parted by commas or spaces).
 */
export const keywordsTable: TableModel = (input, options, onProgress) => {
  const read = reader('keywords', input);
  const text = read.texts('text');
  if (!text.ok) return text;
  const group = read.texts('grp');
  if (!group.ok) return group;
  const who = read.has('who') ? read.texts('who') : ok(text.value.map(() => ''));
  if (!who.ok) return who;
  onProgress(0.05);
  const found = findKeywords(
    text.value.map((t, i) => ({ text: t, group: group.value[i]!, who: who.value[i]! })),
    {
      top: option(options, 'top', 200),
      leastDocuments: option(options, 'least_documents', 2),
      stop: list(options.stop),
      keep: list(options.keep),
    },
    (share) => onProgress(0.05 + 0.9 * share),
  );
  return ok(
    tableOf(
      {
        term: 'text',
        grp: 'text',
        count: 'integer',
        documents: 'integer',
        of_documents: 'integer',
        log_odds: 'number',
        z: 'number',
      },
      found.map((k) => ({
        term: k.term,
        grp: k.group,
        count: k.count,
        documents: k.documents,
        of_documents: k.ofDocuments,
        log_odds: k.logOdds,
        z: k.z,
      })),
    ),
  );
};
