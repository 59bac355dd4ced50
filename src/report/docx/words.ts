import { TextRun, type IRunOptions } from 'docx';
import type { Segment } from '../../template/findings.ts';

/** Signs that no XML 1.0 document may have: Word refuses the whole file for one of them. */
const NO_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as the document can carry it. */
export const plainText = (text: string): string => text.replace(NO_XML, '');

/** A text as runs, its lines broken where it breaks them. */
export const runsOf = (text: string, how: Omit<IRunOptions, 'text' | 'break'> = {}): TextRun[] =>
  plainText(text)
    .split(/\r\n|\r|\n/)
    .map((line, i) => new TextRun({ ...how, text: line, ...(i > 0 ? { break: 1 } : {}) }));

export const segmentRuns = (
  segments: readonly Segment[],
  how: Omit<IRunOptions, 'text' | 'bold'> = {},
): TextRun[] => segments.flatMap(({ text, bold }) => runsOf(text, bold ? { ...how, bold } : how));
