/** What customers write, by topic and mood; `{p}` is a product. Sentences are joined from an opening, a body and a close. */
export interface Topic {
  name: string;
  /** How often complaints and enquiries are about it. */
  complaint: number;
  enquiry: number;
  /** Categories of the products it names; any product when left out. */
  about?: string[];
  bad: { zh: string[]; en: string[] };
  good: { zh: string[]; en: string[] };
  ask: { zh: string[]; en: string[] };
}

export const DELIVERY = '配送 Delivery';
export const APP = '软件使用 App';

export const TOPICS: Topic[] = [
  {
    name: DELIVERY,
    complaint: 46,
    enquiry: 30,
    about: ['咖啡豆', '器具', '耗材'],
    bad: {
      zh: [
        '{p}等了九天还没送到',
        '物流信息三天没有更新',
        '配送又延误，门店差点断货',
        '外箱破损，{p}磕坏了',
        '说好次日达，结果拖了一周',
        '快递放在楼下没有通知，{p}淋湿了',
      ],
      en: [
        '{p} arrived nine days late',
        'tracking has not moved for three days',
        'delivery slipped again and we nearly ran out of stock',
        'the box was crushed and the {p} damaged',
        'next-day delivery took a week',
      ],
    },
    good: {
      zh: ['发货很快，{p}第二天就到了', '包装严实，配送准时'],
      en: ['fast shipping, {p} came the next day', 'well packed and on time'],
    },
    ask: {
      zh: ['{p}什么时候发货', '可以改配送地址吗', '周末能不能送货到店'],
      en: ['when will {p} ship', 'can I change the delivery address', 'do you deliver to shops on weekends'],
    },
  },
  {
    name: '设备质量 Equipment',
    complaint: 19,
    enquiry: 18,
    about: ['器具', '设备'],
    bad: {
      zh: ['{p}用了两个月就坏了', '机器压力不稳，出品忽浓忽淡', '{p}收到时就有裂痕', '磨豆机噪音越来越大'],
      en: [
        '{p} broke after two months',
        'pressure is unstable and shots taste different every time',
        'the {p} came with a crack in it',
        'the grinder keeps getting louder',
      ],
    },
    good: {
      zh: ['{p}做工扎实，手感很好', '机器稳定，高峰期也不掉链子'],
      en: ['{p} feels solid and well made', 'the machine stays stable through rush hour'],
    },
    ask: {
      zh: ['{p}怎么清洗保养', '保修期是多久', '{p}有没有配件单卖'],
      en: ['how do I clean the {p}', 'how long is the warranty', 'are spare parts for {p} sold separately'],
    },
  },
  {
    name: APP,
    complaint: 15,
    enquiry: 20,
    bad: {
      zh: [
        '库存盘点在安卓手机上一直同步超时',
        '盘点提交三次都失败，数据全丢了',
        '报表加载太慢',
        '更新之后找不到会员入口',
      ],
      en: [
        'stocktake keeps timing out on Android',
        'three stocktakes failed and the counts were lost',
        'reports load far too slowly',
        'cannot find the members page after the update',
      ],
    },
    good: {
      zh: ['店务系统很好上手，收银快多了', '报表一目了然，省了很多时间'],
      en: [
        'the shop app is easy to learn and checkout is much quicker',
        'reports are clear and save us hours',
      ],
    },
    ask: {
      zh: ['怎么批量导入会员', '安卓版什么时候修复盘点', '能不能对接外卖平台'],
      en: [
        'how do I import members in bulk',
        'when will stocktake be fixed on Android',
        'is there an open API for our till',
      ],
    },
  },
  {
    name: '售后服务 Service',
    complaint: 11,
    enquiry: 12,
    bad: {
      zh: [
        '客服周末完全没人回复',
        '退款流程太复杂，等了半个月',
        '同一个问题解释了四遍',
        '维修师傅一再改时间',
      ],
      en: [
        'nobody answers at weekends',
        'the refund took two weeks and five forms',
        'had to explain the same problem four times',
        'the technician kept moving the date',
      ],
    },
    good: {
      zh: ['客服耐心，十分钟就解决了', '客户经理跟进很及时'],
      en: ['support was patient and fixed it in ten minutes', 'our account manager follows up quickly'],
    },
    ask: {
      zh: ['怎么申请退换货', '发票可以开专票吗', '能预约上门维修吗'],
      en: ['how do I return an item', 'can I get a VAT invoice', 'can I book an on-site repair'],
    },
  },
  {
    name: '口味 Taste',
    complaint: 5,
    enquiry: 8,
    about: ['咖啡豆'],
    bad: {
      zh: ['这批{p}烘得太深，有焦苦味', '{p}风味和描述不符', '豆子不够新鲜，没有香气'],
      en: [
        'this batch of {p} is over-roasted and bitter',
        '{p} tastes nothing like the description',
        'the beans are stale',
      ],
    },
    good: {
      zh: ['{p}果香明亮，回甘很长', '{p}做奶咖特别香，客人都说好', '豆子新鲜，每次都稳定'],
      en: [
        '{p} is bright and sweet with a long finish',
        '{p} works beautifully with milk, our guests love it',
        'fresh beans, consistent every time',
      ],
    },
    ask: {
      zh: ['{p}适合手冲还是意式', '有没有酸度低一点的豆子'],
      en: ['is {p} better for filter or espresso', 'which beans are lower in acidity'],
    },
  },
  {
    name: '价格 Price',
    complaint: 4,
    enquiry: 12,
    bad: {
      zh: ['刚买完{p}就降价', '涨价没有提前通知', '批发价没有优势'],
      en: [
        '{p} went on sale the day after I bought it',
        'prices rose without notice',
        'wholesale prices are not competitive',
      ],
    },
    good: {
      zh: ['618 活动价很划算', '性价比高，会继续回购'],
      en: ['great value in the June sale', 'good value, will buy again'],
    },
    ask: {
      zh: ['{p}有没有批发价', '双11还会有优惠吗', '年付能打折吗'],
      en: [
        'is there a wholesale price for {p}',
        'will there be a Double 11 offer',
        'any discount for paying yearly',
      ],
    },
  },
];

export const OPENINGS = {
  bad: {
    zh: ['非常失望，', '投诉：', '麻烦尽快处理，', '说实话，', '再一次，', ''],
    en: ['Very disappointed: ', 'Please fix this, ', 'Honestly, ', 'Once again, ', ''],
  },
  good: {
    zh: ['很满意，', '推荐！', '老顾客了，', '整体不错，', ''],
    en: ['Very happy, ', 'Recommended: ', 'Long-time customer here, ', 'Overall good, ', ''],
  },
  ask: { zh: ['请问', '您好，', '想咨询一下，', ''], en: ['Hello, ', 'Quick question: ', 'Hi there, ', ''] },
};
export const CLOSES = {
  bad: {
    zh: ['。', '，希望改进。', '，考虑换供应商了。', '，请给个说法。'],
    en: ['.', ', please improve.', ', we are looking at other suppliers.', ', I expect an answer.'],
  },
  good: { zh: ['。', '，继续加油！', '，下次还来。'], en: ['.', ', keep it up!', ', will come back.'] },
  ask: { zh: ['？', '？谢谢。', '？急。'], en: ['?', '? Thanks.', '? It is urgent.'] },
};
