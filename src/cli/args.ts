import { fail, ok, type Result } from '../result.ts';
import type { Lang } from '../i18n/text.ts';

/** What the command line asks for. */
export type Command = { kind: 'help' } | { kind: 'list' } | ({ kind: 'run' } & RunArgs);

export interface RunArgs {
  /** Path of a notebook file, or the id of a built-in notebook template. */
  notebook: string;
  data: string[];
  map: string | null;
  out: string;
  secretFile: string | null;
  threads: number | null;
  /** DuckDB's notation: 4GB. */
  memory: string | null;
  /** Folder for what is too big for memory; default the system's. */
  temp: string | null;
  /** ISO 4217; default the notebook's. */
  currency: string | null;
  lang: Lang | null;
  /** File with the identities that open a sealed package; null when the notebook is none. */
  identity: string | null;
  /** Columns that may come in as they are. */
  allowRaw: string[];
  /** Files of which lines may be left out as the notebook or the mapping file asks. */
  allowLines: string[];
}

const VALUED = [
  'data',
  'map',
  'out',
  'secret-file',
  'threads',
  'memory',
  'temp',
  'currency',
  'lang',
  'allow-raw',
  'allow-lines',
  'identity',
] as const;
type Option = (typeof VALUED)[number];

/**
 * Reads the arguments after the program's name. Faults: `cli-command` {command}, `cli-option` {option},
 * `cli-value` {option}, `cli-missing` {option}, `cli-number` {option, value}, `cli-language` {value}.
 */
export function parseArgs(argv: readonly string[]): Result<Command> {
  if (argv.length === 0 || argv.includes('--help') || argv.includes('-h') || argv[0] === 'help')
    return ok({ kind: 'help' });
  const [command = '', ...rest] = argv;
  if (command === 'list') return ok({ kind: 'list' });
  if (command !== 'run') return fail('cli-command', { values: { command } });
  const read = readOptions(rest);
  if (!read.ok) return read;
  const { given, others } = read.value;
  const last = (option: Option): string | null => given.get(option)?.at(-1) ?? null;
  const [notebook, extra] = others;
  if (notebook === undefined) return fail('cli-missing', { values: { option: '<notebook>' } });
  if (extra !== undefined) return fail('cli-option', { values: { option: extra } });
  const data = given.get('data') ?? [];
  // A package may bring its own.
  if (data.length === 0 && last('identity') === null)
    return fail('cli-missing', { values: { option: '--data' } });
  const out = last('out');
  if (out === null) return fail('cli-missing', { values: { option: '--out' } });
  const threads = last('threads');
  if (threads !== null && !/^[1-9]\d{0,3}$/.test(threads))
    return fail('cli-number', { values: { option: '--threads', value: threads } });
  const memory = last('memory');
  if (memory !== null && !/^\d+(?:\.\d+)?\s*[KMGT]i?B$/i.test(memory))
    return fail('cli-number', { values: { option: '--memory', value: memory } });
  const lang = last('lang');
  if (lang !== null && lang !== 'zh' && lang !== 'en')
    return fail('cli-language', { values: { value: lang } });
  return ok({
    kind: 'run',
    notebook,
    data,
    map: last('map'),
    out,
    secretFile: last('secret-file'),
    threads: threads === null ? null : Number(threads),
    memory,
    temp: last('temp'),
    currency: last('currency'),
    lang,
    identity: last('identity'),
    allowRaw: given.get('allow-raw') ?? [],
    allowLines: given.get('allow-lines') ?? [],
  });
}

function readOptions(argv: readonly string[]): Result<{ given: Map<Option, string[]>; others: string[] }> {
  const given = new Map<Option, string[]>();
  const others: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (!word.startsWith('--')) {
      others.push(word);
      continue;
    }
    const [, name = '', joined] = /^--([^=]*)(?:=([\s\S]*))?$/.exec(word)!;
    const option = VALUED.find((known) => known === name);
    if (!option) return fail('cli-option', { values: { option: word } });
    const value = joined ?? argv[++i];
    if (value === undefined || value === '') return fail('cli-value', { values: { option: `--${option}` } });
    given.set(option, [...(given.get(option) ?? []), value]);
  }
  return ok({ given, others });
}
