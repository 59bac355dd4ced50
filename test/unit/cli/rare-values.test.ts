import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notebookOf, put, runOn, scratch, value } from './support.ts';

const folder = scratch();

/** Columns of few words, or of codes, in one far row of which something personal was written. */
const COLUMNS: { head: string; usual: string[]; rare: string; mark: string }[] = [
  { head: 'event', usual: ['view', 'cart', 'buy', 'search'], rare: 'call 13911119999', mark: '1119999' },
  { head: 'channel', usual: ['web', 'app'], rare: 'Mr Quentin', mark: 'Quentin' },
  { head: 'page', usual: ['home', 'cart'], rare: '203.0.113.77', mark: '203.0.113.77' },
  { head: 'element', usual: ['B10021', 'B10022', 'B10023'], rare: 'B10021 ask 13911118888', mark: '1118888' },
  { head: 'session_id', usual: ['M-101', 'M-102', 'M-103'], rare: '13911117777', mark: '1117777' },
];
const rows = Array.from({ length: 3000 }, (_, i) => [
  `C${1000 + (i % 90)}`,
  `2024-03-${String(1 + (i % 28)).padStart(2, '0')} 10:00:${String(i % 60).padStart(2, '0')}`,
  ...COLUMNS.map(({ usual, rare }, j) => (i === 2001 + j ? rare : usual[i % usual.length]!)),
]);
const lines = [['user_id', 'time', ...COLUMNS.map(({ head }) => head)], ...rows];
const file = put(folder, 'events.csv', lines.map((line) => line.join(',')).join('\n'));

test('a number or a name in one row among words or codes does not come in', async () => {
  const out = join(folder, 'out');
  const notebook = notebookOf({ everything: 'SELECT * FROM events' });
  const summary = value(await runOn({ notebook, data: [file], out }));
  expect(summary.cells.map((c) => c.fault)).toEqual([null]);
  const texts = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
  expect(COLUMNS.filter(({ mark }) => texts.some((text) => text.includes(mark)))).toEqual([]);
  const all = readFileSync(join(out, 'everything.csv'), 'utf8');
  for (const kept of ['call [phone]', 'B10021', 'search', 'M-101']) expect(all).toContain(kept);
});
