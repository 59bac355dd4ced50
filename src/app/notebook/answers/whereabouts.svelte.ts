import { placeAt } from './place-at.ts';

/** Which part of the notebook is in sight at the head of the page: `answers` or a cell's name. */
export class Whereabouts {
  #place = $state('answers');

  get place(): string {
    return this.#place;
  }

  /** Follows scrolling and growing until the returned function is called. */
  watch(): () => void {
    let asked = 0;
    const look = () => {
      asked = 0;
      const parts = [
        ...document.querySelectorAll<HTMLElement>('#answers, section[data-cell]:not([hidden] *)'),
      ];
      const { scrollHeight } = document.documentElement;
      this.#place = placeAt(
        parts.map((part) => ({
          name: part.dataset['cell'] ?? 'answers',
          top: part.getBoundingClientRect().top,
        })),
        scrollY > 0 && scrollY + innerHeight >= scrollHeight - 2,
      );
    };
    const later = () => (asked ||= requestAnimationFrame(look));
    later();
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(asked);
      removeEventListener('scroll', later);
      removeEventListener('resize', later);
    };
  }
}
