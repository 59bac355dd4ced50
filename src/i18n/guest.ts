import type { Text } from './text.ts';

/** Words of the page that a notebook from a file or link opens with. */
export const guestText = {
  title: { zh: '这个笔记本带来了什么', en: 'What this notebook brings' },
  inert: {
    zh: '它来自文件或链接，还没有运行任何内容。下面是其中不属于 Cellar 自带分析的部分：看过之后再运行。',
    en: 'It came from a file or a link, and nothing in it has been run. Below is whatever in it is not Cellar’s own: read it, then run.',
  },
  nothing: {
    zh: '它来自文件或链接，还没有运行任何内容。里面只有 Cellar 自带的分析：没有手写的 SQL、公式和文字，没有要求保留原值的列，也没有会多剔除行的设置。',
    en: 'It came from a file or a link, and nothing in it has been run. It holds Cellar’s own analyses only: no SQL, formula or text written by hand, no column to be kept raw, no setting that leaves out more rows.',
  },
  sql: { zh: '手写的 SQL（{count}）', en: 'SQL written by hand ({count})' },
  sqlWhy: {
    zh: '只能读这个笔记本的表，不能读文件、联网或改动数据；但算得对不对，要看它怎么写。',
    en: 'It can read this notebook’s tables only; no file, no network, and it changes no data. Whether it computes the right thing is for you to judge.',
  },
  rewritten: { zh: '改写自“{template}”', en: 'rewritten from “{template}”' },
  free: { zh: '自由 SQL', en: 'free SQL' },
  refused: {
    zh: '用到了不允许的 {name}，不会运行',
    en: 'uses {name}, which is not allowed: it will not run',
  },
  raw: { zh: '要求少加保护的列（{count}）', en: 'Columns to be protected less ({count})' },
  rawWhy: {
    zh: '从列名看是个人信息，这个笔记本却要求少作处理、比默认保留得更多。',
    en: 'By their names they hold personal data, and this notebook asks to keep them rawer than Cellar proposes.',
  },
  rawAsks: {
    zh: '{source}：{column}：要求{asks}，默认{proposes}',
    en: '{source}: {column}: asks to {asks}; Cellar would {proposes}',
  },
  keep: { zh: '保留原值', en: 'keep it as it is' },
  redact: { zh: '遮去其中的个人信息', en: 'redact what is personal in it' },
  mask: { zh: '打码', en: 'mask it' },
  pseudonymise: { zh: '换成假名', en: 'pseudonymise it' },
  drop: { zh: '不导入', en: 'leave it out' },
  dropping: { zh: '会剔除行的设置（{count}）', en: 'Settings that leave out rows ({count})' },
  tail: {
    zh: '{source}：文件末尾略过 {lines} 行',
    en: '{source}: the last {lines} {lines|line|lines} of the file are skipped',
  },
  header: {
    zh: '{source}：表头之前略过 {lines} 行',
    en: '{source}: {lines} {lines|line|lines} before the header are skipped',
  },
  rule: { zh: '清洗规则“{rule}”：隔离', en: 'Cleaning rule “{rule}”: sets rows aside' },
  metrics: { zh: '自定义指标（{count}）', en: 'Metrics of its own ({count})' },
  texts: { zh: '文字（{count}）', en: 'Texts ({count})' },
  textsWhy: {
    zh: '不是从你的数据得出的，是发送者写的；运行之前按原文显示。',
    en: 'They do not follow from your data: whoever sent the notebook wrote them. Until you run it they are shown as typed.',
  },
  run: { zh: '看过了，运行', en: 'I have looked: run' },
} satisfies Record<string, Text>;
