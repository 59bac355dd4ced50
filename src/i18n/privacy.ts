import type { Text } from './text.ts';

/** Words of the seal, of sealed mode and of new versions. */
export const privacyText = {
  zero: { zh: '{count} 个对外请求', en: '{count} {count|request|requests} to other sites' },
  stopped: { zh: '已拦截 {count} 个', en: '{count} stopped' },
  sealed: { zh: '页面已封闭，数据只在本标签页内处理', en: 'The page is sealed; data stays in this tab' },
  unsealed: { zh: '数据只在本标签页内处理', en: 'Data is processed in this tab only' },
  look: { zh: '隐私说明', en: 'Privacy statement' },
  explain: {
    zh: '给需要核对的人看：这是哪个版本，强制了什么，每列怎样处理，浏览器自己记录的每个请求，以及每次保存和复制。想自己核对：打开开发者工具的“网络”面板，或断开网络后继续使用。',
    en: 'For whoever has to check: which build this is, what is enforced, how each column is treated, every request as the browser itself recorded it, and everything that was saved or copied. To check for yourself: open the Network panel of the developer tools, or unplug the network and go on working.',
  },
  saveHtml: { zh: '存为 HTML', en: 'Save as HTML' },
  saveJson: { zh: '存为 JSON', en: 'Save as JSON' },
  fileName: { zh: '隐私说明', en: 'privacy-statement' },
  offered: {
    zh: '网站上有另一个版本 {version}。经你同意才会换用；在此之前一直使用现在的版本。',
    en: 'The site has another version, {version}. It is used only when you agree; until then this one goes on.',
  },
  offeredDigest: { zh: '新版本摘要', en: 'Digest of the new version' },
  thisDigest: { zh: '现在版本摘要', en: 'Digest of this one' },
  take: { zh: '换用新版本', en: 'Use the new version' },
  taking: { zh: '正在取新版本并核对每个文件', en: 'Fetching the new version and checking each file' },
  takeFailed: {
    zh: '新版本没能完整取得（没有网络，或有文件与摘要不符），仍在使用现在的版本。可以稍后再试。',
    en: 'The new version could not be had whole (no network, or a file does not match its digest); this one goes on. Try again later.',
  },
  later: { zh: '以后再说', en: 'Not now' },
  outdated: {
    zh: '另一个标签页已换用新版本。请保存手头的工作，然后重新载入本页。',
    en: 'Another tab has changed to a new version. Finish what you are doing, then load this page anew.',
  },
  reload: { zh: '重新载入', en: 'Load anew' },
} satisfies Record<string, Text>;
