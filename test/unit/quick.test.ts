import { expect, test } from 'vitest';
import { nearest } from '../tools/quick/nearest.mjs';

const texts = new Map([
  ['src/values/zone.ts', ''],
  ['src/values/time.ts', "import { zone } from './zone.ts';"],
  ['src/app/Day.svelte', "<script>\n  import { day } from '../values/time.ts';\n</script>"],
  [
    'src/template/registry.ts',
    "const metas = import.meta.glob<Meta>('../../templates/*/{template,other}.ts', {});",
  ],
  ['templates/rfm/template.ts', ''],
  ['templates/rfm/query.sql', ''],
  ['templates/includes/days.sql', ''],
  ['test/unit/app/day.test.ts', "import Day from '../../../src/app/Day.svelte?raw';"],
  ['test/unit/values/time.test.ts', "import { day } from '../../../src/values/time.ts';"],
  ['test/unit/values/later.test.ts', "await import('../../../src/values/zone.ts');"],
  ['test/unit/template/registry.test.ts', "import '../../../src/template/registry.ts';"],
  ['test/unit/template/rfm.test.ts', "import { test } from 'vitest';"],
]);

test('tests come in the order in which they read what was changed', () => {
  expect(nearest(texts, ['src/values/zone.ts'])).toEqual([
    'test/unit/values/later.test.ts',
    'test/unit/values/time.test.ts',
    'test/unit/app/day.test.ts',
  ]);
});

test('a test called after what was changed comes first, though it imports nothing of it', () => {
  expect(nearest(texts, ['templates/rfm/template.ts'])).toEqual([
    'test/unit/template/rfm.test.ts',
    'test/unit/template/registry.test.ts',
  ]);
  expect(nearest(texts, ['templates/rfm/query.sql'])).toEqual(['test/unit/template/rfm.test.ts']);
});

test('a changed test is taken itself, and nothing is for what no test reads', () => {
  expect(nearest(texts, ['test/unit/app/day.test.ts'])).toEqual(['test/unit/app/day.test.ts']);
  expect(nearest(texts, ['README.md', 'templates/includes/days.sql'])).toEqual([]);
});
