import type { TourStep } from '../../state/tour.svelte.ts';

const CELL = 'section[data-cell]:not([hidden] *)';

/** What on the page each step of the tour shows: the first that is there, of several on the page the first. */
const PLACES: Record<TourStep, readonly string[]> = {
  answers: ['#answers'],
  rows: [`${CELL} [data-action="show-rows"]`],
  // A slider is what the words speak of first.
  setting: [`${CELL} .controls:has([type="range"])`, `${CELL} .controls`],
  source: [`${CELL} .foot:not([hidden])`],
  report: ['section[data-template="report"]:not([hidden] *)'],
};

export const tourPlace = (step: TourStep): HTMLElement | null =>
  PLACES[step].map((selector) => document.querySelector<HTMLElement>(selector)).find(Boolean) ?? null;

export const onPage = (step: TourStep): boolean => tourPlace(step) !== null;
