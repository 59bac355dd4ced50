import { quoteText } from '../sql/quote.ts';
import { tokenise, type Token } from '../sql/tokens.ts';

/** A line that DuckDB's command line takes for a command of its own, such as `.shell`. */
const COMMAND = /(^|[\r\n])([ \t]*)\./g;
const hasCommand = (text: string): boolean => /(?:^|[\r\n])[ \t]*\./.test(text);

/**
 * SQL in which no line begins with a stop, or null where that cannot be. DuckDB's command line reads a script line by
 * line and has an idea of its own of where a statement ends: in what it wrongly takes for the line after the end, it
 * would run `.shell …`, which no lock of the engine keeps from anything.
 */
export function withoutCommands(sql: string): string | null {
  if (!hasCommand(sql)) return sql;
  const pieces = tokenise(sql).map(harmless);
  if (pieces.includes(null)) return null;
  // A stop that is code goes on with what the line above said.
  const text = pieces.join('').replace(COMMAND, '$1$2/**/.');
  return text;
}

function harmless({ kind, text }: Token): string | null {
  if (!hasCommand(text)) return text;
  if (kind === 'comment') return text.replace(COMMAND, '$1$2- .');
  if (kind !== 'string') return kind === 'other' ? text : null;
  if (text.startsWith("'")) return quoteText(text.slice(1, -1).replaceAll("''", "'"));
  const dollars = /^\$[^$]*\$/.exec(text)?.[0];
  return dollars ? quoteText(text.slice(dollars.length, -dollars.length)) : null;
}
