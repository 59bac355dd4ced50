import { ENTITIES, type EntityName, type Role } from '../entity/catalogue.ts';
import type { Format } from '../i18n/formats.ts';
import { isIsoDate } from '../sql/literal.ts';
import { quoteText } from '../sql/quote.ts';

/*
 * A metric that is put together by choosing. It is kept as nothing but its formula, the one that a person who
 * knows SQL would write: `readPicked` (picked-formula.ts) knows it again.
 */

export const MEASURE_KINDS = ['rows', 'sum', 'average', 'distinct'] as const;
/** A single aggregate: rows, or the values of a role. `role` is '' for rows, and until one is chosen. */
export interface Measure {
  kind: (typeof MEASURE_KINDS)[number];
  role: string;
}

/** How a role's value must stand to the one given; `filled` and `empty` take none. */
export type Operator = 'is' | 'not' | 'contains' | 'least' | 'most' | 'above' | 'below' | 'filled' | 'empty';

export interface Condition {
  role: string;
  operator: Operator;
  /** As typed: a number, a day `yyyy-mm-dd`, `true` or `false`, or any text. */
  value: string;
}

/**
 * One aggregate over the rows that meet every condition; a ratio of two, both over those rows; or the share that
 * those rows have of all.
 */
export interface Picked {
  shape: 'plain' | 'ratio' | 'share';
  measure: Measure;
  /** What a ratio divides by. */
  below: Measure;
  where: Condition[];
}

export const ROWS: Measure = { kind: 'rows', role: '' };
export const BLANK: Picked = { shape: 'plain', measure: ROWS, below: ROWS, where: [] };

const OPERATORS: Record<Role['type'], readonly Operator[]> = {
  text: ['is', 'not', 'contains', 'filled', 'empty'],
  number: ['least', 'most', 'above', 'below', 'is', 'not', 'filled', 'empty'],
  integer: ['least', 'most', 'above', 'below', 'is', 'not', 'filled', 'empty'],
  timestamp: ['least', 'below', 'filled', 'empty'],
  boolean: ['is', 'filled', 'empty'],
};

const roleOf = (entity: EntityName, name: string): Role | undefined =>
  ENTITIES[entity].roles.find((role) => role.name === name);

/** Operators that a role's type has, the most usual first; none for a role that is not there. */
export const operatorsOf = (entity: EntityName, role: string): readonly Operator[] => {
  const found = roleOf(entity, role);
  return found ? OPERATORS[found.type] : [];
};

/** Roles that a measure can take: numbers to add up, anything to count once each. */
export const rolesFor = (entity: EntityName, { kind }: Pick<Measure, 'kind'>): Role[] =>
  kind === 'rows'
    ? []
    : ENTITIES[entity].roles.filter(
        ({ type }) => kind === 'distinct' || type === 'number' || type === 'integer',
      );

const SIGNS: Partial<Record<Operator, string>> = {
  is: '=',
  least: '>=',
  most: '<=',
  above: '>',
  below: '<',
};

/** The formula; null while something is still to be chosen or does not fit its column. */
export function writePicked(entity: EntityName, { shape, measure, below, where }: Picked): string | null {
  const conditions = where.map((condition) => writeCondition(entity, condition));
  const filter = conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : '';
  const [above, under] = [writeMeasure(entity, measure), writeMeasure(entity, below)];
  if (above === null || conditions.includes(null)) return null;
  if (shape === 'plain') return above + filter;
  if (shape === 'ratio') return under === null ? null : `${above}${filter} / nullif(${under}${filter}, 0)`;
  return filter === '' ? null : `${above}${filter} / nullif(${above}, 0)`;
}

function writeMeasure(entity: EntityName, measure: Measure): string | null {
  const { kind, role } = measure;
  if (kind === 'rows') return 'count(*)';
  if (!rolesFor(entity, measure).some(({ name }) => name === role)) return null;
  return kind === 'sum' ? `sum(${role})` : kind === 'average' ? `avg(${role})` : `count(DISTINCT ${role})`;
}

function writeCondition(entity: EntityName, { role, operator, value }: Condition): string | null {
  if (!operatorsOf(entity, role).includes(operator)) return null;
  if (operator === 'filled') return `${role} IS NOT NULL`;
  if (operator === 'empty') return `${role} IS NULL`;
  const literal = writeValue(roleOf(entity, role)!.type, value);
  if (literal === null) return null;
  // A blank is not what is asked for either.
  if (operator === 'not') return `coalesce(${role} <> ${literal}, true)`;
  return operator === 'contains' ? `contains(${role}, ${literal})` : `${role} ${SIGNS[operator]!} ${literal}`;
}

function writeValue(type: Role['type'], value: string): string | null {
  const plain = value.trim();
  if (type === 'boolean') return plain === 'true' || plain === 'false' ? plain : null;
  if (type === 'timestamp') return isIsoDate(plain) ? `DATE '${plain}'` : null;
  if (type === 'text') return plain === '' || /\p{Cc}/u.test(plain) ? null : quoteText(plain);
  return /^-?\d{1,15}(?:\.\d{1,12})?$/.test(plain) ? plain : null;
}

const MONEY = new Set(['amount', 'unit_price', 'cost', 'refunded_amount', 'income', 'annual_revenue']);
const UNITS: Record<string, Format> = {
  duration_seconds: 'seconds',
  wait_seconds: 'seconds',
  response_minutes: 'minutes',
  resolution_minutes: 'minutes',
};

/** What it is measured in, as far as its parts say. */
export function formatOf({ shape, measure, below }: Picked): Format {
  if (shape === 'share') return 'percent';
  const unit = (part: Measure): Format =>
    part.kind === 'rows' || part.kind === 'distinct'
      ? 'integer'
      : MONEY.has(part.role)
        ? 'money'
        : (UNITS[part.role] ?? 'number');
  const [above, under] = [unit(measure), unit(below)];
  if (shape === 'plain') return above;
  // So much a head has its unit; the same over the same has none.
  return under === 'integer' && above !== 'integer' ? above : 'number';
}
