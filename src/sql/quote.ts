/** A SQL identifier in double quotes. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A name as a person would write it: in quotes where it needs them. */
export const tableName = (name: string): string => (/^[a-z][a-z0-9_]*$/.test(name) ? name : quoteName(name));

/**
 * Text as an SQL value, on one line whatever is in it. DuckDB takes every character in quotes but NUL, which
 * ends its statement: that one is put in by `chr`. Other control characters stand in an escape string.
 */
export function quoteText(text: string): string {
  const pieces = text.split('\0').map(quoted);
  return pieces.length === 1 ? pieces[0]! : `(${pieces.join(' || chr(0) || ')})`;
}

/** A file as an SQL value where DuckDB takes a pattern: a sign of patterns in its name stands for itself, and no other file is met. */
export const quotePath = (path: string): string => quoteText(path.replace(/[*?[]/g, '[$&]'));

function quoted(text: string): string {
  const plain = `'${text.replaceAll("'", "''")}'`;
  if (!/[\u0001-\u001f]/.test(text)) return plain;
  const hex = (sign: string) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return `e${plain.replaceAll('\\', '\\\\').replace(/[\u0001-\u001f]/g, hex)}`;
}
