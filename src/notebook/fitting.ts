import type { EntityName, RoleRef } from '../entity/catalogue.ts';
import { missingRoles } from '../template/needs.ts';
import type { Template } from '../template/schema.ts';
import type { NotebookTemplate } from './template.ts';

/** What files bring, as far as the choice of a notebook goes. */
export interface Brought {
  entities: ReadonlySet<EntityName>;
  /** `entity.role` of what is mapped. */
  roles: ReadonlySet<RoleRef | string>;
  /** Its orders are deals in their stages. */
  deals: boolean;
}

/** The notebook that each kind of file opens; profiles open theirs when they come alone. */
const HOME: Record<EntityName, string> = {
  orders: 'customer-value',
  feedback: 'satisfaction-service',
  events: 'behaviour-experience',
  customers: 'customer-360',
};
const DEALS = 'sales-effectiveness';
/** Of profiles that say who churned. */
const CHURNED = 'who-churned';

/**
 * The notebook that opens when none was chosen. Orders open the main one, deals that of sales; feedback alone opens
 * satisfaction, events alone behaviour, both that of the two of whose analyses they make the larger share possible.
 * Profiles alone open the table of customers, or where they say who churned what tells of these.
 * Null when nothing was brought.
 */
export function fittingNotebook(
  { entities, roles, deals }: Brought,
  offered: readonly NotebookTemplate[],
  templateOf: (id: string) => Template | undefined,
): string | null {
  if (entities.has('orders')) return deals ? DEALS : HOME.orders;
  if (entities.size === 1 && roles.has('customers.churned')) return CHURNED;
  const dated = (['feedback', 'events'] as const).filter((entity) => entities.has(entity));
  const homes = (dated.length > 0 ? dated : entities.size > 0 ? (['customers'] as const) : []).map(
    (e) => HOME[e],
  );
  const ranked = offered
    .filter(({ id }) => homes.includes(id))
    .map(({ id, notebook }) => {
      const cells = notebook.cells.flatMap(({ template, params = {} }) => {
        const known = templateOf(template);
        return known && (known.view ?? 'analysis') === 'analysis' && known.id !== 'sql'
          ? [{ known, params }]
          : [];
      });
      const able = cells.filter(
        ({ known, params }) => missingRoles(known, roles, params).length === 0,
      ).length;
      return { id, share: cells.length === 0 ? 0 : able / cells.length };
    });
  return ranked.sort((a, b) => b.share - a.share)[0]?.id ?? null;
}
