import type { CleaningSetting } from '../entity/rules/rule.ts';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '../i18n/text.ts';
import { faultText } from '../i18n/faults/index.ts';
import { cellTitle } from '../notebook/cell-title.ts';
import type { Notebook } from '../notebook/document.ts';
import { writeCsv } from '../export/csv.ts';
import { plain } from '../report/findings.ts';
import { saidFirst } from '../report/said-before.ts';
import { attempt, faultFrom, ok, type Fault, type Result } from '../result.ts';
import type { Prepared } from '../run/data.ts';
import type { NativeDatabase } from '../engine/native/native.ts';
import type { Reconciliation } from '../run/reconcile.ts';
import type { Disclosure } from '../disclosure/disclose.ts';
import { slotsOf, type FindingRow } from '../disclosure/findings.ts';
import type { Template } from '../template/schema.ts';
import { toldDigits } from '../disclosure/told-digits.ts';
import { rowObjects } from '../engine/rows.ts';
import { templatesOf } from '../metric/notebook-templates.ts';
import type { RanCell } from './cells.ts';
import { rememberedOf, type Remembered } from '../import/remembered.ts';
import type { MappingFile, SourceMapping } from './mapping.ts';
import type { LoadedSource } from './sources.ts';
import { namesOfPeople } from '../privacy/people-columns.ts';

/** Text of a file of the output folder; fault `cli-file-unwritable`. */
export const writeText = (folder: string, name: string, text: string): Promise<Result<null>> =>
  writing(join(folder, name), async () => {
    const handle = await openOwn(join(folder, name));
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
  });

/** A file that only its owner reads, also when an older one of that name was open to others. */
async function openOwn(path: string): Promise<FileHandle> {
  const handle = await open(path, 'w', 0o600);
  await handle.chmod(0o600);
  return handle;
}

/** What a SELECT gives, as `<name>.csv`, a few thousand rows at a time. */
export function writeTable(
  db: NativeDatabase,
  name: string,
  select: string,
  folder: string,
): Promise<Result<null>> {
  const path = join(folder, `${name}.csv`);
  return writing(path, async () => {
    const handle = await openOwn(path);
    try {
      let first = true;
      for await (const page of db.pages(select)) {
        const [header = '', ...lines] = writeCsv(page);
        await handle.appendFile((first ? header : '') + lines.join(''));
        first = false;
      }
    } finally {
      await handle.close();
    }
  });
}

async function writing(path: string, work: () => Promise<unknown>): Promise<Result<null>> {
  return attempt(
    async () => {
      await work();
      return ok(null);
    },
    (error) => faultFrom(error, 'cli-file-unwritable', { path }),
  );
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export interface RunFacts {
  notebook: Notebook;
  sources: readonly LoadedSource[];
  prepared: Prepared;
  cells: readonly RanCell[];
  reconciliation: Reconciliation;
  lang: Lang;
  /** ISO date and time. */
  generatedAt: string;
}

const told = (fault: Fault | null, lang: Lang) =>
  fault && {
    code: fault.code,
    text: faultText(fault, lang),
    ...(fault.detail ? { detail: fault.detail } : {}),
  };

/**
 * `findings.json`: each cell's state and its findings, as sentences and as numbers, with why a report holds one back;
 * where the disclosure rules hold for tables too, without those.
 */
export function findingsFile(
  { notebook, prepared, cells, lang, generatedAt }: RunFacts,
  disclosure: Pick<Disclosure, 'finding' | 'rules'>,
): unknown {
  const templateOf = templatesOf(notebook);
  const findings = (name: string) => cells.find(({ planned }) => planned.name === name)?.output?.findings;
  return {
    notebook: notebook.title,
    generatedAt,
    scope: prepared.given,
    cells: cells.map(({ planned, state, output, fault }) => {
      const cell = notebook.cells.find((c) => c.name === planned.name)!;
      const template = templateOf(cell.template);
      const all = saidFirst(planned.name, { notebook, template: templateOf, findings }, lang);
      const held = (row: FindingRow) => disclosure.finding(planned.name, row);
      const leaves = (row: FindingRow) => !disclosure.rules.tables || held(row) === null;
      const items = all.filter(({ row }) => leaves(row));
      const rows = (output?.findings ? rowObjects(output.findings) : []).filter(leaves);
      const numbers = disclosure.rules.tables
        ? rows.map((row) => (template ? inDigits(template, row) : row))
        : rows;
      return {
        cell: planned.name,
        template: cell.template,
        title: cellTitle(cell, template, lang),
        state,
        rows: output?.count ?? null,
        ...(planned.missing.length > 0 ? { missing: planned.missing } : {}),
        ...(fault ? { fault: told(fault, lang) } : {}),
        findings: items.map(({ rule, kind, severity, segments, weight, row }) => ({
          ...{ rule, kind, severity, text: plain(segments), held: held(row) },
          ...(weight ? { stake: weight } : {}),
        })),
        numbers,
      };
    }),
  };
}

/** A finding's row in as many digits as its sentence; whole numbers that are no amounts stay. */
function inDigits(template: Template, row: FindingRow): FindingRow {
  const rule = template.findings[String(row['rule'])];
  const amounts = new Set(
    (rule ? slotsOf(rule) : [])
      .filter(({ format }) => ['money', 'row', 'minutes', 'seconds'].includes(format ?? ''))
      .map(({ column }) => column),
  );
  const told = ([column, value]: [string, unknown]) =>
    Number.isInteger(value) && !amounts.has(column) ? [column, value] : [column, toldDigits(value)];
  return Object.fromEntries(Object.entries(row).map(told));
}

/** An identity of the row account, and whether it holds. */
export interface Identity {
  what: string;
  left: number;
  right: number;
  holds: boolean;
}

/** The account's identities: what is read is kept or set aside, in every step and in every source. */
function identities({ ledger, sourceLedger }: Pick<Prepared, 'ledger' | 'sourceLedger'>): Identity[] {
  const equal = (what: string, left: number, right: number): Identity => ({
    what,
    left,
    right,
    holds: left === right,
  });
  return [
    ...ledger.map((row) =>
      equal(
        `${row.entity} ${row.rule}: in - removed + added = out`,
        row.rows_in - row.removed + row.added,
        row.rows_out,
      ),
    ),
    ...sourceLedger.map((row) =>
      equal(`${row.source}: quarantined + kept = read`, row.quarantined + row.kept, row.read),
    ),
  ];
}

/** `ledger.json`: the row account from file to clean entity. Rejected lines by number, never their text. */
export function ledgerFile({ sources, prepared, reconciliation, generatedAt, lang }: RunFacts): unknown {
  return {
    generatedAt,
    sources: sources.map((source) => {
      const { expected, file, part, read, rejected, leftOut, rejects, conversions, weakened } = source;
      const row = prepared.sourceLedger.find((s) => s.source === expected.name);
      return {
        source: expected.name,
        file,
        ...(part ? { part } : {}),
        entity: expected.entity,
        records: read + rejected,
        rejected,
        // Files of which it has columns: rows that were found there, and that were not.
        ...(source.lookedUp.length > 0 ? { lookedUp: source.lookedUp } : {}),
        // Lines of the file beside its records: titles above the header, totals and remarks below the rows.
        leftOut,
        read,
        quarantined: row?.quarantined ?? 0,
        kept: row?.kept ?? 0,
        rejects,
        conversions,
        // Columns that came in as more than their kind would: who had it so, and what would have been.
        weakened,
      };
    }),
    steps: prepared.ledger,
    identities: identities(prepared),
    reconciliation: reconciliation.checks.map(({ title, cells, left, right, ok: holds }) => ({
      what: title[lang],
      cells,
      left,
      right,
      holds,
    })),
    notReconciled: reconciliation.left.map(({ title, cells, missing }) => ({
      what: title[lang],
      cells,
      missing,
    })),
  };
}

/** `mapping.json`: how the files were understood, for `--map` of the next run. */
export const mappingFile = (
  sources: readonly LoadedSource[],
  cleaning: readonly CleaningSetting[] = [],
): MappingFile => ({
  format: 'cellar-mapping',
  version: 1,
  ...(cleaning.length > 0 ? { cleaning: [...cleaning] } : {}),
  sources: sources.filter(isFirstSaid).map(({ expected, file, like, part }) => {
    // What is called after people is left out where nothing speaks of it, too.
    const named = namesOfPeople(expected.columns.map(({ name }) => name));
    return {
      file: like ?? file,
      ...(part ? { part } : {}),
      name: expected.name,
      ...(expected.system ? { system: expected.system } : {}),
      entity: expected.entity,
      mapping: expected.mapping,
      ...(expected.attributes ? { attributes: expected.attributes } : {}),
      privacy: Object.fromEntries(
        expected.columns
          .map(({ name }) => [name, expected.privacy[name] ?? ('keep' as const)] as const)
          .filter(([name, policy]) => policy !== 'drop' || !named.has(name)),
      ),
      ...howRead(rememberedOf(expected)),
    };
  }),
});

/** Sheets or files whose names are values are all said by the first of them: their names are not to stand in the file. */
const isFirstSaid = (
  { file, like, part }: LoadedSource,
  i: number,
  sources: readonly LoadedSource[],
): boolean =>
  part !== '' ||
  sources.findIndex((other) => (other.like ?? other.file) === (like ?? file) && other.part === '') === i;

/** Each of these only where somebody said it. */
const howRead = ({
  hints,
  types,
  formats,
}: Remembered): Pick<SourceMapping, 'reading' | 'types' | 'formats'> => ({
  ...(Object.keys(hints).length > 0 ? { reading: hints } : {}),
  ...(Object.keys(types).length > 0 ? { types } : {}),
  ...(Object.keys(formats).length > 0 ? { formats } : {}),
});
