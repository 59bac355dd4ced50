import type { Fault } from '../result.ts';

interface EngineMessage {
  exception_type?: string;
  exception_message?: string;
  position?: string;
}

/** What the engine threw, told apart: the kind of exception, its words, its position in the SQL. */
export interface Raised {
  kind: string;
  message: string;
  /** 0-based offset into the statement, in bytes of UTF-8; null when the engine gave none. */
  offset: number | null;
}

/** Reads an error of duckdb-wasm: JSON on the pending path, `Kind Error: text` on the others. */
export function readRaised(raw: string): Raised {
  const start = raw.indexOf('{"exception_type"');
  if (start >= 0) {
    try {
      const data = JSON.parse(raw.slice(start)) as EngineMessage;
      // An error in mid-stream is wrapped in a sentence about the closed result that hides its own kind.
      const message = data.exception_message ?? '';
      const inner =
        /^Attempting to execute an unsuccessful or closed pending query result\s+Error: ([\s\S]*)$/.exec(
          message,
        );
      if (inner) return readRaised(inner[1]!);
      const offset = Number(data.position);
      return {
        kind: data.exception_type ?? '',
        message,
        offset: data.position !== undefined && Number.isFinite(offset) ? offset : null,
      };
    } catch {
      // Not JSON after all: read it as text.
    }
  }
  const named = /^([A-Z][A-Za-z]*(?: [A-Za-z]+){0,2}) Error: ([\s\S]*)$/.exec(raw);
  return named
    ? { kind: named[1]!, message: named[2]!, offset: null }
    : { kind: '', message: raw, offset: null };
}

/** Where in a statement an error lies, 1-based; the engine's offset counts bytes, a screen counts characters. */
function positionOf(sql: string, raised: Raised): { line: number; column: number } | null {
  if (raised.offset !== null) {
    const before = new TextDecoder().decode(new TextEncoder().encode(sql).subarray(0, raised.offset));
    const lines = before.split('\n');
    return { line: lines.length, column: lines.at(-1)!.length + 1 };
  }
  const shown = /LINE (\d+): (.*)\n( *)\^/.exec(raised.message);
  if (!shown) return null;
  const line = Number(shown[1]);
  const text = sql.split('\n')[line - 1] ?? '';
  // A long line is shown as '...the part around the caret...'.
  const cutLeft = shown[2]!.startsWith('...') ? 3 : 0;
  const part = shown[2]!.slice(cutLeft).replace(/\.\.\.$/, '');
  const start = text.indexOf(part);
  if (start < 0) return { line, column: 1 };
  const width = shown[3]!.length - `LINE ${line}: `.length - cutLeft;
  return { line, column: start + unitsOfWidth(part, width) + 1 };
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

/** How much of a text fills so many columns of a terminal (the caret's measure), in UTF-16 units. */
function unitsOfWidth(text: string, width: number): number {
  let units = 0;
  let filled = 0;
  for (const character of text) {
    if (filled >= width) break;
    filled += WIDE.test(character) ? 2 : 1;
    units += character.length;
  }
  return units;
}

const unknownName = [
  /Referenced column "([^"]+)" (?:was )?not found/,
  /Referenced table "([^"]+)" not found/,
  /Table with name "?([^"]+?)"? does not exist/,
  /(?:Scalar |Table |Aggregate )?Function with name "?([^"]+?)"? does not exist/,
  /Table "[^"]+" does not have a column named "([^"]+)"/,
  /Values list "[^"]+" does not have a column named "([^"]+)"/,
];

/** The unknown name in an error and the names the engine itself proposes. */
function unknownIn(message: string): { name: string; candidates: string[] } | null {
  for (const pattern of unknownName) {
    const found = pattern.exec(message);
    if (!found) continue;
    const listed = /(?:Candidate bindings|Candidate tables|Candidate Entries|Did you mean):? ?(.*)/i.exec(
      message,
    );
    const candidates = listed
      ? [...listed[1]!.matchAll(/"([^"]+)"/g)].flatMap((m) => m[1]!.split(/ or |, /))
      : [];
    return { name: found[1]!, candidates };
  }
  return null;
}

/** Number of single-character edits (insert, delete, change, swap of neighbours) from one text to the other. */
export function editDistance(a: string, b: string): number {
  const s = [...a];
  const t = [...b];
  let before: number[] = [];
  let last = Array.from({ length: t.length + 1 }, (_, j) => j);
  for (let i = 1; i <= s.length; i++) {
    const row = [i];
    for (let j = 1; j <= t.length; j++) {
      const same = s[i - 1] === t[j - 1];
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[t.length]!;
}

/**
 * The known names most like a mistyped one, nearest first; case is ignored, a name that begins with the
 * other counts as near. At most `limit`, and none that differs in more than about a third of its letters.
 */
export function nearestNames(name: string, known: Iterable<string>, limit = 3): string[] {
  const wanted = name.toLowerCase();
  const scored: { name: string; score: number }[] = [];
  for (const candidate of new Set(known)) {
    const other = candidate.toLowerCase();
    const short = Math.min(wanted.length, other.length);
    const prefix = short >= 3 && (wanted.startsWith(other) || other.startsWith(wanted));
    const score = prefix ? 1 : editDistance(wanted, other);
    if (score <= Math.max(1, Math.ceil(Math.max(wanted.length, other.length) / 3)))
      scored.push({ name: candidate, score });
  }
  return scored
    .sort((a, b) => a.score - b.score || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map((s) => s.name);
}

/** An engine error as a fault with a code, its position and, for unknown names, the nearest known ones. */
export function explain(raw: string, sql: string, known: Iterable<string> = []): Fault {
  const raised = readRaised(raw);
  const detail = raised.message.replace(/\s*\n+LINE \d+:[\s\S]*$/, '').trim();
  if (/^(FATAL|INTERNAL)$/i.test(raised.kind)) return { code: 'engine-crashed', detail };
  if (/^Out of Memory$/i.test(raised.kind) || /bad_alloc|Cannot enlarge memory/.test(raised.message))
    return { code: 'out-of-memory', detail };
  if (raised.kind === 'Interrupt' || /query was canceled/.test(raised.message)) return { code: 'cancelled' };
  const extension = /exists in the (\w+) extension|required extension '(\w+)'/.exec(raised.message);
  if (extension)
    return { code: 'needs-extension', values: { name: (extension[1] ?? extension[2])! }, detail };
  if (/function signature mismatch|Loading external extensions is disabled/.test(raised.message))
    return { code: 'needs-extension', values: { name: '' }, detail };
  const fault: Fault = { code: 'sql-error', detail };
  const position = positionOf(sql, raised);
  if (position) Object.assign(fault, position);
  if (raised.kind === 'Permission') return { ...fault, code: 'engine-locked' };
  const unknown = unknownIn(raised.message);
  if (unknown) {
    const near = nearestNames(unknown.name, [...unknown.candidates, ...known]);
    const candidates = near.length ? near : unknown.candidates.slice(0, 3);
    fault.code = candidates.length ? 'sql-unknown-name' : 'sql-error';
    fault.values = { name: unknown.name, candidates: candidates.join(', ') };
  }
  return fault;
}
