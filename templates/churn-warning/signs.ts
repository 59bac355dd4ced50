import { words } from '../shared/words.ts';

/** Signs of leaving. */
export const triggers = {
  activity: { zh: '活跃下降', en: 'Activity down' },
  carts: { zh: '未付款购物车增多', en: 'More unpaid carts' },
  purchases: { zh: '购买减少', en: 'Purchases down' },
  complaints: { zh: '投诉增多', en: 'Complaints up' },
  silence: { zh: '沉默超过自己的惯常间隔', en: 'Silent beyond own usual gap' },
};

/** How many of those with the same signs left. */
export const levels = {
  high: words.high,
  medium: words.medium,
  low: words.low,
  lost: { zh: '早已离开', en: 'Long lost' },
};

/** Words of every combination of signs, as the SQL joins them. */
export function combinations() {
  const all = Object.entries(triggers);
  const said: Record<string, { zh: string; en: string }> = {};
  for (let bits = 1; bits < 2 ** all.length; bits++) {
    const some = all.filter((_, i) => bits & (1 << i));
    said[some.map(([id]) => id).join(', ')] = {
      zh: some.map(([, t]) => t.zh).join('；'),
      en: some.map(([, t]) => t.en).join('; '),
    };
  }
  return said;
}
