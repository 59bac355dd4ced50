import { describe, expect, test } from 'vitest';
import type { Progress } from '../../../src/files/api.ts';
import { joinedProgress } from '../../../src/import/progress.ts';
import { lineDensity } from '../../../src/import/stage/lines.ts';
import { gunzip } from '../../../src/files/formats/gzip.ts';
import { stage } from '../../../src/files/formats/stage.ts';
import { fileOf, gz, readingOf, valueOf } from '../files/support.ts';

const at = (bytes: number, totalBytes: number, rows: number): Progress => ({ bytes, totalBytes, rows });

describe('progress of a reading', () => {
  test('a text that the engine reads as it is fills the bar alone', () => {
    const joined = joinedProgress('csv');
    expect([at(25, 100, 2), at(100, 100, 9)].map((p) => joined('stage', p).share)).toEqual([0.25, 1]);
  });

  test('converting and staging share one bar; neither it nor the rows go back', () => {
    const joined = joinedProgress('xlsx');
    const shown = [
      joined('convert', at(50, 100, 500)),
      joined('convert', at(100, 100, 1000)),
      joined('stage', at(0, 70, 0)),
      joined('stage', at(35, 70, 490)),
      joined('stage', at(70, 70, 1000)),
    ];
    expect(shown.map((p) => Math.round(p.share * 100))).toEqual([45, 90, 90, 95, 100]);
    expect(shown.map((p) => p.rows)).toEqual([500, 1000, 1000, 1000, 1000]);
    expect(shown[3]).toMatchObject({ bytes: 35, totalBytes: 70 });
  });

  test('rows are told from the density of lines at the beginning', async () => {
    expect(await lineDensity(new Blob(['a,b\n1,2\n3,4\n']))).toBe(3 / 12);
    expect(await lineDensity(new Blob([]))).toBe(0);
  });

  test('a packed text counts the bytes of the file, not of what it unpacks to', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i},customer number ${i % 97}`);
    const file = fileOf(gz(`id,name\n${lines.join('\n')}\n`), 'a.csv.gz');
    const packed: number[] = [];
    for await (const piece of gunzip(file, (bytes) => void packed.push(bytes)))
      expect(piece.length > 0).toBe(true);
    expect(packed.at(-1)).toBe(file.size);
    const told: Progress[] = [];
    const staged = valueOf(await stage(file, await readingOf(file), (progress) => void told.push(progress)));
    expect(staged.form === 'text' && staged.blob.size).toBeGreaterThan(file.size * 4);
    // The file comes in pieces of some 64 KB: what is told is where one of them ended.
    const unpacking = told.filter(({ totalBytes }) => totalBytes === file.size);
    expect(unpacking.length).toBeGreaterThan(0);
    expect(unpacking.filter(({ bytes }) => !packed.includes(bytes))).toEqual([]);
  });
});
