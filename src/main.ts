import { mount } from 'svelte';
import './app/tokens.css';
import './app/base.css';
import App from './app/App.svelte';
import { keepNothingTyped } from './app/typed.ts';
import { language } from './state/language.svelte.ts';
import { theme } from './state/theme.svelte.ts';

// Another site must not show this one inside its own: the header says so where the host sends it, this where not.
if (window.top !== window.self) {
  document.body.textContent = 'Cellar does not run inside another page. Cellar 不能嵌入其他网页。';
} else {
  language.current = language.current;
  theme.apply();
  keepNothingTyped();
  mount(App, { target: document.getElementById('app')! });
}
