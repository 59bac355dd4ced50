import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { keptProgram } from '../../../src/cli/entry/program.mjs';
import { openScratch } from '../../../src/cli/scratch.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import { few } from '../../tools/breadth.ts';
import { notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ORDERS = 'customer,ordered_at,amount\na,2024-01-01,1\nb,2024-01-02,2\n';
const base = (name: string) => {
  mkdirSync(join(folder, name));
  return join(folder, name);
};

// The module alone, as plain JavaScript: a child that only holds a folder starts in no time.
const MODULE = put(
  folder,
  'scratch.mjs',
  ts.transpileModule(readFileSync(join(ROOT, 'src/cli/scratch.ts'), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  }).outputText,
);

/** A child that holds a folder with a file in it, says so, and then does this. */
async function holder(temp: string, then: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `
    import { writeFileSync } from 'node:fs';
    const { openScratch } = await import(${JSON.stringify(MODULE)});
    const { path } = await openScratch(${JSON.stringify(temp)});
    writeFileSync(path + '/work.duckdb', 'raw');
    process.stdout.write('open');
    process.stdin.once('data', () => { ${then} });
  `,
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  await once(child.stdout!, 'data');
  expect(readdirSync(temp)).toHaveLength(1);
  return child;
}

describe('what a run keeps on disk is gone', () => {
  test.each(few(['SIGTERM', 'SIGINT', 'SIGHUP'] as const, 3))(
    'after %s, of which the process dies',
    async (signal) => {
      const temp = base(signal);
      const child = await holder(temp, '');
      child.kill(signal);
      expect((await once(child, 'exit'))[1]).toBe(signal);
      expect(readdirSync(temp)).toEqual([]);
    },
  );

  const ends = [
    ['an error that nobody caught', "throw new Error('x')"],
    ['a promise that nobody caught', "Promise.reject(new Error('x'))"],
    ['the end of the process', 'process.exit(0)'],
  ] as const;
  test.each(few(ends, 2))('after %s', async (name, then) => {
    const temp = base(name);
    const child = await holder(temp, then);
    child.stdin!.write('go');
    await once(child, 'exit');
    expect(readdirSync(temp)).toEqual([]);
  });

  test('at the next start, when the process was killed; what lives or is none of ours stays', async () => {
    const temp = base('killed');
    const child = await holder(temp, '');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [left] = readdirSync(temp);
    for (const [name, owner] of [
      ['cellar-run-alive', `${hostname()} ${process.pid}`],
      ['cellar-run-elsewhere', 'another-machine 1'],
      ['cellar-run-young', null],
      ['cellar-run.txt', null],
      ['other', `${hostname()} 999999`],
    ] as const) {
      mkdirSync(join(temp, name));
      if (owner) writeFileSync(join(temp, name, 'owner'), owner);
    }
    const mine = await openScratch(temp);
    const now = readdirSync(temp);
    expect(now).not.toContain(left);
    expect(now).toHaveLength(6);
    expect(statSync(mine.path).mode & 0o77).toBe(0);
    await mine.close();
    expect(readdirSync(temp)).toHaveLength(5);
  });
});

test('the program itself, stopped in the middle of a cell that never ends', { tags: ['whole'] }, async () => {
  const temp = base('program');
  const notebook = put(
    folder,
    'endless.cellar.json',
    writeNotebook(
      notebookOf({ endless: 'SELECT count(*) AS n FROM range(1000000000000) t(i) WHERE hash(i) = 0' }),
    ),
  );
  const data = put(folder, 'orders.csv', ORDERS);
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'src/cli/entry/notebook.mjs'),
      'run',
      notebook,
      '--data',
      data,
      '--out',
      join(folder, 'p'),
      '--temp',
      temp,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LANG: 'en' } },
  );
  let said = '';
  for await (const piece of child.stderr!) {
    said += String(piece);
    if (said.includes('Running endless')) break;
  }
  expect(said).toContain('Running endless');
  expect(readdirSync(join(temp, readdirSync(temp)[0]!))).toContain('work.duckdb');
  // Leaving the loop closed the pipe; the signal comes on top of that.
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(readdirSync(temp)).toEqual([]);
  // It was not read module by module: all that it is made of is known (program.test.ts).
  expect(existsSync(keptProgram(ROOT))).toBe(true);
});

test('what is written is for its owner’s eyes only, a file that was open to others too', async () => {
  const out = join(folder, 'modes');
  const options = {
    notebook: notebookOf({ n: 'SELECT count(*) AS n FROM orders' }),
    data: [
      put(folder, 'o.csv', ORDERS),
      put(folder, 'p.json', '[{"customer":"c","ordered_at":"2024-01-03","amount":1}]'),
    ],
    out,
  };
  value(await runOn(options));
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
  expect(files).toContain('notebook.sql');
  expect(files.filter((name) => (statSync(join(out, name)).mode & 0o77) !== 0)).toEqual([]);
  expect(statSync(out).mode & 0o77).toBe(0);
  const open = join(folder, 'open');
  mkdirSync(open);
  writeFileSync(join(open, 'n.csv'), '', { mode: 0o644 });
  value(await runOn({ ...options, out: open }));
  expect(statSync(join(open, 'n.csv')).mode & 0o77).toBe(0);
});

test.each(few(['../../x', '/abs/x', '..\\x', 'a/../../x', 'x\u0000y'], 5))(
  'a mapping file’s name %j stays inside the output folder',
  async (name) => {
    const out = join(folder, 'names', 'deep', 'out');
    const data = [put(folder, 'q.json', '[{"customer":"c","ordered_at":"2024-01-03","amount":1}]')];
    const notebook = notebookOf({ n: 'SELECT count(*) AS n FROM orders' });
    const source = {
      file: 'q.json',
      name,
      entity: 'orders' as const,
      mapping: { customer: 'customer', ordered_at: 'ordered_at', amount: 'amount' },
    };
    const { sources } = value(
      await runOn({ notebook, data, out, map: { format: 'cellar-mapping', version: 1, sources: [source] } }),
    );
    expect(sources[0]!.expected.name).toMatch(/^[\p{L}\p{N}_]+$/u);
    expect(readdirSync(join(folder, 'names'))).toEqual(['deep']);
    expect(readdirSync(join(folder, 'names', 'deep'))).toEqual(['out']);
  },
);
