import { Window } from 'happy-dom';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { defaultGoal } from '../../../src/notebook/defaults.ts';
import { SECTION_IDS, type Report, type SectionId } from '../../../src/report/document.ts';
import { reportHtml } from '../../../src/report/html.ts';
import { escapeMarkdown, reportMarkdown, sectionMarkdown } from '../../../src/report/markdown.ts';
import { markOf } from '../../../src/report/named-values.ts';
import { plain } from '../../../src/report/findings.ts';
import { buildReport } from '../../../src/report/report.ts';
import { NOT_LOOKED, type Looked } from '../../../src/report/cause.ts';
import { SECTION_TITLES, REPORT_TEXTS } from '../../../src/report/texts.ts';
import { EAST, finding, HOSTILE, hostileReport, input, measure } from './a-report.ts';

/** Sections that a report has by itself: the others are those of older reports, written by hand. */
const IDS = SECTION_IDS.filter((id) => !['readings', 'diagnosis', 'action', 'leaving'].includes(id));

const section = (report: Report, id: SectionId) => report.sections.find((s) => s.id === id)!;
const words = (report: Report, id: SectionId) => sectionMarkdown(section(report, id), report.lang);

describe('the report', () => {
  test('has every section in order, titled in its language', () => {
    const report = buildReport({ ...input, lang: 'zh' });
    expect(report.sections.map((s) => s.id)).toEqual(IDS);
    expect(report.sections.map((s) => s.title)).toEqual(IDS.map((id) => SECTION_TITLES[id].zh));
    expect(report.notices).toEqual([]);
  });

  test('sums up in what is most important and in what to do first, by whom and by when', () => {
    expect(section(buildReport(input), 'summary').blocks).toEqual([
      { kind: 'paragraph', text: expect.anything() },
    ]);
    // What is to be acted on comes before what is only to be known.
    expect(words(buildReport(input), 'summary')).toBe(
      'Warning **12.3%**. Do this first: call them (Sales, by 2024-07-14).',
    );
  });

  test('the head says when it was made by the clock of who reads it, and the goal with its present value', () => {
    const goalNow = { metric: 'Repeat rate', value: '79.9%', before: '78.7%', target: '84.9%' };
    const { head } = buildReport({
      ...input,
      goalNow,
      edits: { 'head.company': ' Acme ', 'head.author': '' },
    });
    expect(head.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Company: Acme',
      'Period: 2023-01-01 – 2023-12-31',
      'As-of date: 2024-01-01',
      'Made at: 2024-01-03 12:05 (UTC+8)',
      'Now: Repeat rate: 79.9% (78.7% in the period before)',
      'Target: 84.9% (repurchase +5 %)',
    ]);
  });

  test('gives the key figures in the period, before it, and how they moved', () => {
    expect(words(buildReport(input), 'figures').split('\n')).toEqual([
      '| Figure | This period | Period before | Change |',
      '| --- | ---: | ---: | ---: |',
      '| Revenue | 1.2M | 1M | \\+20% |',
      '| Orders | 5,678 | – | – |',
    ]);
    const [, orders] = input.figures!.figures;
    const alone = buildReport({ ...input, figures: { cell: 'kpi', figures: [orders!] } });
    expect(words(alone, 'figures')).toBe('| Figure | This period |\n| --- | ---: |\n| Orders | 5,678 |');
    expect(section(buildReport({ ...input, figures: null }), 'figures')).toBeUndefined();
  });

  test('tells what the analyses show where there is no insight, and nowhere else', () => {
    const { cell, severity, sentence } = finding('info', 'Half of them buy again: by and large');
    const readings = [{ cell, severity, sentence }];
    const report = buildReport({ ...input, findings: [], readings });
    expect(words(report, 'readings')).toBe(
      '#### Half of them buy again\n\nBy and large **12.3%**.\n\n- From RFM',
    );
    expect(words(report, 'summary')).toContain('stands below as it is');
    expect(section(report, 'conclusion')).toBeUndefined();
    const html = reportHtml(report);
    expect(html).toContain('<h3>Half of them buy again</h3>');
    expect(html).not.toContain(REPORT_TEXTS.because.en);
    expect(section(buildReport({ ...input, readings }), 'readings')).toBeUndefined();
  });

  test('says of each insight what is so, where it comes from and what to do', () => {
    const looked: Looked = {
      roles: ['customers.region', 'customers.level'],
      cause: EAST,
    };
    const findings = [
      finding('bad', 'Bad', { measure: measure('Call them'), looked }),
      finding('warning', 'Quiet', { cell: 'nps', looked: { ...looked, cause: null } }),
      finding('warning', 'Odd', { cell: 'csat', measure: { ...measure('Compare the two'), looks: true } }),
    ];
    expect(words(buildReport({ ...input, findings }), 'conclusion').split('\n\n')).toEqual([
      '#### Bad **12.3%**',
      '- **Why** They are concentrated in region “East”: 46% of them (96 customers), against 30% of customers who spend about as much.\n- **What to do** Call them.\n- From RFM',
      '#### Quiet **12.3%**',
      '- **Why** No single cause was found: compared by region or level, no group stands out beyond chance. Next: look at the rows of “nps”.\n- **What to do** No ready measure: for the department in charge to propose.\n- From nps',
      '#### Odd **12.3%**',
      '- **Why** No cause was looked for, as there is no list of customers to compare by groups; no other analysis points to the same place. Next: compare the two.\n- **What to do** To be decided once the cause is known.\n- From csat',
    ]);
  });

  test('figures of customers who leave stand beside each other with whom each counts, the one it goes by first', () => {
    const findings = [
      finding('warning', 'Overdue', { cell: 'rhythm', leaving: 'silent for over 2 times their own gap' }),
      finding('bad', 'Lost', { cell: 'list', leaving: 'without a purchase for over 90 days' }),
      finding('info', 'Lost again', { cell: 'again', leaving: 'without a purchase for over 90 days' }),
    ];
    const told = words(buildReport({ ...input, findings }), 'leaving');
    expect(told).toContain('This report goes by the first');
    expect(told.match(/^\| (Lost|Overdue).*$/gm)).toEqual([
      '| Lost 12.3% | without a purchase for over 90 days | list |',
      '| Overdue 12.3% | silent for over 2 times their own gap | rhythm |',
    ]);
    const one = buildReport({ ...input, findings: findings.slice(1) });
    expect(section(one, 'leaving')).toBeUndefined();
  });

  test('a cause that could not be computed is not said to be none', () => {
    const findings = [finding('bad', 'Bad', { looked: NOT_LOOKED })];
    const say = (lang: 'zh' | 'en') => words(buildReport({ ...input, findings, lang }), 'conclusion');
    expect(say('en')).toContain('**Why** The cause could not be computed (its query failed)');
    expect(say('zh')).toContain('没能计算原因');
    for (const lang of ['zh', 'en'] as const) expect(say(lang)).not.toMatch(/No single cause|没有找到/);
  });

  test('tells no second thing of a cell before the first of each other, to be acted on or not', () => {
    const findings = [
      finding('bad', 'Silent', { cell: 'pareto', measure: measure('Call them.') }),
      finding('good', 'Revenue', { cell: 'kpi' }),
      finding('info', 'Lasting', { cell: 'pareto', measure: measure('Look after them.') }),
    ];
    const chains = section(buildReport({ ...input, findings }), 'conclusion').blocks;
    expect(chains.map((block) => block.kind === 'chain' && block.cell)).toEqual(['pareto', 'kpi', 'pareto']);
  });

  test('an insight about the same group explains another, and is not told again', () => {
    const findings = [
      finding('bad', 'Content', { cell: 'csat', groups: ['Delivery'] }),
      finding('bad', 'Slow', { cell: 'times', groups: ['Delivery'] }),
      finding('good', 'Praised', { cell: 'nps', groups: ['Delivery'] }),
    ];
    const chains = section(buildReport({ ...input, findings }), 'conclusion').blocks;
    expect(chains.map((block) => block.kind === 'chain' && block.cell)).toEqual(['csat', 'nps']);
    expect(words(buildReport({ ...input, findings }), 'conclusion')).toContain(
      'Another analysis points to the same place (times): Slow **12.3%**.',
    );
  });

  test('tells five things at most, each named by its title and none by what the program calls it', () => {
    const many = Array.from({ length: 9 }, (_, i) =>
      finding('bad', `N${i}`, { cell: `cell_${i}`, measure: measure(`Do ${i}.`) }),
    );
    const cells = many.map(({ cell }, i) => ({ ...input.cells[0]!, name: cell, title: `Title ${i}` }));
    const report = buildReport({ ...input, findings: many, cells, comparison: null });
    expect(section(report, 'conclusion').blocks).toHaveLength(5);
    expect(reportMarkdown(report) + reportHtml(report)).not.toMatch(/cell_\d/);
  });

  test('plans what is to be done, from what it is today', () => {
    const [block] = section(buildReport(input), 'plan').blocks;
    if (block?.kind !== 'table') throw new Error('no table');
    expect(block.columns.map((c) => c.label)).toEqual([
      ...['Because', 'Department', 'Action', 'Deadline', 'KPI', 'Now', 'Target'],
    ]);
    expect(block.rows).toEqual([
      ['Warning 12.3%', 'Sales', 'Call them.', '2024-07-14', 'Customers reached', '0%', 'all'],
    ]);
  });

  test('holds the run against the one before and says what is not like for like', () => {
    const text = words(buildReport(input), 'comparison');
    expect(text).toContain('2023-12-01 16:00');
    expect(text).toContain('Source “shop”: 900 rows → 1,000 rows');
    expect(text).toContain('| RFM · High value … | 20% | 23.5% | \\+3.5 points |');
    expect(buildReport({ ...input, comparison: null }).sections.map((s) => s.id)).not.toContain('comparison');
  });

  test('lists the questions with one mark between them', () => {
    const questions = ['Who left?', 'why', 'who next?'];
    const scopeOf = (lang: 'zh' | 'en') =>
      JSON.stringify(
        buildReport({ ...input, lang, goal: { ...input.goal, questions } }).sections.find(
          ({ id }) => id === 'scope',
        ),
      );
    expect(scopeOf('en')).toContain('Who left? why; who next?');
    expect(scopeOf('zh')).toContain('Who left?why；who next?');
  });
  test('begins the review with its questions and what the run shows', () => {
    const text = words(buildReport(input), 'review');
    expect(text).toContain('What should change in the template next time');
    expect(text).toContain('SQL was rewritten: RFM.');
    expect(text).toContain('shop (colour, size)');
    expect(text).not.toContain('Failed');
  });

  test('states scope, sources, ledger, definitions and versions', () => {
    const report = buildReport(input);
    expect(words(report, 'scope')).toContain('| Period | 2023-01-01 – 2023-12-31 |');
    expect(words(report, 'scope')).toContain('| Number of customers | 4,338 |');
    expect(words(report, 'sources')).toContain('| shop | ERP | orders | 2024-01-02 | 1,002 | 2 | 990 |');
    expect(words(report, 'ledger')).toContain('| orders | Negative amounts | 1,000 | 10 | 3 | 4 | 990 |');
    expect(words(report, 'definitions')).toContain('| RFM | Recency is … |');
    expect(words(report, 'definitions')).not.toContain('Notes');
    expect(words(report, 'versions')).toContain('Cellar 0.1.0, DuckDB 1.4.3');
    expect(words(report, 'versions')).toContain('| RFM | 2 (SQL rewritten) |');
  });

  test('what the analyst wrote stays through a rerun; the rest follows the findings', () => {
    const edits = { diagnosis: '**Mine** <b>too</b>', constructor: 'x', action: '' };
    const report = buildReport({ ...input, edits, findings: [finding('bad', 'New')] });
    expect(section(report, 'diagnosis')).toMatchObject({
      edited: true,
      blocks: [{ kind: 'markdown', text: edits.diagnosis }],
    });
    expect(section(report, 'action')).toMatchObject({ edited: true });
    expect(section(report, 'summary').edited).toBe(false);
    expect(words(report, 'summary')).toContain('New');
    expect(report.sections.map((s) => s.id)).toEqual(
      SECTION_IDS.filter((id) => id !== 'leaving' && id !== 'readings'),
    );
  });

  test('says that the goal is unconfirmed', () => {
    const report = buildReport({ ...input, goal: defaultGoal });
    expect(report.notices).toEqual([REPORT_TEXTS.unconfirmed.en]);
  });

  test('without findings says what to do, not that all is well', () => {
    const report = buildReport({ ...input, findings: [] });
    expect(words(report, 'summary')).toBe(escapeMarkdown(REPORT_TEXTS.nothing.en));
    expect(words(report, 'plan')).toBe(REPORT_TEXTS.noAction.en);
  });

  test('does not say that there is nothing while what may be told is still being found out', () => {
    const report = buildReport({ ...input, findings: [], checking: true });
    for (const id of ['summary', 'plan'] as const)
      expect(words(report, id)).toContain(REPORT_TEXTS.checking.en);
  });

  test('a sheet of questions that nobody has answered does not leave', () => {
    expect(reportMarkdown(buildReport(input)) + reportHtml(buildReport(input))).not.toContain(
      'to be filled in',
    );
    expect(reportMarkdown(buildReport({ ...input, edits: { review: 'Mine' } }))).toContain('Mine');
  });

  test('plain puts a sentence together', () => expect(plain(finding('bad', 'A').sentence)).toBe('A 12.3%.'));
});

function parse(html: string) {
  const window = new Window({ settings: { disableJavaScriptEvaluation: true } });
  window.document.write(html);
  return window.document;
}

describe('the HTML file', () => {
  test('needs nothing else and runs nothing', () => {
    const html = reportHtml(buildReport(input));
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).not.toMatch(/https?:\/\/|<script|<link|@import|url\(|\son\w+=|\sstyle=/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('@media print');
    const page = parse(html);
    expect(page.querySelector('h1')!.textContent).toBe('Value & <behaviour>');
    expect([...page.querySelectorAll('section')].map((s) => s.id)).toEqual(
      IDS.filter((id) => id !== 'review'),
    );
    expect(page.querySelector('#conclusion article.bad h3 b')!.textContent).toBe('12.3%');
    expect(page.querySelectorAll('details #ledger td.number')).toHaveLength(6);
  });

  test('shows hostile text as text', () => {
    const svg = `<svg onload="alert('1')"></svg>`;
    const figures = [{ cell: 'rfm', svg, dark: svg, caption: HOSTILE }];
    const page = parse(reportHtml(hostileReport(), { figures }));
    expect(page.querySelectorAll('script')).toHaveLength(0);
    expect(page.querySelectorAll('section')).toHaveLength(IDS.length);
    const images = [...page.querySelectorAll('img')];
    expect(images).toHaveLength(1);
    expect(images[0]!.getAttribute('src')).toMatch(/^data:image\/svg\+xml;charset=utf-8,%3Csvg/);
    expect(images[0]!.getAttribute('alt')).toBe(HOSTILE);
    for (const element of page.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on/);
    }
    expect(page.querySelector('h1')!.textContent).toBe(HOSTILE);
    expect(page.querySelector('#action p')!.textContent).toBe(HOSTILE);
  });

  test('hand-written text goes through the given renderer', () => {
    const report = buildReport({ ...input, edits: { action: '*x*' } });
    expect(reportHtml(report, { markdown: (text) => `<em>${text.length}</em>` })).toContain(
      '<div class="own"><em>3</em></div>',
    );
  });
});

describe('Markdown', () => {
  test('texts cannot become markup, break a table or start a list', () => {
    const markdown = reportMarkdown(hostileReport());
    const own = markdown.indexOf('## Recommended action');
    const rest = markdown.slice(0, own) + markdown.slice(markdown.indexOf('## Action plan'));
    expect(rest).not.toMatch(/(?<!\\)<\w/);
    expect(rest).not.toMatch(/(?<!\\)\]\(javascript/);
    for (const [text, escaped] of [
      ['a|b', 'a\\|b'],
      ['- x', '\\- x'],
      ['1. x', '1\\. x'],
      ['# x', '\\# x'],
      ['two\nlines', 'two lines'],
      ['12.3%', '12.3%'],
      ['2023-01-01', '2023-01-01'],
    ]) {
      expect(escapeMarkdown(text!)).toBe(escaped);
    }
  });

  test.each([
    '<img src="https://example.org/x.png">',
    'a <IMG\nSRC=https://example.org/x.png>',
    '\\\\<img src=https://example.org/x.png>',
    '<https://example.org/x.png>',
    '<!-- x --><?x?><![CDATA[x]]></p>',
    '![x](https://example.org/x.png)',
    '![x][y]\n\n[y]: https://example.org/x.png',
    '\\\\![x](https://example.org/x.png)',
  ])('a section that somebody wrote loads nothing where it is rendered: %s', (text) => {
    const markdown = reportMarkdown(buildReport({ ...input, edits: { diagnosis: text } }));
    const { document } = new Window();
    document.body.innerHTML = String(marked.parse(markdown, { async: false }));
    expect(document.querySelectorAll('img, [src]')).toHaveLength(0);
    expect(document.body.textContent).toContain('x');
  });

  test('a section that somebody wrote keeps its marks', () => {
    const text = '**3 < 5** and `a`\n\n- [words](https://example.org)';
    expect(reportMarkdown(buildReport({ ...input, edits: { diagnosis: text } }))).toContain(text);
  });

  test('has one heading a section and every table row of one width', () => {
    const markdown = reportMarkdown(buildReport(input));
    expect(markdown.match(/^##{1,2} .+$/gm)).toHaveLength(IDS.length);
    const table = markdown
      .split('\n')
      .filter((line) => line.startsWith('| orders') || line.startsWith('| Table'));
    expect(new Set(table.map((line) => line.split(/(?<!\\)\|/).length)).size).toBe(1);
  });
});

test('every text of the report is there in both languages', () => {
  for (const { zh, en } of [...Object.values(REPORT_TEXTS), ...Object.values(SECTION_TITLES)]) {
    // One that only sets a value after its name has no words of its own.
    if (/\p{L}/u.test(en.replace(/\{\w+\}/g, ''))) expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  }
});

describe('a section that is written over', () => {
  const name = 'rfm.bad-1k2j3.share:percent';
  const named = (text: string) => ({
    sentence: [
      { text: `${text} `, bold: false },
      { text: markOf(name), bold: true },
      { text: '.', bold: false },
    ],
    measure: { ...measure(`Call ${markOf(name)} of them.`) },
    values: new Map([[name, '12.3%']]),
  });
  const findings = [
    finding('bad', 'Bad', {
      ...{ named: named('Bad'), id: 'bad-1k2j3', measure: measure('Call 12.3% of them.') },
      looked: { roles: ['customers.region'], cause: EAST },
    }),
  ];
  const seeded = buildReport({ ...input, findings });

  test('begins as text around names, without a figure of the data', () => {
    expect(seeded.seedOf('conclusion')).toContain(`#### Bad **{{${name}}}**`);
    expect(seeded.seedOf('conclusion')).toContain('against {{rfm.bad-1k2j3.cause_base}} of customers');
    expect(seeded.seedOf('conclusion')).toContain(`Call {{${name}}} of them`);
    const { sentence, named: withMarks } = findings[0]!;
    const shown = buildReport({
      ...{ ...input, findings: [] },
      readings: [{ cell: 'rfm', severity: 'info', sentence, named: withMarks }],
    });
    expect(shown.seedOf('readings')).toContain(`#### Bad **{{${name}}}**`);
    expect(seeded.seedOf('figures')).toContain('| Revenue | {{kpi.revenue.inPeriod}} |');
    for (const id of ['summary', 'figures', 'conclusion', 'comparison'] as const)
      expect(seeded.seedOf(id), id).not.toMatch(/12\.3|23\.5|20 ?%|900|1,000|46%|30%|1\.2M|1M|5,678/);
    expect(seeded.plan[0]!.named.measure).toBe(`Call {{${name}}} of them.`);
  });

  test('says the figures of the run that it is shown with', () => {
    const edits = {
      conclusion: seeded.seedOf('conclusion'),
      comparison: seeded.seedOf('comparison'),
      figures: seeded.seedOf('figures'),
      'plan.rfm.bad-1k2j3.measure': `Ring {{${name}}}`,
    };
    const report = buildReport({ ...input, findings, edits });
    expect(words(report, 'conclusion')).toContain('#### Bad **12.3%**');
    expect(words(report, 'conclusion')).toContain('against 30% of customers');
    expect(words(report, 'comparison')).toContain('| 20% | 23.5% | \\+3.5 points |');
    expect(words(report, 'figures')).toContain('| Revenue | 1.2M | 1M | \\+20% |');
    expect(words(report, 'comparison')).toContain('900 rows → 1,000 rows');
    expect(report.plan[0]!.measure).toBe('Ring 12.3%');
    // What may not leave any more is not said by an old text either.
    const gone = buildReport({ ...input, findings: [], comparison: null, edits });
    expect(words(gone, 'conclusion').replaceAll('####', '')).not.toMatch(/\d/);
  });
});
