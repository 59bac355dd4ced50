import { ENTITIES } from '../../entity/catalogue.ts';
import { fill } from '../../i18n/fill.ts';
import { formatValue } from '../../i18n/format.ts';
import type { Lang, Text } from '../../i18n/text.ts';
import type { Weakening } from '../../import/meaning/weakening.ts';
import type { Block } from '../document.ts';
import type { SourceFacts, StatementFacts } from './facts.ts';
import { KIND_WORDS, STATEMENT_TEXTS as text, WEAKENED_BY, WORDS } from './texts.ts';

export interface StatementSection {
  id: string;
  title: string;
  blocks: Block[];
}

/** The statement in words and tables, for the page and for the saved file alike. */
export function statementSections(facts: StatementFacts, lang: Lang): StatementSection[] {
  const say = (words: Text, values: Record<string, string | number> = {}): string =>
    fill(words, lang, values);
  const paragraph = (words: Text, values?: Record<string, string | number>): Block => ({
    kind: 'paragraph',
    text: [{ text: say(words, values), bold: false }],
  });
  const table = (columns: (Text | null)[], rows: string[][]): Block => ({
    kind: 'table',
    columns: columns.map((label) => ({ label: label ? label[lang] : '', numeric: false })),
    rows,
  });
  const number = (n: number | null): string =>
    n === null ? '–' : formatValue(n, 'integer', { lang, currency: '' });
  const word = (key: string): string => WORDS[key]?.[lang] ?? key;
  const who = (weakening: Weakening | null): string =>
    weakening
      ? say(WEAKENED_BY[weakening.by], {
          instead: word(`policy-${weakening.instead}`),
          at: stamp(weakening.at),
        })
      : say(text.byUnknown);
  const { build, enforced, requests, departures } = facts;
  const foreign = requests.filter(
    (r) => r.outcome !== 'stopped' && !r.url.startsWith(originOf(facts.address)),
  );
  const stopped = requests.filter(({ outcome }) => outcome === 'stopped');

  const source = ({ name, file, entity, rows, columns }: SourceFacts): Block[] => [
    {
      kind: 'paragraph',
      text: [
        { text: name, bold: true },
        {
          text: ` · ${[file, entity ? ENTITIES[entity].label[lang] : '', say(text.rows, { count: number(rows) })].filter(Boolean).join(' · ')}`,
          bold: false,
        },
      ],
    },
    table(
      [text.column, text.kind, text.treatment, text.weakened],
      columns.map((column) => [
        column.name,
        column.kind ? (KIND_WORDS[column.kind]?.[lang] ?? column.kind) : '–',
        word(`policy-${column.treatment}`),
        column.weakened ? who(column.weakening) : '–',
      ]),
    ),
  ];

  return [
    {
      id: 'build',
      title: say(text.buildTitle),
      blocks: [
        table(
          [text.what, null],
          [
            [say(text.address), facts.address],
            [say(text.version), build.version],
            [say(text.digest), build.digest ?? say(text.digestUnknown)],
            [say(text.servedBy), word(`served-${build.servedBy}`)],
            [say(text.openedAt), stamp(facts.openedAt)],
            [say(text.madeAt), stamp(facts.madeAt)],
          ],
        ),
        paragraph(text.compare),
        paragraph(text.compareCommand),
      ],
    },
    {
      id: 'enforced',
      title: say(text.enforcedTitle),
      blocks: [
        table(
          [text.what, text.by],
          [
            [
              say(enforced.sealedAt ? text.sealedSince : text.notSealed, {
                at: enforced.sealedAt ? stamp(enforced.sealedAt) : '',
              }),
              enforced.sealedPolicy ?? '–',
            ],
            [say(text.pagePolicy), enforced.pagePolicy],
            [say(text.constructors), say(text.constructorsBy)],
            [say(text.engine), enforced.engineLock.join('; ')],
            [
              say(text.headers),
              enforced.headers
                ? Object.entries(enforced.headers)
                    .filter(([name]) => name !== 'Content-Security-Policy')
                    .map(([name, value]) => `${name}: ${value}`)
                    .join('; ')
                : say(text.headersByHost),
            ],
            [say(text.files), say(enforced.headers ? text.filesBy : text.filesNotYet)],
          ],
        ),
      ],
    },
    {
      id: 'sources',
      title: say(text.sourcesTitle),
      blocks:
        facts.sources.length > 0
          ? [paragraph(text.sourcesExplain), ...facts.sources.flatMap(source)]
          : [paragraph(text.noSources)],
    },
    {
      id: 'requests',
      title: say(text.requestsTitle),
      blocks: [
        paragraph(text.requestsCount, {
          all: number(requests.length),
          foreign: number(foreign.length),
          stopped: number(stopped.length),
        }),
        table(
          [text.at, text.where, text.outcome, text.url],
          requests.map((r) => [
            stamp(r.at),
            word(`where-${r.where}`).replace(/^where-/, ''),
            foreign.includes(r) ? say(text.foreign) : word(r.by ? `stopped-${r.by}` : r.outcome),
            r.url,
          ]),
        ),
      ],
    },
    {
      id: 'departures',
      title: say(text.departuresTitle),
      blocks:
        departures.length === 0
          ? [paragraph(text.noDepartures)]
          : [
              table(
                [text.at, text.way, text.contents, text.name, text.rowsColumns, text.bytes, text.smallest],
                departures.map((d) => [
                  stamp(d.at),
                  word(`way-${d.way}`),
                  word(`what-${d.what}`),
                  d.name,
                  d.rows === null ? '–' : `${number(d.rows)} × ${number(d.columns)}`,
                  number(d.bytes),
                  number(d.smallestGroup),
                ]),
              ),
            ],
    },
    {
      id: 'limits',
      title: say(text.limitsTitle),
      blocks: [paragraph(text.limitsHost), paragraph(text.limitsBrowser), paragraph(text.limitsVisit)],
    },
  ];
}

const originOf = (address: string): string => `${new URL(address).origin}/`;

/** An ISO instant to the second, in UTC and saying so. */
const stamp = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;
