import { describe, expect, test } from 'vitest';
import type { StatementFacts } from '../../../src/report/statement/facts.ts';
import { statementSections } from '../../../src/report/statement/sections.ts';
import { statementFacts, statementHtml, statementJson } from '../../../src/state/statement.ts';

const AT = Date.UTC(2026, 10, 28, 4, 9, 12);
const requests = [
  {
    url: 'https://host.example/assets/app.js',
    at: AT,
    where: 'page',
    kind: 'script',
    outcome: 'sent',
    by: null,
  },
  {
    url: 'https://evil.example/leak',
    at: AT,
    where: 'page',
    kind: 'img-src',
    outcome: 'stopped',
    by: 'policy',
  },
  { url: 'https://far.example/<b>', at: AT, where: 'cellar-files', kind: 'fetch', outcome: 'sent', by: null },
] as const;
const departures = [
  {
    at: AT,
    way: 'file',
    what: 'table',
    name: 'rfm.csv',
    bytes: 1234,
    rows: 80,
    columns: 6,
    smallestGroup: null,
  },
] as const;
const BY = { by: 'notebook', instead: 'mask', at: new Date(AT - 50_000).toISOString() } as const;
const base = (): Parameters<typeof statementFacts>[0] => ({
  build: { current: { version: '1.2.3', digest: 'd'.repeat(64) }, served: null },
  egress: { requests, departures, since: AT - 60_000 },
  sealing: { since: AT - 30_000 },
  sources: [
    {
      name: 'orders',
      file: 'orders.csv',
      columns: [
        { name: 'id', type: 'VARCHAR' },
        { name: 'phone', type: 'VARCHAR' },
        { name: '_row', type: 'BIGINT' },
      ],
      personal: { id: null, phone: 'phone', email: 'email' },
      weakened: { phone: BY },
      ledger: { read: 300, rejected: 0, rejects: [], conversions: [], bytes: 1 },
    },
  ],
  expected: [
    {
      name: 'orders',
      system: '',
      updated: '',
      cadence: '',
      entity: 'orders',
      columns: [{ name: 'id', type: 'VARCHAR' }],
      mapping: {},
      privacy: { email: 'drop', phone: 'keep' },
      reading: {},
    },
  ],
  policy: "default-src 'none'",
  address: 'https://host.example/?lang=en#/n/xyzzy',
  now: AT,
});
const input = (rest: Partial<Parameters<typeof statementFacts>[0]> = {}): StatementFacts =>
  statementFacts({ ...base(), ...rest });
const cells = (facts: StatementFacts, id: string, lang: 'zh' | 'en' = 'en'): string[][] =>
  statementSections(facts, lang)
    .find((section) => section.id === id)!
    .blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));

describe('the privacy statement', () => {
  test('names build, page and times, and not what stands behind the hash', () => {
    const facts = input();
    expect(facts).toMatchObject({
      address: 'https://host.example/?lang=en',
      madeAt: '2026-11-28T04:09:12.000Z',
      build: { version: '1.2.3', digest: 'd'.repeat(64), servedBy: 'host' },
    });
    expect(JSON.stringify(facts)).not.toContain('xyzzy');
    expect(cells(facts, 'build')).toContainEqual(['Statement made', '2026-11-28 04:09:12 UTC']);
  });

  test('gives every column its kind and treatment, and says which was kept against detection', () => {
    expect(input().sources[0]!.columns).toEqual([
      { name: 'id', kind: null, treatment: 'keep', weakened: false, weakening: null },
      { name: 'phone', kind: 'phone', treatment: 'keep', weakened: true, weakening: BY },
      { name: 'email', kind: 'email', treatment: 'drop', weakened: false, weakening: null },
    ]);
    expect(cells(input(), 'sources')[1]).toEqual([
      'phone',
      'phone',
      'keep',
      'the notebook asked for it and whoever imported it agreed, 2026-11-28 04:08:22 UTC; else: mask',
    ]);
  });

  test('names who weakened a policy, whether to keep it or only to redact it, or that nobody wrote it down', () => {
    const { sources, ...rest } = base();
    const said = (by: 'person' | 'role' | null, privacy: 'keep' | 'redact', lang: 'zh' | 'en') => {
      const [source] = sources;
      const facts = statementFacts({
        ...rest,
        sources: [{ ...source!, weakened: by ? { phone: { ...BY, by } } : undefined }],
        expected: [{ ...rest.expected[0]!, privacy: { phone: privacy } }],
      });
      return cells(facts, 'sources', lang)[1]!.slice(2);
    };
    expect(said('person', 'redact', 'en')).toEqual([
      'redact',
      'whoever imported it, unasked, 2026-11-28 04:08:22 UTC; else: mask',
    ]);
    expect(said('role', 'keep', 'zh')[1]).toContain('被当作同事的姓名');
    expect(said(null, 'keep', 'en')[1]).toContain('did not write down by whom');
  });

  test('tells requests to this site, to another site and stopped ones apart', () => {
    expect(cells(input(), 'requests').map((row) => [row[1], row[2]])).toEqual([
      ['page', 'this site'],
      ['page', 'stopped by the policy'],
      ['files worker', 'sent to another site'],
    ]);
    const said = statementSections(input(), 'en').find(({ id }) => id === 'requests')!.blocks[0];
    expect(JSON.stringify(said)).toContain(
      'made 3 requests since the page was opened; 1 went to other sites; 1 was',
    );
  });

  test('says what is enforced as it is now, not as it will be', () => {
    const open = input({ sealing: { since: null } });
    expect(open.enforced).toMatchObject({ sealedPolicy: null, sealedAt: null, headers: null });
    expect(cells(open, 'enforced')[0]![0]).toContain('not sealed yet');
    const shut = input();
    expect(shut.enforced.sealedPolicy).toContain("connect-src 'none'");
    expect(shut.enforced.engineLock).toContain('SET lock_configuration=true');
    expect(cells(shut, 'enforced')[0]![0]).toContain('sealed at 2026-11-28 04:08:42 UTC');
  });

  test('is saved in both languages, whole, escaped and without anything remote', () => {
    for (const lang of ['zh', 'en'] as const) {
      const html = statementHtml(input(), lang);
      expect(html).toContain('rfm.csv');
      expect(html).toContain('80 × 6');
      expect(html).toContain('https://far.example/&lt;b&gt;');
      expect(html).not.toMatch(/<script|<img|<link|src=/);
      // A word without a translation would stand there by its key.
      expect(html).not.toMatch(/\b(?:policy|way|what|where|served|stopped)-[a-z]/);
    }
    expect(JSON.parse(statementJson(input()))).toEqual(input());
  });
});
