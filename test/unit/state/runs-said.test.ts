import { expect, test } from 'vitest';
import { runsSaid } from '../../../src/state/runs-said.ts';

test('runs are told of while they go on, and by what came of them', () => {
  expect(runsSaid(['idle', 'idle'], false, 'en')).toBe('');
  expect(runsSaid(['done', 'running'], true, 'en')).toBe('Running');
  expect(runsSaid(['done', 'done', 'needs-roles'], false, 'en')).toBe('2 cells done');
  expect(runsSaid(['done', 'error'], false, 'en')).toBe('1 cell done, 1 failed');
  expect(runsSaid(['done', 'error'], false, 'zh')).toBe('1 个单元格已算好，1 个出错');
});
