import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openImportEngine } from '../../src/cli/import-engine.ts';
import { findTables, stageTable } from '../../src/cli/load.ts';
import type { MappingFile } from '../../src/cli/mapping.ts';
import { runNotebook } from '../../src/cli/run.ts';
import { NativeDatabase } from '../../src/engine/native/native.ts';
import { splitRecords } from '../../src/files/records.ts';
import { faultText } from '../../src/i18n/faults/index.ts';
import { proposeMeaning, rolesOf, settledMeaning } from '../../src/import/meaning/meaning.ts';
import { steadiness } from '../../src/import/stage/steady.ts';
import type { Cell } from '../../src/notebook/document.ts';
import { defaultCell, defaultGoal, defaultNotebook } from '../../src/notebook/defaults.ts';
import type { Result } from '../../src/result.ts';
import type { Case } from './read.ts';

function need<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** A database for the files of many cases, one after the other, as a run imports its own. */
export const openImports = async (): Promise<NativeDatabase> =>
  need(await NativeDatabase.open({ spill: join(tmpdir(), 'cellar-cases'), threads: 1 }));

/** Where a case, imported into `db` and run without a browser, is not as it should be; empty when all is. */
export async function missesOf(one: Case, db: NativeDatabase): Promise<string[]> {
  const temp = mkdtempSync(join(tmpdir(), 'cellar-case-'));
  try {
    return [...(await importMisses(one, db, temp)), ...(await cellMisses(one, temp))];
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

async function importMisses(one: Case, db: NativeDatabase, temp: string): Promise<string[]> {
  const misses: string[] = [];
  const folder = join(temp, 'in/');
  mkdirSync(folder, { recursive: true });
  for (const [file, want] of Object.entries(one.page ?? {})) {
    const engine = need(await openImportEngine(db, folder));
    try {
      const place = { db, engine, folder };
      const [table] = need(await findTables(place, join(one.folder, file), () => undefined));
      const { report } = need(await stageTable(place, table!));
      const { reading } = table!;
      const proposed = proposeMeaning(reading.name, report.profile, report.rows, [], one.map?.[file]);
      const asked = Object.values(proposed.attributes);
      const steady = await steadiness(place.engine, proposed.mapping['customer'] ?? '', asked);
      const roles = rolesOf(settledMeaning(proposed, need(steady)));
      const miss = (what: string, wanted: unknown, found: unknown) =>
        void misses.push(`${file}: ${what} should be ${String(wanted)}, is ${String(found)}`);
      if (want.read !== undefined && report.rows !== want.read) miss('rows', want.read, report.rows);
      if (want.rejected !== undefined && report.rejected !== want.rejected)
        miss('rejected rows', want.rejected, report.rejected);
      if (want.found !== undefined && report.rows + report.rejected !== want.found)
        miss('rows found', want.found, report.rows + report.rejected);
      if (want.columns !== undefined && reading.columns.length !== want.columns)
        miss('columns', want.columns, reading.columns.length);
      for (const [name, types] of Object.entries(want.types ?? {})) {
        const type = reading.columns.find((column) => column.name === name)?.type;
        if (!type || !types.split('|').includes(type)) miss(`the type of ${name}`, types, type);
      }
      for (const [role, column] of Object.entries(want.roles ?? {}))
        if (roles[role] !== column) miss(role, column, roles[role]);
      if (want.notice !== undefined) {
        const said = reading.notices
          .flatMap((notice) => [faultText(notice, 'zh'), faultText(notice, 'en')])
          .join('\n');
        if (!new RegExp(want.notice, 'i').test(said)) miss('a notice', want.notice, said);
      }
    } finally {
      engine.terminate();
    }
  }
  return misses;
}

async function cellMisses(one: Case, temp: string): Promise<string[]> {
  if (!one.cells?.length || !one.want) return [];
  const map: MappingFile = {
    format: 'cellar-mapping',
    version: 1,
    sources: Object.entries(one.map ?? {}).map(([file, entity]) => ({ file, entity })),
  };
  const ran = need(
    await runNotebook({
      notebook: {
        ...defaultNotebook,
        title: one.name,
        goal: { ...defaultGoal, period: { kind: 'all' } },
        cells: one.cells.map((cell) => ({ ...defaultCell, ...cell }) as Cell),
      },
      data: one.files.map((file) => join(one.folder, file)),
      map: one.map ? map : null,
      out: join(temp, 'out'),
      secret: '00'.repeat(32),
      lang: 'en',
      now: new Date('2026-01-15T12:00:00Z'),
      program: 'Cellar test',
      threads: 1,
    }),
  );
  return Object.entries(one.want).flatMap(([key, wanted]) => {
    const [name, filter] = key.split('?') as [string, string?];
    const cell = ran.cells.find((c) => c.planned.name === name);
    if (!cell?.output) return [`${name} has no result: ${cell?.state} ${JSON.stringify(cell?.fault ?? '')}`];
    const rows = tableOf(temp, name).filter((row) =>
      [...new URLSearchParams(filter ?? '')].every(([column, value]) => row[column] === value),
    );
    return wanted
      .filter((want) => !rows.some((row) => Object.entries(want).every(([c, v]) => same(row[c], v))))
      .map((want) => `${key} lacks ${JSON.stringify(want)}, has ${JSON.stringify(rows.slice(0, 3))}`);
  });
}

/** A cell's table as the run wrote it. */
function tableOf(temp: string, name: string): Record<string, string>[] {
  const path = readdirSync(join(temp, 'out'), { recursive: true, encoding: 'utf8' }).find(
    (file) => basename(file) === `${name}.csv`,
  );
  const text = readFileSync(join(temp, 'out', path!), 'utf8').replace(/^\ufeff/, '');
  const [header, ...rows] = splitRecords(text, { delimiter: ',', quote: '"' });
  return rows.map(({ fields }) =>
    Object.fromEntries(header!.fields.map((field, i) => [field, fields[i] ?? ''])),
  );
}

const same = (found: string | undefined, wanted: unknown): boolean =>
  typeof wanted === 'number'
    ? found !== '' && Math.abs(Number(found) - wanted) <= 1e-6 * Math.max(1, Math.abs(wanted))
    : (found ?? '').startsWith(String(wanted));
