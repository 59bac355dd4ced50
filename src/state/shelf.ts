import type { Text } from '../i18n/text.ts';

// Single fields of the files, so that the start page does not carry whole notebooks.
const ids = import.meta.glob<string>('../../templates/notebooks/*.cellar.json', {
  eager: true,
  import: 'id',
});
const titles = import.meta.glob<Text>('../../templates/notebooks/*.cellar.json', {
  eager: true,
  import: 'title',
});
const descriptions = import.meta.glob<Text>('../../templates/notebooks/*.cellar.json', {
  eager: true,
  import: 'description',
});

const MAIN = 'customer-value';

/** The notebook templates as the start page offers them: the main one, then by id. */
export const notebookShelf: { id: string; title: Text; description: Text }[] = Object.entries(ids)
  .map(([path, id]) => ({ id, title: titles[path]!, description: descriptions[path]! }))
  .sort((a, b) => Number(b.id === MAIN) - Number(a.id === MAIN) || a.id.localeCompare(b.id));

/** In the place of a notebook template: a notebook whose analyses are for the analyst to add. */
export const BLANK = 'blank';
