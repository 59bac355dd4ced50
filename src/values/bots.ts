import { quoteText } from '../sql/quote.ts';

/** Programs that read pages by themselves, as their user agents say. What apps are built of (okhttp, Dalvik) is no visitor's absence. */
const BOTS =
  'bot\\b|crawl|spider|slurp|scrap(?:er|y)|headlesschrome|phantomjs|lighthouse|pingdom|statuscake|facebookexternalhit|mediapartners-google|feedfetcher|^(?:curl|wget|libwww-perl|python-requests|python-urllib|python-httpx|aiohttp|go-http-client|apache-httpclient)\\b|python-requests/|aiohttp/|go-http-client/';
/** A phone's make, and what cleans floors. */
const NONE = 'cubot|\\brobot\\b';
const bots = new RegExp(BOTS, 'i');
const none = new RegExp(NONE, 'i');

/** Whether a device or user agent is a program and nobody's. */
export const isBot = (text: string): boolean => bots.test(text) && !none.test(text);

/** SQL of the same. */
export const botSql = (text: string): string =>
  `regexp_matches(${text}, ${quoteText(`(?i)${BOTS}`)}) AND NOT regexp_matches(${text}, ${quoteText(`(?i)${NONE}`)})`;
