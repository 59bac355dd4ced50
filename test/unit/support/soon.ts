import { vi } from 'vitest';

/** Waits until a check holds, however busy the machine is: vitest by itself gives up after a second. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, 20_000);
