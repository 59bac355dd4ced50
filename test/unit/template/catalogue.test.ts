import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENTITIES, ENTITY_NAMES, type EntityName } from '../../../src/entity/catalogue.ts';
import { templates } from '../../../src/template/registry.ts';
import { LONG, PART, few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';
import { expectCase, expectColumns, expectComplete, expectFilled, expectRuns, unwritten } from './checks.ts';
import { variants, type TemplateCase } from './support.ts';

const folders = Object.keys(import.meta.glob('../../../templates/*/template.ts')).map((path) =>
  path.split('/').at(-2)!,
);
const cases = Object.entries(
  import.meta.glob<TemplateCase>('../../../templates/*/cases/*.json', { eager: true, import: 'default' }),
).map(([path, value]) => ({ template: path.split('/').at(-3)!, file: path.split('/').at(-1)!, case: value }));

const oneRow = (full: boolean): TemplateCase['tables'] =>
  Object.fromEntries(
    ENTITY_NAMES.map((name: EntityName) => {
      const roles = ENTITIES[name].roles.filter((r) => full || r.required);
      const values = { text: 'x', number: 4, integer: 4, timestamp: '2024-03-04 05:06:07', boolean: true };
      return [name, { columns: roles.map((r) => r.name), rows: [roles.map((r) => values[r.type])] }];
    }),
  );

describe.each(folders)('template %s', (id) => {
  const template = templates.get(id)!;
  const own = cases.filter((c) => c.template === id);
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());

  test('is complete: schema, folder name, both languages, JSON round trip', () => {
    expect(template, 'template.ts must export id = folder name').toBeDefined();
    expectComplete(template);
  });

  test('has no words left to write', () => {
    const texts = Object.fromEntries(own.map((c) => [c.file, c.case]));
    expect([...unwritten(template), ...unwritten(texts)]).toEqual([]);
  });

  if (template?.sql) {
    test('every parameter is used and every placeholder filled', () => expectFilled(template));

    // Over the row of every role, and with the run that the options' own begin with: types depend on no row.
    const full = oneRow(true);
    test('columns, chart channels and finding sentences fit what the SQL returns', () =>
      expectColumns(db, template, full));

    // Every option meets the row of every role; the other tables are for what is not there. How the statements are
    // put together (whether the portable SELECT is asked) depends neither on an option's value nor on the rows, and
    // each case below asks it anew.
    const all = variants(template);
    const part = (settings: number, portable: number) =>
      LONG ? all : all.slice(0, settings).map((one, i) => ({ ...one, pieces: one.pieces || i >= portable }));
    test('runs with the options on one row, every role', () =>
      expectRuns(db, template, full, few(part(all.length, PART ? 0 : 2), 16)));

    test.each<[string, TemplateCase['tables']]>([
      ['no rows', {}],
      ['one row, required roles only', oneRow(false)],
    ])('runs with the options on %s', { tags: ['whole'] }, (_, tables) =>
      expectRuns(db, template, tables, part(2, 0)),
    );

    test('has a hand-checked case', () => {
      expect(own.length).toBeGreaterThan(0);
    });
  }

  // To plan the portable SELECT takes as long as all else of a case.
  const portable = few(folders, 3).includes(id);
  test.each(few(own, 24))('case $file: $case.name', ({ case: it }) => expectCase(db, template, it, portable));
});
