import type { ColumnProfile } from '../stage/profile.ts';
import type { PrivacyPolicy, PersonalKind } from '../../privacy/kinds.ts';
import { scaleOf, type Scale } from '../../entity/scale.ts';
import type { ExpectedSource } from '../../entity/source.ts';
import { readScore } from '../../values/score.ts';
import { defaultPolicy, detectPersonal } from '../../privacy/detect.ts';
import type { EntityName } from '../../entity/catalogue.ts';
import { mappingOf, proposeRoles, proposeSource, refitMapping } from './detect.ts';
import { matchExpected } from './expected.ts';

/** What a file is and what its columns mean, as proposed. */
export interface Meaning {
  /** Null: nothing that the analyses read. */
  entity: EntityName | null;
  /** Role name to column name. */
  mapping: Record<string, string>;
  /** Role name to how sure the proposal is, 0..1; empty for a mapping that the notebook expects. */
  confidence: Record<string, number>;
  /** Roles whose column the notebook expected and the file lacks. */
  missing: string[];
  /** Name of the notebook's source that it was recognised as. */
  known: string | null;
  /** What a column holds of personal data. */
  personal: Record<string, PersonalKind | null>;
  /** Column name to the scale of its answers, where it is another than 1 to 5. */
  scales: Record<string, Scale>;
  /** Every column's policy. */
  privacy: Record<string, PrivacyPolicy>;
}

/** The columns of a customer's id and name, where the names go through a mask that makes them look alike; else null. */
export function maskedNames({
  entity,
  mapping,
  privacy,
}: Pick<Meaning, 'entity' | 'mapping' | 'privacy'>): { customer: string; name: string } | null {
  const { customer, name } = mapping;
  return entity === 'customers' && customer && name && privacy[name] === 'mask' ? { customer, name } : null;
}

/**
 * Proposes a table's meaning: as the notebook expects it where one of its sources fits, else from names
 * and values. `entity` given (null for none) only the roles are proposed, for it.
 */
export function proposeMeaning(
  name: string,
  profile: readonly ColumnProfile[],
  rows: number,
  expected: readonly ExpectedSource[],
  entity?: EntityName | null,
): Meaning {
  const columns = profile.map((p) => ({
    name: p.name,
    type: p.sqlType,
    examples: p.examples,
    filled: p.filled,
    distinct: p.distinct,
    rows,
  }));
  const personal = Object.fromEntries(columns.map((c) => [c.name, detectPersonal(c.name, c.examples)]));
  const names = columns.map((c) => c.name);
  const known = entity === undefined ? matchExpected(name, names, expected) : null;
  const found = known ? refit(known.source, columns) : propose({ name, columns }, entity);
  return {
    ...found,
    known: known?.source.name ?? null,
    personal,
    scales: known?.source.scales ?? scalesOf(profile),
    privacy: Object.fromEntries(
      names.map((column) => [
        column,
        known?.source.privacy[column] ?? policyOf(column, found.mapping, personal[column] ?? null),
      ]),
    ),
  };
}

type Roles = Omit<Meaning, 'known' | 'personal' | 'privacy' | 'scales'>;

/** The scales of columns that could hold answers. */
function scalesOf(profile: readonly ColumnProfile[]): Record<string, Scale> {
  return Object.fromEntries(
    profile.flatMap(({ name, min, max, distinct, top, examples }) => {
      const written = [min, max, ...top.map(({ value }) => value), ...examples];
      const numbers = written.flatMap((text) => (text === null ? [] : (readScore(text) ?? [])));
      if (numbers.length === 0) return [];
      const scale = scaleOf({ min: Math.min(...numbers), max: Math.max(...numbers), distinct });
      return scale ? [[name, scale]] : [];
    }),
  );
}

function refit(source: ExpectedSource, columns: { name: string }[]): Roles {
  return { entity: source.entity, ...refitMapping(source.mapping, columns), confidence: {} };
}

function propose(input: Parameters<typeof proposeSource>[0], entity: EntityName | null | undefined): Roles {
  const proposal = entity ? { entity, ...proposeRoles(input, entity) } : proposeSource(input);
  const what = entity === undefined ? proposal.entity : entity;
  return {
    entity: what,
    mapping: what ? mappingOf(proposal) : {},
    confidence: Object.fromEntries(proposal.roles.map((r) => [r.role, r.confidence])),
    missing: [],
  };
}

/** The policy proposed for a column in the role it is mapped to. */
export function policyOf(
  column: string,
  mapping: Readonly<Record<string, string>>,
  kind: PersonalKind | null,
): PrivacyPolicy {
  const role = Object.entries(mapping).find(([, name]) => name === column)?.[0] ?? null;
  return defaultPolicy(kind, role);
}
