import { isCode, tokenise } from './tokens.ts';

/** The common table expressions that a SELECT begins with: their names, and where their list ends in the text. */
export interface CteList {
  /** As names are compared: bare ones in lower case. */
  names: string[];
  /** Offset behind the last one's closing bracket. */
  end: number;
}

/** Null for a SELECT that begins with none, or whose beginning cannot be read. */
export function cteList(sql: string): CteList | null {
  const code = tokenise(sql).filter(isCode);
  let at = 0;
  const next = (word: string): boolean => {
    if (code[at]?.text.toUpperCase() !== word) return false;
    at++;
    return true;
  };
  /** Past a bracket and all that it holds; false where there is none, or it is never closed. */
  const bracket = (): boolean => {
    if (!next('(')) return false;
    for (let depth = 1; depth > 0; at++) {
      if (at >= code.length) return false;
      depth += code[at]!.text === '(' ? 1 : code[at]!.text === ')' ? -1 : 0;
    }
    return true;
  };
  if (!next('WITH')) return null;
  next('RECURSIVE');
  const names: string[] = [];
  do {
    const name = code[at++];
    if (name?.kind === 'word') names.push(name.text.toLowerCase());
    else if (name?.kind === 'quoted') names.push(name.text.slice(1, -1));
    else return null;
    if (code[at]?.text === '(' && !bracket()) return null;
    if (!next('AS')) return null;
    if (next('NOT') ? !next('MATERIALIZED') : (next('MATERIALIZED'), false)) return null;
    if (!bracket()) return null;
  } while (next(','));
  const last = code[at - 1]!;
  return { names, end: last.start + last.text.length };
}
