import type { Text } from '../text.ts';

/** Sentences of the faults of a run without a browser. */
export const cliFaults = {
  'cli-command': {
    zh: '没有“{command}”这个命令。可用的是 run 和 list；--help 列出全部用法。',
    en: 'There is no command “{command}”. There are run and list; --help shows how they are used.',
  },
  'cli-option': {
    zh: '不认识“{option}”。--help 列出全部选项。',
    en: '“{option}” is not understood. --help lists the options.',
  },
  'cli-value': { zh: '{option} 后面缺少值。', en: '{option} needs a value after it.' },
  'cli-missing': {
    zh: '缺少 {option}。--help 列出用法。',
    en: '{option} is missing. --help shows how it is used.',
  },
  'cli-number': { zh: '{option} 不能是“{value}”。', en: '{option} cannot be “{value}”.' },
  'cli-language': {
    zh: '没有语言“{value}”，可用 zh 或 en。',
    en: 'There is no language “{value}”; use zh or en.',
  },
  'cli-notebook-unknown': {
    zh: '找不到“{name}”：既不是文件，也不是内置笔记本（{known}），也不是某个分析（名字是它在 templates 里的文件夹名）。',
    en: 'There is no “{name}”: it is no file, no built-in notebook ({known}) and no analysis (called as its folder in templates).',
  },
  'cli-notebook-data': {
    zh: '“{name}”是数据文件，不是笔记本。请用 --data 给出它，前面写笔记本（list 列出内置的）。',
    en: '“{name}” is a file of data, not a notebook. Give it behind --data, and a notebook before that (list shows the built-in ones).',
  },
  'cli-file-unreadable': {
    zh: '读不到文件“{path}”。请检查路径和权限。',
    en: 'The file “{path}” cannot be read. Check its path and permissions.',
  },
  'cli-file-unwritable': {
    zh: '写不了“{path}”。请检查路径、权限和磁盘空间。',
    en: '“{path}” cannot be written. Check the path, permissions and free space.',
  },
  'cli-secret': {
    zh: '密钥文件“{path}”应为 32 到 128 位十六进制数。',
    en: 'The secret file “{path}” must hold 32 to 128 hexadecimal digits.',
  },
  'cli-map-invalid': {
    zh: '映射文件在“{path}”处不正确。',
    en: 'The mapping file is wrong at “{path}”.',
  },
  'cli-map-unused': {
    zh: '映射文件提到“{file}”，但没有给出这个文件。',
    en: 'The mapping file speaks of “{file}”, which is not among the data.',
  },
  'cli-map-column': {
    zh: '映射文件里“{file}”的列“{column}”不存在。',
    en: 'The mapping file names the column “{column}” of “{file}”, which the file does not have.',
  },
  'cli-run-unreadable': {
    zh: '“{path}”不是 Cellar 上次运行的记录，不会覆盖它。请换一个 --out 文件夹，或先移走这个文件。',
    en: '“{path}” is not the record of a run of Cellar and is not written over. Give another --out folder, or move that file away.',
  },
  'cli-no-sources': {
    zh: '给出的文件里没有客户、订单、行为或反馈数据。可以用 --map 指定每列的含义。',
    en: 'None of the files holds customers, orders, events or feedback. Say what the columns mean with --map.',
  },
} satisfies Record<string, Text>;
