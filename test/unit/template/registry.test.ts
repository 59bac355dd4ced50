import { expect, test } from 'vitest';
import { templates } from '../../../src/template/registry.ts';

test('the query of a template is cut up when somebody asks for it, once', () => {
  const queried = [...templates.values()].filter(
    (template) => Object.getOwnPropertyDescriptor(template, 'sql')?.get !== undefined,
  );
  expect(queried.length).toBeGreaterThan(30);
  for (const template of queried) expect(template.sql).toBe(template.sql);
  const [one] = queried;
  expect(JSON.parse(JSON.stringify(one))).toMatchObject({ id: one!.id, sql: { result: one!.sql!.result } });
});
