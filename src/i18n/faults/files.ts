import type { Text } from '../text.ts';

/** Sentences of the faults and notices that reading a file reports: what happened, where, what to do. */
export const fileFaults: Record<string, Text> = {
  'file-empty': { zh: '文件里没有数据行。', en: 'The file has no rows.' },
  'file-incomplete': {
    zh: '文件不完整：内容在中途断了。请重新下载或重新导出后再试。',
    en: 'The file is incomplete: it ends in the middle. Download or export it again.',
  },
  'file-damaged': {
    zh: '文件已损坏，无法读取。请重新导出后再试。',
    en: 'The file is damaged and cannot be read. Export it again.',
  },
  'file-unreadable': {
    zh: '读取这个文件时出错，其他数据源不受影响。请重新导出，或另存为 CSV 再试。',
    en: 'Reading this file failed; other sources are untouched. Export it again, or save it as CSV.',
  },
  'file-too-large': {
    zh: '这部分内容解压后超过 {megabytes} MB，读取会耗尽内存，已停止。请拆分文件或改用 CSV、Parquet。',
    en: 'This part is over {megabytes} MB when unpacked and would exhaust memory, so reading stopped. Split the file, or use CSV or Parquet.',
  },
  'format-unknown': {
    zh: '这是 {format} 格式，不能作为表格读取。请导出为 CSV、Excel 或 Parquet。',
    en: 'This is a {format} file, which is not read as a table. Export it as CSV, Excel or Parquet.',
  },
  'file-html': {
    zh: '文件内容是网页（HTML），只是名字像表格。请在 Excel 中打开，另存为 .xlsx 或 CSV。',
    en: 'The content is a web page (HTML) with the name of a spreadsheet. Open it in Excel and save it as .xlsx or CSV.',
  },
  'file-xml': {
    zh: '文件内容是 XML，不能直接读取。请在 Excel 中打开，另存为 .xlsx 或 CSV。',
    en: 'The content is XML, which is not read directly. Open it in Excel and save it as .xlsx or CSV.',
  },
  'encoding-guessed': {
    zh: '编码判断为 {encoding}。如果预览里有乱码，请换一种编码。',
    en: 'The encoding was taken to be {encoding}. If the preview looks wrong, choose another.',
  },
  'encoding-invalid': {
    zh: '第 {offset} 字节处的内容不是 {encoding} 编码。请换一种编码，或同意用“�”代替这些字节。',
    en: 'The bytes at offset {offset} are not {encoding}. Choose another encoding, or agree to have such bytes replaced by “�”.',
  },
  'rows-ragged': {
    zh: '样本中有 {count} 行不是 {width} 列，这样的行会列入未读行，其余照常导入。',
    en: '{count} sampled rows do not have {width} columns. Such rows are listed as rejected; the rest is imported.',
  },
  'quote-unclosed': {
    zh: '这一行开始的引号没有结束，后面的行可能被当成一个单元格。请改正文件，或把引号设为“无”。',
    en: 'A quote opened on this line is never closed, so the lines after it may be read as one cell. Mend the file, or set the quote to “none”.',
  },
  'cell-long': {
    zh: '有一个单元格长达 {megabytes} MB，预览中只显示开头。',
    en: 'One cell is {megabytes} MB long; the preview shows its beginning.',
  },
  'nul-bytes': {
    zh: '文件里有空字符（样本中 {count} 个），常见于导出出错。内容照原样读取。',
    en: 'The file has NUL characters ({count} in the samples), often the sign of a faulty export. They are read as they are.',
  },
  'header-none': {
    zh: '没有发现表头，列名为 column_1、column_2……如果第一行是表头，请在此指定。',
    en: 'No header row was found; columns are called column_1, column_2 … If the first row is the header, say so here.',
  },
  'header-blank': {
    zh: '{count} 个列没有名字，已命名为：{names}。',
    en: '{count} columns have no name and were called: {names}.',
  },
  'header-duplicate': {
    zh: '{count} 个列名重复，已改名：{names}。',
    en: '{count} column names are repeated and were renamed: {names}.',
  },
  'header-unsafe': {
    zh: '{count} 个列名是保留字，已改名：{names}。',
    en: '{count} column names are reserved words and were renamed: {names}.',
  },
  'title-rows': {
    zh: '表头在第 {line} 行，上方 {count} 行标题未读入。',
    en: 'The header is on line {line}; {count} title rows above it are left out.',
  },
  'total-row': {
    zh: '末尾 {count} 行是合计或说明，未读入。如需保留请改为 0。',
    en: 'The last {count} rows are totals or remarks and are left out. Set this to 0 to keep them.',
  },
  'total-row-kept': {
    zh: '末尾 {count} 行像是合计或说明，已作为数据读入。如不需要，请设置末尾略去的行数。',
    en: 'The last {count} rows look like totals or remarks and were read as data. To leave them out, set how many rows to skip at the end.',
  },
  'columns-empty': {
    zh: '{count} 个没有名字的列是空的：{names}。',
    en: '{count} unnamed columns are empty: {names}.',
  },
  'date-ambiguous': {
    zh: '列“{name}”的日期有不止一种读法（{formats}），请选择。',
    en: 'The dates of column “{name}” can be read in more than one way ({formats}). Please choose.',
  },
  'parquet-unsupported': {
    zh: '这个 Parquet 文件用了不支持的压缩或编码。请用 snappy 或 zstd 压缩重新导出。',
    en: 'This Parquet file uses a compression or encoding that is not supported. Export it again with snappy or zstd.',
  },
  'parquet-unwritable': {
    zh: '结果里有 Parquet 存不下的类型，没有写出文件。请改为下载 CSV 或 Excel。',
    en: 'The result has a type that Parquet cannot hold, so no file was written. Download CSV or Excel instead.',
  },
  'columns-nested': {
    zh: '{count} 列含嵌套或二进制内容，已写成文本：{names}。',
    en: '{count} columns hold nested or binary values and are written as text: {names}.',
  },
  'timestamps-utc': {
    zh: '{count} 列带时区，已统一为 UTC 时间：{names}。',
    en: '{count} columns carry a time zone and are read as UTC: {names}.',
  },
  'arrow-compressed': {
    zh: '这个 Arrow/Feather 文件是压缩的，不能直接读取。请用 compression=None 重新导出，或改用 Parquet。',
    en: 'This Arrow/Feather file is compressed, which is not read. Export it with compression=None, or use Parquet.',
  },
  'workbook-encrypted': {
    zh: '工作簿有密码保护（已加密）。请在 Excel 中去掉密码后另存，再放进来。',
    en: 'The workbook is encrypted with a password. Remove the password in Excel, save it, and drop it again.',
  },
  'sheet-hidden': {
    zh: '工作表“{name}”在工作簿里是隐藏的，确认需要再导入。',
    en: 'Sheet “{name}” is hidden in the workbook; import it only if it is meant.',
  },
  'cells-merged': {
    zh: '有 {count} 处合并单元格：只有左上角的格有值，其余为空。',
    en: '{count} ranges of cells are merged: only the top left cell has the value, the others are empty.',
  },
  'cells-error': {
    zh: '{count} 个单元格是错误值（如 #N/A、#DIV/0!），读为空。',
    en: '{count} cells hold errors (such as #N/A or #DIV/0!) and are read as empty.',
  },
  'cells-formula': {
    zh: '{count} 个单元格是公式，使用文件里保存的结果。',
    en: '{count} cells are formulas; the results saved in the file are used.',
  },
  'cells-uncached': {
    zh: '{count} 个公式没有保存结果，读为空。请在 Excel 中打开并保存一次。',
    en: '{count} formulas have no saved result and are read as empty. Open the file in Excel and save it once.',
  },
  'date-serial-60': {
    zh: '{count} 个日期不存在（如 1900-02-29，即序号 60），读为空。',
    en: '{count} dates do not exist (such as 29 February 1900, serial 60) and are read as empty.',
  },
  'part-missing': {
    zh: '文件里找不到“{name}”，可能文件已被替换。请重新放入。',
    en: '“{name}” is not in the file; it may have been replaced. Drop the file again.',
  },
  'zip-too-many': {
    zh: '压缩包里有 {count} 个文件，超过 {limit} 个的上限，未解压。请只保留需要的文件。',
    en: 'The archive holds {count} files, over the limit of {limit}, and was not unpacked. Keep only the files that are needed.',
  },
  'zip-bomb': {
    zh: '压缩包声称解压后有 {megabytes} MB，压缩比不正常，未解压。请解压后逐个放入。',
    en: 'The archive claims to unpack to {megabytes} MB, which is not plausible, and was not unpacked. Unpack it yourself and drop the files.',
  },
  'zip-encrypted': {
    zh: '压缩包有密码。请解压后再放入。',
    en: 'The archive has a password. Unpack it and drop the files.',
  },
  'zip-nested': {
    zh: '压缩包层层嵌套太深，未继续解压。请解压后再放入。',
    en: 'Archives stand inside each other too deeply, so unpacking stopped. Unpack them and drop the files.',
  },
  'zip-no-tables': {
    zh: '压缩包里没有可以读取的表格文件。',
    en: 'The archive holds no file that can be read as a table.',
  },
  'zip-skipped': {
    zh: '压缩包里有 {count} 个文件不能读取，已跳过：{names}。',
    en: '{count} files of the archive could not be read and were left out: {names}.',
  },
  'json-invalid': {
    zh: '从这一行起不是有效的 JSON。请检查文件或重新导出。',
    en: 'From this line on the content is not valid JSON. Check the file or export it again.',
  },
  'json-too-long': {
    zh: '文件里有一个超过 64 MB 的值，不是记录列表。请导出为每行一条记录（NDJSON）或 CSV。',
    en: 'One value in the file is longer than 64 MB, so it is not a list of records. Export one record a line (NDJSON) or CSV.',
  },
  'records-broken': {
    zh: '{count} 条记录不是有效的 JSON，会列入未读行，其余照常导入。',
    en: '{count} records are not valid JSON. They are listed as rejected; the rest is imported.',
  },
  'keys-late': {
    zh: '文件后部出现了 {count} 个新字段，没有读入：{names}。',
    en: '{count} keys first appear late in the file and are not read: {names}.',
  },
};
