import { currencyInSql } from '../values/currency.ts';

const TRUE_WORDS = [
  'true',
  't',
  'yes',
  'y',
  '1',
  '1.0',
  '是',
  '已',
  '已解决',
  '已完成',
  '已处理',
  '已关闭',
  '已结案',
  '已办结',
  '已结束',
  '已完结',
  '办结',
  '结案',
  '解决',
  '完成',
  'resolved',
  'solved',
  'closed',
  'done',
  'complete',
  'completed',
  'fixed',
  'finished',
];
const FALSE_WORDS = [
  'false',
  'f',
  'no',
  'n',
  '0',
  '0.0',
  '否',
  '未',
  '未解决',
  '未完成',
  '未处理',
  '待处理',
  '处理中',
  '待分配',
  '待回复',
  '待受理',
  '受理中',
  '已受理',
  '跟进中',
  '进行中',
  '挂起',
  '已挂起',
  '新建',
  '无',
  'unresolved',
  'unsolved',
  'open',
  'opened',
  'reopened',
  'pending',
  'new',
  'active',
  'assigned',
  'unassigned',
  'hold',
  'on hold',
  'on-hold',
  'in progress',
  'in-progress',
  'work in progress',
  'working',
  'waiting',
  'waiting on customer',
  'waiting on third party',
  'waiting for customer',
  'waiting on contact',
  'waiting on us',
  'awaiting your reply',
  'awaiting user info',
  'escalated',
  'snoozed',
  'to do',
  'todo',
];
const SUCCESS_WORDS = [
  'success',
  'succeeded',
  'successful',
  'ok',
  'pass',
  'passed',
  'true',
  '1',
  '200',
  'yes',
  'completed',
  'complete',
  'done',
  '成功',
  '完成',
  '已完成',
  '是',
  '正常',
  '通过',
  'no error',
  'no errors',
  '无异常',
  '无错误',
  // Of calls.
  'answered',
  'connected',
  'completed call',
  '接通',
  '已接通',
  '已接',
  '接听',
  '已接听',
  '接听成功',
  '呼叫成功',
];
const FAILURE_WORDS = [
  'failure',
  'failed',
  'fail',
  'error',
  'false',
  '0',
  'no',
  'timeout',
  'aborted',
  'exception',
  '失败',
  '未完成',
  '否',
  '异常',
  '错误',
  '超时',
  '报错',
  '中断',
  // Of calls.
  'no answer',
  'noanswer',
  'no-answer',
  'not answered',
  'unanswered',
  'missed',
  'missed call',
  'busy',
  'abandoned',
  'abandon',
  'voicemail',
  '未接',
  '未接听',
  '未接通',
  '无人接听',
  '忙线',
  '占线',
  '呼损',
  '用户忙',
  '排队放弃',
  '已放弃',
];

/**
 * Parts of longer outcomes that say the same, of calls, messages, bookings and requests: 振铃未接听, 客户放弃, 硬退信, Hard
 * bounce, agents_did_not_answer, 404. What failed is looked for first: 未接听 has 接听 in it.
 */
const FAILED_IN =
  '失败|未接|未应答|无应答|[未不]成功|未送达|未到|放弃|呼损|速挂|退信|拒收|拒接|爽约|空号|关机|停机|占线|超时|报错|异常|错误' +
  '|(?:^|[^a-z])(?:fail|error|missed|abandon|reject|declin|bounce|unanswered|undeliver|unreachable|(?:no|not|no one|timed)[ _-]?(?:show|answer|deliver|out)|busy(?:[^a-z]|$))' +
  '|^[45][0-9][0-9]$';
const DONE_IN =
  '成功|接听|接通|送达|签到|(?:^|[^a-z])(?:succe|answered|connected|delivered|attended|checked[ _-]in)|^[23][0-9][0-9]$';

/** Values of `feedback.kind` and the words that mean them; the first that is found wins. */
const KINDS: [string, string[]][] = [
  ['complaint', ['投诉', '抱怨', '客诉', 'complain']],
  ['enquiry', ['咨询', '询问', '查询', '求助', 'enquir', 'inquir', 'question', 'consult', 'support']],
  ['review', ['评价', '评论', '点评', 'review', 'comment']],
  ['survey', ['问卷', '调查', '调研', '回访', '满意度', 'survey', 'nps', 'csat']],
];

/**
 * Whether a word is one of several. Not `IN`: DuckDB makes a join of a long list, which then runs for every query
 * over the mapped view, whether it reads this column or not.
 */
const isOneOf = (word: string, words: readonly string[]) =>
  `list_contains([${words.map((w) => `'${w}'`).join(', ')}], ${word})`;

/** Outcomes and kinds in the catalogue's words, whatever the file calls them; other words stay. */
export function wordingSql(role: string, text: string): string {
  if (role === 'outcome') {
    const word = `lower(${text})`;
    return `CASE WHEN ${isOneOf(word, SUCCESS_WORDS)} THEN 'success' WHEN ${isOneOf(word, FAILURE_WORDS)} THEN 'failure' WHEN regexp_matches(${word}, '${FAILED_IN}') THEN 'failure' WHEN regexp_matches(${word}, '${DONE_IN}') THEN 'success' ELSE ${text} END`;
  }
  if (role === 'kind') {
    // One look for all words of a kind: the text stands once for each, and what stands in the view is planned each time.
    const cases = KINDS.map(
      ([kind, words]) => `WHEN regexp_matches(lower(${text}), '${words.join('|')}') THEN '${kind}'`,
    );
    return `CASE ${cases.join(' ')} ELSE ${text} END`;
  }
  if (role === 'currency') return currencyInSql(text);
  return text;
}

/** Yes and no in both languages as a truth value; null for anything else. */
export function readBoolean(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  return TRUE_WORDS.includes(word) ? true : FALSE_WORDS.includes(word) ? false : null;
}

/** SQL of the same. */
export function booleanSql(raw: string, type: string): string {
  if (type === 'BOOLEAN') return raw;
  const word = `lower(trim(CAST(${raw} AS VARCHAR)))`;
  return `CASE WHEN ${isOneOf(word, TRUE_WORDS)} THEN true WHEN ${isOneOf(word, FALSE_WORDS)} THEN false END`;
}
