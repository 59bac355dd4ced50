import { describe, expect, test } from 'vitest';
import { parseArgs } from '../../../src/cli/args.ts';
import { mappingFor, readMapping } from '../../../src/cli/mapping.ts';
import { faultText } from '../../../src/i18n/faults/index.ts';
import { value } from './support.ts';

describe('arguments', () => {
  test('a whole command line, values joined or apart', () => {
    const argv =
      'run customer-value --data a.csv --data=b.xlsx --map m.json --out o --threads 4 --memory 4GB --lang zh --currency=GBP --secret-file s --temp t --allow-raw 手机号 --allow-raw=x --allow-lines a.csv';
    expect(value(parseArgs(argv.split(' ')))).toEqual({
      kind: 'run',
      notebook: 'customer-value',
      data: ['a.csv', 'b.xlsx'],
      map: 'm.json',
      out: 'o',
      threads: 4,
      memory: '4GB',
      lang: 'zh',
      currency: 'GBP',
      secretFile: 's',
      temp: 't',
      identity: null,
      allowRaw: ['手机号', 'x'],
      allowLines: ['a.csv'],
    });
  });

  test('no arguments, help and list', () => {
    expect(value(parseArgs([]))).toEqual({ kind: 'help' });
    expect(value(parseArgs(['run', '--help']))).toEqual({ kind: 'help' });
    expect(value(parseArgs(['list']))).toEqual({ kind: 'list' });
  });

  test.each([
    ['walk', 'cli-command'],
    ['run', 'cli-missing'],
    ['run x --out o', 'cli-missing'],
    ['run x --data a', 'cli-missing'],
    ['run x --data a --out', 'cli-value'],
    ['run x y --data a --out o', 'cli-option'],
    ['run x --date a --out o', 'cli-option'],
    ['run x --data a --out o --threads none', 'cli-number'],
    ['run x --data a --out o --memory lots', 'cli-number'],
    ['run x --data a --out o --lang fr', 'cli-language'],
  ])('%s is refused with a sentence', (line, code) => {
    const result = parseArgs(line.split(' '));
    expect(result).toMatchObject({ ok: false, fault: { code } });
    if (result.ok) return;
    for (const lang of ['zh', 'en'] as const) {
      const text = faultText(result.fault, lang);
      expect(text).not.toContain(code);
      expect(text).not.toMatch(/[{}]/);
    }
  });
});

describe('mapping files', () => {
  const file = (sources: unknown) => JSON.stringify({ format: 'cellar-mapping', version: 1, sources });

  test('what a file says of a table; an entry without part speaks of all', () => {
    const map = value(
      readMapping(
        file([
          { file: 'a.xlsx', part: 'Sheet2', entity: null },
          {
            file: 'a.xlsx',
            entity: 'orders',
            mapping: { customer: '客户' },
            privacy: { 客户: 'pseudonymise' },
          },
        ]),
      ),
    );
    expect(mappingFor(map, 'a.xlsx', 'Sheet2')?.entity).toBeNull();
    expect(mappingFor(map, 'a.xlsx', 'Sheet1')?.mapping).toEqual({ customer: '客户' });
    expect(mappingFor(map, 'b.xlsx', '')).toBeUndefined();
  });

  test.each([
    ['{', 'json-invalid', undefined],
    ['{"format":"cellar-notebook","version":1,"sources":[]}', 'cli-map-invalid', 'format'],
    [file([{ file: 'a', entity: 'sales' }]), 'cli-map-invalid', 'sources.0.entity'],
    [file([{ file: 'a', privacy: { b: 'hide' } }]), 'cli-map-invalid', 'sources.0.privacy.b'],
    [file([{ file: 'a', maping: {} }]), 'cli-map-invalid', 'sources.0.maping'],
  ])('%s is refused with its place', (text, code, path) => {
    const result = readMapping(text);
    expect(result).toMatchObject({ ok: false, fault: { code, ...(path ? { values: { path } } : {}) } });
  });
});
