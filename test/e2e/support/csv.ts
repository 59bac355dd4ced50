/** A CSV file of ours (RFC 4180, byte order mark) as objects by column name. */
export function parseCsv(text: string): Record<string, string>[] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let inside = false;
  const body = text.replace(/^\uFEFF/, '');
  for (let i = 0; i < body.length; i++) {
    const sign = body[i]!;
    if (inside) {
      if (sign !== '"') field += sign;
      else if (body[i + 1] === '"') field += body[++i]!;
      else inside = false;
    } else if (sign === '"') inside = true;
    else if (sign === ',') {
      record.push(field);
      field = '';
    } else if (sign === '\n') {
      record.push(field.replace(/\r$/, ''));
      records.push(record);
      record = [];
      field = '';
    } else field += sign;
  }
  if (field !== '' || record.length > 0) records.push([...record, field]);
  const [head = [], ...rows] = records;
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])));
}
