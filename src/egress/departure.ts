/** What was in a file, a copied text or a link. */
export type Content =
  | 'table'
  | 'rejects'
  | 'quarantine'
  | 'chart'
  | 'report'
  | 'script'
  | 'notebook'
  | 'package'
  | 'statement'
  | 'address'
  | 'text';

/** How something was handed over: by the reader, never by itself. */
export type Way = 'file' | 'copy' | 'link' | 'print' | 'site';

/** Something that the reader took out of the page. */
export interface Departure {
  /** Milliseconds since 1970. */
  at: number;
  way: Way;
  what: Content;
  /** The file's name, the address, or the cell it came from; '' for none. */
  name: string;
  bytes: number;
  rows: number | null;
  columns: number | null;
  /** Customers in the smallest group that a figure of it stands for, where it is known. */
  smallestGroup: number | null;
}

/** What the place that hands something over says of it. */
export type Contents = Pick<Departure, 'what'> &
  Partial<Pick<Departure, 'rows' | 'columns' | 'smallestGroup'>>;

/** What a table that is handed over has in it. */
export const contentsOf = (
  what: Content,
  { count, fields }: { count: number; fields: readonly unknown[] },
): Contents => ({ what, rows: count, columns: fields.length });
