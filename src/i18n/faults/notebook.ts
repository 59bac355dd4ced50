import type { Text } from '../text.ts';

/** Sentences of the faults of notebook files, links, storage and the dependency graph. */
export const notebookFaults: Record<string, Text> = {};
