export type PageTheme = 'light' | 'dark';

/** The theme that the page shows: `data-theme` of the root element. */
export const pageTheme = (): PageTheme =>
  document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';

/** Calls back when the page's theme changes; returns what stops it. */
export function watchTheme(changed: (theme: PageTheme) => void): () => void {
  const observer = new MutationObserver(() => changed(pageTheme()));
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
