import type { Cell, Goal, Notebook } from './document.ts';
import type { ExpectedSource } from '../entity/source.ts';
import { DEFAULT_DISCLOSURE } from '../privacy/disclosure-rules.ts';

/*
 * What a field is when a notebook file leaves it out. The file is sparse, so these values are part of
 * file version 2: changing one changes what old files mean, and needs a new version with a migration.
 */

export const defaultGoal: Goal = {
  preset: '',
  statement: '',
  departments: [],
  questions: [],
  behaviours: [],
  industry: '',
  model: '',
  metrics: [],
  criterion: '',
  owner: '',
  date: '',
  confirmed: false,
  group: { kind: 'all' },
  period: { kind: 'months', months: 12 },
  asOf: null,
};

export const defaultNotebook: Notebook = {
  format: 'cellar-notebook',
  version: 2,
  title: '',
  currency: 'CNY',
  goal: defaultGoal,
  sources: [],
  cleaning: [],
  metrics: [],
  disclosure: DEFAULT_DISCLOSURE,
  cells: [],
};

export const defaultSource: Omit<ExpectedSource, 'name' | 'entity'> = {
  system: '',
  updated: '',
  cadence: '',
  columns: [],
  mapping: {},
  privacy: {},
  reading: {},
};

export const defaultCell: Omit<Cell, 'name' | 'template'> = {
  templateVersion: 1,
  title: '',
  folded: false,
  params: {},
  sql: null,
  chart: null,
  text: {},
};
