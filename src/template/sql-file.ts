import type { TemplateSql } from './schema.ts';

const MARKER =
  /^--\s*@(?:(?<kind>step|result|table|chart|findings|people)(?:\s+(?<name>\S+))?|model\s+(?<model>\S+)\s+from\s+(?<from>\S+)\s+as\s+(?<as>\S+))\s*$/;
const STEP_NAME = /^[a-z][a-z0-9_]*$/;

/**
 * Cuts the text of a `query.sql` at its markers (see `TemplateSql`). Text before the first marker is
 * a comment to the reader and left out. Throws an Error that names the line when the markers are
 * wrong: a query file is part of the program, so this is a mistake of its author. `includes` are texts that
 * several query files share: a line `-- @include name key=value …` gives way to the one of that name, its
 * `{key}` filled in. An include may include others.
 */
export function parseSqlFile(source: string, includes: ReadonlyMap<string, string> = new Map()): TemplateSql {
  const text = included(source, includes);
  const steps: TemplateSql['steps'] = [];
  const tables: { name: string; sql: string }[] = [];
  const single: Partial<Record<'result' | 'chart' | 'findings' | 'people', string>> = {};
  for (const { kind, name, line, sql, model } of sections(text)) {
    if (sql === '' && !model) throw new Error(`query.sql line ${line}: section @${kind} is empty`);
    if (kind === 'step') {
      if (!STEP_NAME.test(name) || name === 'result')
        throw new Error(`query.sql line ${line}: bad step name "${name}"`);
      if (steps.some((s) => s.name === name))
        throw new Error(`query.sql line ${line}: second step "${name}"`);
      if (single.result !== undefined)
        throw new Error(`query.sql line ${line}: step "${name}" after @result`);
      if (model && !steps.some((s) => s.name === model.from))
        throw new Error(`query.sql line ${line}: model "${model.id}" reads no step before it`);
      steps.push(model ? { name, sql, model } : { name, sql });
    } else if (kind === 'table') {
      if (!STEP_NAME.test(name)) throw new Error(`query.sql line ${line}: bad table name "${name}"`);
      if (tables.some((t) => t.name === name))
        throw new Error(`query.sql line ${line}: second table "${name}"`);
      tables.push({ name, sql });
    } else {
      if (single[kind] !== undefined) throw new Error(`query.sql line ${line}: second @${kind}`);
      single[kind] = sql;
    }
  }
  if (single.result === undefined) throw new Error('query.sql has no @result');
  return {
    steps,
    result: single.result,
    ...(tables.length > 0 ? { tables } : {}),
    ...(single.people === undefined ? {} : { people: single.people }),
    chart: single.chart ?? null,
    findings: single.findings ?? null,
  };
}

const INCLUDE = /^([ \t]*)--\s*@include\s+(\S+)((?:[ \t]+\w+=\S+)*)[ \t]*$/gm;

/** The text with its includes in place, each as far in as its line; `within` are the includes that led here. */
function included(source: string, includes: ReadonlyMap<string, string>, within: string[] = []): string {
  return source.replace(INCLUDE, (line, indent: string, name: string, given: string) => {
    const text = includes.get(name);
    if (text === undefined) throw new Error(`query.sql: nothing to include for "${line.trim()}"`);
    if (within.includes(name)) throw new Error(`query.sql: include "${name}" includes itself`);
    const filled = fillIn(text.trim(), given, line.trim());
    return included(filled, includes, [...within, name]).replace(/^(?=.)/gm, indent);
  });
}

/** The include with the values that its line gives: each that it asks for, and no other. */
function fillIn(text: string, given: string, line: string): string {
  const values = new Map(
    given
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const unused = new Set(values.keys());
  const filled = text.replace(/\{([a-z_]+)\}/g, (_, key: string) => {
    const value = values.get(key);
    if (value === undefined) throw new Error(`query.sql: "${line}" does not say ${key}`);
    unused.delete(key);
    return value;
  });
  if (unused.size > 0)
    throw new Error(`query.sql: "${line}" gives ${[...unused].join()}, which is not asked for`);
  return filled;
}

type Kind = 'step' | 'result' | 'table' | 'chart' | 'findings' | 'people';
interface Section {
  kind: Kind;
  name: string;
  line: number;
  model?: { id: string; from: string };
}

function sections(text: string): (Section & { sql: string })[] {
  const found: (Section & { lines: string[] })[] = [];
  text.split(/\r?\n/).forEach((content, index) => {
    const marker = MARKER.exec(content)?.groups;
    const line = index + 1;
    if (marker?.model)
      found.push({
        kind: 'step',
        name: marker.as!,
        line,
        model: { id: marker.model, from: marker.from! },
        lines: [],
      });
    else if (marker) found.push({ kind: marker.kind as Kind, name: marker.name ?? '', line, lines: [] });
    else if (/^--\s*@model\b/.test(content))
      throw new Error(`query.sql line ${line}: "@model <id> from <step> as <name>"`);
    else found.at(-1)?.lines.push(content);
  });
  return found.map(({ lines, ...rest }) => ({ ...rest, sql: lines.join('\n').trim().replace(/\s*;$/, '') }));
}
