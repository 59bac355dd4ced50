import { defaultGoal } from '../../../src/notebook/defaults.ts';
import type { Report } from '../../../src/report/document.ts';
import type { PlannedMeasure } from '../../../src/report/findings.ts';
import type { ReportFinding, ReportInput } from '../../../src/report/input.ts';
import { buildReport } from '../../../src/report/report.ts';

export const EAST = {
  ...{ kind: 'members' as const, role: 'customers.region' as const, value: 'East' },
  ...{ customers: 96, share: 0.46, base: 0.3 },
};

const STAKES = { bad: 4000, warning: 3000, good: 2000, info: 1000 };

export const finding = (
  severity: ReportFinding['severity'],
  text: string,
  more: Partial<ReportFinding> = {},
): ReportFinding => ({
  cell: 'rfm',
  severity,
  weight: { money: STAKES[severity], reach: 0, rate: null },
  sentence: [
    { text: `${text} `, bold: false },
    { text: '12.3%', bold: true },
    { text: '.', bold: false },
  ],
  ...more,
});

export const measure = (action: string): PlannedMeasure => ({
  action,
  department: 'sales',
  kpi: 'Customers reached',
  now: '0%',
  target: 'all',
  days: 14,
});

export const input: ReportInput = {
  lang: 'en',
  currency: 'CNY',
  title: 'Value & <behaviour>',
  goal: {
    ...defaultGoal,
    confirmed: true,
    departments: ['Sales', 'Service'],
    criterion: 'repurchase +5 %',
    date: '2024-06-30',
  },
  scope: { group: '', start: '2023-01-01', end: '2023-12-31', asOf: '2024-01-01', customers: 4338 },
  cells: [
    {
      name: 'rfm',
      title: 'RFM',
      template: 'rfm',
      templateVersion: 2,
      definition: 'Recency is …',
      forked: true,
    },
    { name: 'notes', title: 'Notes', template: 'text', templateVersion: 1, definition: '', forked: false },
  ],
  findings: [
    finding('info', 'Info'),
    finding('good', 'Good'),
    finding('warning', 'Warning', { measure: measure('Call them.') }),
    finding('bad', 'Bad'),
  ],
  figures: {
    cell: 'kpi',
    figures: [
      {
        ...{ id: 'revenue', row: 0, label: 'Revenue' },
        ...{ value: '1.2M', before: '1M', change: '20%', direction: 1 },
      },
      {
        ...{ id: 'orders', row: 1, label: 'Orders' },
        ...{ value: '5,678', before: null, change: '', direction: 0 },
      },
    ],
  },
  sources: [
    {
      entity: 'orders',
      source: 'shop',
      read: 1000,
      quarantined: 10,
      kept: 990,
      system: 'ERP',
      rejected: 2,
      updated: '2024-01-02',
    },
  ],
  ledger: [
    {
      ...{ entity: 'orders', step: 1, rule: 'x', action: 'quarantine', label: 'Negative amounts' },
      ...{ rows_in: 1000, removed: 10, added: 0, corrected: 3, flagged: 4, rows_out: 990, money: -120.5 },
    },
  ],
  versions: { program: 'Cellar 0.1.0', engine: '1.4.3' },
  generatedAt: '2024-01-03T04:05:06Z',
  zone: 'Asia/Shanghai',
  comparison: {
    before: '2023-12-01T08:00:00Z',
    now: '2024-01-03T04:05:06Z',
    figures: [
      {
        id: 'rfm vip',
        cell: 'rfm',
        label: { zh: '高价值 …', en: 'High value …' },
        format: 'percent',
        before: 0.2,
        now: 0.235,
      },
    ],
    unlike: [{ kind: 'source-rows', source: 'shop', before: 900, now: 1000 }],
    changed: null,
  },
  review: {
    ...{ forked: ['RFM'], tuned: [], lacking: [], failed: [], silent: [], harsh: [], written: [] },
    unused: [{ source: 'shop', columns: ['colour', 'size'] }],
  },
  edits: {},
};

export const HOSTILE = `<img src=x onerror=alert(1)>"'&</section><script>alert(1)</script>[x](javascript:alert(1))`;

export function hostileReport(): Report {
  const text = [{ text: HOSTILE, bold: true }];
  return buildReport({
    ...input,
    title: HOSTILE,
    goal: { ...input.goal, statement: HOSTILE, departments: [HOSTILE] },
    cells: [{ ...input.cells[0]!, title: HOSTILE, definition: HOSTILE }],
    findings: [finding('bad', '', { sentence: text, measure: measure(HOSTILE) })],
    figures: { cell: 'kpi', figures: [{ ...input.figures!.figures[0]!, label: HOSTILE }] },
    sources: [{ ...input.sources[0]!, source: HOSTILE, system: HOSTILE }],
    ledger: [{ ...input.ledger[0]!, label: HOSTILE }],
    edits: { action: HOSTILE },
  });
}
