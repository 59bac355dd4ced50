import type { Fault } from '../result.ts';

/** Each thing once: what reading the whole file shows counts for more than what its head did. */
export const whatIsTold = (head: readonly Fault[], whole: readonly Fault[] = []): Fault[] => [
  ...head.filter((notice) => !whole.some((other) => other.code === notice.code)),
  ...whole,
];
