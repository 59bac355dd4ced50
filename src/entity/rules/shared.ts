import type { Text } from '../../i18n/text.ts';
import { nobodySql } from '../../values/nobody.ts';
import { ENTITIES, type EntityName } from '../catalogue.ts';
import { MEND, SET_ASIDE, type RowRule, type SetRule } from './rule.ts';

/** What the words of a rule need to know of its entity. */
const label = (entity: EntityName, role: string): Text =>
  ENTITIES[entity].roles.find((r) => r.name === role)!.label;

export function exactDuplicate(entity: EntityName, more: Partial<RowRule> = {}): RowRule {
  return {
    id: `${entity}.exact_duplicate`,
    entity,
    scope: 'row',
    title: { zh: '完全重复的行', en: 'Exact duplicate rows' },
    explanation: {
      zh: '与文件中前面某一行的每一列都相同，多半是重复导出；保留第一行。',
      en: 'Every column equals that of an earlier row of the file, most likely an export written twice. The first is kept.',
    },
    defaultAction: 'quarantine',
    actions: SET_ASIDE,
    params: [],
    roles: [],
    condition: () => '_copy > 1',
    ...more,
  };
}

/** A required role without a value: the row can count in no analysis, so it is always set aside. */
export function missingRequired(
  entity: EntityName,
  role: string,
  id: string,
  title: Text,
  explanation: Text,
): RowRule {
  return {
    id: `${entity}.${id}`,
    entity,
    scope: 'row',
    title,
    explanation,
    defaultAction: 'quarantine',
    actions: ['quarantine'],
    params: [],
    roles: [role],
    restorable: false,
    condition: () => `${role} IS NULL`,
  };
}

export const noCustomer = (entity: EntityName): RowRule =>
  missingRequired(
    entity,
    'customer',
    'no_customer',
    { zh: '没有客户编号', en: 'No customer' },
    {
      zh: '无法归到任何客户；若留下，这些行会合成一位虚假的大客户。',
      en: 'The row belongs to nobody. Left in, all such rows would pass for one very large customer.',
    },
  );

/** Rows of whoever has no number of their own: of feedback the answer stays, elsewhere the row belongs to nobody. */
export const nobody = (entity: EntityName, action: 'quarantine' | 'correct' = 'quarantine'): RowRule => ({
  id: `${entity}.nobody`,
  entity,
  scope: 'row',
  title: { zh: '散客与占位客户', en: 'Walk-ins and placeholders' },
  explanation: {
    zh: '客户一栏写着“散客”“匿名”“无”“guest”之类，不是某一位客户；若留下，这些行会合成一位虚假的大客户。文件里另有写法（如 0、9999）可以补充。',
    en: 'The customer reads walk-in, guest, anonymous, none or the like, which is nobody in particular. Left in, all such rows would pass for one very large customer. Add what else your files write for it (0, 9999).',
  },
  defaultAction: action,
  actions: action === 'correct' ? MEND : SET_ASIDE,
  params: [
    {
      id: 'also',
      label: { zh: '还有（逗号分隔）', en: 'And also (commas between)' },
      kind: 'text',
      default: '',
    },
  ],
  roles: ['customer'],
  condition: (c) =>
    nobodySql(
      'customer',
      String(c.value('also'))
        .toLowerCase()
        .split(/[,，、;；]/)
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ...(action === 'correct'
    ? { corrections: () => [{ role: 'customer', sql: () => 'CAST(NULL AS VARCHAR)' }] }
    : {}),
});

export const noDate = (entity: EntityName, role: string): RowRule =>
  missingRequired(
    entity,
    role,
    'no_date',
    { zh: '没有可读的时间', en: 'No readable date' },
    {
      zh: '时间为空，或不是存在的日期（如 2 月 30 日），因此不属于任何时期。',
      en: 'The date is empty or does not exist (30 February), so the row falls in no period.',
    },
  );

export function impossibleDate(entity: EntityName, role: string): RowRule {
  return {
    id: `${entity}.impossible_date`,
    entity,
    scope: 'row',
    title: { zh: '不可能的时间', en: 'Impossible date' },
    explanation: {
      zh: '早于设定的最早日期，或晚于今天；一个错写的年份会拖动整份分析的截止日。',
      en: 'Before the earliest date allowed, or after today. One mistyped year would move the as-of date of everything.',
    },
    defaultAction: 'quarantine',
    actions: SET_ASIDE,
    params: [
      { id: 'earliest', label: { zh: '最早日期', en: 'Earliest date' }, kind: 'text', default: '1970-01-01' },
    ],
    roles: [role],
    condition: (c) =>
      // A day of grace, since the file may come from another time zone.
      `${role} < TRY_CAST(${c.param('earliest')} AS TIMESTAMP) OR ${role} >= TIMESTAMP '${c.today}' + INTERVAL 2 DAY`,
  };
}

/** What an empty value is filled with; `to-complete` knows both words. */
const TO_COMPLETE = { zh: '待补充', en: 'to complete' };

/** An optional text without a value: marked to be completed, filled with a default, or left out. */
export function missingValue(entity: EntityName, role: string, on: boolean): RowRule {
  const { zh, en } = label(entity, role);
  return {
    id: `${entity}.missing_${role}`,
    entity,
    scope: 'row',
    title: { zh: `缺少${zh}`, en: `${en} missing` },
    explanation: {
      zh: '标记为“待补充”并列入负责人的补录清单；也可填入默认值，或不参与分析。',
      en: 'Marked to be completed and put on its owner’s list; it can also be filled with a default or left out.',
    },
    defaultAction: on ? 'flag' : 'keep',
    actions: MEND,
    params: [
      {
        id: 'fill',
        label: { zh: '填入', en: 'Fill with' },
        kind: 'text',
        default: TO_COMPLETE.zh,
        words: TO_COMPLETE,
      },
    ],
    roles: [role],
    condition: () => `${role} IS NULL`,
    corrections: (c) => [{ role, sql: () => c.param('fill') }],
  };
}

/** Numbers outside their scale or below zero. `mend` empties the number and keeps the row. */
export function outOfRange(
  entity: EntityName,
  role: string,
  condition: string,
  words: { id: string; title: Text; explanation: Text; action: RowRule['defaultAction'] },
): RowRule {
  return {
    id: `${entity}.${words.id}`,
    entity,
    scope: 'row',
    title: words.title,
    explanation: words.explanation,
    defaultAction: words.action,
    actions: MEND,
    params: [],
    roles: [role],
    condition: () => condition,
    corrections: () => [{ role, sql: () => 'NULL' }],
  };
}

/** Customers with more rows a day than a person makes: robots, test accounts. */
export function tooFrequent(
  entity: 'orders' | 'events',
  time: string,
  most: number,
  action: SetRule['defaultAction'],
): SetRule {
  return {
    id: `${entity}.too_frequent`,
    entity,
    scope: 'set',
    title: { zh: '频次异常', en: 'Frequency above a maximum' },
    explanation: {
      zh: '同一客户一天内的记录数超过上限，可能是机器人或测试账号；标出该客户当天的全部记录。',
      en: 'A customer has more rows in one day than the maximum, perhaps a robot or a test account. All rows of that day are taken.',
    },
    defaultAction: action,
    actions: SET_ASIDE,
    params: [
      {
        id: 'most',
        label: { zh: '每天最多', en: 'At most a day' },
        kind: 'number',
        default: most,
        min: 1,
        max: 1e6,
      },
    ],
    roles: ['customer', time],
    hits: (c) => `
      SELECT t._source, t._row FROM clean.${entity} t
      JOIN (SELECT customer, CAST(${time} AS DATE) AS day FROM clean.${entity}
            GROUP BY ALL HAVING count(*) > ${c.param('most')}) busy
        ON t.customer = busy.customer AND CAST(t.${time} AS DATE) = busy.day`,
  };
}
