import { expect, test } from 'vitest';
import { notebookTemplates } from '../../../src/notebook/templates.ts';

test('of two cells that look at service times one says what is so of all of them', () => {
  for (const { id, notebook } of notebookTemplates) {
    const cells = notebook.cells.filter(({ template }) => template === 'service-times');
    const telling = cells.filter(({ params = {} }) => params['tell'] !== 'groups');
    expect(telling.length, id).toBe(Math.min(cells.length, 1));
  }
});
