// npm run bench: node test/bench/run.mjs [--sizes 0.1,1,5] [--runs 3] [--save file.json]
// The bench is TypeScript, which Node 20 cannot read by itself: vite loads it.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '0.1,1,5' },
    runs: { type: 'string', default: '3' },
    save: { type: 'string' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const runs = Number(values.runs);
if (!sizes.every((n) => n > 0) || !(runs >= 1)) {
  console.error('usage: node test/bench/run.mjs [--sizes 0.1,1,5] [--runs 3] [--save file.json]');
  process.exit(1);
}

const { module } = await runnerImport(fileURLToPath(new URL('bench.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});
await module.bench({ sizes, runs, save: values.save ?? null });
process.exit(0);
