import { describe, expect, test, vi } from 'vitest';
import { checkValues } from '../../../src/template/params.ts';
import { getTemplate, templates } from '../../../src/template/registry.ts';
import { ALSO, READY_QUESTIONS } from '../../../src/template/search-words.ts';
import { catalogueEntries, CatalogueSearch, termsOf } from '../../../src/template/search.ts';

const search = new CatalogueSearch(templates);
const first = (typed: string, n = 4) => search.find(typed).slice(0, n);

describe('finds what people type', () => {
  test.each([
    ['二八', 'pareto'],
    ['二八定律', 'pareto'],
    ['80/20', 'pareto'],
    ['大客户', 'pareto'],
    ['同比', 'year-ago'],
    ['同比增长', 'metrics'],
    ['环比', 'months'],
    ['月报', 'months'],
    ['季节', 'months'],
    ['下单时间', 'activity-heatmap'],
    ['长尾', 'pareto'],
    ['TOP10', 'top-products'],
    ['top 10 商品', 'top-products'],
    ['Top 10', 'top-products'],
    ['ＴＯＰ１０', 'top-products'],
    ['排行', 'top-products'],
    ['排行榜', 'top-products'],
    ['畅销商品', 'top-products'],
    ['会员', 'levels'],
    ['会员分析', 'levels'],
    ['会员分层', 'rfm'],
    ['新老客', 'new-and-old'],
    ['新老客户', 'new-and-old'],
    ['新客', 'new-customers'],
    ['活动', 'activities'],
    ['活动效果', 'activities'],
    ['促销', 'activities'],
    ['省份', 'regions'],
    ['各省份销售额', 'regions'],
    ['城市', 'regions'],
    ['退款', 'statuses'],
    ['退款', 'cleaning'],
    ['退货', 'statuses'],
    ['沉睡', 'win-back'],
    ['沉睡客户', 'win-back'],
    ['沉睡会员', 'rfm'],
    ['唤醒', 'win-back'],
    ['生命周期价值', 'clv-simple'],
    ['客户生命周期价值', 'clv-bgnbd'],
    ['LTV', 'clv-simple'],
    ['复购率', 'repeat-rate'],
    ['回头客', 'new-and-old'],
    ['留存率', 'cohort-retention'],
    ['转化率', 'funnel'],
    ['词云', 'feedback-keywords'],
    ['差评', 'complaints'],
    ['客单价', 'quadrant'],
    ['毛利率', 'contribution'],
    ['业绩', 'owners'],
    ['看板', 'kpi'],
    ['RFM模型', 'rfm'],
    ['流失', 'churn-model'],
    ['repeat', 'repeat-rate'],
    ['repeat customers', 'new-and-old'],
    ['returning', 'new-and-old'],
    ['refunds', 'statuses'],
    ['best sellers', 'top-products'],
    ['lifetime value', 'clv-simple'],
    ['dormant', 'win-back'],
    ['year over year', 'year-ago'],
    ['month over month', 'months'],
    ['membership', 'levels'],
    ['loyalty', 'levels'],
    ['province', 'regions'],
    ['dashboard', 'kpi'],
    ['key accounts', 'pareto'],
    ['word cloud', 'feedback-keywords'],
    ['conversion', 'funnel'],
    ['campaign', 'activities'],
    ['how do I find the frequency', 'rfm'],
  ])('%s', (typed, id) => {
    expect(first(typed)).toContain(id);
  });

  test('what is being typed finds as far as it goes', () => {
    for (const part of ['rep', 'repe', 'repeat']) expect(search.find(part)).toContain('repeat-rate');
    expect(first('par', 1)).toEqual(['pareto']);
  });

  test('a word within another is no hit in English', () => {
    expect(search.find('age')).not.toContain('duration-anomalies');
    expect(search.find('art')).toEqual([]);
  });

  test.each(['', '   ', '？！', 'qwxyz', '量子纠缠'])('%j finds nothing', (typed) => {
    expect(search.find(typed)).toEqual([]);
  });

  test('words that say nothing are left out, unless there are no others', () => {
    expect(termsOf('RFM 分析')).toEqual(['rfm']);
    expect(termsOf('客户')).toEqual(['客户']);
    expect(termsOf('Top 10 products')).toEqual(['top10', 'product']);
  });

  test('a title comes before what merely mentions it', () => {
    expect(first('投诉分析', 1)).toEqual(['complaints']);
    expect(first('funnel', 1)).toEqual(['funnel']);
    expect(first('满意度', 2)).toEqual(expect.arrayContaining(['csat']));
  });
});

describe('the table of words', () => {
  test('it speaks of templates that are there', () => {
    expect(Object.keys(ALSO).filter((id) => !templates.has(id))).toEqual([]);
  });

  test('no word stands twice for one', () => {
    for (const words of [...Object.values(ALSO), ...READY_QUESTIONS.map((q) => q.words)])
      expect(words.length).toBe(new Set(words).size);
  });

  test.each(READY_QUESTIONS.map((q) => [q.id, q] as const))(
    '%s is a setting of its template',
    (id, question) => {
      const { params } = getTemplate(question.template)!;
      expect(Object.keys(question.params).filter((name) => !params.some((p) => p.id === name))).toEqual([]);
      expect(checkValues(params, question.params).ok).toBe(true);
      expect(templates.has(id)).toBe(false);
    },
  );
});

describe('what the data lack', () => {
  const of = (roles: string[]) => {
    const { templates: all, ready } = catalogueEntries(templates, new Set(roles));
    return new Map([...all, ...ready].map((entry) => [entry.id, entry.missing]));
  };
  const ORDERS = ['orders.customer', 'orders.ordered_at', 'orders.amount'];

  test('each says the roles that it needs and has not', () => {
    const lacks = of(ORDERS);
    expect(lacks.get('rfm')).toEqual([]);
    expect(lacks.get('funnel')).toEqual(['events.customer', 'events.occurred_at', 'events.action']);
    expect(lacks.get('channel-value')).toEqual(['orders.channel']);
  });

  test('a choice stands on an option that can be shown, where its own cannot', () => {
    const { templates: all, ready } = catalogueEntries(
      templates,
      new Set([...ORDERS, 'customers.customer', 'customers.gender']),
    );
    const structure = all.find(({ id }) => id === 'structure');
    expect([structure?.params, structure?.missing]).toEqual([{ by: 'gender' }, []]);
    // What is given stays, and so does what can be shown.
    expect(ready.find(({ id }) => id === 'top-products')?.missing).toEqual(['orders.product']);
    expect(all.find(({ id }) => id === 'rfm')?.params).toEqual({});
  });

  test('a ready question lacks what its settings need', () => {
    const lacks = of(ORDERS);
    expect(lacks.get('top-products')).toEqual(['orders.product']);
    expect(lacks.get('months')).toEqual([]);
    expect(of([...ORDERS, 'orders.product']).get('top-products')).toEqual([]);
  });

  test('an amount that follows from others is not missing', () => {
    const lacks = of(['orders.customer', 'orders.ordered_at', 'orders.quantity', 'orders.unit_price']);
    expect(lacks.get('rfm')).toEqual([]);
  });

  test('without any data nothing is said', () => {
    expect([...of([]).values()].flat()).toEqual([]);
  });
});

test('nothing is read of the catalogue before something is looked for, and then once', () => {
  const read = vi.fn(() => templates.values());
  const watched = new Proxy(templates, {
    get: (map, key) => (key === 'values' ? read : Reflect.get(map, key)),
  });
  const lazy = new CatalogueSearch(watched);
  expect(read).not.toHaveBeenCalled();
  expect(lazy.find('rfm')).toEqual(search.find('rfm'));
  lazy.find('clv');
  expect(read).toHaveBeenCalledOnce();
});
