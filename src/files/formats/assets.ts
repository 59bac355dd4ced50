import type { FilesAssets } from '../api.ts';

let assets: FilesAssets | null = null;

/** Remembers how to ask the page for the worker's assets. */
export function setAssets(given: FilesAssets): void {
  assets = given;
}

/** What the page gave; null before `setup`. */
export const givenAssets = (): FilesAssets | null => assets;
