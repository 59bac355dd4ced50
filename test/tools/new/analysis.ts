import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes `templates/<id>` under `root`: an analysis that runs, with TODO wherever only its author knows what
 * to say; the catalogue's test names each of them. Returns the files written. Throws an Error, whose message
 * is for the author, when the id is no folder's name or is taken.
 */
export function writeAnalysis(root: string, id: string): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new Error(`"${id}" is no id: small letters, digits and single hyphens, beginning with a letter.`);
  const folder = join('templates', id);
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already.`);
  mkdirSync(join(root, folder, 'cases'), { recursive: true });
  const files = { 'template.ts': templateOf(id), 'query.sql': QUERY, 'cases/first.json': CASE };
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(root, folder, name), text);
    return `${folder}/${name}`;
  });
}

const templateOf = (id: string): string => `import type { TemplateMeta } from '../../src/template/schema.ts';
import { words } from '../shared/words.ts';

export default {
  id: '${id}',
  version: 1,
  group: 'value',
  title: { zh: 'TODO 标题', en: 'TODO title' },
  question: { zh: 'TODO 它回答什么问题？', en: 'TODO which question does it answer?' },
  tags: ['TODO'],
  needs: { required: ['orders.customer', 'orders.amount'], optional: ['orders.channel'] },
  params: [
    {
      id: 'least',
      kind: 'integer',
      label: { zh: 'TODO 至少多少客户', en: 'TODO customers at least' },
      default: 1,
      min: 1,
      max: 100000,
    },
  ],
  columns: [
    { name: 'channel', label: words.channel, format: 'text' },
    { name: 'customers', label: words.customers, format: 'integer' },
    { name: 'revenue', label: words.revenue, format: 'money' },
  ],
  codes: { channel: { '(none)': words.notFilled } },
  chart: {
    kind: 'bar',
    title: { zh: 'TODO 图的标题', en: 'TODO title of the chart' },
    orientation: 'horizontal',
    x: { column: 'revenue', label: words.revenue, format: 'money' },
    y: { column: 'channel', label: words.channel, format: 'text', scale: 'band' },
    label: { column: 'revenue', format: 'money' },
  },
  findings: {
    largest: {
      claim: { kind: 'best', test: 'record' },
      sentence: {
        zh: 'TODO {channel}：{customers:integer} 位客户，{revenue:money}。',
        en: 'TODO {channel}: {customers:integer} customers, {revenue:money}.',
      },
      rows: 'channel = {channel}',
    },
  },
  explanation: {
    summary: { zh: 'TODO 回答什么，何时用。', en: 'TODO what it answers, and when to use it.' },
    definition: { zh: 'TODO 准确的定义。', en: 'TODO the exact definition.' },
    howToRead: { zh: 'TODO 怎样读。', en: 'TODO how to read it.' },
    pitfalls: { zh: 'TODO 容易误读之处。', en: 'TODO where it misleads.' },
    sources: [{ label: 'TODO book, paper or standard that the definition is from' }],
  },
} satisfies TemplateMeta;
`;

const QUERY = `-- Revenue and customers by channel: replace it by your own.

-- @step spent
-- TODO: what is heavy, over entities (orders, events, feedback, customers), as one row per customer and group: so both
-- the customers and the largest of them are known to what follows.
SELECT coalesce(nullif(trim(channel), ''), '(none)') AS channel, customer, round(sum(amount)::DOUBLE, 6) AS amount
FROM orders
WHERE customer IS NOT NULL AND amount IS NOT NULL
GROUP BY ALL

-- @result
-- TODO: one SELECT over steps and entities; its columns are those of template.ts.
SELECT channel, count(*) AS customers, round(sum(amount), 6) AS revenue
FROM spent
GROUP BY channel
HAVING count(*) >= $least
ORDER BY revenue DESC, channel

-- @chart
-- At most 5,000 marks, each with the customers behind it and, beside money, the share of the largest of them: without
-- these no chart may leave in a report. An include stands on a line of its own, what it is called on the next.
SELECT channel, any_value(r.customers) AS customers, any_value(r.revenue) AS revenue,
  -- @include top-customer of=s.amount
  AS top_share
FROM result r
JOIN spent s USING (channel)
GROUP BY channel
ORDER BY revenue DESC, channel
LIMIT 30

-- @findings
SELECT 'largest' AS rule, 'info' AS severity, channel, customers, revenue FROM result ORDER BY revenue DESC, channel LIMIT 1
`;

const CASE = `{
  "name": "TODO what is shown, and how the numbers were found by hand",
  "params": { "least": 1 },
  "tables": {
    "orders": {
      "columns": ["customer", "ordered_at", "amount", "channel"],
      "rows": [
        ["a", "2024-05-01", 10, "web"],
        ["a", "2024-05-02", 20, "web"],
        ["b", "2024-05-03", 5, "shop"],
        ["c", "2024-05-04", 1, null]
      ]
    }
  },
  "expect": {
    "rows": [
      { "channel": "web", "customers": 1, "revenue": 30 },
      { "channel": "shop", "customers": 1, "revenue": 5 },
      { "channel": "(none)", "customers": 1, "revenue": 1 }
    ]
  },
  "findings": [{ "rule": "largest", "severity": "info", "channel": "web", "customers": 1, "revenue": 30 }]
}
`;
