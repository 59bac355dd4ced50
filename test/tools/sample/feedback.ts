import { DAY, END, START, USING, momentIn, stamp, weekday } from './clock.ts';
import { DECLINING, PRODUCTS } from './company.ts';
import type { Cell } from './csv.ts';
import { activeMonths, type Customer } from './customers.ts';
import { orphanId } from './order-dirt.ts';
import { APP, CLOSES, DELIVERY, OPENINGS, TOPICS, type Topic } from './phrases.ts';
import { random, type Random } from './random.ts';

export const FEEDBACK_HEADER = [
  '反馈时间',
  '客户编号',
  '类型',
  'NPS评分',
  '满意度',
  '评分',
  '反馈内容',
  '主题',
  '反馈渠道',
  '是否解决',
  '响应时长(分钟)',
  '解决时长(分钟)',
  '活动名称',
];

export const KINDS = {
  survey: '问卷 Survey',
  complaint: '投诉 Complaint',
  enquiry: '咨询 Enquiry',
  review: '评价 Review',
};

/** Rows of each kind of dirt in feedback.csv.gz; kinds do not overlap. */
export interface FeedbackDirt {
  npsElevenRows: number;
  csatZeroRows: number;
  missingCustomerRows: number;
  orphanCustomerRows: number;
}
const COUNTS = { eleven: 27, zero: 33, missing: 310, orphan: 64 };

type Mood = 'bad' | 'good' | 'ask';
interface Feedback {
  time: number;
  customer: string | null;
  kind: string;
  nps: number | null;
  csat: number | null;
  rating: number | null;
  text: string | null;
  topic: string;
  channel: string;
  resolved: string | null;
  response: number | null;
  resolution: number | null;
  activity: string | null;
}

const TROUBLE_FROM = 16; // November 2025: the southwestern warehouse moves

/** Everything customers said, by time, spoilt as survey tools spoil it. */
export function makeFeedback(customers: readonly Customer[]): { rows: Cell[][]; dirt: FeedbackDirt } {
  const r = random('shiguang/feedback');
  const all: Feedback[] = [];
  for (const c of customers) {
    const months = activeMonths(c);
    const liveliness = Math.min(2, 0.5 + 0.4 * c.rate);
    for (let m = months.first; m <= months.last; m++) {
      const trouble = c.region.en === DECLINING && m >= TROUBLE_FROM;
      const say = (rate: number, make: (time: number) => Feedback): void => {
        if (!r.chance(rate * liveliness)) return;
        const time = momentIn(r, USING, m, Math.max(c.registered, START), Math.min(c.leaves, END));
        if (time !== null) all.push(make(time));
      };
      say(0.052, (t) => survey(r, c, t, trouble));
      say(0.036 * Math.exp(-0.55 * c.mood) * (trouble ? 3.2 : 1), (t) =>
        ticket(r, c, t, 'complaint', trouble),
      );
      say(0.03, (t) => ticket(r, c, t, 'enquiry', trouble));
      say(0.042, (t) => review(r, c, t, trouble));
    }
  }
  all.sort((a, b) => a.time - b.time || (a.customer! < b.customer! ? -1 : 1));
  const dirt = soil(r, all);
  return { rows: all.map(row), dirt };
}

/** Mood of the moment: lower in the last months before leaving, and in the southwest once deliveries fail. */
function moodAt(r: Random, c: Customer, time: number, trouble: boolean): number {
  const leaving = c.leaves < END && c.leaves - time < 100 * DAY ? 3 : 0;
  return c.mood - leaving - (trouble ? 1.3 : 0) + r.normal() * 0.55;
}

const clip = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, Math.round(x)));

const blank = (c: Customer, time: number, kind: string): Feedback => ({
  time,
  customer: c.id,
  kind,
  nps: null,
  csat: null,
  rating: null,
  text: null,
  topic: '',
  channel: '',
  resolved: null,
  response: null,
  resolution: null,
  activity: null,
});

function survey(r: Random, c: Customer, time: number, trouble: boolean): Feedback {
  const mood = moodAt(r, c, time, trouble);
  const kind: Mood = mood < -0.2 ? 'bad' : 'good';
  const topic = topicFor(r, c, kind, trouble);
  return {
    ...blank(c, time, KINDS.survey),
    nps: clip(8.2 + 1.35 * mood, 0, 10),
    csat: clip(4 + 0.75 * mood + r.normal() * 0.3, 1, 5),
    text: r.chance(0.62) ? sentence(r, c, topic, kind) : null,
    topic: topic.name,
    channel: r.pick(['邮件 E-mail', '短信 SMS', '小程序 Mini program', '小程序 Mini program']),
    activity: activity(r, time),
  };
}

function ticket(
  r: Random,
  c: Customer,
  time: number,
  kind: 'complaint' | 'enquiry',
  trouble: boolean,
): Feedback {
  const mood: Mood = kind === 'complaint' ? 'bad' : 'ask';
  const topic = topicFor(r, c, mood, trouble);
  const weekend = weekday(time) > 5;
  const response = Math.max(2, Math.round(r.logNormal(Math.log(weekend ? 210 : 28), 0.7)));
  const resolved = r.chance(kind === 'complaint' ? (topic.name === DELIVERY ? 0.68 : 0.83) : 0.95);
  const work = Math.round(r.logNormal(Math.log(kind === 'complaint' ? 1_300 : 160), 0.7) / 10) * 10;
  return {
    ...blank(c, time, KINDS[kind]),
    csat: r.chance(0.5) ? clip((resolved ? 3.9 : 2.1) - response / 400 + r.normal() * 0.6, 1, 5) : null,
    text: sentence(r, c, topic, mood),
    topic: topic.name,
    channel: r.pick(['电话 Phone', '在线客服 Live chat', '在线客服 Live chat', '邮件 E-mail']),
    resolved: resolved ? '是' : '否',
    response,
    resolution: resolved ? response + work : null,
  };
}

function review(r: Random, c: Customer, time: number, trouble: boolean): Feedback {
  const mood = moodAt(r, c, time, trouble);
  const kind: Mood = mood < -0.5 ? 'bad' : 'good';
  const topic = topicFor(r, c, kind, trouble);
  return {
    ...blank(c, time, KINDS.review),
    rating: clip(4.3 + 0.8 * mood, 1, 5),
    text: r.chance(0.85) ? sentence(r, c, topic, kind) : null,
    topic: topic.name,
    channel: r.pick(['官网 Official mall', '小程序 Mini program', '电商平台 Marketplace']),
  };
}

const GOOD_WEIGHTS = [20, 16, 12, 16, 26, 10];

/** Only who uses the app writes about it; in trouble nearly everybody writes about delivery. */
function topicFor(r: Random, c: Customer, mood: Mood, trouble: boolean): Topic {
  const weights = TOPICS.map((t, i) => {
    if (t.name === APP && !c.usesApp) return 0;
    if (mood === 'good') return GOOD_WEIGHTS[i]!;
    if (mood === 'ask') return t.enquiry;
    return t.complaint * (trouble && t.name === DELIVERY ? 3 : 1);
  });
  return TOPICS[r.weighted(weights)]!;
}

function sentence(r: Random, c: Customer, topic: Topic, mood: Mood): string {
  const language = c.abroad || r.chance(0.17) ? 'en' : 'zh';
  const [zh, en] = split(
    r.pick(PRODUCTS.filter((p) => !topic.about || topic.about.some((a) => p.category.includes(a)))).name,
  );
  const body = r.pick(topic[mood][language]).replace('{p}', language === 'zh' ? zh : en);
  const text = r.pick(OPENINGS[mood][language]) + body + r.pick(CLOSES[mood][language]);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** '云雾手冲壶 Mist Gooseneck Kettle' → its Chinese and its English name. */
function split(name: string): [string, string] {
  const at = name.indexOf(' ');
  return [name.slice(0, at), name.slice(at + 1)];
}

/** The campaign a survey belongs to, if it went out with one. */
function activity(r: Random, time: number): string | null {
  if (r.chance(0.55)) return null;
  const month = new Date(time * 1000).getUTCMonth() + 1;
  if (month === 6) return '618 年中大促';
  if (month === 11) return '双11 囤豆节';
  return r.pick(['会员日 Member day', '新品试饮 Tasting', '拉花公开课 Latte art class']);
}

function soil(r: Random, all: Feedback[]): FeedbackDirt {
  const order = r.shuffle(all);
  const take = (
    n: number,
    where: (f: Feedback) => boolean,
    change: (f: Feedback, i: number) => void,
  ): number => {
    const some = order.filter(where).slice(0, n);
    some.forEach((f, i) => {
      change(f, i);
      order.splice(order.indexOf(f), 1);
    });
    return some.length;
  };
  return {
    npsElevenRows: take(
      COUNTS.eleven,
      (f) => f.nps !== null,
      (f) => (f.nps = 11),
    ),
    csatZeroRows: take(
      COUNTS.zero,
      (f) => f.csat !== null,
      (f) => (f.csat = 0),
    ),
    missingCustomerRows: take(
      COUNTS.missing,
      () => true,
      (f) => (f.customer = null),
    ),
    orphanCustomerRows: take(
      COUNTS.orphan,
      () => true,
      (f, i) => (f.customer = orphanId(i)),
    ),
  };
}

const row = (f: Feedback): Cell[] => [
  stamp(f.time),
  f.customer,
  f.kind,
  f.nps,
  f.csat,
  f.rating,
  f.text,
  f.topic,
  f.channel,
  f.resolved,
  f.response,
  f.resolution,
  f.activity,
];
