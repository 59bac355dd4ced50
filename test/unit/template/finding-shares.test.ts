import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notebookTemplates } from '../../../src/notebook/templates.ts';
import { renderFinding, sentenceSlots } from '../../../src/template/findings.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { createEntities, runCell } from './support.ts';

let db: Native;
beforeAll(async () => void (db = await openNative()));
afterAll(() => db.close());

test('what a sentence calls a channel’s share of new customers is that, not its repeat rate', async () => {
  // Three newcomers by web, of whom one comes twice; one by shop. Somebody of long before shows who is new.
  await createEntities(db, {
    orders: {
      columns: ['customer', 'ordered_at', 'amount', 'order_id', 'channel'],
      rows: [
        ['before', '2022-06-01', 10, '0', 'web'],
        ['a', '2024-05-01', 10, '1', 'web'],
        ['a', '2024-05-09', 10, '2', 'web'],
        ['b', '2024-05-02', 10, '3', 'web'],
        ['c', '2024-05-03', 10, '4', 'web'],
        ['d', '2024-05-04', 10, '5', 'shop'],
      ],
    },
  });
  const { findings } = await runCell(db, 'channel-value', { least: 1 });
  const row = findings.find(({ rule }) => rule === 'most_new')!;
  const { sentence } = getTemplate('channel-value')!.findings['most_new']!;
  for (const text of Object.values(sentence)) {
    const [percent] = sentenceSlots(text).filter(({ format }) => format === 'percent');
    expect(row[percent!.column]).toBeCloseTo(0.75, 10);
  }
});

test('a note at the end of a visit ends a task; where visits break off is told of another step', async () => {
  const rows: (string | null)[][] = [];
  const visit = (n: number, prefix: string, actions: string[]) => {
    for (let i = 0; i < n; i++)
      actions.forEach((action, k) =>
        rows.push([`${prefix}${i}`, `2024-05-0${1 + (i % 7)} 10:0${k}:00`, action, `${prefix}${i}`]),
      );
  };
  visit(40, 'a', ['login', '记录 Log note']);
  visit(8, 'b', ['login', '记录 Log note', 'home']);
  visit(30, 'c', ['home', 'cart']);
  visit(20, 'd', ['home', 'list', 'cart', 'pay']);
  await createEntities(db, { events: { columns: ['customer', 'occurred_at', 'action', 'session'], rows } });
  const { findings } = await runCell(db, 'path-sankey');
  expect(findings.find(({ rule }) => rule === 'exit')).toMatchObject({ source: 'cart', n: 30 });
});

describe('hours of the week', () => {
  // Two orders at ten, twenty-one actions at nine in the evening: neither can pass for the other.
  const COUNTED = { orders: 2, events: 21 };
  const WORDS = { orders: /订单|orders/, events: /行为|events/ };

  test.each(['orders', 'events'] as const)('of %s speak of them, and of nothing else', async (source) => {
    await createEntities(db, {
      orders: {
        columns: ['customer', 'ordered_at', 'amount', 'order_id'],
        rows: [1, 8].map((day) => ['a', `2024-05-0${day} 10:00:00`, 10, `${day}`]),
      },
      events: {
        columns: ['customer', 'occurred_at', 'action'],
        rows: Array.from({ length: 21 }, (_, i) => ['a', `2024-05-${10 + 7 * (i % 3)} 21:00:00`, 'view']),
      },
    });
    const { findings } = await runCell(db, 'activity-heatmap', { source });
    const { findings: rules, codes } = getTemplate('activity-heatmap')!;
    const peak = findings.find(({ rule }) => rule === 'peak')!;
    // The three about the one hour that holds all.
    expect(peak).toMatchObject(source === 'orders' ? { hour: 9, top_hour: 10 } : { hour: 20, top_hour: 21 });
    expect(findings.find(({ rule }) => rule === 'office_hours')?.['n']).toBe(
      source === 'orders' ? undefined : 0,
    );
    expect(peak['share']).toBeCloseTo((peak['n'] as number) / COUNTED[source], 10);
    for (const row of findings)
      for (const lang of ['zh', 'en'] as const) {
        const rule = rules[row['rule'] as string]!;
        const said = renderFinding(rule, row, lang, String, codes)
          .map(({ text }) => text)
          .join('');
        expect(said).toMatch(WORDS[source]);
        expect(said).not.toMatch(WORDS[source === 'orders' ? 'events' : 'orders']);
      }
  });

  test('are those of behaviour in the notebook about it', () => {
    const { notebook } = notebookTemplates.find(({ id }) => id === 'behaviour-experience')!;
    const cells = notebook.cells.filter(({ template }) => template === 'activity-heatmap');
    expect(cells.map(({ params }) => params?.['source'])).toEqual(['events']);
  });
});

test('of staff’s actions it is said which were looked for, which were found, and where to change it', async () => {
  const at = (action: string, i: number) => [`s${i}`, `2024-05-0${i} 10:00:00`, action, 'east', 'a'];
  await createEntities(db, {
    events: {
      columns: ['customer', 'occurred_at', 'action', 'team', 'target'],
      rows: [at('Meeting', 1), at('Meeting', 2), at('Offer', 3), at('Call', 4), at('备注', 5)],
    },
  });
  const { findings } = await runCell(db, 'sales-behaviour', { least: 1, tag: ['Gone'] });
  const { findings: rules, codes } = getTemplate('sales-behaviour')!;
  const said = (lang: 'zh' | 'en') =>
    findings.map((row) =>
      renderFinding(rules[row['rule'] as string]!, row, lang, String, codes)
        .map(({ text }) => text)
        .join(''),
    );
  expect(said('en')).toEqual([
    'Actions counted as follow-ups: Call; as recording: 备注; as tagging: none found. Change them under “Follow-up actions”, “Actions that record” and “Actions that tag”.',
    'Nothing was found for “Actions that tag”; names looked for: those chosen. What else staff did: Meeting / Offer. If it is one of these, choose it there.',
  ]);
  expect(said('zh')[1]).toMatch(/“打标签的操作”一个也没有找到.*选定的名字.*Meeting \/ Offer.*“打标签的操作”/);
  const empty = await runCell(db, 'sales-behaviour', { least: 1 });
  expect(empty.findings.find(({ rule }) => rule === 'actions_missing')).toMatchObject({ looked: 'tag' });
});

test.each(few(['win-back', 'churn-warning'], 2))(
  '%s says which actions its unpaid carts go by, or that there are none',
  { tags: ['whole'] },
  async (id) => {
    const rows = (...actions: string[]) =>
      actions.map((action, i) => ['a', `2024-05-0${i + 1} 10:00:00`, action]);
    const columns = ['customer', 'occurred_at', 'action'];
    const told = async (...actions: string[]) => {
      await createEntities(db, { events: { columns, rows: rows(...actions) } });
      const { findings } = await runCell(db, id);
      return findings.find(({ rule }) => String(rule).startsWith('carts_'));
    };
    expect(await told('add to basket', 'view')).toMatchObject({ cart: 'add to basket', pay: '(none)' });
    expect(await told('view', 'pay')).toMatchObject({ rule: 'carts_unknown' });
  },
);
