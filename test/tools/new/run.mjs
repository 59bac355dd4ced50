// npm run new -- analysis <id>: writes a folder of templates/ to start an analysis from.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const [kind, id] = process.argv.slice(2);

if (kind !== 'analysis' || !id) {
  console.error('npm run new -- analysis <id>\n\nFor example: npm run new -- analysis gift-cards');
  process.exit(1);
}
const { module } = await runnerImport(`${root}test/tools/new/analysis.ts`, {
  configFile: false,
  logLevel: 'error',
  root,
});
try {
  for (const file of module.writeAnalysis(root, id)) console.log(file);
  console.log(`
It runs as it is. Where it says TODO, only you know what to say; this names each of them:

  npx vitest run test/unit/template/catalogue.test.ts -t "template ${id}"

CONTRIBUTING.md says what goes where.`);
} catch (fault) {
  console.error(fault.message);
  process.exitCode = 1;
}
