import type { FilesAssets } from '../api.ts';

let assets: FilesAssets | null = null;

/** Remembers where the page serves the worker's assets. */
export function setAssets(given: FilesAssets): void {
  assets = given;
}

/** The addresses given by the page; null before `setup`. */
export const givenAssets = (): FilesAssets | null => assets;
