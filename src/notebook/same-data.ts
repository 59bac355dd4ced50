import { DEFAULT_DISCLOSURE, type DisclosureRules } from '../privacy/disclosure-rules.ts';
import type { Notebook } from './document.ts';

/** What of a notebook is about its data, and not about one question that is asked of them. */
type AboutData = Pick<Notebook, 'currency' | 'sources' | 'cleaning' | 'metrics' | 'disclosure'>;

/**
 * A fresh notebook for the data of another: what the sources mean, how they are cleaned, metrics of one's own and
 * whatever was tightened about what may leave go along; question and cells are its own. `there` are the names of the
 * sources that it gets.
 */
export const onSameData = (fresh: Notebook, from: AboutData, there: ReadonlySet<string>): Notebook => ({
  ...fresh,
  currency: from.currency,
  sources: from.sources.filter(({ name }) => there.has(name)),
  cleaning: from.cleaning,
  metrics: from.metrics,
  disclosure: tightened(from.disclosure),
});

/** Rules that hold back what the given ones or Cellar's own do. */
const tightened = ({ customers, share, tables }: DisclosureRules): DisclosureRules => ({
  customers: Math.max(customers, DEFAULT_DISCLOSURE.customers),
  share: Math.min(share, DEFAULT_DISCLOSURE.share),
  tables,
});
