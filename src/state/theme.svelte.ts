const KEY = 'cellar.theme';
export type ThemeName = 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');

class Theme {
  #chosen = $state<ThemeName | null>(readChoice());
  #system = $state<ThemeName>(system.matches ? 'dark' : 'light');

  constructor() {
    system.addEventListener('change', (event) => {
      this.#system = event.matches ? 'dark' : 'light';
      this.apply();
    });
  }

  get current(): ThemeName {
    return this.#chosen ?? this.#system;
  }

  toggle(): void {
    this.#chosen = this.current === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEY, this.#chosen);
    this.apply();
  }

  /** Puts the theme where the style sheet and the charts look for it. */
  apply(): void {
    document.documentElement.dataset['theme'] = this.current;
  }
}

function readChoice(): ThemeName | null {
  const kept = localStorage.getItem(KEY);
  return kept === 'dark' || kept === 'light' ? kept : null;
}

/** Light or dark: the reader's choice, else the system's. */
export const theme = new Theme();
