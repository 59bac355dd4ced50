import type { TourStep } from '../../state/tour.svelte.ts';

/** What on the page each step of the tour shows; of several the first. */
export const TOUR_PLACES: Record<TourStep, string> = {
  answers: '#answers',
  rows: 'section[data-cell]:not([hidden] *) [data-action="show-rows"]',
  setting: 'section[data-cell]:not([hidden] *) .controls',
  source: 'section[data-cell]:not([hidden] *) .foot:not([hidden])',
  report: 'section[data-template="report"]:not([hidden] *)',
};

export const onPage = (step: TourStep): boolean => document.querySelector(TOUR_PLACES[step]) !== null;
