import { expect, test } from 'vitest';
import { ENTITIES, ENTITY_NAMES } from '../../../src/entity/catalogue.ts';
import { cleanSql } from '../../../src/entity/cleaning.ts';
import { entitySql } from '../../../src/entity/map.ts';
import { scopeDates, scopeTables, scopeViews } from '../../../src/entity/scope.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { need } from '../../../src/result.ts';
import { planCells } from '../../../src/run/plan.ts';
import { newNotebook } from '../../../src/state/new-notebook.ts';
import { openEngine } from '../engine/support.ts';

const DAY = '2026-07-01';

test('what the cells of the main notebook read is the same before there is a table as after', async () => {
  const [before, after] = [await openEngine(), await openEngine()];
  const notebook = newNotebook(null, 'en');
  const { goal } = notebook;
  const given = scopeDates(goal, { as_of: DAY, first_date: '2024-01-01', last_date: DAY }, DAY);
  const made = [
    ...['CREATE SCHEMA source', ...entitySql([]), ...cleanSql({ sources: [], settings: [], today: DAY })],
    ...Object.values(scopeTables(goal, given)).flat(),
    ...Object.values(scopeViews(goal, given)),
  ];
  need(await after.run(made));
  const mapped = new Set(
    ENTITY_NAMES.flatMap((entity) => ENTITIES[entity].roles.map(({ name }) => `${entity}.${name}` as const)),
  );
  const answers: [key: string, early: string[], late: string[]][] = [];
  await planCells(notebook.cells, {
    ...{ given, mapped, versions: new Map(), template: templatesOf(notebook) },
    async tableNames(sql, key) {
      const [early, late] = [await before.tableNames(sql), await after.tableNames(sql)];
      answers.push([key, need(early).sort(), need(late).sort()]);
      return late;
    },
  });
  expect(answers.length).toBeGreaterThan(notebook.cells.length);
  for (const [key, early, late] of answers) expect(early, key).toEqual(late);
});
