import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EntityName } from '../../src/entity/catalogue.ts';

/** Files in the form of real exports, kept outside the project; the tests that read them skip without them. */
const FOLDER = fileURLToPath(new URL('../../../shared/cases/', import.meta.url));

export interface PageWant {
  read?: number;
  rejected?: number;
  found?: number;
  columns?: number;
  types?: Record<string, string>;
  roles?: Record<string, string>;
  notice?: string;
}

export interface Case {
  name: string;
  folder: string;
  files: string[];
  page?: Record<string, PageWant>;
  cells?: { name: string; template: string; sql?: string; params?: Record<string, unknown> }[];
  want?: Record<string, Record<string, unknown>[]>;
  map?: Record<string, EntityName>;
}

export const readCases = (): Case[] =>
  existsSync(FOLDER)
    ? readdirSync(FOLDER, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => {
          const folder = join(FOLDER, name);
          return { ...JSON.parse(readFileSync(join(folder, 'expect.json'), 'utf8')), name, folder };
        })
    : [];
