import type { Weakening } from '../../import/meaning/weakening.ts';
import type { Text } from '../../i18n/text.ts';

export const STATEMENT_TEXTS = {
  title: { zh: '隐私说明', en: 'Privacy statement' },
  buildTitle: { zh: '这是哪个版本', en: 'What this build is' },
  what: { zh: '内容', en: 'What' },
  address: { zh: '网址', en: 'Address' },
  version: { zh: '版本号', en: 'Version' },
  digest: { zh: '摘要（SHA-256）', en: 'Digest (SHA-256)' },
  digestUnknown: { zh: '未知：网站没有提供 digests.json', en: 'unknown: the site offers no digests.json' },
  servedBy: { zh: '程序文件来自', en: 'Program files come from' },
  openedAt: { zh: '页面打开于', en: 'Page opened' },
  madeAt: { zh: '本说明生成于', en: 'Statement made' },
  compare: {
    zh: '怎样核对：摘要应与发布者公布的 digests.json 里的 build 相同；自行构建（npm run build）同一版本也会写出这个文件。拿到构建目录时，用下面的命令可以不依赖 Cellar 重算摘要。',
    en: 'How to compare: the digest should be the one given as “build” in the digests.json that the publisher made known; building the same version oneself (npm run build) writes that file too. With the folder of a build at hand, the command below computes the digest without Cellar.',
  },
  compareCommand: {
    zh: "find . -type f ! -name offline.js ! -name digests.json | sed 's|^./||' | LC_ALL=C sort | xargs sha256sum | sha256sum",
    en: "find . -type f ! -name offline.js ! -name digests.json | sed 's|^./||' | LC_ALL=C sort | xargs sha256sum | sha256sum",
  },
  enforcedTitle: { zh: '强制了什么，由什么强制', en: 'What is enforced, and by what' },
  by: { zh: '由什么强制', en: 'By' },
  sealedSince: {
    zh: '页面已于 {at} 封闭：不能发起任何连接，不能打开其他网址',
    en: 'The page was sealed at {at}: it can open no connection and no other address',
  },
  notSealed: {
    zh: '页面尚未封闭（所需文件还没取齐）：目前只能连接本站',
    en: 'The page is not sealed yet (files it needs are still to come): for now it can connect to this site alone',
  },
  pagePolicy: { zh: '页面的内容安全策略', en: 'The page’s content security policy' },
  constructors: {
    zh: '工作线程里没有网络；页面里没有 WebRTC、WebSocket 等',
    en: 'No network in the workers; no WebRTC, WebSocket and the like in the page',
  },
  constructorsBy: {
    zh: '启动后换掉浏览器的网络构造函数；每次调用都失败，并记入下面的清单',
    en: 'the browser’s network constructors are replaced after the start; each call fails and is listed below',
  },
  engine: {
    zh: '数据库引擎不能联网、不能加载扩展、不能读写其他文件',
    en: 'The database engine has no network, no extensions and no other files',
  },
  headers: { zh: '每个应答附带的响应头', en: 'Headers on every answer' },
  headersByHost: {
    zh: '由网站决定；Service Worker 接管后由它加上',
    en: 'up to the site; the service worker adds them once it has taken over',
  },
  files: { zh: '只运行这个版本的程序文件', en: 'Only this build’s own files run' },
  filesBy: {
    zh: 'Service Worker 每次应答前都核对 SHA-256；新版本须经同意才会启用',
    en: 'the service worker checks the SHA-256 before every answer; a new build is used only by consent',
  },
  filesNotYet: {
    zh: 'Service Worker 尚未接管：重新打开页面后生效',
    en: 'the service worker has not taken over yet: it will when the page is opened again',
  },
  sourcesTitle: { zh: '数据源与各列的处理', en: 'Sources and how their columns are treated' },
  sourcesExplain: {
    zh: '处理在导入时完成，之后原文不再存在于 Cellar 中。',
    en: 'Columns are treated during import; after it, Cellar does not have their original values.',
  },
  noSources: { zh: '没有打开的笔记本，或笔记本没有数据。', en: 'No notebook is open, or it has no data.' },
  rows: { zh: '{count} 行', en: '{count} rows' },
  column: { zh: '列', en: 'Column' },
  kind: { zh: '识别为', en: 'Taken for' },
  treatment: { zh: '处理', en: 'Treatment' },
  weakened: { zh: '由谁放宽', en: 'Weakened by' },
  byUnknown: {
    zh: '导入时放宽；较早的版本没有记下由谁、在何时',
    en: 'when it was imported; an earlier version did not write down by whom',
  },
  requestsTitle: { zh: '网络请求', en: 'Network requests' },
  requestsCount: {
    zh: '页面、工作线程和 Service Worker 自打开以来共 {all} 个请求；发往其他网站 {foreign} 个；被拦截 {stopped} 个。',
    en: 'Page, workers and service worker made {all} requests since the page was opened; {foreign} went to other sites; {stopped} were stopped.',
  },
  at: { zh: '时间', en: 'When' },
  where: { zh: '发起者', en: 'Who asked' },
  outcome: { zh: '结果', en: 'Outcome' },
  url: { zh: '地址', en: 'Address' },
  foreign: { zh: '发往其他网站', en: 'sent to another site' },
  departuresTitle: {
    zh: '保存的文件、复制的文本、生成的链接',
    en: 'Files saved, texts copied and links made',
  },
  noDepartures: {
    zh: '这次打开以来没有。',
    en: 'None since the page was opened.',
  },
  way: { zh: '方式', en: 'How' },
  contents: { zh: '内容', en: 'What was in it' },
  name: { zh: '名称', en: 'Name' },
  rowsColumns: { zh: '行 × 列', en: 'Rows × columns' },
  bytes: { zh: '字节', en: 'Bytes' },
  smallest: { zh: '最小组（客户数）', en: 'Smallest group (customers)' },
  limitsTitle: { zh: '本说明不能证明什么', en: 'What this statement cannot show' },
  limitsHost: {
    zh: '网站若换掉 Service Worker 本身，任何网页都无法阻止；因此请核对摘要，或自行托管。',
    en: 'No web page can keep its host from replacing the service worker itself; so compare the digest, or host it yourself.',
  },
  limitsBrowser: {
    zh: '浏览器扩展、操作系统和浏览器自身的通信不在本页控制和可见范围内。',
    en: 'What browser extensions, the operating system and the browser itself send is beyond this page’s control and sight.',
  },
  limitsVisit: {
    zh: '清单从这次打开页面开始，重新载入后重新计数。',
    en: 'The lists begin when the page was opened; loading it anew begins them anew.',
  },
} satisfies Record<string, Text>;

/** Who had a column come in as more than its kind would. */
export const WEAKENED_BY: Record<Weakening['by'], Text> = {
  person: {
    zh: '导入者自己选择，{at}；否则：{instead}',
    en: 'whoever imported it, unasked, {at}; else: {instead}',
  },
  notebook: {
    zh: '笔记本要求，导入者同意，{at}；否则：{instead}',
    en: 'the notebook asked for it and whoever imported it agreed, {at}; else: {instead}',
  },
  role: {
    zh: '被当作同事的姓名（负责人、团队），{at} 确认；否则：{instead}',
    en: 'it was taken for names of colleagues (owner, team), confirmed {at}; else: {instead}',
  },
};

/** What the facts' own words are called. */
export const WORDS: Record<string, Text> = {
  'served-service-worker': {
    zh: '本机经核对的副本（Service Worker）',
    en: 'the checked copy on this machine (service worker)',
  },
  'served-host': { zh: '网站', en: 'the site' },
  'policy-keep': { zh: '保留', en: 'keep' },
  'policy-mask': { zh: '脱敏', en: 'mask' },
  'policy-redact': { zh: '涂去其中的个人信息', en: 'redact' },
  'policy-pseudonymise': { zh: '假名化', en: 'pseudonymise' },
  'policy-drop': { zh: '不导入', en: 'do not import' },
  'where-page': { zh: '页面', en: 'page' },
  'where-service-worker': { zh: 'Service Worker', en: 'service worker' },
  'where-cellar-notebook-engine': { zh: '笔记本引擎', en: 'notebook engine' },
  'where-cellar-import-engine': { zh: '导入引擎', en: 'import engine' },
  'where-cellar-files': { zh: '文件读取线程', en: 'files worker' },
  'where-cellar-model': { zh: '模型线程', en: 'model worker' },
  'where-cellar-package': { zh: '数据包线程', en: 'package worker' },
  sent: { zh: '本站', en: 'this site' },
  kept: { zh: '本机副本应答，未联网', en: 'answered on this machine, not sent' },
  'stopped-policy': { zh: '被内容安全策略拦截', en: 'stopped by the policy' },
  'stopped-lock': { zh: '被锁拦截', en: 'stopped by a lock' },
  'stopped-service-worker': { zh: '被 Service Worker 拦截', en: 'stopped by the service worker' },
  'way-file': { zh: '保存文件', en: 'saved as a file' },
  'way-copy': { zh: '复制', en: 'copied' },
  'way-link': { zh: '复制链接', en: 'link copied' },
  'way-print': { zh: '打印', en: 'printed' },
  'way-site': { zh: '打开网址', en: 'site opened' },
  'what-table': { zh: '结果表', en: 'result table' },
  'what-rejects': { zh: '未读入的行', en: 'lines that were not read' },
  'what-quarantine': { zh: '隔离的行', en: 'rows set aside' },
  'what-chart': { zh: '图表', en: 'chart' },
  'what-report': { zh: '报告', en: 'report' },
  'what-script': { zh: 'SQL 脚本', en: 'SQL script' },
  'what-notebook': { zh: '笔记本（不含数据）', en: 'notebook (no data)' },
  'what-package': { zh: '加密包', en: 'sealed package' },
  'what-statement': { zh: '隐私说明', en: 'privacy statement' },
  'what-address': { zh: '网址', en: 'address' },
  'what-text': { zh: '页面上的文字', en: 'text of the page' },
};

/** Kinds of personal data; a kind without words here stands by its own name. */
export const KIND_WORDS: Record<string, Text> = {
  name: { zh: '姓名', en: 'name' },
  phone: { zh: '电话', en: 'phone' },
  email: { zh: '电子邮箱', en: 'e-mail' },
  id_number: { zh: '证件号码', en: 'identity number' },
  bank_card: { zh: '银行卡号', en: 'bank card' },
  address: { zh: '地址', en: 'address' },
  birth_date: { zh: '出生日期', en: 'date of birth' },
  ip: { zh: 'IP 地址', en: 'IP address' },
  plate: { zh: '车牌', en: 'number plate' },
  account: { zh: '账号', en: 'account' },
  device: { zh: '设备标识', en: 'device' },
  location: { zh: '位置', en: 'location' },
  text: { zh: '含个人信息的文本', en: 'text with personal data' },
};
