import { columnOf } from '../metric/segment-options.ts';
import { ENTITIES, findRole } from '../entity/catalogue.ts';
import { extraColumns } from '../entity/extra-columns.ts';
import { harshRows } from '../entity/harsh.ts';
import { formatValue } from '../i18n/format.ts';
import type { Lang } from '../i18n/text.ts';
import { cellTitle, titleInList } from '../notebook/cell-title.ts';
import type { Cell } from '../notebook/document.ts';
import { chosenOptions } from '../template/params.ts';
import type { Template } from '../template/schema.ts';
import { SECTION_IDS } from './document.ts';
import { drawsFigures } from './key-figures.ts';
import type { RunFacts } from './run-facts.ts';
import { HARSH_SHARE, type ReviewFacts } from './review.ts';
import { SECTION_TITLES } from './texts.ts';

/** What a run shows of how the notebook served; `cell` is the report's. */
export function reviewFacts(facts: RunFacts, { text }: Pick<Cell, 'text'>, lang: Lang): ReviewFacts {
  const { notebook, prepared, template: templateOf, unrun = new Map<string, string[]>() } = facts;
  const titleOf = (cell: Cell) => titleInList(cellTitle(cell, templateOf(cell.template), lang), lang);
  const cells = notebook.cells.filter(
    ({ template }) => (templateOf(template)?.view ?? 'analysis') === 'analysis',
  );
  const lacking = cells.flatMap((cell) => {
    const roles = unrun.get(cell.name) ?? [];
    return roles.length > 0
      ? [{ cell: titleOf(cell), roles: roles.map((ref) => findRole(ref)?.label[lang] ?? ref) }]
      : [];
  });
  const harsh = harshRows(prepared?.ledger ?? [], HARSH_SHARE).map(({ rule, entity, share }) => ({
    rule: rule.title[lang],
    entity: ENTITIES[entity].label[lang],
    share: formatValue(share, 'percent', { lang, currency: '', digits: 'sentence' }),
  }));
  const divided = cells.flatMap(({ template, params }) =>
    dividesByAll(templateOf(template), params)
      ? extraColumns(notebook.sources)
      : Object.values(params).flatMap((v) => columnOf(v) ?? []),
  );
  return {
    forked: cells.filter((cell) => cell.sql !== null).map(titleOf),
    tuned: cells.flatMap((cell) => {
      const params = movedParams(templateOf(cell.template), cell, lang);
      return params.length > 0 ? [{ cell: titleOf(cell), params }] : [];
    }),
    lacking,
    failed: cells.filter((cell) => unrun.get(cell.name)?.length === 0).map(titleOf),
    // Key figures say something without a sentence.
    silent: cells
      .filter((cell) => facts.findings(cell.name)?.count === 0)
      .filter((cell) => !drawsFigures(cell, templateOf(cell.template)))
      .map(titleOf),
    unused: notebook.sources.flatMap(({ name, columns, mapping, attributes = {}, privacy }) => {
      const used = new Set([...Object.values(mapping), ...Object.values(attributes), ...divided]);
      const idle = columns.map((c) => c.name).filter((c) => !used.has(c) && privacy[c] !== 'drop');
      return idle.length > 0 ? [{ source: name, columns: idle }] : [];
    }),
    harsh,
    written: SECTION_IDS.filter((id) => Object.hasOwn(text, id)).map((id) => SECTION_TITLES[id][lang]),
  };
}

/** Whether a cell looks at every column that customers can be divided by. */
const dividesByAll = (template: Template | undefined, params: Cell['params']): boolean =>
  (template?.params ?? []).some((param) => chosenOptions(param, params).some(({ every }) => every));

function movedParams(template: Template | undefined, cell: Cell, lang: Lang): string[] {
  return (template?.params ?? [])
    .filter(
      (param) =>
        Object.hasOwn(cell.params, param.id) &&
        JSON.stringify(cell.params[param.id]) !== JSON.stringify(param.default),
    )
    .map((param) => param.label[lang]);
}
