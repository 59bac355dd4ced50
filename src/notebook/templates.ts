import type { NotebookTemplate } from './template.ts';

const files = import.meta.glob<NotebookTemplate>('../../templates/notebooks/*.cellar.json', {
  eager: true,
  import: 'default',
});

/** The notebook templates that ship with Cellar, in order of their ids. */
export const notebookTemplates: readonly NotebookTemplate[] = Object.values(files).sort((a, b) =>
  a.id < b.id ? -1 : 1,
);

export const findNotebookTemplate = (id: string): NotebookTemplate | undefined =>
  notebookTemplates.find((template) => template.id === id);
