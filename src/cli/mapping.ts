import * as v from 'valibot';
import { ENTITY_NAMES, type EntityName } from '../entity/catalogue.ts';
import type { CleaningSetting } from '../entity/rules/rule.ts';
import type { ColumnType, TextReading } from '../files/api.ts';
import { readJson } from '../notebook/json.ts';
import { PRIVACY_POLICIES, type PrivacyPolicy } from '../privacy/kinds.ts';
import { fail, ok, type Result } from '../result.ts';

/** What a mapping file says of one table of one file; what it leaves out is proposed. */
export interface SourceMapping {
  /** The file's name, without folders; `*` in it stands for whatever files of its kind are called. */
  file: string;
  /** Sheet or member, for a file that holds several tables. */
  part?: string;
  /** Name of the source table. */
  name?: string;
  system?: string;
  /** Null leaves the table out. */
  entity?: EntityName | null;
  /** Role name to column name; replaces the proposal as a whole. */
  mapping?: Record<string, string>;
  /** What each row also says of its customer, role of `customers` to column; none where only `mapping` is given. */
  attributes?: Record<string, string>;
  /** Column name to policy; columns not named keep the one proposed. */
  privacy?: Record<string, PrivacyPolicy>;
  reading?: Partial<TextReading>;
  types?: Record<string, ColumnType>;
  /** Column name to one of the formats that its dates can be read in. */
  formats?: Record<string, string>;
}

export interface MappingFile {
  format: 'cellar-mapping';
  version: 1;
  /** How to clean, over what the notebook says: what statuses are taken for, what becomes of several currencies. */
  cleaning?: CleaningSetting[];
  sources: SourceMapping[];
}

const texts = <T extends v.GenericSchema>(value: T) => v.record(v.string(), value);
/** How a text file is read: whatever a run writes down is taken back. */
const reading = {
  encoding: v.optional(v.string()),
  delimiter: v.optional(v.string()),
  quote: v.optional(v.picklist(['', '"', "'"])),
  headerLine: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  skipTail: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  decimal: v.optional(v.picklist(['.', ','])),
  fill: v.optional(v.boolean()),
  carry: v.optional(v.boolean()),
  periods: v.optional(v.picklist(['rows', 'columns'])),
  names: v.optional(v.picklist(['column', 'none'])),
  year: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2099))),
  invalid: v.optional(v.literal('replace')),
  normalise: v.optional(v.boolean()),
} satisfies Record<Exclude<keyof TextReading, 'asked' | 'beside'>, v.GenericSchema>;

const schema = v.object({
  format: v.literal('cellar-mapping'),
  version: v.literal(1),
  cleaning: v.optional(
    v.array(
      v.strictObject({
        rule: v.string(),
        action: v.picklist(['keep', 'flag', 'correct', 'quarantine']),
        params: v.optional(texts(v.union([v.pipe(v.number(), v.finite()), v.string()])), {}),
      }),
    ),
  ),
  sources: v.array(
    v.strictObject({
      file: v.string(),
      part: v.optional(v.string()),
      name: v.optional(v.pipe(v.string(), v.minLength(1))),
      system: v.optional(v.string()),
      entity: v.optional(v.nullable(v.picklist(ENTITY_NAMES))),
      mapping: v.optional(texts(v.string())),
      attributes: v.optional(texts(v.string())),
      privacy: v.optional(texts(v.picklist(PRIVACY_POLICIES))),
      reading: v.optional(v.strictObject(reading)),
      types: v.optional(texts(v.picklist(['text', 'integer', 'number', 'boolean', 'date', 'timestamp']))),
      formats: v.optional(texts(v.string())),
    }),
  ),
});

const MAX_BYTES = 5_000_000;

/** Reads a mapping file. Faults: those of `readJson`, `cli-map-invalid` {path}. */
export function readMapping(text: string): Result<MappingFile> {
  const json = readJson(text, MAX_BYTES);
  if (!json.ok) return json;
  const checked = v.safeParse(schema, json.value);
  if (checked.success) return ok(checked.output as MappingFile);
  const issue = checked.issues[0];
  return fail('cli-map-invalid', { values: { path: v.getDotPath(issue) ?? '' }, detail: issue.message });
}

/** Whether what a mapping file says is of a file of this name. */
export const isFileOf = ({ file: said }: Pick<SourceMapping, 'file'>, file: string): boolean =>
  said === file || (said.includes('*') && matches(said.split('*'), file));

function matches(parts: readonly string[], file: string): boolean {
  const [head = '', ...rest] = parts;
  const tail = rest.pop() ?? '';
  if (!file.startsWith(head) || !file.endsWith(tail) || file.length < head.length + tail.length) return false;
  let at = head.length;
  for (const part of rest) {
    const found = file.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= file.length - tail.length;
}

/**
 * What the mapping file says of a table, if anything: what is said of its file by name goes before what is said of
 * files like it, and an entry without `part` speaks of all parts.
 */
export function mappingFor(map: MappingFile | null, file: string, part: string): SourceMapping | undefined {
  const all = map?.sources.filter((s) => isFileOf(s, file)) ?? [];
  const own = [...all.filter((s) => s.file === file), ...all.filter((s) => s.file !== file)];
  return own.find((s) => s.part === part) ?? own.find((s) => s.part === undefined);
}
