import { quoteText } from '../sql/quote.ts';
import { foldSql } from './fold.ts';

/**
 * How a column's values are looked for in texts: as they stand (`whole`), also without the signs between their
 * digits and letters, each of several in a cell (`code`), also word by word (`name`), or as they stand where they
 * are long enough to be nobody else's words (`text`).
 */
export type LookStyle = 'whole' | 'code' | 'name' | 'text';

/** What stands between several values in a cell; a blank does not, for numbers are written with blanks. */
const BETWEEN = '[,;/|<>()，；、（）\\r\\n\\t]+';
const NOT_WORD = "[^\\p{L}\\p{M}\\p{N}'’·]+";
/** Titles and forms of companies, which are words of nobody's name. */
const NO_NAME = [
  ...['the', 'and', 'mrs', 'miss', 'ltd', 'inc', 'llc', 'corp', 'gmbh', 'company', 'group', 'vip', 'guest'],
  ...[
    '用户',
    '会员',
    '客户',
    '顾客',
    '买家',
    '散客',
    '匿名',
    '先生',
    '女士',
    '小姐',
    '老师',
    '公司',
    '有限公司',
  ],
];
/** Fewest signs of what is looked for without the signs between. */
const COMPACT = 5;

const bind = (text: string, body: string): string => `list_transform([${text}], lambda x: ${body})[1]`;

/** A text as it is compared: signs made plain, small letters, no blanks around it. */
const plainSql = (text: string): string => `lower(trim(${bind(text, foldSql('x'))}))`;

/** Digits and letters of a text alone, '' where they are too few to tell anything; of a plain text. */
const compactSql = (plain: string): string => {
  const compact = `regexp_replace(${plain}, '[^0-9a-z\\p{Han}]', '', 'g')`;
  return `CASE WHEN length(${compact}) >= ${COMPACT} AND regexp_matches(${plain}, '[0-9@]') THEN ${compact} ELSE '' END`;
};

/** Fewest signs of a writing that is told by its words. */
const LONG = 12;

/** What is too short, or stands for nothing: it would be found everywhere. */
const tellingSql = (plain: string, style: LookStyle): string =>
  `length(${plain}) >= ${style === 'text' ? LONG : 2} AND NOT regexp_full_match(${plain}, '[0-9]{1,3}|[a-z]{1,2}|null|none|n/a|nan|true|false|yes|no|unknown|other|test|[-—*]+|没有|暂无|未知|不详|未填写?|其他|匿名|匿名用户|会员|用户|客户|顾客|散客')`;

/** The keys under which a plain value is kept, as a list. */
function keysSql(plain: string, style: LookStyle): string {
  const keys = [`['v' || ${plain}]`];
  if (style === 'code')
    keys.push(
      `list_transform(list_filter(list_transform(string_split_regex(${plain}, ${quoteText(BETWEEN)}), lambda y: ${compactSql('y')}), lambda y: y <> ''), lambda y: 'v' || y)`,
    );
  if (style === 'name') {
    const told = `regexp_full_match(y, '\\p{Han}{2,}|[^0-9\\p{Han}]{3,}') AND y NOT IN (${NO_NAME.map(quoteText).join(', ')})`;
    keys.push(
      `list_transform(list_filter(string_split_regex(${plain}, ${quoteText(NOT_WORD)}), lambda y: ${told}), lambda y: 'w' || y)`,
    );
  }
  return keys.length > 1 ? `list_distinct(list_concat(${keys.join(', ')}))` : keys[0]!;
}

/** Both halves of a hash, as numbers that JavaScript has exactly. */
const halves = (hash: string, name: string): string =>
  `(${hash} // 4294967296)::DOUBLE AS ${name}_high, (${hash} % 4294967296)::DOUBLE AS ${name}_low`;

/**
 * What is its own plain form but for capitals, and has one key: most codes are so, and the long way takes ten times as
 * long.
 */
const SIMPLE = '[0-9A-Za-z]+';

/** Longer than any word that stands for nothing, in ASCII. */
const NO_WORD = 8;

/** The hashes `h` of a column's values: `from` gives each different text once, as `v`. */
export function valueHashesSql(from: string, style: LookStyle, salt: string): string {
  const keys = (plain: string, of: string) =>
    `SELECT unnest(${keysSql('n', style)}) AS k FROM (SELECT ${plain} AS n FROM ${of}) WHERE ${tellingSql('n', style)}`;
  const hashes = (of: string) => `SELECT hash(${quoteText(salt)} || k) AS h FROM (${of})`;
  // A word of a name is kept as a word too.
  if (style === 'name') return hashes(keys(plainSql('v'), from));
  return hashes(
    `WITH told AS MATERIALIZED (SELECT v, regexp_full_match(v, '${SIMPLE}') AS simple FROM ${from}) ` +
      `SELECT 'v' || n AS k FROM (SELECT lower(v) AS n FROM told WHERE simple) WHERE CASE WHEN strlen(n) >= ${style === 'text' ? LONG : NO_WORD} THEN true ELSE ${tellingSql('n', style)} END UNION ALL ` +
      keys(plainSql('v'), '(SELECT v FROM told WHERE NOT simple)'),
  );
}

/** Digits of a hash that is written out: 64 bits, four in each. */
export const HASH_DIGITS = 16;

/**
 * Hashes `h` of a table, `count` of them from its row `from` on, as one text, each in as many digits: to be handed
 * over they take a tenth of the time that two columns of numbers do.
 */
export const writtenHashesSql = (table: string, from: number, count: number): string =>
  `SELECT string_agg(lpad(to_hex(h), ${HASH_DIGITS}, '0'), '') AS hashes FROM ${table} WHERE rowid >= ${from} AND rowid < ${from + count}`;

/** What stands between the texts that are asked about; no text has it. */
export const SEPARATOR = '\u001f';

/**
 * For each of the texts, in their order, the halves of its hashes as a whole (`v`), as digits and letters (`c`, with
 * `compact` whether it has enough of them) and as a word (`w`).
 */
export function askedHashesSql(texts: readonly string[], salt: string): string {
  const key = (sign: string, text: string, name: string) =>
    halves(`hash(${quoteText(salt)} || ${quoteText(sign)} || ${text})`, name);
  return (
    `SELECT ${key('v', 'n', 'v')}, ${key('v', 'c', 'c')}, ${key('w', 'n', 'w')}, c <> '' AS compact FROM (` +
    `SELECT n, ${compactSql('n')} AS c, i FROM (SELECT ${plainSql('t')} AS n, i FROM (` +
    `SELECT unnest(l) AS t, unnest(range(len(l))) AS i FROM (SELECT string_split(${quoteText(texts.join(SEPARATOR))}, chr(31)) AS l)))) ORDER BY i`
  );
}
