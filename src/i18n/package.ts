import type { Text } from './text.ts';

/** Words of sealed packages: in the share dialog, and when one is opened. */
export const packageText = {
  title: { zh: '封给指定收件人的数据包', en: 'A sealed package for named people' },
  why: {
    zh: '笔记本、报告和汇总结果放进一个加密文件（age 格式）。只有您选的人能打开：把文件拖到他的 Cellar 里，或用 age 命令行。结果先经过披露规则。',
    en: 'The notebook, its report and the aggregated results in one encrypted file (age format). Only those you choose can open it: by dropping it onto their Cellar, or with the age command line. Results pass the disclosure rules first.',
  },
  ownKey: { zh: '您的公钥', en: 'Your public key' },
  ownKeyWhy: {
    zh: '给别人这个公钥，他就能把数据包封给您。对应的私钥只在这个工作区里。',
    en: 'Give it to others, and they can seal packages to you. The secret key to it stays in this workspace.',
  },
  ownKeyMemory: {
    zh: '现在不保存任何内容：私钥在关闭页面时消失，封给它的数据包将再也打不开。',
    en: 'Nothing is kept now: the secret key is gone when the page is closed, and what was sealed to it opens no more.',
  },
  copyKey: { zh: '复制公钥', en: 'Copy the key' },
  copied: { zh: '已复制', en: 'Copied' },
  recipients: { zh: '收件人', en: 'Recipients' },
  none: { zh: '还没有收件人。', en: 'There are no recipients yet.' },
  name: { zh: '姓名', en: 'Name' },
  key: { zh: '公钥（age1…）', en: 'Public key (age1…)' },
  add: { zh: '添加', en: 'Add' },
  remove: { zh: '移除 {name}', en: 'Remove {name}' },
  byPassphrase: { zh: '改用口令封装', en: 'Seal by a passphrase instead' },
  passphrase: { zh: '口令', en: 'Passphrase' },
  again: { zh: '再输入一次', en: 'Once more' },
  passphraseWhy: {
    zh: '任何知道口令的人都能打开。至少 {min} 个字符；不要和文件一起发送。',
    en: 'Whoever knows it can open the package. At least {min} characters; do not send it along with the file.',
  },
  differ: { zh: '两次输入的口令不一样。', en: 'The two passphrases are not the same.' },
  withSources: {
    zh: '连同处理过的来源表格（{count} 个，共 {rows} 行，逐行给出）',
    en: 'With the treated source tables ({count}, {rows} rows in all, row by row)',
  },
  withSourcesWhy: {
    zh: '这些是导入时打码、换成假名或去掉个人信息之后的行。它们不受披露规则限制。',
    en: 'These are the rows as import left them, masked, pseudonymised or without what was dropped. The disclosure rules do not hold for them.',
  },
  make: { zh: '制作数据包', en: 'Make the package' },
  cancel: { zh: '取消', en: 'Cancel' },
  making: { zh: '正在封装……{percent}%', en: 'Sealing … {percent}%' },
  made: { zh: '已做好 {name}。', en: '{name} is made.' },
  left: {
    zh: '按披露规则，{count} 个结果表格没有放进去。',
    en: 'Under the disclosure rules {count} result {count|table was|tables were} left out.',
  },
  openTitle: { zh: '打开数据包', en: 'Open a package' },
  opening: { zh: '正在打开 {name}……{percent}%', en: 'Opening {name} … {percent}%' },
  ask: { zh: '{name} 是用口令封的。', en: '{name} is sealed by a passphrase.' },
  open: { zh: '打开', en: 'Open' },
  close: { zh: '关闭', en: 'Close' },
} as const satisfies Record<string, Text>;
