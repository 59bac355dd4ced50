import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What of `test/tools/breadth.ts` differs in the long run. */
const ASKS = /(?:import \{[^}]*\b(?:LONG|some|upTo)\b[^}]*\} from '[^']*|asks )tools\/breadth\.ts/;

/** Files of a folder that ask whether this is the long run, or say a word of `also`. */
export const asking = (folder: string, ending: string, also = /(?!)/): string[] =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith(ending))
    .filter((path) => {
      const text = readFileSync(`${root}${path}`, 'utf8');
      return ASKS.test(text) || also.test(text);
    })
    .sort();
