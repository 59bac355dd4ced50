import { expect, test } from 'vitest';
import type { EntityName } from '../../../src/entity/catalogue.ts';
import { fittingNotebook } from '../../../src/notebook/fitting.ts';
import { notebookTemplates } from '../../../src/notebook/templates.ts';
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
    expect(fitting(entities, roles)).toBe(id);
  },
);

test('deals open sales; nothing opens none', () => {
  expect(fitting(['orders'], ORDERS, true)).toBe('sales-effectiveness');
  expect(fitting([], [])).toBe(null);
});
