import { isBehaviour } from '../entity/behaviour.ts';
import { ENTITIES, ENTITY_NAMES } from '../entity/catalogue.ts';
import type { Notebook } from './document.ts';
import { isSegment } from './segments.ts';

/** A word of a notebook file that must be one of the catalogue's and is none. */
export interface StrangeWord {
  /** Where it stands, with dots: `goal.group.role`. */
  path: string;
  word: string;
}

const isRole = (entity: string, name: string): boolean =>
  ENTITY_NAMES.some((known) => known === entity && ENTITIES[known].roles.some((role) => role.name === name));

/**
 * The first word of a notebook that would have to be guessed at: the attribute of the goal's group (`region`,
 * `orders.region`) or the segment that it is, a behaviour type, the role of a column. Each decides which rows count, so none is left out
 * in silence. Null when all are known.
 */
export function strangeWord({
  goal,
  sources,
  cells,
}: Pick<Notebook, 'goal' | 'sources' | 'cells'>): StrangeWord | null {
  const { group, behaviours } = goal;
  if (group.kind === 'attribute' && !isGroupRole(group.role))
    return { path: 'goal.group.role', word: group.role };
  if (group.kind === 'segment' && !isSegment(cells, group.cell))
    return { path: 'goal.group.cell', word: group.cell };
  const behaviour = behaviours.findIndex((id) => !isBehaviour(id));
  if (behaviour >= 0) return { path: `goal.behaviours.${behaviour}`, word: behaviours[behaviour]! };
  for (const [i, { entity, mapping, attributes = {} }] of sources.entries()) {
    const role = Object.keys(mapping).find((name) => !isRole(entity, name));
    if (role !== undefined) return { path: `sources.${i}.mapping`, word: role };
    const attribute = Object.keys(attributes).find((name) => !isRole('customers', name));
    if (attribute !== undefined) return { path: `sources.${i}.attributes`, word: attribute };
  }
  return null;
}

function isGroupRole(role: string): boolean {
  const [entity, name] = role.includes('.') ? role.split('.') : ['customers', role];
  return isRole(entity!, name!);
}
