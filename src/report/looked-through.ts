import type { Notebook } from '../notebook/document.ts';
import { replaceFound, type ScrubFinding } from '../notebook/scrub.ts';
import type { Report } from './document.ts';

/** Whether what was found in a notebook stands in its report: what was written into it, and what things are called. */
export function standsInReport(
  { cells }: Pick<Notebook, 'cells'>,
  { path, inKey }: Pick<ScrubFinding, 'path' | 'inKey'>,
): boolean {
  const [part, at, field] = path;
  if (inKey) return false;
  if (part === 'title' || part === 'goal') return true;
  if (part === 'sources') return field === 'name' || field === 'system';
  if (part === 'metrics') return field === 'name';
  if (part !== 'cells') return false;
  return field === 'title' || (field === 'text' && cells[Number(at)]?.template === 'report');
}

/** What tells parts of a report apart, and is no words of it. */
const CODES = new Set(['id', 'kind', 'lang', 'severity', 'cell', 'rows', 'edited']);

/** The report with what was found replaced in every text of it. */
export function withReplaced(
  report: Report,
  findings: readonly Pick<ScrubFinding, 'text' | 'replacement'>[],
): Report {
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return replaceFound(value, findings);
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null || value instanceof Map) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        CODES.has(key) && typeof child !== 'object' ? child : replaced(child),
      ]),
    );
  };
  return findings.length === 0 ? report : (replaced(report) as Report);
}
