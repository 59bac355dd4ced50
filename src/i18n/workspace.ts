import type { Text } from './text.ts';

/** Words of the lock, of what is kept on this machine, and of its deletion. */
export const workspaceText = {
  keptPlain: { zh: '数据保存在本浏览器中，未设口令', en: 'Kept in this browser, without a passphrase' },
  keptSealed: { zh: '数据加密保存在本浏览器中', en: 'Kept in this browser, sealed by a passphrase' },
  keptNowhere: { zh: '只在内存里：什么都不写入磁盘', en: 'In memory only: nothing is written' },
  keptUnavailable: { zh: '浏览器不允许保存，什么都没有写入', en: 'The browser keeps nothing here' },
  manage: { zh: '保存与口令…', en: 'Storage and passphrase…' },
  lockNow: { zh: '立即锁定', en: 'Lock now' },

  offer: {
    zh: '导入的数据会保存在本浏览器中，任何能用这台电脑账户的人都读得到。可以用口令加密，或者什么都不保存。',
    en: 'What is imported is kept in this browser, where anyone with your account on this machine can read it. A passphrase seals it; or keep nothing.',
  },
  setPassphrase: { zh: '设置口令…', en: 'Set a passphrase…' },
  keepNothing: { zh: '只在内存里', en: 'Keep nothing' },
  notNow: { zh: '就这样保存', en: 'Keep it as it is' },

  title: { zh: '保存与口令', en: 'Storage and passphrase' },
  explainNone: {
    zh: '笔记本、导入的数据和运行记录保存在本浏览器中。设置口令后，它们都以 AES-256 加密保存；密钥由口令经 scrypt 得出，只在内存里。',
    en: 'Notebooks, imported data and accounts of runs are kept in this browser. Under a passphrase all of it is sealed with AES-256; the key is derived from the passphrase by scrypt and is in memory only.',
  },
  explainSealed: {
    zh: '一切都加密保存。仍可读到的只有：随机编号、大小、写入时间和记录条数。',
    en: 'Everything is sealed. What stays readable are random ids, sizes, times of writing and the number of records.',
  },
  forgetWarning: {
    zh: '忘了口令就没有任何办法找回数据。',
    en: 'Whoever forgets the passphrase cannot get the data back by any means.',
  },
  passphrase: { zh: '口令', en: 'Passphrase' },
  passphraseNow: { zh: '现在的口令', en: 'Present passphrase' },
  passphraseNew: { zh: '新口令', en: 'New passphrase' },
  passphraseAgain: { zh: '再输入一次', en: 'Once more' },
  passphraseHint: { zh: '至少 {min} 个字符', en: 'At least {min} characters' },
  differ: { zh: '两次输入的口令不一样。', en: 'The two passphrases are not the same.' },
  set: { zh: '设置口令并加密', en: 'Set it and seal everything' },
  change: { zh: '更改口令', en: 'Change the passphrase' },
  remove: { zh: '取消口令', en: 'Remove the passphrase' },
  removeExplain: {
    zh: '取消后，一切又以原样保存在本浏览器中。',
    en: 'Without it everything is kept in this browser as it is again.',
  },
  working: { zh: '正在计算密钥、处理保存的内容', en: 'Deriving the key and working through what is kept' },
  isSet: {
    zh: '口令已设好，保存的内容都已加密。关闭页面即锁定。',
    en: 'The passphrase is set and all that is kept is sealed. Closing the page locks it.',
  },
  changed: {
    zh: '口令已更改，原来的口令不再有效。',
    en: 'The passphrase is changed; the one before opens nothing any more.',
  },
  removed: {
    zh: '口令已取消，内容又以原样保存。',
    en: 'The passphrase is removed; everything is kept as it is again.',
  },
  idle: { zh: '无操作多久后锁定', en: 'Lock when nobody is there for' },
  idleNever: { zh: '不自动锁定', en: 'never' },
  idleMinutes: { zh: '{n} 分钟', en: '{n} minutes' },
  memoryExplain: {
    zh: '从现在起到关闭或刷新本页为止，什么都不写入磁盘（语言和配色的选择除外）。关闭时会先询问。已经保存的内容不受影响。',
    en: 'From now until this page is closed or reloaded nothing is written, but for the choice of language and colours. Closing asks first. What is kept already stays as it is.',
  },
  memoryNow: {
    zh: '本次访问什么都不写入磁盘（语言和配色的选择除外）。刷新本页即恢复为保存。',
    en: 'Nothing is written in this visit, but for the choice of language and colours. Reload the page to keep things again.',
  },

  lockedTitle: { zh: '工作区已锁定', en: 'The workspace is locked' },
  lockedExplain: {
    zh: '密钥不在内存里，分析引擎已结束。输入口令继续。',
    en: 'The key is not in memory and the engines are ended. Give the passphrase to go on.',
  },
  unlock: { zh: '解锁', en: 'Unlock' },
  forgot: { zh: '忘了口令？', en: 'Forgot the passphrase?' },
  forgotExplain: {
    zh: '没有任何内容可以恢复。要全部删除、重新开始吗？',
    en: 'Nothing can be recovered. Delete everything and start anew?',
  },
  withoutStorage: { zh: '不解锁，只在内存里使用', en: 'Go on in memory only' },

  deleteAll: { zh: '删除本机上的一切…', en: 'Delete everything on this machine…' },
  deleteTitle: { zh: '删除本机上的一切', en: 'Delete everything on this machine' },
  deleteExplain: {
    zh: '下面是 Cellar 在本浏览器中保存的全部内容。删除后无法恢复；下载过的文件不受影响。',
    en: 'This is everything that Cellar keeps in this browser. It cannot be brought back; files that were downloaded are not touched.',
  },
  deleteDo: { zh: '全部删除', en: 'Delete everything' },
  deletedTitle: { zh: '已全部删除', en: 'Everything is deleted' },
  deletedExplain: {
    zh: '本机上已不再有下列内容：',
    en: 'This is no longer on this machine:',
  },
  countNotebooks: { zh: '笔记本', en: 'Notebooks' },
  countSources: { zh: '数据源', en: 'Sources' },
  countRows: { zh: '数据行', en: 'Rows' },
  countBytes: { zh: '数据大小', en: 'Size of the data' },
  countSettings: { zh: '设置与运行记录', en: 'Settings and accounts of runs' },
  countKeys: { zh: '密钥', en: 'Keys' },
  countCaches: { zh: '离线副本（程序文件）', en: 'Offline copies of the program' },
  countChoices: { zh: '页面选择（语言、配色等）', en: 'Choices of the page (language, colours)' },
  rowsSealed: { zh: '已加密，不可数', en: 'sealed, not countable' },
} satisfies Record<string, Text>;
