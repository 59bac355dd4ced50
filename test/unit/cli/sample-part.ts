import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { LONG } from '../../tools/breadth.ts';
import { samplePath } from '../sample/open-sample.ts';
import { put } from './support.ts';

/** Paths of the sample's files; but for the long run they are written anew into the folder with every sixteenth line. */
export const samplePart = (folder: string): string[] =>
  ['customers', 'orders', 'events', 'feedback'].map((name) => {
    const path = samplePath(`${name}.csv.gz`);
    if (LONG) return path;
    const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
    return put(
      folder,
      `${name}.csv.gz`,
      gzipSync(lines.filter((_, i) => i % 16 === 0).join('\n'), { level: 1 }),
    );
  });

/** The same files, of which that of the customers says who churned, in a folder of its own. */
export const withChurned = (folder: string, data: readonly string[]): string[] =>
  data.map((path) => {
    if (!basename(path).startsWith('customers')) return path;
    const [header, ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
    const said = lines.map((line, i) => `${line.trimEnd()},${i % 3 === 0 ? 'Yes' : 'No'}`);
    return put(
      folder,
      basename(path),
      gzipSync([`${header!.trimEnd()},churned`, ...said].join('\n'), { level: 1 }),
    );
  });
