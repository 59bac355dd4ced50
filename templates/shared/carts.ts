import type { Codes, FindingRule } from '../../src/template/schema.ts';

/** What is said of the actions behind unpaid carts, which are told by name where none is set; its SQL is the include `carts-found`. */
export const carts: { codes: Codes; findings: Record<'carts_found' | 'carts_unknown', FindingRule> } = {
  codes: { pay: { '(none)': { zh: '没有找到', en: 'none found' } } },
  findings: {
    carts_found: {
      claim: { kind: 'note' },
      sentence: {
        zh: '未付款的购物车按这些操作看——加购：{cart}；付款：{pay}。不对的话，在加购和付款的操作名里改。',
        en: 'Unpaid carts go by these actions. Filling a cart: {cart}; paying: {pay}. Change them under the names of the two actions.',
      },
    },
    carts_unknown: {
      claim: { kind: 'note' },
      sentence: {
        zh: '没有找到加购物车的操作（名称含 cart、basket、购物车、加购，或设定的名字），所以看不到未付款的购物车。如果数据里有，在加购的操作名里填上。',
        en: 'No action that fills a cart was found (named cart, basket, 购物车, 加购, or as set), so that unpaid carts cannot be seen. If there is one, enter its name.',
      },
    },
  },
};
