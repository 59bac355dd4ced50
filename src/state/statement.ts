import { SEALED_POLICY } from '../egress/shut-page.ts';
import { bootStatements } from '../engine/lock.ts';
import type { ExpectedSource } from '../entity/source.ts';
import { defaultPolicy } from '../privacy/detect.ts';
import { isWeaker } from '../privacy/kinds.ts';
import type { Lang } from '../i18n/text.ts';
import { sectionsHtml } from '../report/html.ts';
import type { SourceFacts, StatementFacts } from '../report/statement/facts.ts';
import { statementSections } from '../report/statement/sections.ts';
import { STATEMENT_TEXTS } from '../report/statement/texts.ts';
import type { build } from './build.svelte.ts';
import type { egress } from './egress.svelte.ts';
import type { sealing } from './sealing.svelte.ts';
import type { OpenSource } from './open-source.ts';

/** What the statement is made of. */
export interface StatementInput {
  build: Pick<typeof build, 'current' | 'served'>;
  egress: Pick<typeof egress, 'requests' | 'departures' | 'since'>;
  sealing: Pick<typeof sealing, 'since'>;
  sources: readonly Pick<OpenSource, 'name' | 'file' | 'columns' | 'personal' | 'weakened' | 'ledger'>[];
  expected: readonly ExpectedSource[];
  /** The text of the page's own policy. */
  policy: string;
  /** Address of the page. */
  address: string;
  now: number;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const timed = <T extends { at: number }>(list: readonly T[]) =>
  list.map((entry) => ({ ...entry, at: iso(entry.at) }));

/** The facts of the privacy statement as they are now. */
export function statementFacts(input: StatementInput): StatementFacts {
  const { build, egress, sealing } = input;
  return {
    format: 'cellar-privacy-statement',
    formatVersion: 1,
    madeAt: iso(input.now),
    openedAt: iso(egress.since),
    address: input.address.replace(/#.*$/s, ''),
    build: {
      version: build.current?.version ?? __VERSION__,
      digest: build.current?.digest ?? null,
      servedBy: build.served ? 'service-worker' : 'host',
    },
    enforced: {
      pagePolicy: input.policy,
      sealedPolicy: sealing.since === null ? null : SEALED_POLICY,
      sealedAt: sealing.since === null ? null : iso(sealing.since),
      headers: build.served?.headers ?? null,
      engineLock: bootStatements.filter((sql) => sql.startsWith('SET ')),
    },
    sources: input.sources.map((source) =>
      sourceFacts(
        source,
        input.expected.find(({ name }) => name === source.name),
      ),
    ),
    requests: timed(egress.requests),
    departures: timed(egress.departures),
  };
}

function sourceFacts(
  { name, file, columns, personal, weakened, ledger }: StatementInput['sources'][number],
  expected: ExpectedSource | undefined,
): SourceFacts {
  const privacy = expected?.privacy ?? {};
  const all = [...(expected?.columns ?? []), ...columns].map((column) => column.name);
  const names = [...new Set([...all, ...Object.keys(personal), ...Object.keys(privacy)])];
  return {
    name,
    file,
    entity: expected?.entity ?? null,
    rows: ledger.read,
    // The table's own columns (row number, copies) are Cellar's and not the file's.
    columns: names
      .filter((column) => !column.startsWith('_') || Object.hasOwn(personal, column))
      .map((column) => {
        const kind = Object.hasOwn(personal, column) ? (personal[column] ?? null) : null;
        const treatment = Object.hasOwn(privacy, column) ? privacy[column]! : 'keep';
        const less = isWeaker(treatment, defaultPolicy(kind, null));
        const by = weakened && Object.hasOwn(weakened, column) ? weakened[column]! : null;
        return { name: column, kind, treatment, weakened: less, weakening: less ? by : null };
      }),
  };
}

/** The statement as one HTML file that needs nothing else. */
export const statementHtml = (facts: StatementFacts, lang: Lang): string =>
  sectionsHtml(
    lang,
    STATEMENT_TEXTS.title[lang],
    statementSections(facts, lang),
    `Cellar ${facts.build.version}`,
  );

/** The statement as JSON. */
export const statementJson = (facts: StatementFacts): string => `${JSON.stringify(facts, null, 2)}\n`;
