/** 拾光 Shiguang, an invented company: coffee beans and equipment, and an app that runs a coffee shop. */

export interface Product {
  name: string;
  category: string;
  /** List price and cost of one, in cents. */
  price: number;
  cost: number;
  /** How often a private and a business customer choose it first. */
  consumer: number;
  business: number;
}

const product = (
  name: string,
  category: string,
  price: number,
  margin: number,
  consumer: number,
  business: number,
) => ({
  name,
  category,
  price: price * 100,
  cost: Math.round(price * (1 - margin)) * 100,
  consumer,
  business,
});

const BEANS = '咖啡豆 Beans';
const GEAR = '冲煮器具 Brewing gear';
const MACHINES = '意式设备 Espresso equipment';
const SUPPLIES = '耗材 Supplies';
const LIFE = '周边 Lifestyle';
const SAAS = '软件订阅 SaaS plan';

export const PRODUCTS: Product[] = [
  product('晨雾拼配豆 Morning Mist Blend 1kg', BEANS, 168, 0.46, 10, 20),
  product('山谷单品豆 Valley Single Origin 250g', BEANS, 98, 0.52, 16, 5),
  product('夜航深烘豆 Night Flight Dark Roast 500g', BEANS, 118, 0.48, 12, 10),
  product('花信日晒豆 Blossom Natural 200g', BEANS, 128, 0.55, 9, 3),
  product('低因拼配豆 Quiet Decaf 250g', BEANS, 92, 0.45, 3, 2),
  product('挂耳咖啡 Drip Bags ×20', BEANS, 79, 0.5, 15, 6),
  product('冷萃液 Cold Brew Concentrate 1L', BEANS, 65, 0.5, 5, 6),
  product('云雾手冲壶 Mist Gooseneck Kettle', GEAR, 329, 0.4, 5, 1.2),
  product('青石滤杯套装 Slate Dripper Set', GEAR, 159, 0.48, 1.3, 0.5),
  product('手摇磨豆机 Hand Grinder S1', GEAR, 459, 0.38, 2.4, 0.6),
  product('电子秤 Brew Scale', GEAR, 199, 0.42, 2.2, 1),
  product('法压壶 French Press 600ml', GEAR, 139, 0.45, 2.6, 0.8),
  product('双锅意式机 Twin Boiler Espresso T2', MACHINES, 8_800, 0.28, 0.12, 0.75),
  product('家用意式机 Home Espresso H1', MACHINES, 2_680, 0.3, 0.7, 0.3),
  product('定量磨豆机 On-demand Grinder G5', MACHINES, 3_600, 0.3, 0.1, 0.8),
  product('奶缸拉花套装 Milk Pitcher Set', MACHINES, 119, 0.5, 1.6, 2),
  product('锥形滤纸 Cone Filters ×100', SUPPLIES, 29, 0.55, 7, 8),
  product('外带纸杯 Takeaway Cups ×500', SUPPLIES, 145, 0.3, 0.2, 15),
  product('燕麦奶 Oat Milk 1L ×6', SUPPLIES, 108, 0.32, 4, 14),
  product('清洁药片 Cleaning Tablets ×60', SUPPLIES, 69, 0.5, 1.6, 6),
  product('净水滤芯 Water Filter', SUPPLIES, 249, 0.42, 0.5, 3),
  product('拾光随行杯 Shiguang Travel Mug', LIFE, 129, 0.55, 6, 0.6),
  product('咖啡师围裙 Barista Apron', LIFE, 99, 0.5, 1, 1.6),
  product('咖啡入门课 Home Barista Class', LIFE, 299, 0.7, 1.5, 0.6),
];

/** Plans are bought on a schedule, not chosen from the shelf. */
export const PLANS = {
  quarter: product('店务标准版·季付 Shop Standard, quarterly', SAAS, 699, 0.82, 0, 0),
  year: product('店务专业版·年付 Shop Pro, yearly', SAAS, 3_980, 0.84, 0, 0),
};

const named = (start: string): Product => PRODUCTS.find((p) => p.name.startsWith(start))!;

/** Planted: who buys the kettle takes the dripper set with it. */
export const KETTLE = named('云雾手冲壶');
export const DRIPPER = named('青石滤杯套装');
export const FILTERS = named('锥形滤纸');
/** Planted: an order for a whole chain's new shops. */
export const BULK_MACHINE = named('双锅意式机');

export interface Region {
  zh: string;
  en: string;
  weight: number;
  cities: string[];
}
export const REGIONS: Region[] = [
  { zh: '华东', en: 'East China', weight: 34, cities: ['上海', '杭州', '南京', '苏州', '宁波'] },
  { zh: '华南', en: 'South China', weight: 19, cities: ['广州', '深圳', '厦门', '佛山'] },
  { zh: '华北', en: 'North China', weight: 16, cities: ['北京', '天津', '青岛', '济南'] },
  { zh: '西南', en: 'Southwest', weight: 13, cities: ['成都', '重庆', '昆明', '贵阳'] },
  { zh: '华中', en: 'Central China', weight: 10, cities: ['武汉', '长沙', '郑州'] },
  { zh: '东北', en: 'Northeast', weight: 4, cities: ['沈阳', '大连', '哈尔滨'] },
  { zh: '海外', en: 'Overseas', weight: 4, cities: ['Singapore', 'London', 'Melbourne', 'Vancouver'] },
];
/** Planted: the region whose orders collapse, and from when. */
export const DECLINING = 'Southwest';

export interface Industry {
  name: string;
  weight: number;
  /** Shift of happiness, in standard deviations: it moves NPS and the risk of leaving. */
  mood: number;
}
export const CONSUMER: Industry = { name: '个人消费者 Consumer', weight: 0, mood: 0.1 };
export const INDUSTRIES: Industry[] = [
  { name: '咖啡馆 Café', weight: 34, mood: 0.75 },
  { name: '连锁茶咖 Café chain', weight: 14, mood: 0.45 },
  { name: '烘焙店 Bakery', weight: 16, mood: 0.2 },
  { name: '餐饮 Restaurant', weight: 15, mood: -0.1 },
  { name: '酒店 Hotel', weight: 12, mood: -1.15 },
  { name: '企业办公 Office', weight: 9, mood: 0 },
];
export const SIZES = ['1-9 人', '10-49 人', '50-199 人', '200-999 人', '1000 人以上'];

/** Sales channels: share among private and business customers, price level, and how many never come back. */
export const CHANNELS = [
  { name: 'Mini program', consumer: 30, business: 14, oneOff: 0.22 },
  { name: 'Official mall', consumer: 18, business: 22, oneOff: 0.18 },
  { name: 'Marketplace', consumer: 26, business: 6, oneOff: 0.3 },
  { name: 'Live stream', consumer: 18, business: 2, oneOff: 0.6 },
  { name: 'Store', consumer: 8, business: 6, oneOff: 0.1 },
  { name: 'Sales rep', consumer: 0, business: 50, oneOff: 0.05 },
] as const;

export const TEAMS = [
  '东区一组 East A',
  '东区二组 East B',
  '南区组 South',
  '北区组 North',
  '西区组 West',
  '线上组 Online',
];
/** Planted: same customers and region as East A, quicker hands, more revenue. */
export const BEST_TEAM = TEAMS[1]!;
export const STAFF_PER_TEAM = 8;

/** Modules of the app, how often each is opened; the last ones hardly at all. */
export const MODULES = [
  { name: '收银 POS', weight: 32, failure: 0.021 },
  { name: '报表 Reports', weight: 19, failure: 0.028 },
  { name: '会员 Members', weight: 14, failure: 0.018 },
  { name: '采购 Purchasing', weight: 10, failure: 0.034 },
  { name: '排班 Scheduling', weight: 6, failure: 0.025 },
  { name: '营销活动 Campaigns', weight: 4, failure: 0.04 },
  { name: '设备保养 Maintenance', weight: 1.6, failure: 0.03 },
  { name: '开放接口 Open API', weight: 0.15, failure: 0.06 },
] as const;
/** Planted: stocktaking fails on Android phones, mostly for one reason. */
export const FAILING = {
  module: '库存盘点 Stocktake',
  device: 'Android',
  reason: '同步超时 Sync timeout',
  rate: 0.47,
};
export const REASONS = [
  '网络中断 Network lost',
  '权限不足 No permission',
  '数据校验失败 Invalid input',
  '服务繁忙 Server busy',
];
