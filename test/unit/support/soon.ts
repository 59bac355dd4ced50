import { vi } from 'vitest';

/** How long what is waited for may take, in milliseconds: a machine with much to do takes a hundred times as long. */
export const PATIENCE = 120_000;

/** Waits until a check holds, however busy the machine is: vitest by itself gives up after a second. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, PATIENCE);
