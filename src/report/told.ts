import type { Disclosure } from '../disclosure/disclose.ts';
import { hold } from '../disclosure/held.ts';
import { rowObjects } from '../engine/rows.ts';
import type { Notebook } from '../notebook/document.ts';
import type { Comparison } from '../run/compare.ts';
import { findingsOf } from './findings.ts';
import { tileId } from './figures.ts';
import type { RunFacts } from './run-facts.ts';

/**
 * A comparison with what may be told of it: figures of the row account, and those of findings and tiles that may leave
 * themselves. Where so few customers changed that the difference would be theirs, or nobody knows how many did, no
 * figure of a cell is compared. Beside it the account of what is held back, comparisons included.
 */
export function comparisonTold(
  comparison: Comparison | null,
  disclosure: Disclosure,
  facts: Pick<RunFacts, 'findings' | 'template'> & { notebook: Notebook },
): { comparison: Comparison | null; held: Disclosure['held'] } {
  const held = { ...disclosure.held, reasons: { ...disclosure.held.reasons } };
  if (!comparison || disclosure.rules.customers <= 1) return { comparison, held };
  if (disclosure.refused) return { comparison: null, held };
  const { changed } = comparison;
  const few = changed === null || (changed > 0 && changed < disclosure.rules.customers);
  const told = shownFigures(disclosure, facts);
  const figures = comparison.figures.filter(({ id, cell, before, now }) => {
    if (cell === '' || (told.has(id) && (!few || before === now))) return true;
    hold(held, 'compared', few ? 'part' : 'small');
    return false;
  });
  return { comparison: { ...comparison, figures }, held };
}

/** Ids of the figures whose finding or tile may leave. */
function shownFigures(
  disclosure: Disclosure,
  {
    notebook,
    template: templateOf,
    findings,
  }: Pick<RunFacts, 'findings' | 'template'> & { notebook: Notebook },
): Set<string> {
  return new Set(
    notebook.cells.flatMap(({ name, template: id }) => {
      const template = templateOf(id);
      if (!template) return [];
      const items = findingsOf(template, findings(name) ?? null, 'zh', notebook.currency);
      const tiles = disclosure.charts.get(name);
      const label = template.chart?.kind === 'kpi' ? template.chart.label?.column : undefined;
      return [
        ...items
          .filter(({ row }) => disclosure.finding(name, row) === null)
          .map((item) => `${name} ${item.id}`),
        ...(tiles && label ? rowObjects(tiles).map((row) => tileId(name, row[label])) : []),
      ];
    }),
  );
}
