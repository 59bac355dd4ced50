/** A line of a web server's log in the common form, or in the combined one with referrer and agent behind it. */
const LINE =
  /^\S+ \S+ \S+ \[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "(?:[^"\\]|\\.)*" (?:\d{3}|-) (?:\d+|-)(?: |$)/;

/** Whether a text is a web server's log (nginx, Apache), which names none of its fields. */
export function isAccessLog(text: string): boolean {
  const lines = text
    .split(/\r\n|\n/, 40)
    .slice(0, -1)
    .filter((line) => line !== '');
  return lines.length > 1 && lines.filter((line) => LINE.test(line)).length >= lines.length * 0.9;
}

const NAMES = [
  ...['client_ip', 'ident', 'user', 'time', 'zone', 'request', 'status', 'bytes'],
  ...['referer', 'user_agent'],
];

/** Its fields by their places. A user is one where the server knows most of them. */
export function logNames(rows: readonly (readonly string[])[], width: number): string[] {
  const known = rows.filter((row) => (row[2] ?? '-') !== '-').length > rows.length / 2;
  return Array.from({ length: width }, (_, i) => (i === 2 && !known ? 'login' : (NAMES[i] ?? '')));
}
