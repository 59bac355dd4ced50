import type { EntityName, RoleRef } from '../entity/catalogue.ts';
import { fittedParams, missingRoles } from '../template/needs.ts';
import type { Text } from '../i18n/text.ts';
import type { Template } from '../template/schema.ts';
import { listed, lineOf } from './reading-list.ts';
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

/**
 * Cells that the notebook of feedback has where its files say who served, each behind one of its own: few files do, and
 * in all others they would stand there without anything to show. Of several ways to ask the first that can be shown.
 */
const BY_AGENT: readonly { after: string; line: Text; cells: readonly CellDraft[] }[] = [
  {
    after: 'content',
    line: { zh: '服务人员：谁服务的客户更满意', en: 'Agents: whose customers are more content' },
    cells: (
      [
        { template: 'csat', params: { by: 'agent' } },
        { template: 'metrics', params: { metric: 'nps', dimension: 'agent', grain: 'none' } },
        { template: 'metrics', params: { metric: 'good_review_rate', dimension: 'agent', grain: 'none' } },
      ] as const
    ).map((cell) => ({
      name: 'content_agents',
      title: { zh: '谁服务的客户更满意？', en: 'Whose customers are more content?' },
      ...cell,
    })),
  },
  {
    after: 'waiting_topics',
    line: { zh: '服务人员：谁的客户等得久', en: 'Agents: whose customers wait long' },
    cells: [
      {
        name: 'waiting_agents',
        template: 'service-times',
        title: { zh: '谁的客户等得最久？', en: 'Whose customers wait longest?' },
        params: { by: 'agent', tell: 'groups' },
      },
    ],
  },
];

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
  return home ? withAgents(withAlong(home, brought, offered, templateOf), brought, templateOf) : null;
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
      const able = names.flatMap((name): Listed[] => {
        const cell = theirs.find((one) => one.name === name);
        const known = cell && templateOf(cell.template);
        if (!known || cells.some(({ template, name: taken }) => template === known.id || taken === name))
          return [];
        // As it is set there, or else, under its own question, as it can be shown.
        const { title: _, ...bare } = cell;
        const fits = [cell, { ...bare, params: {} }].flatMap((one): Listed[] => {
          const params = fittedParams(known, roles, one.params ?? {});
          const line = (one === cell && lineOf(name, theirs)) || one.title || known.question;
          return missingRoles(known, roles, params).length === 0 ? [{ cell: { ...one, params }, line }] : [];
        });
        return fits.slice(0, 1);
      });
      return able.slice(0, MOST_ALONG);
    },
  );
  const end = cells.findLastIndex(({ template }) => template !== 'text' && template !== 'report') + 1;
  return {
    ...home,
    notebook: {
      ...home.notebook,
      cells: listed([...cells.slice(0, end), ...along.map(({ cell }) => cell), ...cells.slice(end)], along),
    },
  };
}

/** A cell with what a list of what to read calls it. */
interface Listed {
  cell: CellDraft;
  line: Text;
}

/** The notebook of feedback with cells for those who served. */
function withAgents(home: NotebookTemplate, { roles }: Brought, templateOf: TemplateOf): NotebookTemplate {
  if (home.id !== HOME.feedback || !roles.has('feedback.agent')) return home;
  const added = BY_AGENT.flatMap(({ after, line, cells }) => {
    const able = cells.find((cell) => {
      const known = templateOf(cell.template);
      return known && missingRoles(known, roles, cell.params ?? {}).length === 0;
    });
    return able ? [{ after, line, cell: able }] : [];
  });
  const cells = home.notebook.cells.flatMap((cell) => [
    cell,
    ...added.flatMap((one) => (one.after === cell.name ? [one.cell] : [])),
  ]);
  return { ...home, notebook: { ...home.notebook, cells: listed(cells, added) } };
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
