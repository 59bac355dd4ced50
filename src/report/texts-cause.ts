import type { Text } from '../i18n/text.ts';

/** How a report says where something comes from. */
export const CAUSE_TEXTS = {
  members: {
    zh: '最集中在{group}：占其中的 {share}（{customers} 人），而在消费相当的客户里只占 {base}。',
    en: 'They are concentrated {group}: {share} of them ({customers} customers), against {base} of customers who spend about as much.',
  },
  change: {
    zh: '变动的 {share} 来自{group}（{customers} 位客户），上期的金额里这部分只占 {base}。',
    en: '{share} of the change came {group} ({customers} customers), with {base} of the amount before.',
  },
  kept: {
    zh: '各地区、渠道等的变动都与自身大小相称；按客户看，变动的 {share} 来自两期都下过单的 {customers} 位客户。',
    en: 'No group moved more than its size explains; by customer, {share} of the change is of the {customers} who ordered in both periods.',
  },
  turnover: {
    zh: '各地区、渠道等的变动都与自身大小相称；按客户看，变动的 {share} 来自客户进出：{customers} 位客户只在其中一期下过单。',
    en: 'No group moved more than its size explains; by customer, {share} of the change is of the {customers} who ordered in one of the two periods alone.',
  },
  together: {
    zh: '另一项分析指向同一处（{title}）：',
    en: 'Another analysis points to the same place ({title}): ',
  },
  none: {
    zh: '没有找到单一的原因：按{roles}逐一比较，没有哪一组的差异超出偶然。',
    en: 'No single cause was found: compared by {roles}, no group stands out beyond chance.',
  },
  unlooked: {
    zh: '没有可以逐组比较的客户名单，所以没有查找原因；也没有别的分析指向同一处。',
    en: 'No cause was looked for, as there is no list of customers to compare by groups; no other analysis points to the same place.',
  },
  failed: {
    zh: '没能计算原因（查询没有成功），所以不知道有没有；重新运行全部单元格会再试一次。',
    en: 'The cause could not be computed (its query failed), so whether there is one is not known; running all cells tries again.',
  },
  lookAt: { zh: '下一步：{what}。', en: ' Next: {what}.' },
  lookThere: { zh: '查看“{title}”的明细', en: 'look at the rows of “{title}”' },
} as const satisfies Record<string, Text>;
