import { describe, expect, test, vi } from 'vitest';
import type { CellOutput } from '../../../src/run/execute.ts';
import { fromNotebookTemplate } from '../../../src/notebook/create.ts';
import type { Notebook } from '../../../src/notebook/document.ts';
import { findNotebookTemplate } from '../../../src/notebook/templates.ts';
import { CellModel, type CellHost } from '../../../src/state/cell-model.svelte.ts';
import { RowFilters } from '../../../src/state/row-filters.svelte.ts';
import { freshView, type CellView } from '../../../src/state/cell-view.svelte.ts';
import { getTemplate } from '../../../src/template/registry.ts';

const document = fromNotebookTemplate(findNotebookTemplate('customer-value')!, {
  lang: 'en',
  versionOf: (id) => getTemplate(id)?.version ?? 1,
});

/** A session of one notebook whose edits are carried out. */
function hostOf(views: Record<string, Partial<CellView>> = {}, trusted = true) {
  let notebook: Notebook = document;
  const settle = vi.fn();
  const runOne = vi.fn();
  const release = vi.fn();
  const host = {
    get notebook() {
      return notebook;
    },
    runs: { view: (name: string) => ({ ...freshView, version: 'v1', ...views[name] }), release },
    sources: { mapped: () => [] },
    given: null,
    filters: new RowFilters(),
    trusted,
    edit: (_: string, change: (n: Notebook) => Notebook) => void (notebook = change(notebook)),
    settle,
    runOne,
  } as unknown as CellHost;
  const modelOf = (template: string) => {
    const at = notebook.cells.findIndex((cell) => cell.template === template);
    return new CellModel(
      host,
      () => notebook.cells[at]!,
      () => 'en',
    );
  };
  return { modelOf, settle, runOne, release, host };
}

const output: CellOutput = {
  count: 2,
  fields: [
    { name: 'month', type: 'text', sqlType: 'VARCHAR' },
    { name: 'n', type: 'integer', sqlType: 'BIGINT' },
  ],
  chart: null,
  findings: null,
  left: [],
};

describe('what a cell is', () => {
  test('an analysis has its template’s words, columns and chart before it has run', () => {
    const model = hostOf().modelOf('rfm');
    expect([model.kind, model.queries, model.rewritten, model.output]).toEqual([
      'analysis',
      true,
      false,
      null,
    ]);
    expect(model.columns.length).toBeGreaterThan(0);
    expect(model.spec?.kind).toBe(getTemplate('rfm')!.chart?.kind);
    expect(model.params.length).toBe(getTemplate('rfm')!.params.length);
  });

  test('a goal is no query', () => {
    expect(hostOf().modelOf('goal').queries).toBe(false);
  });
});

describe('setting it', () => {
  const first = getTemplate('rfm')!.params[0]!;

  test('a parameter is settled when it is let go, not while it is dragged', () => {
    const { modelOf, settle, host } = hostOf();
    modelOf('rfm').change(first.id, first.default, true);
    expect(settle).not.toHaveBeenCalled();
    modelOf('rfm').change(first.id, first.default);
    expect(settle).toHaveBeenCalledTimes(1);
    expect(host.notebook.cells.find(({ template }) => template === 'rfm')!.params[first.id]).toEqual(
      first.default,
    );
  });

  test('rewritten SQL is kept; a trusted notebook runs it by itself, an untrusted one is asked to', () => {
    const trusted = hostOf();
    trusted.modelOf('rfm').apply('SELECT 1 AS a');
    expect([trusted.modelOf('rfm').rewritten, trusted.modelOf('rfm').sql]).toEqual([true, 'SELECT 1 AS a']);
    expect(trusted.runOne).not.toHaveBeenCalled();
    // Even where the same query was cancelled before.
    expect(trusted.release).toHaveBeenCalledExactlyOnceWith('rfm');
    const foreign = hostOf({}, false);
    foreign.modelOf('rfm').apply('SELECT 1 AS a');
    expect(foreign.runOne).toHaveBeenCalledTimes(1);
  });

  test('the template’s own text is no rewriting: the cell just runs', () => {
    const cell = document.cells.find(({ template }) => template === 'rfm')!;
    const planned = { compiled: { editable: 'SELECT own' } } as unknown as CellView['planned'];
    const { modelOf, runOne } = hostOf({ [cell.name]: { planned, output } });
    expect(modelOf('rfm').sql).toBe('SELECT own');
    modelOf('rfm').apply('SELECT own');
    modelOf('rfm').apply(null);
    expect([modelOf('rfm').rewritten, runOne.mock.calls.length]).toEqual([false, 2]);
  });
});

test('the rows of a finding are shown of the result that it was found in, and of no other', () => {
  const cell = document.cells.find(({ template }) => template === 'rfm')!;
  const views: Record<string, Partial<CellView>> = { [cell.name]: { version: 'v1', output } };
  const { modelOf } = hostOf(views);
  const model = modelOf('rfm');
  const finding = {
    rule: 'r',
    severity: 'note',
    segments: [{ text: 'words' }],
    row: {},
  } as unknown as Parameters<CellModel['show']>[0];
  model.show(finding, 'n > 1');
  expect(modelOf('rfm').filter).toMatchObject({ where: 'n > 1', rule: 'r', version: 'v1' });
  views[cell.name] = { version: 'v2', output };
  expect(modelOf('rfm').filter).toBeNull();
  // A finding whose rule asks for the as-of date is kept as it asks, for other days too.
  const own = { ...finding, rule: 'best_tier', row: { tier: 'high value' } };
  model.show(own, "tier = 'high value'");
  expect(modelOf('rfm').filter).not.toHaveProperty('lasting');
  // Without a prepared notebook there is nothing to tell the rows by.
  expect(model.whereOf(finding)).toBeNull();
});
