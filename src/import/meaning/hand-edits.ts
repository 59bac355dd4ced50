import type { PrivacyPolicy, PersonalKind } from '../../privacy/kinds.ts';
import type { Scale } from '../../entity/scale.ts';
import {
  withAttributes,
  withColumnsLeft,
  withoutAttribute,
  withPolicy,
  withRole,
  withScale,
  withTakenIn,
} from './edit.ts';
import type { Meaning } from './meaning.ts';

/** What somebody said of a file's columns; `kind` is what the column was found to hold then. */
export type HandEdit =
  | { say: 'role'; column: string; role: string }
  | { say: 'policy'; column: string; policy: PrivacyPolicy; kind: PersonalKind | null }
  | { say: 'taken-in'; column: string; kind: PersonalKind | null }
  | { say: 'left'; columns: readonly string[]; out: boolean }
  | { say: 'scale'; column: string; scale: Scale }
  | { say: 'attributes'; attributes: Readonly<Record<string, string>> }
  | { say: 'no-attribute'; role: string };

export function withEdit(meaning: Meaning, edit: HandEdit): Meaning {
  if (edit.say === 'role') return withRole(meaning, edit.column, edit.role);
  if (edit.say === 'policy') return withPolicy(meaning, edit.column, edit.policy);
  if (edit.say === 'taken-in') return withTakenIn(meaning, edit.column);
  if (edit.say === 'left') return withColumnsLeft(meaning, edit.columns, edit.out);
  if (edit.say === 'scale') return withScale(meaning, edit.column, edit.scale);
  if (edit.say === 'attributes') return withAttributes(meaning, edit.attributes);
  return withoutAttribute(meaning, edit.role);
}

/**
 * A new proposal for a file that was read anew, with what was said before said again, in its order. Of columns that
 * the file has no more nothing is said; a column that now holds something else of a person is treated as detected.
 */
export function withEdits(proposed: Meaning, edits: readonly HandEdit[]): Meaning {
  const has = (column: string) => Object.hasOwn(proposed.privacy, column);
  return edits.reduce((meaning, edit) => {
    if (edit.say === 'left') return withEdit(meaning, { ...edit, columns: edit.columns.filter(has) });
    if (edit.say === 'attributes') {
      const attributes = Object.fromEntries(Object.entries(edit.attributes).filter(([, name]) => has(name)));
      return withEdit(meaning, { ...edit, attributes });
    }
    if ('column' in edit && !has(edit.column)) return meaning;
    if ('kind' in edit && (meaning.personal[edit.column] ?? null) !== edit.kind) return meaning;
    return withEdit(meaning, edit);
  }, proposed);
}
