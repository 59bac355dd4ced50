// npm run test:long: everything that `npm test` takes a part of, or leaves to this.
import { spawnSync } from 'node:child_process';

const steps = [
  ['vitest', 'run', '-c', 'test/long/vitest.config.ts'],
  ['vite', 'build', '--logLevel', 'warn'],
  ['playwright', 'test', '-c', 'test/long/playwright.config.ts'],
];
const failed = steps.filter((step) => {
  console.log(`> ${step.join(' ')}`);
  const { status } = spawnSync('npx', step, {
    stdio: 'inherit',
    env: { ...process.env, CELLAR_LONG: '1' },
    shell: process.platform === 'win32',
  });
  return status !== 0;
});
for (const step of failed) console.error(`✗ ${step.join(' ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
