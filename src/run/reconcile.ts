import { ENTITY_NAMES, type EntityName } from '../entity/catalogue.ts';
import type { Text } from '../i18n/text.ts';
import type { Cell } from '../notebook/document.ts';
import { ok, type Result } from '../result.ts';
import { checkValues } from '../template/params.ts';
import type { Template } from '../template/schema.ts';
import type { Connector } from '../engine/connector.ts';
import type { Prepared } from './data.ts';
import { agree } from './agree.ts';
import { overEveryone } from './everyone.ts';
import {
  IDENTITIES,
  identityTitle,
  type Identity,
  type IdentityFacts,
  type ResultCell,
} from './identities.ts';

/** An identity with its two numbers. */
export interface Check {
  /** Unique within a reconciliation: identity, entity and cells. */
  id: string;
  title: Text;
  format: 'integer' | 'money';
  /** Names of the cells that it is about. */
  cells: string[];
  left: number | null;
  right: number | null;
  ok: boolean;
}

/** An identity that could not be checked: its cell was rewritten without these columns, or it does not run (`[]`). */
export interface LeftOut {
  id: string;
  title: Text;
  cells: string[];
  missing: string[];
}

export interface Reconciliation {
  checks: Check[];
  left: LeftOut[];
}

/**
 * The cells with a result, as identities read them. `columns` is undefined for a cell that has none, `everyone` tells
 * of one whether it looks at all customers whatever the goal's group.
 */
export function resultCells(
  cells: readonly Cell[],
  template: (id: string) => Template | undefined,
  columns: (name: string) => readonly string[] | undefined,
  everyone: (name: string) => boolean = () => false,
): ResultCell[] {
  return cells.flatMap((cell): ResultCell[] => {
    const own = columns(cell.name);
    const values = own && checkValues(template(cell.template)?.params ?? [], cell.params);
    if (!own || !values?.ok) return [];
    return [
      {
        name: cell.name,
        template: cell.template,
        params: values.value,
        columns: own,
        everyone: everyone(cell.name),
      },
    ];
  });
}

/**
 * Checks every identity that the cells and entities allow, one short query each. Fault: `cancelled`; a
 * query that fails for another reason is listed as left out.
 */
export async function reconcile(
  db: Connector,
  cells: readonly ResultCell[],
  { given, sourceLedger }: Pick<Prepared, 'given' | 'sourceLedger'>,
  signal?: AbortSignal,
): Promise<Result<Reconciliation>> {
  const sources = new Map<EntityName, string[]>();
  for (const { entity, source } of sourceLedger)
    sources.set(entity, [...(sources.get(entity) ?? []), source]);
  const facts: IdentityFacts = { given, sources };
  const found: Reconciliation = { checks: [], left: [] };
  for (const identity of IDENTITIES) {
    for (const about of subjects(identity, cells, facts)) {
      const names = about.cells.map((cell) => cell.name);
      const base = {
        id: [identity.id, about.entity, ...names].filter(Boolean).join(' '),
        title: identityTitle(identity, about.entity),
        cells: names,
      };
      const missing = identity.needs.flatMap(({ columns }, i) =>
        columns.filter((column) => !about.cells[i]!.columns.includes(column)),
      );
      if (missing.length > 0) {
        found.left.push({ ...base, missing });
        continue;
      }
      const over = about.cells.some((cell) => cell.everyone) ? overEveryone : (sql: string) => sql;
      const { left, right } = identity.sql(about.cells, facts, about.entity ?? 'orders');
      const rows = await db.run(
        over(`SELECT CAST((${left}) AS DOUBLE) AS left_side, CAST((${right}) AS DOUBLE) AS right_side`),
        { signal },
      );
      if (!rows.ok && rows.fault.code === 'cancelled') return rows;
      if (!rows.ok) {
        found.left.push({ ...base, missing: [] });
        continue;
      }
      const [a, b] = [rows.value.data[0]?.[0], rows.value.data[1]?.[0]].map((n) =>
        typeof n === 'number' ? n : null,
      ) as [number | null, number | null];
      const check = { ...base, format: formatOf(identity, about.cells), left: a, right: b };
      found.checks.push({ ...check, ok: agree(a, b, identity.tolerance) });
    }
  }
  return ok(found);
}

interface Subject {
  cells: ResultCell[];
  entity: EntityName | null;
}

/** What an identity is checked for: each entity with sources, or each choice of cells of its templates. */
function subjects(identity: Identity, cells: readonly ResultCell[], facts: IdentityFacts): Subject[] {
  if (identity.needs.length === 0)
    return ENTITY_NAMES.filter((e) => facts.sources.has(e)).map((entity) => ({ cells: [], entity }));
  const choices = identity.needs.reduce<ResultCell[][]>(
    (chosen, { template }) =>
      chosen.flatMap((some) => cells.filter((c) => c.template === template).map((cell) => [...some, cell])),
    [[]],
  );
  return (
    choices
      // Of other customers they need not agree.
      .filter((chosen) => new Set(chosen.map((cell) => cell.everyone)).size <= 1)
      .filter((chosen) => identity.when?.(chosen) ?? true)
      .map((chosen) => ({ cells: chosen, entity: null }))
  );
}

/** A total that follows a parameter is money when the parameter says so. */
const formatOf = (identity: Identity, cells: readonly ResultCell[]): Check['format'] =>
  cells[0]?.params['metric'] === 'revenue' ? 'money' : identity.format;
