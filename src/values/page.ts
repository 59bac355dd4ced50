import { quoteText } from '../sql/quote.ts';

/**
 * An address, or a request as a web server logs it: what stands before it but a plain fetch (its method) and its path
 * are kept, and so is a way after `#/`, which is a page of its own; what is asked for behind `?` is no other page.
 */
const ADDRESS =
  '^(?:(?:GET|HEAD) |((?:POST|PUT|PATCH|DELETE|OPTIONS) ))?((?:[A-Za-z][A-Za-z0-9+.-]*://|/)[^ ?#]*)(?:[?][^ #]*)?(#!?/[^ ?]*)?(?:[?#][^ ]*)?(?: HTTP/[0-9.]+)?$';

/** SQL of the page that an action names; only what has a slash and something to leave out is looked at closely. */
export const pageSql = (text: string): string =>
  `CASE WHEN contains(${text}, '/') AND (contains(${text}, '?') OR contains(${text}, '#') OR contains(${text}, ' ')) THEN regexp_replace(${text}, ${quoteText(ADDRESS)}, '\\1\\2\\3') ELSE ${text} END`;
