import type { Text } from '../text.ts';

/** Sentences of the faults and notices that reading a file reports: what happened, where, what to do. */
export const fileFaults = {
  'file-empty': {
    zh: '文件里没有数据行。请检查导出的内容，或换一个文件。',
    en: 'The file has no rows. Check what was exported, or choose another file.',
  },
  'file-incomplete': {
    zh: '文件不完整：内容在中途断了。请重新下载或重新导出后再试。',
    en: 'The file is incomplete: it ends in the middle. Download or export it again.',
  },
  'file-incomplete-at': {
    zh: '文件不完整：从第 {line} 行开始的记录没有写完。请重新下载或重新导出后再试。',
    en: 'The file is incomplete: the record that begins in line {line} has no end. Download or export it again.',
  },
  'file-damaged': {
    zh: '文件已损坏，无法读取。请重新下载或重新导出后再试。',
    en: 'The file is damaged and cannot be read. Download or export it again.',
  },
  'file-unreadable': {
    zh: '读取这个文件时出错，其他数据源不受影响。请重新导出，或另存为 CSV 再试。',
    en: 'Reading this file failed; other sources are untouched. Export it again, or save it as CSV.',
  },
  'file-too-large': {
    zh: '内容超过 {megabytes} MB，读取会耗尽内存，已停止。请拆分文件，或改用 CSV、Parquet。',
    en: 'The content is over {megabytes} MB and would exhaust memory, so reading stopped. Split the file, or use CSV or Parquet.',
  },
  'format-unknown': {
    zh: '这是 {format} 文件，不能作为表格读取。请导出为 CSV、Excel 或 Parquet。',
    en: 'This is a file of type {format}, which is not read as a table. Export it as CSV, Excel or Parquet.',
  },
  'file-html': {
    zh: '文件内容是网页（HTML），只是名字像表格。请在 Excel 中打开，另存为 .xlsx 或 CSV。',
    en: 'The content is a web page (HTML) with the name of a spreadsheet. Open it in Excel and save it as .xlsx or CSV.',
  },
  'file-xml': {
    zh: '文件内容是 XML，不能直接读取。请在 Excel 中打开，另存为 .xlsx 或 CSV。',
    en: 'The content is XML, which is not read directly. Open it in Excel and save it as .xlsx or CSV.',
  },
  'file-notebook': {
    zh: '这是 Cellar 的笔记本或加密包，不是数据。请在开始页打开它，数据文件可以和它一起放入。',
    en: 'This is a notebook or sealed package of Cellar, not data. Open it on the start page; files of data may be dropped together with it.',
  },
  'encoding-guessed': {
    zh: '编码判断为 {encoding}。如果预览里有乱码，请换一种编码。',
    en: 'The encoding was taken to be {encoding}. If the preview looks wrong, choose another.',
  },
  'encoding-invalid': {
    zh: '第 {offset} 字节处（从 0 数起）的内容不是 {encoding} 编码。请换一种编码，或同意用“�”代替这些字节。',
    en: 'The bytes at offset {offset} (counted from 0) are not {encoding}. Choose another encoding, or agree to have such bytes replaced by “�”.',
  },
  'quote-unclosed': {
    zh: '第 {line} 行的引号没有配对，它后面的内容可能被当成一个单元格。请改正文件，或把引号设为“无”。',
    en: 'A quotation mark opened in line {line} is never closed, so what follows may be read as one cell. Fix the file, or set the quotation mark to “none”.',
  },
  'cell-long': {
    zh: '第 {line} 行有一个单元格长达 {megabytes} MB，照样读入，预览中只显示开头。',
    en: 'A cell in line {line} is {megabytes} MB long. It is read; the preview shows its beginning.',
  },
  'nul-bytes': {
    zh: '文件里有空字符（查看的部分中有 {count} 个，第一个在第 {offset} 字节处），常见于导出出错。内容照原样读取，请核对。',
    en: 'The file has NUL characters ({count} in the parts looked at, the first at byte {offset}), often the sign of a faulty export. They are read as they are; check the values.',
  },
  'header-none': {
    zh: '没有发现表头，列名为 column_1、column_2……如果有表头，请在“更改读取方式”里指定它的行号。',
    en: 'No header row was found; columns are called column_1, column_2 … If there is one, give its line under “change reading”.',
  },
  'header-blank': {
    zh: '{count} 个列没有名字，已命名为：{names}。',
    en: '{count} {count|column has|columns have} no name and {count|was|were} called: {names}.',
  },
  'header-duplicate': {
    zh: '{count} 个列名重复，已改名：{names}。',
    en: '{count} column {count|name is|names are} repeated and {count|was|were} renamed: {names}.',
  },
  'header-unsafe': {
    zh: '{count} 个列名是保留字，已改名：{names}。',
    en: '{count} column {count|name is a reserved word|names are reserved words} and {count|was|were} renamed: {names}.',
  },
  'title-rows': {
    zh: '表头在第 {line} 行，上方 {count} 行标题未读入。不对的话，请更改表头行。',
    en: 'The header is in line {line}; {count} title {count|row|rows} above it {count|is|are} left out. If that is wrong, change the header line.',
  },
  'header-rows': {
    zh: '表头共 {count} 行（到第 {line} 行为止），已合成一行列名。不对的话，请更改表头行。',
    en: 'The header fills {count} rows, down to line {line}; they are joined into one row of names. If that is wrong, change the header line.',
  },
  'header-again': {
    zh: '表头在数据行里又出现了 {count} 次（第一次在第 {line} 行），多半是每页一次：不会当作数据，其中的字不影响各列的类型。',
    en: 'The header comes again {count} {count|time|times} among the rows (first in line {line}), most likely on each page: it is no data, and its words do not make text of columns of numbers and dates.',
  },
  'rows-filled': {
    zh: '各行长短不一，按最宽的 {columns} 列读入，短的行在末尾补空格。',
    en: 'The rows are of different lengths: they are read with {columns} columns, and short rows are filled up with empty cells at the end.',
  },
  'time-zones': {
    zh: '列“{name}”的时间带有时区（{zones}）。按写出的钟点读入，没有换算；需要统一时区时可在列设置里选择。',
    en: 'The times of column “{name}” state a zone ({zones}). They are taken as the clock showed them, without conversion; to shift all to one zone, choose it for the column.',
  },
  'currencies-mixed': {
    zh: '列“{name}”的金额有几种货币（{currencies}），不会直接相加：请在下方选择只留一种、按汇率换算，或照原数相加。',
    en: 'The amounts of column “{name}” are in several currencies ({currencies}). They are not added up unasked: choose below to keep one, to convert them, or to add them as they are.',
  },
  'time-joined': {
    zh: '日期列“{name}”和钟点列“{clock}”合读为一个时间。不对的话，请把“{name}”的类型改为日期。',
    en: 'The days of column “{name}” are read together with the time of day in “{clock}”. If that is wrong, change the type of “{name}” to date.',
  },
  'day-joined': {
    zh: '“{year}”“{month}”“{day}”三列合读为日期“{name}”。不对的话，请把“{name}”的类型改为整数。',
    en: 'The columns “{year}”, “{month}” and “{day}” are read together as the day “{name}”. If that is wrong, change the type of “{name}” to integer.',
  },
  'month-joined': {
    zh: '“{year}”“{month}”两列合读为日期“{name}”，都算作每月 1 日。不对的话，请把“{name}”的类型改为整数。',
    en: 'The columns “{year}” and “{month}” are read together as “{name}”, each the first of its month. If that is wrong, change the type of “{name}” to integer.',
  },
  'year-taken': {
    zh: '列“{name}”只写了月和日（如 {text}），按标题、表名或文件名里的年份读作 {year} 年。不对的话，请在那里改正年份，再放进来。',
    en: 'The days of column “{name}” have no year ({text}): they are taken as of {year}, which the title or the name of the sheet or file states. If that is wrong, state the right year there and drop the file again.',
  },
  'days-cut': {
    zh: '列“{name}”里没有一个日期以 0 结尾：表格软件把 1.10 当作数字时会存成 1.1，这样 10 日、20 日、30 日会读成 1 日、2 日、3 日，请核对。',
    en: 'No day of column “{name}” ends in 0: a spreadsheet that takes 1.10 for a number keeps 1.1, and the 10th, 20th and 30th are then read as the 1st, 2nd and 3rd. Please check.',
  },
  'year-missing': {
    zh: '列“{name}”只写了月和日（如 {text}），哪里都没有写年份，所以没有读成日期。请在文件名或表名里写上年份（如“明细2024”），再放进来。',
    en: 'The days of column “{name}” have no year ({text}), and nothing states one, so they are not read as dates. Put the year into the name of the file or sheet (“Sales 2024”) and drop it again.',
  },
  'part-named': {
    zh: '这里每张表写的是谁，只写在表名里，所以表名读成了一列“{name}”，可以当作客户。',
    en: 'What each sheet is of stands in its name alone, which is read as a column, “{name}”: it may be the customer.',
  },
  'part-unnamed': {
    zh: '这里每张表写的是谁，只写在表名里；表名没有读成列。',
    en: 'What each sheet is of stands in its name alone, which is not read as a column.',
  },
  'file-named': {
    zh: '这个文件写的是谁，只写在文件名里，所以文件名读成了一列“{name}”，可以当作客户。',
    en: 'Whom this file is of stands in its name alone, which is read as a column, “{name}”: it may be the customer.',
  },
  'file-unnamed': {
    zh: '这个文件写的是谁，只写在文件名里；文件名没有读成列。',
    en: 'Whom this file is of stands in its name alone, which is not read as a column.',
  },
  'lines-carried': {
    zh: '有 {count} 列只写在每笔订单的第一行（{names}），已向下填到同一订单的其他行；金额等数字不填，以免重复计算。',
    en: '{count} {count|column is|columns are} written on the first line of each order only ({names}) and carried down to its other lines; numbers are not, so that no amount counts twice.',
  },
  'ids-scientific': {
    zh: '列“{name}”有 {count} 个编号成了科学计数法（{text}）：位数已被表格软件丢掉，不同的编号会混为一个。请从原系统重新导出，并把这一列设为文本。',
    en: '{count} {count|id|ids} in column “{name}” {count|is|are} in scientific notation ({text}): a spreadsheet has dropped digits, so different ids look like one. Export again from the system itself, with this column as text.',
  },
  'rows-hidden': {
    zh: '这张表有 {count} 行是隐藏的（第一行：{first}），可能是筛选的结果；它们也会读入。',
    en: '{count} {count|row of this sheet is|rows of this sheet are} hidden (the first: {first}), perhaps by a filter; {count|it is|they are} read too.',
  },
  'columns-hidden': {
    zh: '这张表有 {count} 列是隐藏的（第一列：{first}）；它们也会读入。',
    en: '{count} {count|column of this sheet is|columns of this sheet are} hidden (the first: {first}); {count|it is|they are} read too.',
  },
  'total-row': {
    zh: '末尾 {count} 行是合计或说明，未读入。如需保留，请把忽略的末尾行数改为 0。',
    en: '{count} {count|row at the end is a total or remark and is|rows at the end are totals or remarks and are} left out. To keep {count|it|them}, set the lines to leave out at the end to 0.',
  },
  'second-table': {
    zh: '第 {line} 行起是另一张表（{count} 行），未读入。要读那张表，请把表头行改为它的表头。',
    en: 'From line {line} on there is another table ({count} {count|line|lines}), which is left out. To read that one, set the header row to its header.',
  },
  'header-asked': {
    zh: '笔记本或映射文件要求把第 {asked} 行当作表头，那会略过许多像数据的行，所以表头仍取第 {line} 行。如果确实如此，请自己把表头行改过来。',
    en: 'The notebook or mapping file asks for the header in line {asked}; that would leave out lines that look like rows, so line {line} is taken. If it is right all the same, set the header line yourself.',
  },
  'tail-asked': {
    zh: '笔记本或映射文件要求略过末尾 {asked} 行，而文件里看得出是合计或说明的只有 {count} 行，其余都已读入。',
    en: 'The notebook or mapping file asks to leave out {asked} lines at the end; only {count} of them {count|reads|read} as totals or remarks, so the others are read.',
  },
  'total-row-kept': {
    zh: '末尾 {count} 行像是合计或说明，已作为数据读入。如不需要，请设置要忽略的末尾行数。',
    en: '{count} {count|row at the end looks like a total or remark and was|rows at the end look like totals or remarks and were} read as data. To leave {count|it|them} out, set the lines to leave out at the end.',
  },
  'columns-empty': {
    zh: '{count} 个没有名字的列是空的：{names}。',
    en: '{count} unnamed {count|column is|columns are} empty: {names}.',
  },
  'columns-periods': {
    zh: '有 {count} 列是月份、季度或年份（{names}）：这是各期并排的表，其中的数不会作为订单读入。要分析它们，请先转换为每行一个客户一期（Excel 的 Power Query 里叫“逆透视”）。',
    en: '{count} columns are months, quarters or years ({names}): periods side by side, whose numbers are not read as orders. To analyse them, save the table with one row per customer and period (Excel’s Power Query calls it “unpivot”).',
  },
  'periods-beside': {
    zh: '有 {count} 列是各期并排的数（{names}），现在还不会作为订单读入。',
    en: '{count} columns are periods side by side ({names}). As they stand, their numbers are not read as orders.',
  },
  'periods-no-year': {
    zh: '有 {count} 列是各期并排的数（{names}），现在还不会作为订单读入；表里没有写是哪一年。',
    en: '{count} columns are periods side by side ({names}). As they stand, their numbers are not read as orders; nothing in the table says of which year they are.',
  },
  'periods-undated': {
    zh: '有 {count} 列是各期并排的数（{names}），本应每期读成一行，但这张表没有写是哪一年，所以仍是并排的列。',
    en: '{count} columns are periods side by side ({names}) and were to be read as rows, but nothing in this table says of which year they are: they stay columns.',
  },
  'periods-rows': {
    zh: '各期并排的 {count} 列（{names}）读成了行：原来的一行在每个有数的期里成为一行（{measures}），“{period}”是这一期的第一天。',
    en: '{count} columns of periods ({names}) are read as rows, one per line and period with a number ({measures}); “{period}” holds the period’s first day.',
  },
  'periods-year-asked': {
    zh: '各期按 {year} 年读：这是在这里或以前说定的，表里没有写。',
    en: 'The periods are taken for those of {year}, as was said here or before; the table does not say.',
  },
  'periods-year-title': {
    zh: '各期按 {year} 年读：表格上方的标题里写的是这一年。',
    en: 'The periods are taken for those of {year}, the year in the title above the table.',
  },
  'periods-year-name': {
    zh: '各期按 {year} 年读：文件或工作表的名字里写的是这一年。',
    en: 'The periods are taken for those of {year}, the year in the name of the file or sheet.',
  },
  'periods-left': {
    zh: '{count} 列是这些期的合计、比较或更长的期，未读入，以免重复计算：{names}。',
    en: '{count} {count|column holds|columns hold} sums or comparisons of these periods, or longer ones, and {count|is|are} left out so that nothing counts twice: {names}.',
  },
  'periods-assumed': {
    zh: '文件没有写这些数是什么，所以当作“{name}”。如果是件数，请在下面把这一列改作数量。',
    en: 'Nothing in the file says what the numbers are; they are taken for “{name}”. If they are quantities, choose that for the column below.',
  },
  'periods-quantity': {
    zh: '这些数是件数（“{name}”），而订单的分析要有金额。没有别的金额时，可在下面选“订单”，并把“{name}”当作金额：合计就是件数。',
    en: 'The numbers are quantities (“{name}”), and analyses of orders need an amount. Where there is no other, choose “orders” below and take “{name}” for the amount: sums then count pieces.',
  },
  'periods-counted': {
    zh: '原表的 {lines} 行读成了 {rows} 行。',
    en: '{lines} {lines|line|lines} of the table became {rows} {rows|row|rows}.',
  },
  'periods-empty': {
    zh: '{count} 行在哪一期都没有数，因此没有读成行。',
    en: '{count} {count|line says|lines say} nothing in any period and became no row.',
  },
  'date-ambiguous': {
    zh: '列“{name}”的日期有不止一种读法（{formats}），请选择。',
    en: 'The dates of column “{name}” can be read in more than one way ({formats}). Please choose.',
  },
  'number-ambiguous': {
    zh: '列“{name}”的数字（如 {text}）可以是 {thousands}，也可以是 {fraction}；文件里没有能分辨的数字，按 {taken} 读入。',
    en: 'The numbers of column “{name}” (such as {text}) could be {thousands} or {fraction}; nothing in the file shows which. It is read as {taken}.',
  },
  'column-mixed-number-at': {
    zh: '列“{name}”按文本读入：查看的部分中有 {count} 个值不是数字，第一个在第 {line} 行（“{text}”）。也可以按数字读，不合的值记为空。',
    en: 'Column “{name}” is read as text: {count} {count|value|values} looked at {count|is no number|are no numbers}, the first in line {line} (“{text}”). It can be read as numbers; what does not fit becomes empty.',
  },
  'column-mixed-number': {
    zh: '列“{name}”按文本读入：查看的部分中有 {count} 个值不是数字，第一个是“{text}”。也可以按数字读，不合的值记为空。',
    en: 'Column “{name}” is read as text: {count} {count|value|values} looked at {count|is no number|are no numbers}, the first “{text}”. It can be read as numbers; what does not fit becomes empty.',
  },
  'column-mixed-date-at': {
    zh: '列“{name}”按文本读入：查看的部分中有 {count} 个值不是日期，第一个在第 {line} 行（“{text}”）。也可以按日期读，不合的值记为空。',
    en: 'Column “{name}” is read as text: {count} {count|value|values} looked at {count|is no date|are no dates}, the first in line {line} (“{text}”). It can be read as dates; what does not fit becomes empty.',
  },
  'column-mixed-date': {
    zh: '列“{name}”按文本读入：查看的部分中有 {count} 个值不是日期，第一个是“{text}”。也可以按日期读，不合的值记为空。',
    en: 'Column “{name}” is read as text: {count} {count|value|values} looked at {count|is no date|are no dates}, the first “{text}”. It can be read as dates; what does not fit becomes empty.',
  },
  'parquet-unsupported': {
    zh: '这个 Parquet 文件用了不支持的压缩或编码（{codec}）。请用 snappy 或 zstd 压缩重新导出。',
    en: 'This Parquet file uses a compression or encoding that is not supported ({codec}). Export it again with snappy or zstd.',
  },
  'parquet-unwritable': {
    zh: '结果里有 Parquet 存不下的类型，没有写出文件。请改为下载 CSV 或 Excel。',
    en: 'The result has a type that Parquet cannot hold, so no file was written. Download CSV or Excel instead.',
  },
  'columns-nested': {
    zh: '{count} 列含嵌套或二进制内容，已写成文本：{names}。',
    en: '{count} {count|column holds|columns hold} nested or binary values and {count|is|are} written as text: {names}.',
  },
  'timestamps-utc': {
    zh: '{count} 列带时区，已统一为 UTC 时间：{names}。',
    en: '{count} {count|column carries|columns carry} a time zone and {count|is|are} read as UTC: {names}.',
  },
  'arrow-unsupported': {
    zh: '这个 Arrow/Feather 文件里有一种还不支持的列类型（如新版 Polars 的字符串视图）。请改存为 Parquet，或在 Polars 中用 compat_level 的旧格式导出。',
    en: 'This Arrow/Feather file has a column of a type that is not supported yet (such as the string views of newer Polars). Save it as Parquet, or write it with the oldest compat_level of Polars.',
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
    zh: '有 {count} 处合并单元格（第一处 {first}）：只有左上角的格有值，其余为空。如需要，请在 Excel 中取消合并并填满。',
    en: '{count} {count|range|ranges} of cells {count|is|are} merged (the first: {first}): only the top left cell has the value, the others are empty. If they matter, unmerge and fill them in Excel.',
  },
  'cells-error': {
    zh: '{count} 个单元格是错误值（如 #N/A、#DIV/0!），读为空；第一个在 {first}。',
    en: '{count} {count|cell holds an error|cells hold errors} (such as #N/A or #DIV/0!) and {count|is|are} read as empty; the first is {first}.',
  },
  'cells-formula': {
    zh: '{count} 个单元格是公式，使用文件里保存的结果。',
    en: '{count} {count|cell is a formula|cells are formulas}; the {count|result|results} saved in the file {count|is|are} used.',
  },
  'cells-uncached': {
    zh: '{count} 个公式没有保存结果，读为空；第一个在 {first}。请在 Excel 中打开并保存一次。',
    en: '{count} {count|formula has|formulas have} no saved result and {count|is|are} read as empty; the first is {first}. Open the file in Excel and save it once.',
  },
  'date-serial-60': {
    zh: '{count} 个日期不存在（如 1900-02-29，即序号 60），读为空；第一个在 {first}。',
    en: '{count} {count|date does|dates do} not exist (such as 29 February 1900, serial 60) and {count|is|are} read as empty; the first is {first}.',
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
    zh: '压缩包里有 {count} 个文件不能读取，已跳过：{names}。请单独放入，看各自的原因。',
    en: '{count} {count|file|files} of the archive could not be read and {count|was|were} left out: {names}. Drop {count|it|them} by {count|itself|themselves} to see why.',
  },
  'json-broken': {
    zh: '从第 {line} 行起不是有效的 JSON。请检查文件或重新导出。',
    en: 'From line {line} on the content is not valid JSON. Check the file or export it again.',
  },
  'json-too-long': {
    zh: '文件里有一个超过 64 MB 的值，不是记录列表。请导出为每行一条记录（NDJSON）或 CSV。',
    en: 'One value in the file is longer than 64 MB, so it is not a list of records. Export one record a line (NDJSON) or CSV.',
  },
  'keys-late': {
    zh: '文件后部出现了 {count} 个新字段，已加为列，前面的记录在这些列为空：{names}。',
    en: '{count} {count|key first appears|keys first appear} late in the file and {count|was|were} added as {count|a column|columns}, empty in the records before: {names}.',
  },
  'keys-many': {
    zh: '记录的字段超过 {limit} 个，其余 {count} 个没有读入。这像是以编号为键的对象：请导出为记录列表。',
    en: 'The records have more than {limit} different keys; {count} {count|is|are} not read. It looks like an object keyed by ids: export a list of records instead.',
  },
} satisfies Record<string, Text>;
