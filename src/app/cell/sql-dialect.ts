import { SQLDialect } from '@codemirror/lang-sql';

const KEYWORDS = `select from where group by having order limit offset distinct on as all and or not in is null like
ilike similar between exists case when then else end cast try_cast join inner left right full outer cross natural semi
anti asof positional using lateral with recursive materialized union intersect except values over partition window
rows range groups preceding following unbounded current row exclude filter within ordinality asc desc nulls first last
qualify sample using tablesample pivot unpivot include exclude replace columns grouping sets rollup cube interval
extract at time zone collate escape glob true false`;

const TYPES = `bigint blob bit boolean bool date decimal double float hugeint integer int interval json list map numeric
real smallint struct text time timestamp timestamptz tinyint ubigint uinteger union uuid varchar`;

const FUNCTIONS = `abs any_value approx_count_distinct arg_max arg_min array_agg avg bool_and bool_or ceil coalesce concat
concat_ws contains corr count count_if covar_pop covar_samp cume_dist current_date date_add date_diff date_part
date_sub date_trunc day dayname dayofweek dense_rank ends_with epoch epoch_ms exp first_value floor generate_series
greatest histogram hour ifnull isodow isnan kurtosis lag last_day last_value lead least left length list
list_aggregate list_contains list_distinct list_sort ln log log10 lower lpad ltrim make_date make_timestamp max mean
median min minute mode month monthname nth_value ntile nullif percent_rank power prefix quantile quantile_cont
quantile_disc quarter range rank regexp_extract regexp_full_match regexp_matches regexp_replace regr_intercept
regr_r2 regr_slope replace reverse right round row_number rpad rtrim second sign skewness split_part sqrt starts_with
stddev stddev_pop stddev_samp strftime string_agg string_split strip_accents strlen strptime struct_pack substr
substring sum suffix today trim trunc unnest upper var_pop var_samp week weekday year`;

const words = (text: string) => text.replace(/\s+/g, ' ');

/** DuckDB's SQL as far as an editor must know it; `$name` is a placeholder, not a dollar-quoted string. */
export const duckdbDialect = SQLDialect.define({
  keywords: words(KEYWORDS),
  types: words(TYPES),
  builtin: words(FUNCTIONS),
  specialVar: '$',
  identifierQuotes: '"',
  operatorChars: '*+-%<>!=&|~^/@',
  caseInsensitiveIdentifiers: true,
  doubleDollarQuotedStrings: false,
});
