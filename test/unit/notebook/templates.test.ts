import { describe, expect, test } from 'vitest';
import { findRole } from '../../../src/entity/catalogue.ts';
import { cellHeading } from '../../../src/notebook/cell-title.ts';
import { fromNotebookTemplate } from '../../../src/notebook/create.ts';
import { setParam } from '../../../src/notebook/edit.ts';
import { readNotebook, writeNotebook } from '../../../src/notebook/file.ts';
import { findNotebookTemplate, notebookTemplates } from '../../../src/notebook/templates.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import { openNative } from '../support/native.ts';

/** Every object that looks like a text must have both languages. */
function texts(value: unknown): { zh: unknown; en: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value || 'en' in value) return [value as { zh: unknown; en: unknown }];
  return Object.values(value).flatMap(texts);
}

test('the first notebook template is there', () => {
  expect(findNotebookTemplate('customer-value')?.title.zh).toBe('客户价值与行为');
  expect(findNotebookTemplate('none')).toBeUndefined();
});

describe.each(notebookTemplates.map((template) => [template.id, template] as const))(
  'notebook template %s',
  (_, template) => {
    test('needs roles that exist', () => {
      for (const ref of [...template.needs.required, ...template.needs.optional])
        expect(findRole(ref), ref).toBeDefined();
    });

    test('has its words in both languages', () => {
      const all = texts(template);
      expect(all.length).toBeGreaterThan(2);
      for (const { zh, en } of all) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/^\P{Script=Han}+$/u);
      }
    });

    test.each(['zh', 'en'] as const)('has no two cells under one heading (%s)', (lang) => {
      const { cells } = fromNotebookTemplate(template, { lang });
      const headings = cells.map((cell) => cellHeading(cell, getTemplate(cell.template), lang));
      expect(headings.filter((heading, i) => headings.indexOf(heading) < i)).toEqual([]);
    });

    test.each(['zh', 'en'] as const)('makes a notebook that its file gives back whole (%s)', (lang) => {
      const notebook = fromNotebookTemplate(template, { lang, currency: 'USD', versionOf: () => 3 });
      expect(readNotebook(writeNotebook(notebook))).toEqual({ ok: true, value: notebook });
      expect(notebook.title).toBe(template.title[lang]);
      expect(notebook.currency).toBe('USD');
      expect(notebook.cells.every((cell) => cell.templateVersion === 3)).toBe(true);
      expect(
        JSON.stringify({ ...notebook, cells: notebook.cells.map(({ chart: _chart, ...cell }) => cell) }),
      ).not.toContain('"zh"');
    });

    test('is not changed by the notebooks made from it', () => {
      const before = JSON.stringify(template);
      const made = fromNotebookTemplate(template, { lang: 'en' });
      setParam(made, made.cells[0]!.name, 'x', 1);
      expect(JSON.stringify(template)).toBe(before);
    });
  },
);

test('the example question of the first template computes spend per customer', async () => {
  const notebook = fromNotebookTemplate(findNotebookTemplate('customer-value')!, { lang: 'en' });
  const cell = notebook.cells.find((c) => c.template === 'sql')!;
  const db = await openNative();
  await db.exec(
    `CREATE TABLE orders AS SELECT * FROM (VALUES
      ('a', TIMESTAMP '2024-01-31 23:00', 10.0), ('a', '2024-01-02', 20.0), ('b', '2024-01-02', 30.0), ('b', '2024-02-01', 5.0)
    ) AS t(customer, ordered_at, amount)`,
  );
  expect(
    await db.rows(`SELECT * REPLACE (strftime(order_month, '%Y-%m-%d') AS order_month) FROM (${cell.sql})`),
  ).toEqual([
    { order_month: '2024-01-01', customers: 2, revenue: 60, revenue_per_customer: 30 },
    { order_month: '2024-02-01', customers: 1, revenue: 5, revenue_per_customer: 5 },
  ]);
  expect(cell.chart?.y?.column).toBe('revenue_per_customer');
  db.close();
});
