import type { TemplateSql } from './schema.ts';

const MARKER = /^--\s*@(step|result|chart|findings)(?:\s+(\S+))?\s*$/;
const STEP_NAME = /^[a-z][a-z0-9_]*$/;

/**
 * Cuts the text of a `query.sql` at its markers (see `TemplateSql`). Text before the first marker is
 * a comment to the reader and left out. Throws an Error that names the line when the markers are
 * wrong: a query file is part of the program, so this is a mistake of its author.
 */
export function parseSqlFile(text: string): TemplateSql {
  const steps: TemplateSql['steps'] = [];
  const single: Partial<Record<'result' | 'chart' | 'findings', string>> = {};
  for (const { kind, name, line, sql } of sections(text)) {
    if (sql === '') throw new Error(`query.sql line ${line}: section @${kind} is empty`);
    if (kind === 'step') {
      if (!STEP_NAME.test(name) || name === 'result')
        throw new Error(`query.sql line ${line}: bad step name "${name}"`);
      if (steps.some((s) => s.name === name))
        throw new Error(`query.sql line ${line}: second step "${name}"`);
      if (single.result !== undefined)
        throw new Error(`query.sql line ${line}: step "${name}" after @result`);
      steps.push({ name, sql });
    } else {
      if (single[kind] !== undefined) throw new Error(`query.sql line ${line}: second @${kind}`);
      single[kind] = sql;
    }
  }
  if (single.result === undefined) throw new Error('query.sql has no @result');
  return { steps, result: single.result, chart: single.chart ?? null, findings: single.findings ?? null };
}

type Kind = 'step' | 'result' | 'chart' | 'findings';

function sections(text: string): { kind: Kind; name: string; line: number; sql: string }[] {
  const found: { kind: Kind; name: string; line: number; lines: string[] }[] = [];
  text.split(/\r?\n/).forEach((content, index) => {
    const marker = MARKER.exec(content);
    if (marker) found.push({ kind: marker[1] as Kind, name: marker[2] ?? '', line: index + 1, lines: [] });
    else found.at(-1)?.lines.push(content);
  });
  return found.map(({ lines, ...rest }) => ({ ...rest, sql: lines.join('\n').trim().replace(/\s*;$/, '') }));
}
