// npm run bench: node test/bench/run.mjs [--sizes 0.1,1,5] [--runs 3] [--save file.json]
// npm run bench -- --quick [--save file.json]: one run at a million rows, under three minutes on a quiet machine
// npm run bench -- --templates [--size 1] [--customers 0.1] [--only rfm,pareto] [--runs 3] [--save file.json]
// npm run bench -- --xlsx [--rows 10000,100000,541909] [--runs 3]
// The bench is TypeScript, which Node 20 cannot read by itself: vite loads it.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({
  options: {
    templates: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    xlsx: { type: 'boolean', default: false },
    rows: { type: 'string', default: '10000,100000,541909' },
    size: { type: 'string', default: '1' },
    customers: { type: 'string' },
    only: { type: 'string', default: '' },
    sizes: { type: 'string' },
    runs: { type: 'string' },
    save: { type: 'string' },
  },
});
const { quick } = values;
const sizes = (values.sizes ?? (quick ? '1' : '0.1,1,5')).split(',').map(Number);
const size = Number(values.size);
const customers = Number(values.customers ?? size / 10);
const rows = values.rows.split(',').map(Number);
const runs = Number(values.runs ?? (quick ? '1' : '3'));
if (
  !sizes.every((n) => n > 0) ||
  !(size > 0) ||
  !(customers > 0) ||
  !rows.every((n) => n > 0) ||
  !(runs >= 1)
) {
  console.error('usage: node test/bench/run.mjs [--sizes 0.1,1,5] [--runs 3] [--save file.json]');
  console.error('       node test/bench/run.mjs --quick [--save file.json]');
  console.error(
    '       node test/bench/run.mjs --templates [--size 1] [--customers 0.1] [--only rfm,pareto] [--runs 3] [--save file.json]',
  );
  console.error('       node test/bench/run.mjs --xlsx [--rows 10000,100000,541909] [--runs 3]');
  process.exit(1);
}

const file = values.xlsx ? 'xlsx/bench.ts' : values.templates ? 'templates.ts' : 'bench.ts';
const { module } = await runnerImport(fileURLToPath(new URL(file, import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});
const save = values.save ?? null;
if (values.xlsx) await module.benchXlsx({ sizes: rows, runs });
else if (values.templates)
  await module.benchTemplates({ size, customers, runs, only: values.only.split(',').filter(Boolean), save });
else await module.bench({ sizes, runs, quick, save });
process.exit(0);
