import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files of a folder that ask `test/tools/breadth.ts` how much they are to look at, or say a word of `also`. */
export const asking = (folder: string, ending: string, also = /(?!)/): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith(ending))
    .filter((path) => {
      const text = readFileSync(`${root}${path}`, 'utf8');
      return text.includes('tools/breadth.ts') || also.test(text);
    })
    .sort();
