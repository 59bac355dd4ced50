import { expect } from 'vitest';
import type { Engine } from '../../../src/engine/client.ts';
import { finish, stage } from '../../../src/import/stage/importer.ts';
import type { Reading, Staged } from '../../../src/files/api.ts';
import { faultText } from '../../../src/i18n/faults/index.ts';
import type { Fault } from '../../../src/result.ts';
import { whatIsTold } from '../../../src/import/notices.ts';
import { quoteName } from '../../../src/sql/quote.ts';
import { inspect } from '../../../src/files/formats/inspect.ts';
import { stage as stageFile } from '../../../src/files/formats/stage.ts';
import type { Outcome, Said, TableOutcome } from '../../fixtures/faults/outcome.ts';
import { valueOf } from './support.ts';

const ROWS = 6;

const said = (fault: Fault): Said => ({ en: faultText(fault, 'en'), zh: faultText(fault, 'zh') });

/** The whole way of a file into a source table: inspected, staged, imported into `engine`, exported into `other`. */
export async function outcomeOf(file: File, engine: Engine, other: Engine): Promise<Outcome> {
  const inspected = await inspect(file);
  if (!inspected.ok) return { refused: said(inspected.fault) };
  const tables: TableOutcome[] = [];
  for (const reading of inspected.value) {
    const staged = await stageFile(file, reading);
    if (!staged.ok) return { refused: said(staged.fault) };
    tables.push(await tableOf(reading, staged.value, engine, other, inspected.value.length > 1));
  }
  return { tables };
}

async function tableOf(
  reading: Reading,
  staged: Staged,
  engine: Engine,
  other: Engine,
  several: boolean,
): Promise<TableOutcome> {
  const columns = ('columns' in staged && staged.columns) || reading.columns;
  const report = valueOf(await stage(engine, staged, { ...reading, columns }));
  const done = valueOf(await finish(engine, quoteName));
  await other.run('DROP TABLE IF EXISTS t');
  for (const [i, bytes] of done.ipc.entries()) valueOf(await other.insertIpc('t', bytes, i === 0));
  const names = columns.map((column) => `left(CAST(${quoteName(column.name)} AS VARCHAR), 80)`);
  const rows = valueOf(
    await other.rows<Record<string, string | null>>(
      `SELECT ${names.map((sql, i) => `${sql} AS v${i}`).join(', ')} FROM t ORDER BY _row LIMIT ${ROWS}`,
    ),
  );
  // The account: what is read is exported, what is rejected is listed, and every cell is filled, empty or told of.
  expect(done.rows).toBe(report.rows);
  expect(report.rejects).toHaveLength(report.rejected);
  for (const { failed, examples } of report.conversions) expect(examples).toHaveLength(failed);
  const missing = report.profile.map(({ name }, i) => `count(*) - count(${quoteName(name)}) AS n${i}`);
  const [counts] = valueOf(
    await other.rows<Record<string, number>>(`SELECT ${['0 AS n', ...missing].join(', ')} FROM t`),
  );
  for (const [i, { name, filled }] of report.profile.entries()) {
    const failed = report.conversions.find((c) => c.column === name)?.failed ?? 0;
    const n = counts![`n${i}`]!;
    expect(filled + n, name).toBe(report.rows);
    expect(failed, name).toBeLessThanOrEqual(n);
  }
  const { text } = reading;
  const asked = columns.filter((column) => column.ambiguous).map((c) => [c.name, c.ambiguous!.formats]);
  const notices = whatIsTold(reading.notices, staged.notices).filter((n) => n.code !== 'date-ambiguous');
  return {
    ...(several ? { part: reading.part } : {}),
    kind: reading.kind,
    ...(text && reading.kind === 'csv' ? { encoding: text.encoding, delimiter: text.delimiter } : {}),
    columns: done.columns
      .slice(2)
      .map(({ name, sqlType }) => `${name} ${sqlType}`)
      .join(', '),
    read: report.rows,
    rejected: report.rejected,
    ...(report.rejected > 0
      ? { rejects: report.rejects.map(({ line, reason, text: raw }) => [line, reason, raw.slice(0, 80)]) }
      : {}),
    ...(report.conversions.length > 0
      ? {
          empty: Object.fromEntries(
            report.conversions.map(({ column, failed, examples }) => [
              column,
              { count: failed, examples: examples.map(({ line, text: raw }) => [line, raw]) },
            ]),
          ),
        }
      : {}),
    ...(asked.length > 0 ? { asked: Object.fromEntries(asked) as Record<string, string[]> } : {}),
    ...(notices.length > 0 ? { notices: notices.map(said) } : {}),
    rows: rows.map((row) => Object.values(row)),
  };
}
