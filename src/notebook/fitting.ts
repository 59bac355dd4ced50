import type { EntityName, RoleRef } from '../entity/catalogue.ts';
import { fittedParams, missingRoles } from '../template/needs.ts';
import type { Template } from '../template/schema.ts';
import type { CellDraft, NotebookTemplate } from './template.ts';

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

/** Cells of those notebooks that another one takes along where such files were dropped too, the foremost first. */
const ALONG: readonly { ref: RoleRef; from: string; cells: readonly string[] }[] = [
  { ref: 'customers.churned', from: CHURNED, cells: ['who'] },
  {
    ref: 'events.action',
    from: HOME.events,
    cells: ['features', 'conversion', 'failing', 'durations', 'devices', 'steps'],
  },
  {
    ref: 'feedback.occurred_at',
    from: HOME.feedback,
    cells: ['recommend', 'content', 'complaining', 'waiting', 'words', 'drivers'],
  },
];
/** More of them would be another notebook. */
const MOST_ALONG = 4;

type TemplateOf = (id: string) => Template | undefined;

/**
 * The notebook that opens when none was chosen, with cells for whatever was dropped. Null when nothing was brought.
 */
export function fittingNotebook(
  brought: Brought,
  offered: readonly NotebookTemplate[],
  templateOf: TemplateOf,
): NotebookTemplate | null {
  const id = fittingId(brought, offered, templateOf);
  const home = offered.find((one) => one.id === id);
  return home ? withAlong(home, brought, offered, templateOf) : null;
}

/** A notebook with cells for what was dropped beside that which it is about: before its notes, as a reader comes to them. */
function withAlong(
  home: NotebookTemplate,
  { roles }: Brought,
  offered: readonly NotebookTemplate[],
  templateOf: TemplateOf,
): NotebookTemplate {
  const { cells } = home.notebook;
  const along = ALONG.filter(({ ref, from }) => from !== home.id && roles.has(ref)).flatMap(
    ({ from, cells: names }) => {
      const theirs = offered.find(({ id }) => id === from)?.notebook.cells ?? [];
      const able = names.flatMap((name): CellDraft[] => {
        const cell = theirs.find((one) => one.name === name);
        const known = cell && templateOf(cell.template);
        if (!known || cells.some(({ template, name: taken }) => template === known.id || taken === name))
          return [];
        // As it is set there, or else, under its own question, as it can be shown.
        const { title: _, ...bare } = cell;
        const fits = [cell, { ...bare, params: {} }].flatMap((one): CellDraft[] => {
          const params = fittedParams(known, roles, one.params ?? {});
          return missingRoles(known, roles, params).length === 0 ? [{ ...one, params }] : [];
        });
        return fits.slice(0, 1);
      });
      return able.slice(0, MOST_ALONG);
    },
  );
  const end = cells.findLastIndex(({ template }) => template !== 'text' && template !== 'report') + 1;
  return {
    ...home,
    notebook: { ...home.notebook, cells: [...cells.slice(0, end), ...along, ...cells.slice(end)] },
  };
}

/**
 * Which notebook that is. Orders open the main one, deals that of sales; feedback alone opens
 * satisfaction, events alone behaviour, both that of the two of whose analyses they make the larger share possible.
 * Profiles alone open the table of customers, or where they say who churned what tells of these.
 * Null when nothing was brought.
 */
function fittingId(
  { entities, roles, deals }: Brought,
  offered: readonly NotebookTemplate[],
  templateOf: TemplateOf,
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
