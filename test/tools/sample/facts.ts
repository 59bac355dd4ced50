import { BEST_TEAM, DECLINING, DRIPPER, FAILING, KETTLE } from './company.ts';
import { DELIVERY } from './phrases.ts';

/** Something planted in the sample that an analysis has to find. */
export interface Fact {
  id: string;
  /** Files it can be read from. */
  files: string[];
  statement: { zh: string; en: string };
  /** Measures that show it, each with the range it was planted to lie in. Shares and rates are fractions. */
  measures: Record<string, [low: number, high: number]>;
  /** Values by which the fact is found: names of products, teams, regions … */
  names?: Record<string, string>;
}

export const FACTS: Fact[] = [
  {
    id: 'heavy-tail',
    files: ['orders'],
    statement: {
      zh: '消费高度集中：前 20% 的客户贡献约七到八成销售额。',
      en: 'Spend is heavy-tailed: the top 20 % of customers hold 70 to 80 % of revenue.',
    },
    measures: { top20Share: [0.7, 0.8], top20ShareLast12Months: [0.68, 0.8] },
  },
  {
    id: 'seasons',
    files: ['orders'],
    statement: {
      zh: '每年有两个高峰：11 月（双11）和 6 月（618）。',
      en: 'Two peaks a year: November (Double 11) and June (618).',
    },
    // Orders of the month against the mean of the same twelve months; rank 1 and 2 of each July to June year.
    measures: { novemberOverMean: [1.3, 2], juneOverMean: [1.15, 1.8], yearsWithThosePeaks: [2, 2] },
  },
  {
    id: 'busy-mornings',
    files: ['events'],
    statement: {
      zh: '周二到周四上午 9–11 点最忙；周末清淡。',
      en: 'Tuesday to Thursday, 9 to 11 in the morning, are the busiest hours; weekends are quiet.',
    },
    measures: { topSixHoursThatAreTueToThu9To10: [6, 6], weekendShare: [0.08, 0.18] },
  },
  {
    id: 'failing-module',
    files: ['events'],
    statement: {
      zh: `${FAILING.module} 在 ${FAILING.device} 上的失败率超过 30%，主要原因是 ${FAILING.reason}。`,
      en: `${FAILING.module} fails more than 30 % of the time on ${FAILING.device}, mainly by ${FAILING.reason}.`,
    },
    measures: {
      failureRateOnDevice: [0.4, 0.55],
      failureRateElsewhere: [0.01, 0.07],
      failureRateOverall: [0.3, 0.45],
      mainReasonShare: [0.75, 0.95],
      highestRateOfOtherModules: [0.01, 0.12],
    },
    names: { action: FAILING.module, device: FAILING.device, reason: FAILING.reason },
  },
  {
    id: 'declining-region',
    files: ['orders'],
    statement: {
      zh: '西南区的订单在最近六个月比前六个月下降一半以上，其他地区没有。',
      en: 'Orders from the Southwest fell by more than half in the last six months against the six before; no other region did.',
    },
    measures: { changeDeclining: [-0.95, -0.5], lowestChangeElsewhere: [-0.4, 0.3] },
    names: { region: DECLINING },
  },
  {
    id: 'channels',
    files: ['orders'],
    statement: {
      zh: '渠道差异明显：直销客单价最高，直播间客单价低且复购最差。',
      en: 'Channels differ: sales reps bring the largest orders, live streams small ones and the fewest repeat customers.',
    },
    measures: {
      highestAovIsRep: [1, 1],
      repOverLiveAov: [3, 20],
      liveRepeatRate: [0.2, 0.62],
      repRepeatRate: [0.75, 1],
      lowestRepeatIsLive: [1, 1],
    },
    names: { highest: 'Sales rep', lowest: 'Live stream' },
  },
  {
    id: 'retention',
    files: ['orders'],
    statement: {
      zh: '留存逐月下降：新客次月近四成回购，半年后约三成，一年后约四分之一。',
      en: 'Retention decays: of the customers won in a month nearly four in ten buy in the next, three in ten after half a year, a quarter after a year.',
    },
    measures: { month1: [0.32, 0.42], month6: [0.26, 0.35], month12: [0.2, 0.3], decays: [1, 1] },
  },
  {
    id: 'bought-together',
    files: ['orders'],
    statement: {
      zh: '买手冲壶的订单里六成以上同时买滤杯套装。',
      en: 'More than six orders in ten with the kettle also hold the dripper set.',
    },
    measures: { confidence: [0.58, 0.72], lift: [4, 40] },
    names: { antecedent: KETTLE.name, consequent: DRIPPER.name },
  },
  {
    id: 'nps-by-industry',
    files: ['feedback', 'customers'],
    statement: {
      zh: 'NPS 随行业变化：咖啡馆最高，酒店最低。',
      en: 'NPS differs by industry: cafés are happiest, hotels least happy.',
    },
    measures: { café: [20, 80], hotel: [-90, -20], caféIsHighest: [1, 1], hotelIsLowest: [1, 1] },
    names: { highest: '咖啡馆 Café', lowest: '酒店 Hotel' },
  },
  {
    id: 'detractors-leave',
    files: ['feedback', 'orders'],
    statement: {
      zh: '贬损者先于流失：打 0–6 分的客户，在评分后第 60 至 180 天没有任何订单的比例是推荐者的两倍以上。',
      en: 'Detractors leave: 60 to 180 days after their answer they are silent more than twice as often as promoters.',
    },
    measures: { silentDetractors: [0.5, 0.8], silentPromoters: [0.1, 0.3], ratio: [2, 6] },
  },
  {
    id: 'complaint-topics',
    files: ['feedback'],
    statement: {
      zh: '投诉集中在配送，约占一半；西南区更高。',
      en: 'About half of all complaints are about delivery, more in the Southwest.',
    },
    measures: { topTopicShare: [0.42, 0.62], topIsDelivery: [1, 1] },
    names: { topic: DELIVERY },
  },
  {
    id: 'weekend-response',
    files: ['feedback'],
    statement: {
      zh: '周末响应慢：响应时长中位数是工作日的四倍以上。',
      en: 'Weekend tickets wait: the median response takes over four times as long as on weekdays.',
    },
    measures: { weekdayMedianMinutes: [15, 45], weekendMedianMinutes: [120, 320], ratio: [4, 12] },
  },
  {
    id: 'feature-usage',
    files: ['events'],
    statement: {
      zh: '功能使用不均：收银人人在用，开放接口几乎无人使用。',
      en: 'Features are used unevenly: nearly every app user opens the POS, hardly any the open API.',
    },
    measures: { topUserShare: [0.85, 1], bottomUserShare: [0.01, 0.12] },
    names: { top: '收银 POS', bottom: '开放接口 Open API' },
  },
  {
    id: 'path-drop',
    files: ['events'],
    statement: {
      zh: '首页 → 搜索 → 商品 → 购物车 → 支付的路径上，购物车到支付流失最多。',
      en: 'On the path home → search → product → cart → pay the step from cart to pay loses most.',
    },
    measures: {
      homeToSearch: [0.65, 0.85],
      searchToProduct: [0.7, 0.9],
      productToCart: [0.5, 0.65],
      cartToPay: [0.2, 0.38],
    },
  },
  {
    id: 'best-team',
    files: ['events', 'orders', 'customers'],
    statement: {
      zh: '东区二组跟进快、记录及时，客均销售额明显高于同区的东区一组。',
      en: 'East B follows up within hours and logs at once; its revenue per customer is well above that of East A in the same region.',
    },
    measures: {
      bestMedianLagHours: [1, 16],
      othersMedianLagHours: [35, 100],
      bestLogMinutes: [3, 20],
      othersLogMinutes: [60, 300],
      revenuePerCustomerOverEastA: [1.25, 3],
    },
    names: { team: BEST_TEAM, compared: '东区一组 East A' },
  },
  {
    id: 'vip-at-risk',
    files: ['orders', 'customers'],
    statement: {
      zh: '十二位高价值客户已沉默 90 天以上。',
      en: 'A dozen customers of the highest value have been silent for more than 90 days.',
    },
    measures: { customers: [12, 12], leastSilentDays: [91, 160], leastSpendRank: [1, 120] },
  },
];
