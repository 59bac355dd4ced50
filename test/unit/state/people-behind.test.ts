import { expect, test } from 'vitest';
import { peopleBehind } from '../../../src/state/people-behind.ts';
import { templates } from '../../../src/template/registry.ts';

const open = { disclosure: { tables: false } } as Parameters<typeof peopleBehind>[0];

test('the marks of one chart have the people of its analysis written once, other settings theirs', () => {
  const told = [...templates.values()].find(({ people, sql }) => people && sql?.people)!;
  let written = 0;
  const sql = {
    ...told.sql!,
    get people() {
      written += 1;
      return told.sql!.people!;
    },
  };
  const template = { ...told, sql };
  const of = (params: object, where: string) => {
    const before = written;
    const people = peopleBehind(open, { sql: null, params } as never, template, where);
    return { people, wrote: written > before };
  };
  const params = {};
  const marks = Array.from({ length: 20 }, (_, i) => of(params, `r = ${i}`));
  expect(marks.map(({ wrote }) => wrote)).toEqual([true, ...Array<boolean>(19).fill(false)]);
  expect(new Set(marks.map(({ people }) => people)).size).toBe(20);

  const other = of({ ...params }, 'r = 1');
  expect(other.wrote).toBe(true);
  expect(of(params, 'r = 1').people).toBe(marks[1]!.people);
});
