import type { Segment } from '../template/findings.ts';

/** The values of a report's sentences as they are written, by name: `cell.rule-subject.column`. */
export type NamedValues = ReadonlyMap<string, string>;

/** Where a name stands in a text that was written by hand: `{{rfm.champions-1k2j3.share}}`. */
const NAMED = /\{\{([^{}]+)\}\}/g;
/** A name on its way through Markdown, which would escape braces. */
const [OPEN, CLOSE] = ['\ue000', '\ue001'];
/** What is shown of a value that is not there any more, or may not leave. */
const GONE = '…';

/** Stands for a value until its text is finished by `nameMarks`. */
export const markOf = (name: string): string => `${OPEN}${name}${CLOSE}`;

/** The marks of a text under a prefix. */
export const prefixed = (text: string, prefix: string): string => text.replaceAll(OPEN, OPEN + prefix);

/** A text's marks as names; what Markdown escaped in them is as it was. */
export const nameMarks = (text: string): string =>
  text.replace(
    new RegExp(`${OPEN}(.*?)${CLOSE}`, 'g'),
    (_, name: string) => `{{${name.replaceAll('\\', '')}}}`,
  );

/** The pieces of a sentence with marks in the place of its values; `slots` says which of them are. */
export const markedPieces = (segments: readonly Segment[], slots: readonly (string | null)[]): Segment[] =>
  segments.map((segment, i) => (slots[i] ? { ...segment, text: markOf(slots[i]) } : segment));

/** A text that was kept around names, with their values as of now. */
export const withValues = (
  text: string,
  values: NamedValues,
  write: (value: string) => string = (value) => value,
): string => text.replace(NAMED, (_, name: string) => (values.has(name) ? write(values.get(name)!) : GONE));

/**
 * A text as it was written over one that had names in it: values that still stand there are names again, found in
 * their order first. What was typed anew stays as it was typed.
 */
export function keepNames(
  before: string,
  written: string,
  values: NamedValues,
  write: (value: string) => string = (value) => value,
): string {
  const found: { at: number; end: number; name: string }[] = [];
  const take = (name: string, from: number): boolean => {
    const text = values.has(name) ? write(values.get(name)!) : GONE;
    for (let at = written.indexOf(text, from); at >= 0; at = written.indexOf(text, at + 1)) {
      const end = at + text.length;
      const free = !found.some((other) => at < other.end && other.at < end);
      if (!free || !stands(written, at, end)) continue;
      found.push({ at, end, name });
      return true;
    }
    return false;
  };
  const names = [...before.matchAll(NAMED)].map(([, name]) => name!);
  // In order; what was moved is looked for anywhere afterwards.
  const moved = names.filter((name) => !take(name, found.at(-1)?.end ?? 0));
  for (const name of moved) take(name, 0);
  return found
    .sort((a, b) => b.at - a.at)
    .reduce((text, { at, end, name }) => `${text.slice(0, at)}{{${name}}}${text.slice(end)}`, written);
}

/** Whether a piece is a value of its own and not a part of a longer number or word. */
function stands(text: string, at: number, end: number): boolean {
  const [first, last] = [text[at] ?? '', text[end - 1] ?? ''];
  const [before, behind] = [text.slice(Math.max(0, at - 2), at), text.slice(end, end + 2)];
  if (/[\dA-Za-z]/.test(first) && /[\dA-Za-z]$|\d[.,]$/.test(before)) return false;
  return !(/[\dA-Za-z]/.test(last) && /^[\dA-Za-z]|^[.,]\d/.test(behind));
}
