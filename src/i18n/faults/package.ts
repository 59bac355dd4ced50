import type { Text } from '../text.ts';

/** Sentences of sealing and opening packages. */
export const packageFaults = {
  'package-wrong-key': {
    zh: '这个数据包不是封给您的密钥的，打不开。请对方用您在“分享”里的公钥（age1…）重新封装。',
    en: 'This package is not sealed to your key, so it cannot be opened. Ask the sender to seal it to your public key (age1…), which you find under Share.',
  },
  'package-wrong-passphrase': {
    zh: '口令不对，数据包打不开。请核对后再输入一次。',
    en: 'The passphrase is wrong, so the package cannot be opened. Check it and give it again.',
  },
  'package-passphrase': {
    zh: '这个数据包是用口令封的，需要口令才能打开。',
    en: 'This package is sealed by a passphrase, which is needed to open it.',
  },
  'package-damaged': {
    zh: '数据包已损坏或被改动，没有打开任何内容。请对方重新发送。',
    en: 'The package is damaged or was changed on its way, and nothing of it was opened. Ask the sender for it again.',
  },
  'package-no-notebook': {
    zh: '封存的文件打开了，但里面没有 Cellar 笔记本，不是 Cellar 的数据包。',
    en: 'The sealed file opens, but there is no Cellar notebook in it: it is no package of Cellar’s.',
  },
  'package-large': {
    zh: '数据包有 {megabytes} MB，超过上限 {limit} MB。请不带来源表格，或缩小时段后再封装。',
    en: 'The package is {megabytes} MB large, over the limit of {limit} MB. Leave the source tables out, or take a shorter period.',
  },
  'package-unwritable': {
    zh: '封装时出了意外的问题，没有做出文件；笔记本和数据没有变。请重试。',
    en: 'Something unexpected went wrong while sealing, and no file was made; notebook and data are unchanged. Try again.',
  },
  'recipient-invalid': {
    zh: '“{key}”不是可用的公钥。公钥以 age1 开头，请让收件人从他的“分享”里复制。',
    en: '“{key}” is not a public key. One begins with age1; ask the recipient to copy it from Share.',
  },
  'recipient-none': {
    zh: '还没有选择收件人，也没有口令。请至少选一位收件人，或设一个口令。',
    en: 'No recipient is chosen and no passphrase given. Choose at least one recipient, or give a passphrase.',
  },
} as const satisfies Record<string, Text>;
