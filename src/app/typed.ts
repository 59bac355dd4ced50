/**
 * Browsers keep what is typed, in plain: for their lists of suggestions, and with the state of a page that is to come
 * back. Each field asks them not to, from when somebody comes to it.
 */
export function keepNothingTyped(): void {
  addEventListener('focusin', ({ target }) => {
    const field = target instanceof Element && target.matches('input, textarea, select') ? target : null;
    if (field && !field.hasAttribute('autocomplete')) field.setAttribute('autocomplete', 'off');
  });
}
