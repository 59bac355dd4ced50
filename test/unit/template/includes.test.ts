import { describe, expect, test } from 'vitest';
import { DIMENSION_WORDS } from '../../../src/metric/dimension.ts';
import { templates } from '../../../src/template/registry.ts';
import { parseSqlFile } from '../../../src/template/sql-file.ts';
import { compiled } from './support.ts';

const texts = (pattern: Record<string, string>): Map<string, string> =>
  new Map(Object.entries(pattern).map(([path, text]) => [path.replace(/^.*\/|\.sql$/g, ''), text]));
const includes = texts(
  import.meta.glob<string>('../../../templates/includes/*.sql', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
);
const queries = Object.values(
  import.meta.glob<string>('../../../templates/*/query.sql', {
    eager: true,
    query: '?raw',
    import: 'default',
  }),
);

const parse = (query: string, named: Record<string, string>): string =>
  parseSqlFile(`-- @result\n${query}`, new Map(Object.entries(named))).result;

describe('an include', () => {
  test('stands where its line stood, as far in, with what the line gives filled in', () => {
    const shared = { share: '{part} /\n{whole} AS share' };
    expect(parse('SELECT\n  -- @include share part=a whole=b.n\nFROM t', shared)).toBe(
      'SELECT\n  a /\n  b.n AS share\nFROM t',
    );
  });

  test('may include others and hand on what it was given', () => {
    const shared = { outer: 'f(\n  -- @include inner x={y}\n)', inner: '{x} + 1' };
    expect(parse('SELECT\n-- @include outer y=$p', shared)).toBe('SELECT\nf(\n  $p + 1\n)');
  });

  test.each([
    ['-- @include nowhere', {}, 'nothing to include for "-- @include nowhere"'],
    ['-- @include a', { a: '{x}' }, '"-- @include a" does not say x'],
    ['-- @include a x=1 y=2', { a: '{x}' }, '"-- @include a x=1 y=2" gives y'],
    ['-- @include a', { a: '-- @include b', b: '-- @include a' }, 'include "a" includes itself'],
  ])('%s is refused', (line, shared: Record<string, string>, message) => {
    expect(() => parse(`SELECT 1\n${line}`, shared)).toThrow(message);
  });

  test('that nobody includes is not kept', () => {
    const all = [...queries, ...includes.values()].join('\n');
    const unused = [...includes.keys()].filter((name) => !new RegExp(`@include ${name}( |$)`, 'm').test(all));
    expect(unused).toEqual([]);
  });

  test('leaves no line of its own in any analysis', () => {
    for (const { id, sql } of templates.values()) expect(JSON.stringify(sql), id).not.toContain('@include');
  });

  test.each(['compare-groups', 'complaints', 'contribution', 'needs', 'next-best-product', 'structure'])(
    'a fork of %s keeps the attribute a parameter',
    (id) => {
      const template = templates.get(id)!;
      const { editable } = compiled(template);
      expect(editable).toContain('CASE $by');
      const forked = compiled(template, { by: 'region' }, undefined, undefined, editable);
      expect(forked.stages.at(-1)!.sql).toContain("CASE 'region'");
    },
  );

  test('the bands of ages are those of the metrics', () => {
    const bands = [...includes.get('age-band')!.matchAll(/THEN '([^']+)'/g)].map(([, band]) => band);
    const dimension = Object.keys(DIMENSION_WORDS).flatMap(
      (code) => /^\(\d\) (<18|\d\d-\d\d|65\+)$/.exec(code)?.[1] ?? [],
    );
    expect(bands.length).toBe(7);
    expect(dimension.filter((band) => bands.includes(band))).toEqual(bands);
  });
});
