import { expect } from 'vitest';
import { cleanSql } from '../../src/entity/cleaning.ts';
import { entitySql } from '../../src/entity/map.ts';
import { scopeDates, scopeSql } from '../../src/entity/scope.ts';
import { notebookFaults } from '../../src/i18n/faults/notebook.ts';
import { namedSource, rememberedOf } from '../../src/import/remembered.ts';
import { neededRoles, templatesOf } from '../../src/metric/notebook-templates.ts';
import type { Notebook } from '../../src/notebook/document.ts';
import { readNotebook, writeNotebook } from '../../src/notebook/file.ts';
import { whatItBrings } from '../../src/notebook/foreign.ts';
import { lackingSources } from '../../src/notebook/lacking.ts';
import { numbersIn, reportTexts, withoutReportTexts } from '../../src/notebook/outgoing.ts';
import { scrub } from '../../src/notebook/scrub.ts';
import { groupText } from '../../src/report/group.ts';
import { runScript } from '../../src/report/run-script.ts';
import { ok } from '../../src/result.ts';
import { planCells } from '../../src/run/plan.ts';

/** All that the page does with a notebook before anything is run. */
async function use(notebook: Notebook): Promise<void> {
  const again = readNotebook(writeNotebook(notebook));
  expect(again.ok, 'what was read is written so that it is read again').toBe(true);
  if (again.ok) expect(again.value).toEqual(notebook);
  expect(readNotebook(writeNotebook(withoutReportTexts(notebook))).ok).toBe(true);
  scrub(notebook, () => false);
  whatItBrings(notebook);
  numbersIn(reportTexts(notebook));
  lackingSources(notebook.sources, ['orders'], neededRoles(notebook));
  rememberedOf(namedSource(notebook.sources, 'orders_2024.csv'));
  groupText(notebook.goal.group, 'en');
  const sources = notebook.sources.map((s) => ({ ...s, columns: s.columns }));
  entitySql(sources);
  cleanSql({ sources, settings: notebook.cleaning, restored: [], today: '2024-07-01' });
  const extent = { as_of: '2024-06-30', first_date: '2023-01-01', last_date: '2024-06-29' };
  const given = scopeDates(notebook.goal, extent, '2024-07-01');
  scopeSql(notebook.goal, given);
  const planned = await planCells(notebook.cells, {
    given,
    mapped: new Set(['orders.customer', 'orders.ordered_at', 'orders.amount']),
    versions: new Map(['orders', 'all_orders', 'customers', 'all_customers'].map((name) => [name, '1'])),
    template: templatesOf(notebook),
    tableNames: async () => ok(['orders']),
  });
  const cells = planned.flatMap(({ name, compiled }) =>
    compiled?.portable ? [{ name, title: '', sql: compiled.portable, written: true as const }] : [],
  );
  runScript({ notebook, sources, tables: null, given, today: '2024-07-01', cells, notes: [] });
}

/** Whether the text is read as a notebook; throws where anything about it does, with what it was. */
export async function survive(text: string, at: string): Promise<boolean> {
  const opened = readNotebook(text);
  if (!opened.ok) {
    expect(notebookFaults, `${at}: ${opened.fault.code}`).toHaveProperty([opened.fault.code]);
    return false;
  }
  try {
    await use(opened.value);
  } catch (error) {
    throw new Error(`${at}: ${String(error)}\n${text.slice(0, 3000)}`, { cause: error });
  }
  return true;
}
