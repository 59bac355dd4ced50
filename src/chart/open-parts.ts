import type { OpenMark } from './explore.ts';
import { say, type Drawing, type FigureContext } from './figure.ts';
import { TEXTS } from './texts.ts';

/** Parts of a figure in HTML that lead somewhere: the name of each becomes a button as large as the part. */
export function openParts(
  context: FigureContext,
  parts: NonNullable<Drawing['parts']>,
  { reaches, open }: OpenMark,
): void {
  const { document, palette } = context;
  for (const { element, name, mark } of parts) {
    if (!reaches(mark)) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name.textContent;
    button.title = say(context, TEXTS.opensRows);
    button.addEventListener('click', () => open(mark));
    // The whole part is the target, not the name alone.
    const whole = document.createElement('span');
    set(whole, { position: 'absolute', inset: '0' });
    set(element, { position: 'relative' });
    set(button, {
      padding: '0',
      border: '0',
      background: 'none',
      color: 'inherit',
      font: 'inherit',
      'text-align': 'start',
      cursor: 'pointer',
      'text-decoration': `underline dotted ${palette.soft}`,
      'text-underline-offset': '3px',
    });
    button.appendChild(whole);
    name.replaceChildren(button);
  }
}

function set(node: HTMLElement, style: Record<string, string>): void {
  for (const [key, value] of Object.entries(style)) node.style.setProperty(key, value);
}
