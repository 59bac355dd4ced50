import type { StatementFacts } from '../report/statement/facts.ts';
import { build } from './build.svelte.ts';
import { egress } from './egress.svelte.ts';
import { sealing } from './sealing.svelte.ts';
import { statementFacts } from './statement.ts';
import { workspace } from './workspace.svelte.ts';

/** The policy that the page came with: the first one in its head. */
const pagePolicy = (): string =>
  document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')?.content ?? '';

/** The facts of the privacy statement of this page as they are now; reactive where it is called from a rune. */
export const currentStatement = (): StatementFacts =>
  statementFacts({
    build,
    egress,
    sealing,
    sources: workspace.session?.sources.list ?? [],
    expected: workspace.session?.notebook.sources ?? [],
    policy: pagePolicy(),
    address: location.href,
    now: Date.now(),
  });
