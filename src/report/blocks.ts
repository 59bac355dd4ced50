import type { Lang } from '../i18n/text.ts';
import type { Block } from './document.ts';
import { REPORT_TEXTS } from './texts.ts';

type Column = keyof typeof REPORT_TEXTS;

const NUMERIC = new Set<Column>([
  ...(['read', 'rejected', 'kept', 'rowsIn', 'removed', 'added'] as const),
  ...(['inPeriod', 'inPeriodBefore', 'moved'] as const),
  ...(['corrected', 'flagged', 'rowsOut', 'money'] as const),
]);

export const table = (lang: Lang, columns: readonly Column[], rows: string[][]): Block => ({
  kind: 'table',
  columns: columns.map((column) => ({ label: REPORT_TEXTS[column][lang], numeric: NUMERIC.has(column) })),
  rows,
});

export const line = (text: string): Block => ({ kind: 'paragraph', text: [{ text, bold: false }] });

export const count = (n: number): string => n.toLocaleString('en-US');
