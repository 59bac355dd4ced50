import type { OpenMark } from './explore.ts';
import { say, type Drawing, type FigureContext } from './figure.ts';
import { placeOf, spotIn, type Keyboard } from './keyboard.ts';
import { TEXTS } from './texts.ts';

/** Parts of a figure in HTML that lead somewhere: the name of each becomes a button as large as the part. */
export function openParts(
  context: FigureContext,
  parts: NonNullable<Drawing['parts']>,
  { reaches, open }: OpenMark,
): Keyboard | null {
  const { document, palette } = context;
  const buttons: HTMLButtonElement[] = [];
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
    buttons.push(button);
  }
  const spots = () => buttons.map((button, i) => ({ name: button.textContent, x: i / buttons.length, y: 0 }));
  if (buttons.length === 0) return null;
  return {
    place: () => placeOf(spots(), buttons.indexOf(document.activeElement as HTMLButtonElement)),
    stand: (place) => buttons[Math.max(0, spotIn(place, spots()))]!.focus({ preventScroll: true }),
  };
}

function set(node: HTMLElement, style: Record<string, string>): void {
  for (const [key, value] of Object.entries(style)) node.style.setProperty(key, value);
}
