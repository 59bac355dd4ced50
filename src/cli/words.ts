import type { Text } from '../i18n/text.ts';

/** What the program says while it works, on standard error. */
export const cliText = {
  reading: { zh: '读取 {file}', en: 'Reading {file}' },
  read: {
    zh: '{source}：{entity}，读入 {read} 行，拒收 {rejected} 行',
    en: '{source}: {entity}, {read} rows read, {rejected} rejected',
  },
  leftOut: {
    zh: '  不是数据、未读入：表头以上 {above} 行，末尾 {below} 行',
    en: '  no data, left out: {above} {above|line|lines} above the header, {below} at the end',
  },
  mapped: { zh: '  {role} ← {column}', en: '  {role} ← {column}' },
  private: { zh: '  {column}：{policy}', en: '  {column}: {policy}' },
  unused: {
    zh: '{source}：不是客户、订单、行为或反馈，未使用',
    en: '{source}: not customers, orders, events or feedback; left out',
  },
  serving: {
    zh: '{source}：用来补全 {files}，本身不作数据源',
    en: '{source}: completes {files}, and is no source of its own',
  },
  noSale: { zh: '{source}：{why}', en: '{source}: {why}' },
  lookedUp: {
    zh: '  取自 {file}（按“{key}”）：{found} 行对得上，{missing} 行对不上',
    en: '  taken from {file} by “{key}”: {found} rows found there, {missing} not',
  },
  guessed: {
    zh: '含义是自动判断的；mapping.json 记录了结果，改好后可用 --map 传入。',
    en: 'The meaning was proposed by the program; mapping.json says how, and --map takes it back once corrected.',
  },
  secret: {
    zh: '假名使用本次随机密钥，下次运行会不同；要固定假名，请用 --secret-file。',
    en: 'Pseudonyms were made with a random secret of this run and will differ next time; --secret-file keeps them.',
  },
  cleaning: { zh: '清洗与划定范围', en: 'Cleaning and scoping' },
  status: {
    zh: '  {role}“{value}”{rows} 行：{class}',
    en: '  {role} “{value}” ({rows} {rows|row|rows}): {class}',
  },
  running: { zh: '运行 {cell}（{n}/{of}）', en: 'Running {cell} ({n}/{of})' },
  done: { zh: '  {rows} 行，{seconds} 秒', en: '  {rows} rows in {seconds} s' },
  needs: { zh: '  跳过，缺少 {roles}', en: '  skipped; it needs {roles}' },
  failed: { zh: '  失败：{reason}', en: '  failed: {reason}' },
  written: { zh: '结果在 {out}', en: 'The results are in {out}' },
  keep: { zh: '保留', en: 'kept' },
  mask: { zh: '打码', en: 'masked' },
  pseudonymise: { zh: '假名化', en: 'pseudonymised' },
  redact: { zh: '遮盖文中的个人信息', en: 'redacted' },
  drop: { zh: '不导入', en: 'left out' },
  tightened: {
    zh: '  {column}：笔记本或映射文件要求{asked}，实际{policy}；确需原样导入请加 --allow-raw {column}',
    en: '  {column}: the notebook or the mapping file asks for it {asked}; it is {policy}. --allow-raw {column} lets it in',
  },
  periods: {
    zh: '  要每期读成一行，请在 --map 的文件里为 {file} 写 {rows}；没有写是哪一年时写 {dated}',
    en: '  a mapping file (--map) has them read as rows by {rows} for {file}; where no year is said, by {dated}',
  },
  bounded: {
    zh: '  确需照办请加 --allow-lines {file}',
    en: '  --allow-lines {file} leaves out what is asked for',
  },
} as const satisfies Record<string, Text>;

/** How the program is used. */
export const helpText: Text = {
  zh: `不用浏览器运行 Cellar 笔记本，使用本机 DuckDB 的全部核心，内存不够时用磁盘。

  npm run notebook -- run <笔记本> --data <文件> [--data <文件> …] --out <文件夹>
  npm run notebook -- list

  <笔记本>             .cellar.json 文件、内置笔记本的名字（list 列出），或单个分析的名字（如 rfm）
  --data <文件>        CSV、Excel、Parquet、JSON；可压缩；可多次给出
  --out <文件夹>       结果：每个表格单元格一个 CSV、findings.json、ledger.json、
                       mapping.json、report.html、report.md、run.json、notebook.sql；
                       再次写入同一文件夹时，报告会与上次的 run.json 对比
  --map <文件>         每个文件是什么、各列的含义与隐私处理，以及清洗设置；格式同 mapping.json
  --secret-file <文件> 假名化的密钥（32 至 128 位十六进制数）；缺省为每次随机
  --allow-raw <列>     允许这一列按要求原样导入；可多次给出
  --allow-lines <文件> 允许照笔记本或映射文件的要求略过这个文件的行；可多次给出
  --identity <文件>    打开 .age 数据包的私钥（age-keygen 的格式）；不给 --data 时用包里的表格
  --currency <代码>    货币，如 CNY
  --threads <数>       线程数，缺省为全部核心
  --memory <大小>      内存上限，如 4GB，缺省为内存的八成
  --temp <文件夹>      内存放不下的数据写到这里
  --lang zh|en         语言

退出码：0 完成；1 未能运行；2 用法不对；3 有单元格出错，其余已写出。`,
  en: `Runs a Cellar notebook without a browser, on native DuckDB with all cores and the disk.

  npm run notebook -- run <notebook> --data <file> [--data <file> ...] --out <folder>
  npm run notebook -- list

  <notebook>           a .cellar.json file, the name of a built-in notebook (see list),
                       or that of a single analysis, such as rfm
  --data <file>        CSV, Excel, Parquet or JSON, compressed or not; give it as often as needed
  --out <folder>       one CSV per table cell, findings.json, ledger.json, mapping.json,
                       report.html, report.md, run.json and notebook.sql; a second run into
                       the same folder is held against run.json of the first
  --map <file>         what each file is, what its columns mean and their privacy, and how
                       to clean, as in mapping.json
  --secret-file <file> secret of the pseudonyms, 32 to 128 hexadecimal digits; default: random
  --allow-raw <column> lets this column in as it is, or as the notebook or mapping asks;
                       give it as often as needed
  --allow-lines <file> leaves out lines of this file as the notebook or mapping asks, also
                       where they do not look like titles or totals; as often as needed
  --identity <file>    secret key that opens a sealed package (.age), as age-keygen writes it;
                       without --data its own tables are used
  --currency <code>    currency, such as GBP
  --threads <n>        default: all cores
  --memory <size>      such as 4GB; default: 80% of the machine’s
  --temp <folder>      where what outgrows memory is written
  --lang zh|en         language

Exit codes: 0 done; 1 could not run; 2 wrong usage; 3 some cells failed, the rest was written.`,
};
