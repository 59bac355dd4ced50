import { expect, test } from 'vitest';
import type { EntityName } from '../../../src/entity/catalogue.ts';
import { fittingNotebook } from '../../../src/notebook/fitting.ts';
import { cellHeading } from '../../../src/notebook/cell-title.ts';
import { newNotebook } from '../../../src/state/new-notebook.ts';
import { missingRoles } from '../../../src/template/needs.ts';
import { findNotebookTemplate, notebookTemplates } from '../../../src/notebook/templates.ts';
import { getTemplate } from '../../../src/template/registry.ts';

const fitting = (entities: EntityName[], roles: string[], deals = false) =>
  fittingNotebook(
    { entities: new Set(entities), roles: new Set(roles), deals },
    notebookTemplates,
    getTemplate,
  );

const FEEDBACK = [
  'feedback.occurred_at',
  'feedback.customer',
  'feedback.nps',
  'feedback.csat',
  'feedback.text',
];
const TICKETS = [
  'feedback.occurred_at',
  'feedback.customer',
  'feedback.kind',
  'feedback.response_minutes',
  'feedback.resolved',
];
const EVENTS = ['events.customer', 'events.occurred_at', 'events.action', 'events.device', 'events.session'];
const ORDERS = ['orders.customer', 'orders.ordered_at', 'orders.amount', 'orders.status'];

test.each([
  ['feedback alone', ['feedback'], FEEDBACK, 'satisfaction-service'],
  ['tickets alone', ['feedback'], TICKETS, 'satisfaction-service'],
  [
    'answers without customers',
    ['feedback'],
    ['feedback.occurred_at', 'feedback.nps'],
    'satisfaction-service',
  ],
  ['events alone', ['events'], EVENTS, 'behaviour-experience'],
  ['events of least', ['events'], EVENTS.slice(0, 3), 'behaviour-experience'],
  [
    'profiles alone',
    ['customers'],
    ['customers.customer', 'customers.region', 'customers.industry', 'customers.core_need', 'customers.name'],
    'customer-360',
  ],
  [
    'profiles that say who churned',
    ['customers'],
    ['customers.customer', 'customers.gender', 'customers.churned'],
    'who-churned',
  ],
  [
    'orders beside profiles that say who churned',
    ['orders', 'customers'],
    [...ORDERS, 'customers.customer', 'customers.churned'],
    'customer-value',
  ],
  [
    'events and two answers',
    ['events', 'feedback'],
    [...EVENTS, 'feedback.occurred_at', 'feedback.rating'],
    'behaviour-experience',
  ],
  ['orders', ['orders'], ORDERS, 'customer-value'],
  ['everything', ['orders', 'events', 'feedback'], [...ORDERS, ...EVENTS, ...FEEDBACK], 'customer-value'],
] as [string, EntityName[], string[], string][])(
  '%s open the notebook that fits',
  (_, entities, roles, id) => {
    expect(fitting(entities, roles)?.id).toBe(id);
  },
);

test('deals open sales; nothing opens none', () => {
  expect(fitting(['orders'], ORDERS, true)?.id).toBe('sales-effectiveness');
  expect(fitting([], [])).toBe(null);
});

/** The cells that the notebook has beyond those which it is shipped with. */
const along = (entities: EntityName[], roles: string[], deals = false) => {
  const { id, notebook } = fitting(entities, roles, deals)!;
  const shipped = new Set(findNotebookTemplate(id)!.notebook.cells.map(({ name }) => name));
  return notebook.cells.filter(({ name }) => !shipped.has(name));
};

test.each([
  ['orders', ['orders'], ORDERS, []],
  ['answers', ['orders', 'feedback'], [...ORDERS, ...FEEDBACK], ['recommend', 'content', 'words', 'drivers']],
  ['tickets', ['orders', 'feedback'], [...ORDERS, ...TICKETS], ['waiting']],
  [
    'tickets and profiles',
    ['orders', 'feedback', 'customers'],
    [...ORDERS, ...TICKETS, 'customers.customer', 'customers.region'],
    ['complaining', 'waiting'],
  ],
  [
    'a rating alone',
    ['orders', 'feedback'],
    [...ORDERS, 'feedback.occurred_at', 'feedback.rating'],
    ['drivers'],
  ],
  ['actions', ['orders', 'events'], [...ORDERS, ...EVENTS], ['features', 'conversion', 'devices', 'steps']],
  ['who churned', ['orders', 'customers'], [...ORDERS, 'customers.customer', 'customers.churned'], ['who']],
  [
    'actions and answers',
    ['events', 'feedback'],
    [...EVENTS, 'feedback.occurred_at', 'feedback.text'],
    ['words'],
  ],
] as [string, EntityName[], string[], string[]][])(
  'what was dropped beside has cells in it: %s',
  (_, entities, roles, names) => {
    expect(along(entities, roles).map(({ name }) => name)).toEqual(names);
  },
);

test('what is taken along can run, stands before the notes and under a name and a heading of its own', () => {
  const roles = [...ORDERS, ...EVENTS, ...FEEDBACK, ...TICKETS, 'customers.customer', 'customers.churned'];
  for (const deals of [false, true]) {
    const entities: EntityName[] = ['orders', 'events', 'feedback', 'customers'];
    expect(along(entities, roles, deals)).toHaveLength(9);
    for (const { template, params = {} } of along(entities, roles, deals))
      expect(missingRoles(getTemplate(template)!, new Set(roles), params), template).toEqual([]);
    const { cells } = fitting(entities, roles, deals)!.notebook;
    expect(new Set(cells.map(({ name }) => name)).size).toBe(cells.length);
    expect(cells.slice(-2).map(({ template }) => template)).toEqual(['text', 'report']);
    for (const lang of ['zh', 'en'] as const) {
      const headings = newNotebook(fitting(entities, roles, deals), lang).cells.map((cell) =>
        cellHeading(cell, getTemplate(cell.template), lang),
      );
      expect(new Set(headings).size).toBe(headings.length);
    }
  }
  // The shelf's own notebook stays what it is.
  expect(findNotebookTemplate('customer-value')!.notebook.cells.map(({ name }) => name)).not.toContain(
    'waiting',
  );
});

const readingOf = (cells: readonly { name: string; text?: Record<string, { zh: string; en: string }> }[]) =>
  cells.find(({ name }) => name === 'reading')!.text!['body']!;

test('the order in which to read names what was taken along, where it stands', () => {
  const roles = [...ORDERS, ...EVENTS, ...FEEDBACK, 'customers.customer', 'customers.churned'];
  const { cells } = fitting(['orders', 'events', 'feedback', 'customers'], roles, true)!.notebook;
  const names = cells.map(({ name }) => name);
  const { zh, en } = readingOf(cells);
  for (const lines of [zh.split('\n'), en.split('\n')]) {
    const read = lines.map((line) => /^(\d+)\. \[[^[\]]+\]\(#(\w+)\)$/.exec(line)!);
    expect(read.map(([, number]) => Number(number))).toEqual(lines.map((_, i) => i + 1));
    const places = read.map(([, , cell]) => names.indexOf(cell!));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(read.map(([, , cell]) => cell)).toEqual(
      expect.arrayContaining(['who', 'features', 'conversion', 'devices', 'steps', 'recommend', 'words']),
    );
  }
  expect(zh).toContain('[功能使用：哪些少有人用却离不开](#features)');
  // Their own notebook's list has no words for devices.
  expect(en).toContain('](#devices)');
  // Nothing is added to the shelf's own.
  expect(readingOf(findNotebookTemplate('sales-effectiveness')!.notebook.cells).en).not.toContain('#who');
});

test('what stands under the last line of the list stays there', () => {
  const roles = ['customers.customer', 'customers.churned', 'feedback.occurred_at', 'feedback.text'];
  const { en } = readingOf(fitting(['customers', 'feedback'], roles)!.notebook.cells);
  expect(en).toContain('](#words)');
  const alone = fitting(['customers'], roles.slice(0, 2))!;
  expect(readingOf(alone.notebook.cells).en.split('\n').at(-1)).toContain('set it to “keep” there');
});

test.each([
  ['scores', ['feedback.csat'], ['content_agents csat']],
  ['how likely to recommend', ['feedback.nps'], ['content_agents metrics']],
  ['reviews', ['feedback.rating'], ['content_agents metrics']],
  [
    'waiting',
    ['feedback.response_minutes', 'feedback.csat'],
    ['content_agents csat', 'waiting_agents service-times'],
  ],
  ['nothing else', ['feedback.text'], []],
])('who served is told by %s', (_, more, cells) => {
  const roles = ['feedback.occurred_at', 'feedback.agent', ...more];
  const { notebook } = fitting(['feedback'], roles)!;
  const names = notebook.cells.filter(({ name }) => name.endsWith('_agents'));
  expect(names.map(({ name, template }) => `${name} ${template}`)).toEqual(cells);
  for (const { name } of names) expect(readingOf(notebook.cells).zh).toContain(`](#${name})`);
  expect(
    fitting(['feedback'], ['feedback.occurred_at', ...more])!.notebook.cells.some(({ name }) =>
      name.endsWith('_agents'),
    ),
  ).toBe(false);
});
