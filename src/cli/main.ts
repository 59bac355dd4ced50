import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { findRole } from '../entity/catalogue.ts';
import { ENTITIES } from '../entity/catalogue.ts';
import { faultText } from '../i18n/faults/index.ts';
import { harshRows, type Harsh } from '../entity/harsh.ts';
import type { SeenStatus } from '../entity/seen-statuses.ts';
import { fill } from '../i18n/fill.ts';
import { formatValue } from '../i18n/format.ts';
import { lookupsText } from '../i18n/lookups.ts';
import { asideText, statusClassText, statusText } from '../i18n/status.ts';
import { isDated } from '../entity/scope.ts';
import { outsideNotes } from '../report/outside-note.ts';
import { scoresLine } from '../i18n/scores.ts';
import { sumsLine } from '../i18n/sums.ts';
import { sidesNotes } from '../report/sides-note.ts';
import { currencyNotes } from '../report/currency-note.ts';
import type { Lang } from '../i18n/text.ts';
import type { Notebook } from '../notebook/document.ts';
import { shownOnLine } from '../notebook/shown.ts';
import { notebookTemplates } from '../notebook/templates.ts';
import { newSecret } from '../privacy/policy.ts';
import { attempt, fail, faultFrom, ok, type Fault, type Result } from '../result.ts';
import { parseArgs, type RunArgs } from './args.ts';
import { loadNotebook, notebookOfText } from './notebook.ts';
import { layOut, readPackage } from './package.ts';
import { openScratch } from './scratch.ts';
import { readMapping, type MappingFile } from './mapping.ts';
import { runNotebook } from './run.ts';
import type { LoadedSource } from './sources.ts';
import { cliText, helpText } from './words.ts';

/** The program's surroundings. */
export interface Surroundings {
  /** One line to standard output, one to standard error. */
  print: (line: string) => void;
  say: (line: string) => void;
  now: Date;
  program: string;
  /** The environment's LANG; --lang goes before it. */
  locale: string;
}

const EXIT = { done: 0, fault: 1, usage: 2, cells: 3 } as const;

/** The program without its process: arguments in, exit code out. */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  // Names of files, columns and values are in what is said: a terminal is to run none of them.
  const here = { ...surroundings, say: (line: string) => surroundings.say(shownOnLine(line)) };
  const local: Lang = /^zh/i.test(here.locale) ? 'zh' : 'en';
  const command = parseArgs(argv);
  if (!command.ok) {
    here.say(faultLine(command.fault, local));
    return EXIT.usage;
  }
  switch (command.value.kind) {
    case 'help':
      here.print(helpText[local]);
      return EXIT.done;
    case 'list':
      for (const { id, title } of notebookTemplates) here.print(`${id}\t${title[local]}`);
      return EXIT.done;
    case 'run':
      return run(command.value, command.value.lang ?? local, here);
  }
}

async function run(args: RunArgs, lang: Lang, here: Surroundings): Promise<number> {
  const { say } = here;
  const stop = (fault: Fault): number => {
    say(faultLine(fault, lang));
    return EXIT.fault;
  };
  const notice = (fault: Fault) => say(faultLine(fault, lang));
  const opened = args.identity === null ? ok(null) : await readPackage(args.notebook, args.identity);
  if (!opened.ok) return stop(opened.fault);
  const notebook = opened.value
    ? notebookOfText(opened.value.notebook, args.currency, notice)
    : await loadNotebook(args.notebook, lang, args.currency, notice);
  if (!notebook.ok) return stop(notebook.fault);
  const map = await readMap(args.map);
  if (!map.ok) return stop(map.fault);
  const secret = await readSecret(args.secretFile);
  if (!secret.ok) return stop(secret.fault);

  const brought = args.data.length === 0 ? opened.value : null;
  if (args.data.length === 0 && (brought?.sources.length ?? 0) === 0)
    return stop({ code: 'cli-missing', values: { option: '--data' } });
  const scratch = brought && (await openScratch(args.temp ?? tmpdir()));
  try {
    const data = brought && scratch ? await layOut(brought, scratch.path) : args.data;
    return await runOn(
      data,
      notebook.value,
      args,
      { map: map.value, secret: secret.value, lang },
      here,
      stop,
    );
  } finally {
    await scratch?.close();
  }
}

/** Runs a notebook on files and says how it goes. */
async function runOn(
  data: string[],
  notebook: Notebook,
  args: RunArgs,
  { map, secret, lang }: { map: MappingFile | null; secret: string; lang: Lang },
  here: Surroundings,
  stop: (fault: Fault) => number,
): Promise<number> {
  const { say } = here;
  const ran = await runNotebook({
    ...args,
    data,
    notebook,
    map,
    secret,
    lang,
    now: here.now,
    program: here.program,
    onReading: (file) => say(fill(cliText.reading, lang, { file })),
    onRead: (source) => sourceLines(source, lang).forEach(say),
    onServing: (source, completes) =>
      say(fill(cliText.serving, lang, { source, files: completes.join(lang === 'zh' ? '、' : ', ') })),
    onNoSale: (source, { is, sales }) =>
      say(
        fill(cliText.noSale, lang, {
          source,
          why: fill(lookupsText[is], lang, { sales: sales.join(lang === 'zh' ? '、' : ', ') }),
        }),
      ),
    onUnused: (source) => say(fill(cliText.unused, lang, { source })),
    onCleaning: () => say(fill(cliText.cleaning, lang)),
    onCleaned: (known, prepared, statuses) => {
      const { ledger } = prepared;
      [
        ...statusLines(statuses, lang),
        ...sidesNotes(known, ledger, lang),
        ...currencyNotes(known, ledger, lang),
        ...harshRows(ledger).map((one) => harshLine(one, lang)),
        ...(isDated(prepared.extent) ? outsideNotes(known, prepared, lang) : []),
      ].forEach(say);
    },
    onCell: {
      onStart: (cell, n, of) => say(fill(cliText.running, lang, { cell: cell.name, n, of })),
      onEnd: ({ state, output, planned, fault, seconds }) => {
        if (state === 'done')
          say(fill(cliText.done, lang, { rows: output!.count, seconds: seconds.toFixed(2) }));
        if (state === 'skipped') say(fill(cliText.needs, lang, { roles: planned.missing.join(', ') }));
        if (state === 'failed') say(fill(cliText.failed, lang, { reason: faultLine(fault!, lang) }));
      },
    },
  });
  if (!ran.ok) return stop(ran.fault);
  const { sources, cells } = ran.value;
  if (sources.some((s) => !s.told)) say(fill(cliText.guessed, lang));
  if (!args.secretFile && sources.some((s) => Object.values(s.expected.privacy).includes('pseudonymise')))
    say(fill(cliText.secret, lang));
  say(fill(cliText.written, lang, { out: args.out }));
  return cells.some((cell) => cell.state === 'failed') ? EXIT.cells : EXIT.done;
}

/** A fault as a line: the file it is about, its sentence, the engine's words. */
function faultLine(fault: Fault, lang: Lang): string {
  const { file, role } = fault.values ?? {};
  const label = typeof role === 'string' ? findRole(role)?.label[lang] : undefined;
  const sentence = faultText(label ? { ...fault, values: { ...fault.values, role: label } } : fault, lang);
  return `${file === undefined ? '' : `${file}: `}${sentence}${fault.detail ? ` (${fault.detail})` : ''}`;
}

/** Different statuses that are told one by one. */
const STATUSES = 40;

/** What each status was taken for. */
const statusLines = (statuses: readonly SeenStatus[], lang: Lang): string[] => [
  ...statuses.slice(0, STATUSES).map(({ role, value, rows, class: as }) =>
    fill(cliText.status, lang, {
      role: findRole(`orders.${role}`)?.label[lang] ?? role,
      value,
      rows,
      class: statusClassText[as][lang],
    }),
  ),
  ...(statuses.length > STATUSES ? [fill(statusText.more, lang, { count: statuses.length - STATUSES })] : []),
];

const harshLine = ({ rule, entity, rows, share }: Harsh, lang: Lang): string =>
  fill(asideText.has, lang, {
    rule: rule.title[lang],
    why: (rule.aside ?? asideText.uncounted)[lang],
    entity: ENTITIES[entity].label[lang],
    rows,
    share: formatValue(share, 'percent', { lang, currency: '' }),
  });

/** Notices of periods side by side that can be read as rows. */
const OFFERED: ReadonlySet<string> = new Set(['periods-beside', 'periods-no-year', 'periods-undated']);

/** What a mapping file says to have them so. */
const AS_ROWS = {
  rows: '"reading": {"periods": "rows"}',
  dated: '"reading": {"periods": "rows", "year": 2024}',
};

/** What a source was taken for: nobody looks at a mapping page here. */
function sourceLines(
  { expected, file, read, rejected, leftOut, notices, seen, asks, lookedUp, scores, sums }: LoadedSource,
  lang: Lang,
): string[] {
  const { name, entity, mapping, privacy } = expected;
  const label = ENTITIES[entity].label[lang];
  return [
    fill(cliText.read, lang, { source: name, entity: label, read, rejected }),
    ...lookedUp.map((one) => fill(cliText.lookedUp, lang, one)),
    ...(leftOut.above + leftOut.below > 0 ? [fill(cliText.leftOut, lang, { ...leftOut })] : []),
    ...[...seen, ...notices].map((notice) => `  ${faultText(notice, lang)}`),
    ...(seen.some(({ code }) => OFFERED.has(code))
      ? [fill(cliText.periods, lang, { file, ...AS_ROWS })]
      : []),
    ...(notices.length > 0 ? [fill(cliText.bounded, lang, { file })] : []),
    ...(scores ? [`  ${scoresLine(scores, lang)}`] : []),
    ...(sums ? [`  ${sumsLine(sums, lang)}`] : []),
    ...Object.entries(mapping).map(([role, column]) =>
      fill(cliText.mapped, lang, { role: `${entity}.${role}`, column }),
    ),
    ...Object.entries(privacy).map(([column, policy]) =>
      fill(cliText.private, lang, { column, policy: cliText[policy][lang] }),
    ),
    ...Object.entries(asks).map(([column, asked]) =>
      fill(cliText.tightened, lang, {
        column,
        asked: cliText[asked][lang],
        policy: cliText[privacy[column] ?? 'keep'][lang],
      }),
    ),
  ];
}

async function readMap(path: string | null): Promise<Result<MappingFile | null>> {
  if (path === null) return ok(null);
  const text = await readWhole(path);
  return text.ok ? readMapping(text.value) : text;
}

async function readSecret(path: string | null): Promise<Result<string>> {
  if (path === null) return ok(newSecret());
  const text = await readWhole(path);
  if (!text.ok) return text;
  const secret = text.value.trim();
  return /^(?:[0-9a-f]{2}){16,64}$/i.test(secret) ? ok(secret) : fail('cli-secret', { values: { path } });
}

async function readWhole(path: string): Promise<Result<string>> {
  return attempt(
    async () => ok(await readFile(path, 'utf8')),
    (error) => faultFrom(error, 'cli-file-unreadable', { path }),
  );
}
