import type { ColumnProfile } from '../stage/profile.ts';
import { isWeaker, type PrivacyPolicy, type PersonalKind } from '../../privacy/kinds.ts';
import { reversedScale, scaleOf, type Scale } from '../../entity/scale.ts';
import type { ExpectedSource } from '../../entity/source.ts';
import { namesIdentifier } from '../../values/identifier.ts';
import { readScore } from '../../values/score.ts';
import { defaultPolicy, detectPersonal } from '../../privacy/detect.ts';
import { ENTITY_NAMES, type EntityName } from '../../entity/catalogue.ts';
import { attributeRef, proposeAttributes, steadyOnes, type Steadiness } from './attributes.ts';
import { fitOf, mappingOf, proposeRoles, proposeSource, rankAs } from './detect.ts';
import { refitMapping } from './refit.ts';
import { columnFacts, type ProposedColumn } from './column-facts.ts';
import { matchExpected } from './expected.ts';
import { recogniseLayout } from './layouts.ts';
import type { Text } from '../../i18n/text.ts';

/** What a file is and what its columns mean, as proposed. */
export interface Meaning {
  /** Null: nothing that the analyses read. */
  entity: EntityName | null;
  /** Role name to column name. */
  mapping: Record<string, string>;
  /** What each row also says of its customer: role of `customers` to column. */
  attributes: Record<string, string>;
  /** Whether the attributes are only proposed, so that the rows are still to bear them out (`settledMeaning`). */
  unsettled: boolean;
  /** Role name (an attribute's as `customers.industry`) to how sure the proposal is, 0..1; empty for a mapping that the notebook expects. */
  confidence: Record<string, number>;
  /** Roles whose column the notebook expected and the file lacks. */
  missing: string[];
  /** Name of the notebook's source that it was recognised as. */
  known: string | null;
  /** The well-known export that it was recognised as by its columns. */
  layout: Text | null;
  /** What a column holds of personal data. */
  personal: Record<string, PersonalKind | null>;
  /** Column name to the scale of its answers, where it is another than 1 to 5. */
  scales: Record<string, Scale>;
  /** Every column's policy. */
  privacy: Record<string, PrivacyPolicy>;
  /** Policies weaker than what was detected that a notebook or mapping file asks for, and was not given. */
  asks: Record<string, PrivacyPolicy>;
}

/** Of a file that nobody has looked at. */
export const UNKNOWN: Readonly<Meaning> = {
  entity: null,
  mapping: {},
  attributes: {},
  unsettled: false,
  confidence: {},
  missing: [],
  known: null,
  layout: null,
  personal: {},
  scales: {},
  privacy: {},
  asks: {},
};

/** The columns of a customer's id and name, where the names go through a mask that makes them look alike; else null. */
export function maskedNames({
  entity,
  mapping,
  privacy,
}: Pick<Meaning, 'entity' | 'mapping' | 'privacy'>): { customer: string; name: string } | null {
  const { customer, name } = mapping;
  return entity === 'customers' && customer && name && privacy[name] === 'mask' ? { customer, name } : null;
}

/** Every role that a column of a table has, its own first, attributes of the customer as `customers.industry`. */
export const rolesOf = ({
  mapping,
  attributes,
}: Pick<Meaning, 'mapping' | 'attributes'>): Record<string, string> => ({
  ...mapping,
  ...Object.fromEntries(Object.entries(attributes).map(([role, column]) => [attributeRef(role), column])),
});

/** What is said of a table from outside: by a mapping file, and what was confirmed on this machine before. */
export interface Said {
  mapping?: Readonly<Record<string, string>> | undefined;
  /** With `mapping` left out, none are said; with it, what is left out is not there. */
  attributes?: Readonly<Record<string, string>> | undefined;
  privacy?: Readonly<Record<string, PrivacyPolicy>> | undefined;
  /** Policies that somebody has looked at and confirmed here, by column: a notebook may ask for those again. */
  confirmed?: Readonly<Record<string, PrivacyPolicy>> | undefined;
}

/**
 * Proposes a table's meaning: as the notebook expects it where one of its sources fits, else from names
 * and values. `entity` given (null for none) only the roles are proposed, for it. A notebook or mapping file can
 * only tighten what is detected: what it asks for beyond that stands in `asks`. A column without a role is not
 * imported, but for those by which who churned is compared.
 */
export function proposeMeaning(
  name: string,
  profile: readonly ColumnProfile[],
  rows: number,
  expected: readonly ExpectedSource[],
  entity?: EntityName | null,
  said: Said = {},
): Meaning {
  const columns = columnsOf(profile, rows);
  const personal = personalOf(profile);
  const names = columns.map((c) => c.name);
  const known = entity === undefined ? matchExpected(name, names, expected) : null;
  const own = propose({ name, columns }, entity, personal);
  const found = known ? refit(known.source, columns) : own;
  const mapping = said.mapping ?? found.mapping;
  const attributes = said.mapping || said.attributes ? (said.attributes ?? {}) : found.attributes;
  const roles = rolesOf({ mapping, attributes });
  // Who says anew what the columns mean does not speak in the old terms.
  const asked = { ...(said.mapping ? {} : askedBy(known?.source, names)), ...said.privacy };
  const privacy: Record<string, PrivacyPolicy> = {};
  const asks: Record<string, PrivacyPolicy> = {};
  const compared = new Set(
    roles['churned'] === undefined ? [] : comparedColumns(columns, own, Object.values(roles), personal),
  );
  for (const column of names) {
    const detected = compared.has(column)
      ? 'keep'
      : detectedPolicy(column, roles, rolesOf(own), personal[column] ?? null);
    const wish = Object.hasOwn(asked, column) ? asked[column]! : detected;
    const before = said.confirmed && Object.hasOwn(said.confirmed, column) ? said.confirmed[column]! : null;
    const granted = !isWeaker(wish, detected) || (before !== null && !isWeaker(wish, before));
    privacy[column] = granted ? wish : detected;
    if (!granted) asks[column] = wish;
  }
  const layout = known ? null : recogniseLayout(columns);
  return {
    ...found,
    mapping: { ...mapping },
    attributes: { ...attributes },
    unsettled: found.unsettled && attributes === found.attributes && Object.keys(attributes).length > 0,
    known: known?.source.name ?? null,
    layout: layout && layout.entity === found.entity ? layout.name : null,
    personal,
    scales: known?.source.scales ?? scalesOf(profile),
    privacy,
    asks,
  };
}

/** The columns of a table as proposals look at them: the same for whoever asks, what was found out of them is known by them. */
export function columnsOf(profile: readonly ColumnProfile[], rows: number): ProposedColumn[] {
  const known = tables.get(profile);
  if (known?.rows === rows) return known.columns;
  const columns = profile.map((p) => {
    const before = proposed.get(p);
    if (before?.rows === rows) return before;
    const { name, sqlType: type, examples, filled, distinct } = p;
    const column = { name, type, examples, filled, distinct, rows };
    proposed.set(p, column);
    return column;
  });
  tables.set(profile, { rows, columns });
  return columns;
}

const tables = new WeakMap<readonly ColumnProfile[], { rows: number; columns: ProposedColumn[] }>();
const proposed = new WeakMap<ColumnProfile, ProposedColumn>();

/**
 * Looks at the values of one column after the other, at what is personal in it and what it could mean of each entity,
 * and then at what the table of that name is, so that proposing need not: `turn` is waited for behind each.
 */
export async function lookAtColumns(
  name: string,
  profile: readonly ColumnProfile[],
  rows: number,
  turn: () => Promise<unknown>,
): Promise<void> {
  const columns = columnsOf(profile, rows);
  for (const [i, column] of columns.entries()) {
    columnFacts(column);
    await turn();
    personalIn(profile[i]!);
    await turn();
    for (const entity of ENTITY_NAMES) {
      fitOf(column, entity);
      await turn();
    }
  }
  for (const entity of ENTITY_NAMES) {
    rankAs({ name, columns }, entity);
    await turn();
  }
}

/** What each column holds of personal data, as far as has been counted. */
export const personalOf = (profile: readonly ColumnProfile[]): Record<string, PersonalKind | null> =>
  Object.fromEntries(profile.map((p) => [p.name, personalIn(p)]));

function personalIn(p: ColumnProfile): PersonalKind | null {
  const told = held.get(p);
  if (told !== undefined) return told;
  const kind = detectPersonal(p.name, p.spread ?? p.examples, p.seen) ?? p.kind ?? null;
  held.set(p, kind);
  return kind;
}

/** By the profile that it was seen in: each edit of a mapping asks for all columns. */
const held = new WeakMap<ColumnProfile, PersonalKind | null>();

/** The policies that a notebook's source asks for; a column that it knows and does not name is kept. */
const askedBy = (
  source: ExpectedSource | undefined,
  names: readonly string[],
): Record<string, PrivacyPolicy> =>
  Object.fromEntries(
    names.flatMap((column) => {
      if (!source) return [];
      const policy = Object.hasOwn(source.privacy, column) ? source.privacy[column] : undefined;
      const known = source.columns.length === 0 || source.columns.some((c) => c.name === column);
      return policy ? [[column, policy]] : known ? [[column, 'keep' as const]] : [];
    }),
  );

type Roles = Omit<Meaning, 'known' | 'layout' | 'personal' | 'privacy' | 'asks' | 'scales'>;

/** The scales of columns that could hold answers. */
function scalesOf(profile: readonly ColumnProfile[]): Record<string, Scale> {
  return Object.fromEntries(
    profile.flatMap(({ name, min, max, distinct, top, examples }) => {
      const reversed = reversedScale(name);
      if (reversed) return [[name, reversed]];
      const written = [min, max, ...top.map(({ value }) => value), ...examples];
      const numbers = written.flatMap((text) => (text === null ? [] : (readScore(text) ?? [])));
      if (numbers.length === 0) return [];
      const scale = scaleOf({ min: Math.min(...numbers), max: Math.max(...numbers), distinct });
      return scale ? [[name, scale]] : [];
    }),
  );
}

function refit(source: ExpectedSource, columns: { name: string }[]): Roles {
  const attributes = refitMapping(source.attributes ?? {}, columns).mapping;
  return {
    entity: source.entity,
    ...refitMapping(source.mapping, columns),
    attributes,
    unsettled: false,
    confidence: {},
  };
}

function propose(
  input: Parameters<typeof proposeSource>[0],
  entity: EntityName | null | undefined,
  personal: Meaning['personal'],
): Roles {
  const proposal = entity ? { entity, ...proposeRoles(input, entity) } : proposeSource(input);
  const what = entity === undefined ? proposal.entity : entity;
  const mapping = what ? mappingOf(proposal) : {};
  const { attributes, confidence } = proposeAttributes(input.columns, what, mapping, personal);
  return {
    entity: what,
    mapping,
    attributes,
    unsettled: true,
    confidence: { ...Object.fromEntries(proposal.roles.map((r) => [r.role, r.confidence])), ...confidence },
    missing: [],
  };
}

/** The policy proposed for a column in the role it is mapped to; one without a role is left out. */
function policyOf(
  column: string,
  mapping: Readonly<Record<string, string>>,
  kind: PersonalKind | null,
): PrivacyPolicy {
  const role = Object.entries(mapping).find(([, name]) => name === column)?.[0];
  return role === undefined ? 'drop' : defaultPolicy(kind, role);
}

/** More classes than this are no groups to compare; and each is to have some rows. */
const MOST_CLASSES = 20;
const ROWS_A_CLASS = 10;

/**
 * Columns without a role by which customers are compared all the same: those of a few classes or of numbers, nothing personal, of
 * customers of whom it is said who churned. That must show by the file's own columns, not by what is said of them.
 */
function comparedColumns(
  columns: readonly ProposedColumn[],
  own: Pick<Roles, 'entity' | 'mapping'>,
  read: readonly string[],
  personal: Meaning['personal'],
): string[] {
  if (own.entity !== 'customers' || own.mapping['churned'] === undefined) return [];
  return columns.flatMap((column) => {
    const { name, type, distinct, filled } = column;
    if (read.includes(name) || (personal[name] ?? null) !== null || distinct < 2) return [];
    const few = distinct <= MOST_CLASSES && distinct * ROWS_A_CLASS <= filled;
    if (/^(?:text|boolean|varchar)/i.test(type)) return few ? [name] : [];
    const { numeric, temporal, fractional } = columnFacts(column);
    // A whole number that is another for nearly everybody is the record's own, and a place's number measures nothing.
    const measured = !namesIdentifier(name) && !PLACE.test(name) && (fractional || distinct <= 0.97 * filled);
    return numeric && !temporal && (few || (measured && filled >= 4 * ROWS_A_CLASS)) ? [name] : [];
  });
}

const PLACE = /zip|postal|postcode|area[\s_-]*code|邮编|邮政编码|区号/i;

/** As `policyOf`; but that a name is a colleague's must show by the file's own columns, not by what is said of them. */
function detectedPolicy(
  column: string,
  mapping: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
  kind: PersonalKind | null,
): PrivacyPolicy {
  const policy = policyOf(column, mapping, kind);
  if (kind === null || policy !== 'keep' || policyOf(column, own, kind) === 'keep') return policy;
  return defaultPolicy(kind, null);
}

/** A proposed meaning after its rows were looked at: attributes that they do not bear out are let go. */
export function settledMeaning(meaning: Meaning, found: Readonly<Record<string, Steadiness>>): Meaning {
  if (!meaning.unsettled) return meaning;
  const attributes = steadyOnes(meaning, found);
  const roles = Object.values(rolesOf({ mapping: meaning.mapping, attributes }));
  const idle = Object.values(meaning.attributes).filter((column) => !roles.includes(column));
  const left = Object.fromEntries(idle.map((column) => [column, 'drop' as const]));
  return { ...meaning, attributes, unsettled: false, privacy: { ...meaning.privacy, ...left } };
}

/**
 * A meaning after more of the table has been seen: what turns out to be personal is treated so from now on,
 * whatever was said while it was not known.
 */
export function seenMeaning(meaning: Meaning, profile: readonly ColumnProfile[]): Meaning {
  const personal = personalOf(profile);
  const privacy = { ...meaning.privacy };
  for (const [column, kind] of Object.entries(personal)) {
    if (kind === null || kind === meaning.personal[column]) continue;
    const role = Object.entries(rolesOf(meaning)).find(([, name]) => name === column)?.[0] ?? null;
    const detected = defaultPolicy(kind, role);
    if (isWeaker(privacy[column] ?? 'keep', detected)) privacy[column] = detected;
  }
  return { ...meaning, personal, privacy };
}
