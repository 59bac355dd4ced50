import type { Text } from '../text.ts';
import { engineFaults } from './engine.ts';
import { fileFaults } from './files.ts';
import { notebookFaults } from './notebook.ts';

/** Every fault code's sentence; `values` of the fault fill it. */
export const faultTexts: Record<string, Text> = { ...engineFaults, ...fileFaults, ...notebookFaults };
