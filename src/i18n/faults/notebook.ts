import type { Text } from '../text.ts';

/** Sentences of the faults of notebook files, links, storage and the dependency graph. */
export const notebookFaults = {
  'json-too-large': {
    zh: '文件超过 {limit} MB，未打开。笔记本只保存方法，不含数据，请确认选对了文件。',
    en: 'The file is larger than {limit} MB and was not opened. A notebook holds the method and no data; check that this is the right file.',
  },
  'json-too-deep': {
    zh: '文件嵌套超过 {limit} 层，不是正常的笔记本，未打开。',
    en: 'The file is nested more than {limit} levels deep, which no notebook is. It was not opened.',
  },
  'json-invalid': {
    zh: '文件不是有效的 JSON，可能没有下载完整。请重新获取文件后再打开。',
    en: 'The file is not valid JSON; it may be incomplete. Get it again and reopen it.',
  },
  'json-unsafe-key': {
    zh: '文件在 {path} 处含有不安全的字段名，未打开。',
    en: 'The file has an unsafe field name at {path} and was not opened.',
  },
  'notebook-format': {
    zh: '这不是 Cellar 笔记本文件。请选择由 Cellar 保存、以 .cellar.json 结尾的文件；随程序附带的笔记本模板请在开始页或用名字打开。',
    en: 'This is not a Cellar notebook. Choose a file that Cellar saved (.cellar.json); a template that ships with it is opened on the start page, or by its name.',
  },
  'notebooks-several': {
    zh: '同时放入了 {count} 个笔记本：{names}。一次只能打开一个，什么也没有打开；请逐个打开。',
    en: '{count} notebooks were given at once: {names}. One is opened at a time, so none was; open them one by one.',
  },
  'notebook-version': {
    zh: '笔记本文件的版本号无效，未打开。',
    en: 'The notebook file has no valid version number and was not opened.',
  },
  'notebook-newer': {
    zh: '这个笔记本由更新的 Cellar 保存（版本 {version}，当前支持到 {known}）。请更新页面后再打开；原文件没有改动。',
    en: 'This notebook was saved by a newer Cellar (version {version}; this one reads up to {known}). Update the page and open it again; the file is unchanged.',
  },
  'notebook-invalid': {
    zh: '笔记本文件在“{path}”处不正确，未打开。请修正该处，或向发送者重新索取。',
    en: 'The notebook file is wrong at “{path}” and was not opened. Fix it there, or ask the sender for it again.',
  },
  'notebook-unknown': {
    zh: '笔记本文件在“{path}”处写的“{word}”，这个版本的 Cellar 不认识，未打开。请改正该处，或用更新的 Cellar 打开。',
    en: 'At “{path}” the notebook file says “{word}”, which this version of Cellar does not know. It was not opened. Correct it there, or open it with a newer Cellar.',
  },
  'cell-name-invalid': {
    zh: '单元格名称“{name}”无效：请用小写字母开头，只含小写字母、数字和下划线，最多 63 个字符。',
    en: 'A cell cannot be called “{name}”: start with a small letter and use only a-z, 0-9 and _, at most 63 characters.',
  },
  'cell-name-reserved': {
    zh: '单元格名称“{name}”已被系统表或 SQL 关键字占用，请换一个名称。',
    en: 'A cell cannot be called “{name}”: it is the name of a built-in table or a word of SQL. Choose another.',
  },
  'cell-name-taken': {
    zh: '已有名为“{name}”的单元格，请换一个名称。',
    en: 'There is already a cell called “{name}”. Choose another name.',
  },
  'metric-taken': {
    zh: '文件里有两个自定义指标都叫“{name}”，请删掉其中一个再打开。',
    en: 'Two of the file’s own metrics are called “{name}”. Remove one of them and open it again.',
  },
  'cell-missing': {
    zh: '没有名为“{name}”的单元格，它可能已被删除。',
    en: 'There is no cell called “{name}”; it may have been deleted.',
  },
  'cell-cycle': {
    zh: '单元格互相依赖，无法运行：{cells}。请让其中一个不再读取另一个。',
    en: 'These cells depend on each other and cannot run: {cells}. Make one of them stop reading the next.',
  },
  'cell-behind-cycle': {
    zh: '单元格 {name} 读取的 {other} 处在循环依赖中，因此无法运行。',
    en: 'Cell {name} reads {other}, which is caught in a circle of dependencies, so it cannot run.',
  },
  'cell-unknown-table': {
    zh: '单元格 {name} 读取的表“{table}”不存在，可能是已删除或改名的单元格。',
    en: 'Cell {name} reads “{table}”, which does not exist; it may be a cell that was deleted or renamed.',
  },
  'link-too-long': {
    zh: '笔记本压缩后约 {size} KB，超过链接的上限 {limit} KB。请改为保存并发送 .cellar.json 文件。',
    en: 'The notebook takes about {size} KB as a link; the limit is {limit} KB. Save it and send the .cellar.json file instead.',
  },
  'link-newer': {
    zh: '这个链接由更新的 Cellar 生成。请更新页面后再打开。',
    en: 'This link was made by a newer Cellar. Update the page and open it again.',
  },
  'link-damaged': {
    zh: '链接不完整或已损坏。请让发送者重新复制完整的链接。',
    en: 'The link is incomplete or damaged. Ask the sender to copy the whole link again.',
  },
  'link-bomb': {
    zh: '链接解压后超过 {limit} MB，不是正常的笔记本，未打开。',
    en: 'The link unpacks to more than {limit} MB, which no notebook does. It was not opened.',
  },
  'storage-full': {
    zh: '浏览器的存储空间已满，刚才的更改没有保存。请下载笔记本文件，或删除旧的笔记本和数据源后重试。',
    en: 'The browser’s storage is full and the last change is not saved. Download the notebook file, or delete old notebooks and sources and try again.',
  },
  'storage-unavailable': {
    zh: '浏览器不允许保存数据（可能处于隐私模式）。关闭页面前请下载笔记本文件。',
    en: 'The browser does not allow saving here (it may be in private mode). Download the notebook file before closing the page.',
  },
  'storage-blocked': {
    zh: '另一个标签页里的 Cellar 占着浏览器存储没有放开（可能是旧版本，或被浏览器休眠了）。请关闭其他 Cellar 标签页，再刷新本页。',
    en: 'Another tab with Cellar does not let go of the browser’s storage (it may be an older version, or put to sleep by the browser). Close the other Cellar tabs, then reload this page.',
  },
  'storage-newer': {
    zh: '保存的数据来自更新的 Cellar，已原样保留。请刷新页面后再试。',
    en: 'The saved data is from a newer Cellar and was left as it is. Reload the page and try again.',
  },
  'storage-damaged': {
    zh: '保存的“{name}”已损坏（校验和不符），已原样保留。还能取回的列在旁边；否则请重新导入，或打开另存的文件。',
    en: 'The saved “{name}” is damaged (its checksum does not match) and was left as it is. What can still be had is offered here; otherwise import it again, or open a file saved elsewhere.',
  },
  'storage-locked': {
    zh: '工作区已锁定，无法读写。请先输入口令解锁。',
    en: 'The workspace is locked, so nothing can be read or saved. Unlock it with its passphrase first.',
  },
  'passphrase-wrong': {
    zh: '口令不对，什么都没有打开或改动。请检查大小写和输入法后重试。',
    en: 'That is not the passphrase, so nothing was opened or changed. Check capitals and the input method, then try again.',
  },
  'passphrase-short': {
    zh: '口令太短。请至少用 {min} 个字符，最好是几个不相干的词。',
    en: 'The passphrase is too short. Use at least {min} characters, best several unrelated words.',
  },
  'lock-damaged': {
    zh: '工作区的锁已损坏：口令再对也打不开。里面的内容无法恢复，只能全部删除后重新开始。',
    en: 'The workspace’s lock is damaged, so not even the right passphrase opens it. What is in it cannot be recovered; delete everything and start anew.',
  },
  'storage-deleted': {
    zh: '这个笔记本已被删除（可能是在另一个标签页里），不会再保存。要留下它，请下载笔记本文件。',
    en: 'This notebook was deleted, perhaps in another tab, and is not saved any more. To keep it, download the notebook file.',
  },
  'storage-tab-unsaved': {
    zh: '另一个标签页还有改动没有保存完，口令没有变动，免得那些改动丢失。请到那个标签页等它显示“已保存”，或把它关闭，然后再试。',
    en: 'Another tab has changes that are not saved yet. Nothing was done about the passphrase, so that they are not lost. Wait until that tab says “saved”, or close it, and try again.',
  },
  'storage-overtaken': {
    zh: '另一个标签页已接手这个笔记本并保存了更新的内容，这里未保存的改动没有写入，以免覆盖。要留下它们，请存为副本。',
    en: 'Another tab has taken over this notebook. What was changed here and not yet saved was not written over what is saved there. To keep it, keep it as a copy.',
  },
  'storage-missing': {
    zh: '浏览器中没有保存“{name}”，可能已被清除。',
    en: '“{name}” is not saved in this browser; it may have been cleared.',
  },
  'copy-refused': {
    zh: '浏览器不允许复制。请选中文字自己复制，或改为下载。',
    en: 'The browser did not allow copying. Select the text and copy it yourself, or download it.',
  },
  'storage-failed': {
    zh: '读写浏览器存储时出错，刚才的更改可能没有保存。请下载笔记本文件。',
    en: 'Reading or writing the browser’s storage failed, so the last change may not be saved. Download the notebook file.',
  },
} satisfies Record<string, Text>;
