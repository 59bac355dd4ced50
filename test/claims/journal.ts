import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { templates } from '../../src/template/registry.ts';
import { SETTINGS } from './claimed.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Text of every file that a model's result hangs on. */
const models = readdirSync(join(root, 'src/model'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => readFileSync(join(root, 'src/model', path), 'utf8'))
  .join('\n');

/**
 * Answers of a long run, a line each as they come, by what they hang on: a run that was stopped goes on where it
 * was, and after a change only what the change concerns is asked again.
 */
export class Journal {
  private readonly answers = new Map<string, string[]>();

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      // The last line of a run that was killed may be cut off.
      const match = /^([0-9a-f]{24}) (\S*)$/.exec(line);
      if (match) this.answers.set(match[1]!, match[2] ? match[2].split(',') : []);
    }
  }

  async ask(key: string, answer: () => Promise<string[]>): Promise<string[]> {
    const known = this.answers.get(key);
    if (known) return known;
    const found = await answer();
    this.answers.set(key, found);
    appendFileSync(this.path, `${key} ${found.join(',')}\n`);
    return found;
  }
}

/** Statements that make rows of an entity, by what they name. */
const MAKES = {
  events: /\bTABLE (acts|staff_acts|all_events)\b|all_events/,
  feedback: /\bTABLE answers\b|all_feedback/,
};

/** What the claims of a template on a company hang on: its own text, its models, and the rows that it may read. */
export function keyOf(id: string, world: readonly string[], all: boolean): string {
  const template = templates.get(id)!;
  const roles = [...template.needs.required, ...template.needs.optional];
  const unread = Object.entries(MAKES)
    .filter(([entity]) => !roles.some((role) => role.startsWith(`${entity}.`)))
    .map(([, makes]) => makes);
  const read = world.filter((sql) => !unread.some((makes) => makes.test(sql)));
  const modelled = template.sql!.steps.some((step) => step.model) ? models : '';
  return createHash('sha256')
    .update(JSON.stringify([template.sql, template.params, SETTINGS[id], modelled, read, all]))
    .digest('hex')
    .slice(0, 24);
}
