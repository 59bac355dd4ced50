/** Something that the keyboard can stand on in a figure: what it is called, and where it is, in shares of the figure. */
export interface Spot {
  name: string;
  x: number;
  y: number;
}

/** Where the keyboard stood: on which of the spots that are called alike; null on the figure as a whole. */
export type Place = (Spot & { nth: number }) | null;

/** What a figure knows of the keyboard in it. */
export interface Keyboard {
  place(): Place;
  /** Takes the focus, and stands on what is in that place now. */
  stand(place: Place): void;
}

/** A figure that the keyboard may stand in; null where there is nothing to stand on. */
export interface Walkable {
  element: HTMLElement;
  keyboard: Keyboard | null;
}

/** The place of one spot among all. */
export function placeOf(spots: readonly Spot[], at: number): Place {
  const spot = spots[at];
  if (!spot) return null;
  return { ...spot, nth: spots.slice(0, at).filter(({ name }) => name === spot.name).length };
}

/** Which spot is in a place: the one that is called so, the same one of several, else the nearest; -1 for the figure as a whole. */
export function spotIn(place: Place, spots: readonly Spot[]): number {
  if (place === null || spots.length === 0) return -1;
  const alike = spots.flatMap(({ name }, i) => (name === place.name ? [i] : []));
  if (alike.length > 0) return alike[Math.min(place.nth, alike.length - 1)]!;
  const distance = ({ x, y }: Spot) => Math.hypot(x - place.x, y - place.y);
  return spots.reduce((best, spot, i) => (distance(spot) < distance(spots[best]!) ? i : best), 0);
}

/**
 * Puts a figure into the place of another, in which the keyboard may stand: it then goes on from there. A figure
 * without anything to stand on takes the focus as a whole, so that it is not lost before the next one comes; where the
 * focus was elsewhere it stays there.
 */
export function replaceFigure(host: HTMLElement, before: Walkable | null, figure: Walkable): void {
  const held = host.contains(host.ownerDocument.activeElement);
  const place = (held && before?.keyboard?.place()) || null;
  host.replaceChildren(figure.element);
  if (!held) return;
  if (figure.keyboard) return figure.keyboard.stand(place);
  figure.element.tabIndex = -1;
  figure.element.focus({ preventScroll: true });
}
