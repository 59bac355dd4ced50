import { tokenise } from './tokens.ts';

/** Names of the `$name` placeholders in SQL, each once, in order; those in strings and comments do not count. */
export function findPlaceholders(sql: string): string[] {
  const names = tokenise(sql)
    .filter((t) => t.kind === 'placeholder')
    .map((t) => t.text.slice(1));
  return [...new Set(names)];
}

/** SQL with each `$name` replaced by its literal; a name without one stays as it is. */
export function replacePlaceholders(sql: string, literals: Readonly<Record<string, string>>): string {
  return tokenise(sql)
    .map((t) =>
      t.kind === 'placeholder' && Object.hasOwn(literals, t.text.slice(1))
        ? literals[t.text.slice(1)]
        : t.text,
    )
    .join('');
}

/** Offset of the first use of `$name`, or -1. */
export function placeholderOffset(sql: string, name: string): number {
  return tokenise(sql).find((t) => t.kind === 'placeholder' && t.text.slice(1) === name)?.start ?? -1;
}
