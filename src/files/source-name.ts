const ENDINGS =
  /\.(?:gz|gzip|zip|csv|tsv|txt|tab|dat|parquet|pq|xlsx|xlsm|xlsb|xls|ods|json|ndjson|jsonl|arrow|arrows|feather|ipc)$/i;

/**
 * A source name from a file's name and, for one of several tables in it, the sheet's or member's:
 * letters (any script), digits and underscores, so that SQL can write it without quotes.
 */
export function sourceName(fileName: string, part = ''): string {
  const stem = (text: string) => {
    let name = text.replace(/^.*[\\/]/, '');
    while (ENDINGS.test(name)) name = name.replace(ENDINGS, '');
    return name
      .replace(/[^\p{L}\p{N}_]+/gu, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 60);
  };
  const name = [stem(fileName), part === '' ? '' : stem(part)].filter((text) => text !== '').join('_');
  return name === '' ? 'source' : /^\p{N}/u.test(name) ? `t_${name}` : name;
}
