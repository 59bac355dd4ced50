import type { NotebookTemplate } from './template.ts';

// As text: of the same files the first screen takes the titles alone, and would wait for all that stands in a module with them.
const files = import.meta.glob<string>('../../templates/notebooks/*.cellar.json', {
  query: '?raw',
  eager: true,
  import: 'default',
});

/** The notebook templates that ship with Cellar, in order of their ids. */
export const notebookTemplates: readonly NotebookTemplate[] = Object.values(files)
  .map((text) => JSON.parse(text) as NotebookTemplate)
  .sort((a, b) => (a.id < b.id ? -1 : 1));

export const findNotebookTemplate = (id: string): NotebookTemplate | undefined =>
  notebookTemplates.find((template) => template.id === id);
