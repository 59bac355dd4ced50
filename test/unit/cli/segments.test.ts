import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addSegment } from '../../../src/state/segments.ts';
import { whatItBrings } from '../../../src/notebook/foreign.ts';
import { mappedSource } from '../../../src/entity/source.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { defaultCell } from '../../../src/notebook/defaults.ts';
import { setGoal } from '../../../src/notebook/edit.ts';
import { EntityData } from '../../../src/run/data.ts';
import { runCell } from '../../../src/run/execute.ts';
import { segmentSql } from '../../../src/run/list-rows.ts';
import { planCells } from '../../../src/run/plan.ts';
import { openEngine } from '../engine/support.ts';
import { difference, notebookOf, put, query, runOn, runScriptFile, scratch, value } from './support.ts';

const folder = scratch();

/** Fifteen customers of whom some come often; `more` adds one that comes oftener than any. */
function shop(more: boolean): string {
  const lines = ['customer,order,date,amount'];
  const buy = (customer: string, times: number, amount: number) => {
    for (let i = 0; i < times; i++)
      lines.push(`${customer},${customer}-${i},2024-0${1 + (i % 6)}-1${i % 9} 10:00:00,${amount}`);
  };
  for (let c = 0; c < 15; c++) buy(`C${100 + c}`, 1 + (c % 5), 10 * (c + 1));
  if (more) buy('C900', 9, 990);
  return lines.join('\n');
}

const tiers = notebookOf({
  rfm: { template: 'rfm', params: { normalisation: 'minmax' } },
  among: 'SELECT count(*) AS orders FROM orders WHERE customer IN (FROM segment_best)',
});
const notebook = addSegment(tiers, 'rfm', 'Best', segmentSql('rfm', "tier = 'high value'"));

test(
  'a segment runs without a browser, is read by name, and is derived anew from other data',
  { tags: ['whole'] },
  async () => {
    const people = async (name: string, more: boolean) => {
      const out = join(folder, name);
      value(await runOn({ notebook, data: [put(folder, `${name}.csv`, shop(more))], out }));
      const read = (cell: string) =>
        readFileSync(join(out, `${cell}.csv`), 'utf8')
          .replace('\uFEFF', '')
          .trim()
          .split('\r\n')
          .slice(1);
      return { segment: read('segment_best').sort(), among: read('among') };
    };
    const before = await people('before', false);
    expect(before.segment.length).toBeGreaterThan(0);
    expect(Number(before.among[0])).toBeGreaterThan(0);
    const after = await people('after', true);
    expect(after.segment).toEqual(['C900']);
    expect(after.among).toEqual(['9']);
    // The exported script makes the same people of the same files.
    const db = await runScriptFile(folder, join(folder, 'after'));
    expect(await query(db, 'FROM segment_best')).toEqual([{ customer: 'C900' }]);
    await db.close();
  },
);

test('a segment of a notebook from elsewhere is shown as SQL of somebody’s before it runs', () => {
  const odd = addSegment(tiers, 'rfm', 'Odd', segmentSql('rfm', "tier = getvariable('x')"));
  const { sql } = whatItBrings(odd);
  expect(sql.find(({ cell }) => cell === 'segment_odd')).toMatchObject({
    title: 'Odd',
    template: 'segment',
    refused: 'getvariable',
  });
});

test(
  'as the goal’s group it gives the same numbers in the page’s engine, here and in the script',
  { tags: ['whole'] },
  async () => {
    const saved = addSegment(tiers, 'rfm', 'Best', segmentSql('rfm', "tier <> 'churn risk'"));
    const grouped = setGoal(
      {
        ...saved,
        cells: [
          ...saved.cells,
          { ...defaultCell, name: 'divided', template: 'structure', params: { by: 'segment:segment_best' } },
          { ...defaultCell, name: 'report', template: 'report' },
        ],
      },
      { group: { kind: 'segment', cell: 'segment_best' } },
    );
    const out = join(folder, 'grouped');
    const ran = value(
      await runOn({ notebook: grouped, data: [put(folder, 'grouped.csv', shop(true))], out }),
    );
    const csv = (cell: string) =>
      readFileSync(join(out, `${cell}.csv`), 'utf8')
        .replace('\uFEFF', '')
        .trim()
        .split('\r\n')
        .slice(1);
    const people = csv('segment_best');
    expect(people.length).toBeGreaterThan(0);
    expect(csv('rfm').length).toBeGreaterThan(people.length);
    expect(csv('divided').map((line) => line.split(',')[0])).toEqual(['Best']);
    const report = readFileSync(join(out, 'report.md'), 'utf8');
    expect(report).toContain('segment “Best”');
    expect(report).toMatch(/Analyses of all customers \| [^|]*RFM/);

    const browser = await openEngine();
    const [head, ...lines] = shop(true).split('\n');
    const rows = lines.map((line, i) => `(${i + 1}, 1, '${line.split(',').join("', '")}')`);
    const [first] = ran.sources;
    const types = first!.columns.map(({ name, type }) => `CAST("${name}" AS ${type}) AS "${name}"`);
    value(
      await browser.run([
        'CREATE SCHEMA source',
        `CREATE TABLE source."${first!.expected.name}" AS SELECT _row::BIGINT AS _row, _copy, ${types.join(', ')} FROM (VALUES ${rows.join(', ')}) t(_row, _copy, ${head!
          .split(',')
          .map((name) => `"${name}"`)
          .join(', ')})`,
      ]),
    );
    const sources = ran.sources.map(({ expected, columns }) => ({
      ...mappedSource(expected, columns),
      version: '1',
    }));
    const page = value(
      await new EntityData().prepare(browser, {
        notebook: grouped,
        sources,
        restored: [],
        today: '2026-01-15',
      }),
    );
    const planned = await planCells(grouped.cells, {
      ...page,
      template: templatesOf(grouped),
      tableNames: (sql) => browser.tableNames(sql),
    });
    for (const cell of planned.filter(({ stages }) => stages.length > 0))
      value(await runCell(browser, cell, new Map()));
    const script = await runScriptFile(folder, out);
    for (const cell of ['rfm', 'segment_best', 'among', 'divided']) {
      const [here, there] = [
        await browser.run(`FROM ${cell} ORDER BY ALL`),
        await script.run(`FROM ${cell} ORDER BY ALL`),
      ];
      expect(difference(value(here), value(there)), cell).toBeNull();
      expect(value(here).count, cell).toBe(csv(cell).length);
    }
    browser.terminate();
    await script.close();
  },
);
