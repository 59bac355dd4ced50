import { Stop } from '../../result.ts';

/** A value cut out of JSON text, with the 1-based line it starts on. */
export interface JsonElement {
  text: string;
  line: number;
}

/** Longest single value; past it the text is not a list of records. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Cuts streamed JSON text into the elements of its top array or, when there is none, into its top-level
 * values (NDJSON, or JSON values one after another). Nothing is parsed here; brackets and strings are followed.
 */
export class JsonCutter {
  /** 'array' once the text was seen to begin with `[`. */
  shape: 'unknown' | 'array' | 'values' = 'unknown';
  /** True when the top array was closed. */
  closed = false;
  #buffer = '';
  #at = 0;
  #from = -1;
  #depth = 0;
  #inString = false;
  #line = 1;
  #fromLine = 1;
  #lines: boolean;

  /** @param lines whether each line is one value, so that a broken line does not take the next with it */
  constructor(lines: boolean) {
    this.#lines = lines;
  }

  /** The elements completed by this piece. */
  push(text: string): JsonElement[] {
    const out: JsonElement[] = [];
    const buffer = this.#buffer + text;
    let i = this.#at;
    const take = (to: number) => {
      if (this.#from >= 0) {
        const element = buffer.slice(this.#from, to).trim();
        if (element !== '') out.push({ text: element, line: this.#fromLine });
      }
      this.#from = -1;
    };
    for (; i < buffer.length; i += 1) {
      const code = buffer.charCodeAt(i);
      if (code === 10) {
        this.#line += 1;
        if (this.#lines) {
          take(i);
          this.#inString = false;
          this.#depth = 0;
          continue;
        }
      }
      if (this.#inString) {
        if (code === 92) {
          if (i + 1 >= buffer.length) break;
          // A line cut behind a backslash ends all the same.
          if (!this.#lines || buffer.charCodeAt(i + 1) !== 10) i += 1;
        } else if (code === 34) this.#inString = false;
        continue;
      }
      if (code <= 32 || code === 0xfeff) continue;
      if (this.shape === 'unknown') {
        this.shape = code === 91 && !this.#lines ? 'array' : 'values';
        if (this.shape === 'array') continue;
      }
      if (this.#depth === 0 && this.shape === 'array') {
        if (code === 44) {
          take(i);
          continue;
        }
        if (code === 93) {
          take(i);
          this.closed = true;
          continue;
        }
      }
      if (this.#from < 0) {
        this.#from = i;
        this.#fromLine = this.#line;
      }
      if (code === 34) this.#inString = true;
      else if (code === 123 || code === 91) this.#depth += 1;
      else if (code === 125 || code === 93) {
        this.#depth -= 1;
        if (this.#depth <= 0 && this.shape === 'values' && !this.#lines) {
          this.#depth = 0;
          take(i + 1);
        }
      }
    }
    const keep = this.#from >= 0 ? this.#from : i;
    if (buffer.length - keep > LONGEST) throw new Stop({ code: 'json-too-long' });
    this.#buffer = buffer.slice(keep);
    this.#at = i - keep;
    if (this.#from >= 0) this.#from = 0;
    return out;
  }

  /** What is left at the end: an unfinished element, or the last line. */
  end(): JsonElement | null {
    const text = this.#from >= 0 ? this.#buffer.trim() : '';
    return text === '' ? null : { text, line: this.#fromLine };
  }
}

const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** Parses one element; integers of 16 digits and more become text, so that no digit is lost. */
export function parseElement(text: string): { value: unknown } | null {
  try {
    const guarded = /\d{16}/.test(text)
      ? text.replace(STRING_OR_LONG, (token) => (token.startsWith('"') ? token : `"${token}"`))
      : text;
    return { value: JSON.parse(guarded) as unknown };
  } catch {
    return null;
  }
}
