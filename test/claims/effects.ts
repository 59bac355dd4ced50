import type { Effects } from './world.ts';

/** A real effect of a stated size, and the rule that should find it. */
export interface RealEffect {
  rule: string;
  /** The size in words. */
  size: string;
  effects: Partial<Effects>;
  /** People drawn (about half have left before the data begin); 1,200 where not said. */
  people?: number;
}

export const REAL_EFFECTS: readonly RealEffect[] = [
  {
    rule: 'channel-value.worst_repeat',
    size: 'second orders by web 8 times slower',
    effects: { channelRepeat: 0.12 },
    people: 4000,
  },
  {
    rule: 'channel-value.best',
    size: 'orders by web worth 2 times as much',
    effects: { channelSpend: 2 },
    people: 2400,
  },
  {
    rule: 'channel-value.order_value',
    size: 'orders by web worth 2 times as much',
    effects: { channelSpend: 2 },
    people: 2400,
  },
  {
    rule: 'churn-by-group.more',
    size: 'profiles of one of six industries say 2 times as often that the customer churned',
    effects: { industryChurn: 2 },
    people: 2400,
  },
  {
    rule: 'churn-by-group.fewer',
    size: 'profiles of one of six industries say a quarter as often that the customer churned',
    effects: { industryChurn: 0.25 },
    people: 2400,
  },
  {
    rule: 'churn-model.separates_well',
    size: 'who spends 1.8 times as much an order stays 4.5 times as long',
    effects: { staying: 1.5 },
    people: 8000,
  },
  {
    rule: 'churn-warning.levels_held',
    size: 'customers order at rates of their own and stay for 500 days on average',
    effects: {},
    people: 4000,
  },
  {
    rule: 'cohort-retention.falling',
    size: 'newcomers of the last 270 days order a third as often in their first two months',
    effects: { newcomers: 0.33 },
    people: 12_000,
  },
  {
    rule: 'cohort-retention.rising',
    size: 'newcomers of the last 270 days order 3 times as often in their first two months',
    effects: { newcomers: 3 },
    people: 12_000,
  },
  {
    rule: 'churn-model.driver_up',
    size: 'customers order at rates of their own and stay for 500 days on average',
    effects: {},
  },
  {
    rule: 'churn-model.driver_down',
    size: 'who spends 1.8 times as much an order stays 4.5 times as long',
    effects: { staying: 1.5 },
    people: 4000,
  },
  {
    rule: 'compare-groups.highest',
    size: 'one of four teams spends 2 times as much',
    effects: { teamSpend: 2 },
    people: 2400,
  },
  {
    rule: 'compare-groups.lowest',
    size: 'one of four teams spends half as much',
    effects: { teamSpend: 0.5 },
    people: 2400,
  },
  {
    rule: 'complaints.worst',
    size: 'one of six industries complains 3 times as often',
    effects: { segmentComplaints: 3 },
    people: 2400,
  },
  {
    rule: 'complaints.hot_spot',
    size: 'one of six industries complains 3 times as often, on one topic of six',
    effects: { segmentComplaints: 5 },
    people: 4000,
  },
  {
    rule: 'complaints.rising',
    size: '3 times as many complaints in the second half',
    effects: { complaintsChange: 3 },
    people: 2400,
  },
  {
    rule: 'complaints.falling',
    size: 'a third of the complaints in the second half',
    effects: { complaintsChange: 0.33 },
    people: 4000,
  },
  {
    rule: 'contribution.order_value',
    size: 'orders worth 1.5 times as much as the year before',
    effects: { orderValueChange: 1.5 },
    people: 2400,
  },
  {
    rule: 'cross-sell.strongest',
    size: 'a quarter of the orders with p1 hold p2 too',
    effects: { pair: 0.25 },
  },
  {
    rule: 'cross-sell.widest',
    size: 'a quarter of the orders with p1 hold p2 too, nearly all with the rare p11 hold p10',
    effects: { pair: 0.25, rarePair: 0.9 },
    people: 2400,
  },
  { rule: 'csat.below', size: 'one topic 30 points less content', effects: { topicContent: 0.3 } },
  {
    rule: 'csat.above',
    size: 'one topic 25 points more content',
    effects: { topicContent: -0.25 },
    people: 2400,
  },
  {
    rule: 'device-mix.failing',
    size: 'the phone fails 2.5 times as often (15 % for 6 %)',
    effects: { deviceFailures: 2.5 },
  },
  {
    rule: 'device-mix.growing',
    size: 'the phone 15 points up between the halves',
    effects: { deviceChange: 0.25 },
    people: 2400,
  },
  {
    rule: 'device-mix.shrinking',
    size: 'others 10 points down between the halves',
    effects: { deviceChange: 0.35 },
    people: 2400,
  },
  {
    rule: 'duration-anomalies.hour',
    size: 'half of the visits to one of six pages at 14 o’clock last 40 times as long',
    effects: { slowHour: 40 },
    people: 12_000,
  },
  {
    rule: 'feedback-keywords.said_unhappy',
    size: 'half of the unhappy texts hold a word that a tenth of the others do',
    effects: { unhappyWord: 0.5 },
  },
  {
    rule: 'feedback-keywords.said_happy',
    size: 'half of the happy texts hold a word that a tenth of the others do',
    effects: { happyWord: 0.5 },
  },
  {
    rule: 'feedback-keywords.said',
    size: 'half of the texts on a topic hold a word that a tenth of the others do',
    effects: { topicWord: 0.5 },
  },
  {
    rule: 'kpi.revenue_up',
    size: 'orders worth 1.5 times as much as the year before',
    effects: { orderValueChange: 1.5 },
    people: 4000,
  },
  {
    rule: 'kpi.revenue_down',
    size: 'orders worth .65 times as much as the year before',
    effects: { orderValueChange: 0.65 },
    people: 4000,
  },
  {
    rule: 'lifecycle.losing_more',
    size: 'half of the customers stop buying at once, 190 days ago',
    effects: { leaving: 2 },
    people: 2400,
  },
  {
    rule: 'lifecycle.losing_less',
    size: 'nobody stops buying any more from 190 days ago on',
    effects: { leaving: 0 },
    people: 8000,
  },
  {
    rule: 'needs.differs',
    size: 'one of four needs weighs price 8 points higher',
    effects: { priceWeight: 0.15 },
  },
  {
    rule: 'needs.valuable',
    size: 'one of four needs spends 2 times as much',
    effects: { needSpend: 2 },
    people: 4000,
  },
  { rule: 'nps.fell', size: 'NPS down by 60 in the last month', effects: { npsChange: 60 }, people: 6000 },
  { rule: 'nps.rose', size: 'NPS up by 60 in the last month', effects: { npsChange: -60 }, people: 6000 },
  {
    rule: 'sales-behaviour.best',
    size: 'customers of one of 48 spend 6 times as much',
    effects: { staffSpend: 6 },
    people: 12_000,
  },
  {
    rule: 'sales-behaviour.habit',
    size: 'a quarter of 48 follow up 3 times as fast, their customers spend 3 times as much',
    effects: { quickStaff: 3 },
    people: 2400,
  },
  {
    rule: 'sales-behaviour.slow',
    size: 'one of 48 follows up 4 times as late',
    effects: { slowStaff: 1.4 },
    people: 2400,
  },
  {
    rule: 'sales-behaviour.unrecorded',
    size: 'one of 48 writes nine notes of ten down 10 hours later',
    effects: { lateNotes: 0.9 },
    people: 4000,
  },
  {
    rule: 'satisfaction-drivers.lowers',
    size: 'one topic 30 points less content',
    effects: { topicContent: 0.3 },
  },
  {
    rule: 'satisfaction-drivers.raises',
    size: 'one topic 30 points more content',
    effects: { topicContent: -0.3 },
    people: 2400,
  },
  {
    rule: 'segmentation.rich',
    size: 'three of 18 cells spend 3 times as much',
    effects: { segmentSpend: 3 },
    people: 8000,
  },
  {
    rule: 'segmentation.rich_within',
    size: 'one of six industries spends 3 times as much',
    effects: { segmentSpend: 3 },
    people: 4000,
  },
  {
    rule: 'segmentation.big_poor',
    size: 'three of 18 cells spend a third as much',
    effects: { segmentSpend: 0.33 },
    people: 12_000,
  },
  { rule: 'service-times.slow_group', size: 'one topic waits 2 times as long', effects: { topicWaits: 2 } },
  {
    rule: 'service-times.slow_resolution',
    size: 'one topic takes 2 times as long to be resolved',
    effects: { topicSolves: 2 },
  },
  { rule: 'service-times.weekend', size: 'weekends wait 2 times as long', effects: { weekendWaits: 2 } },
  {
    rule: 'service-times.matters',
    size: 'late answers 25 points less content',
    effects: { lateContent: 0.25 },
  },
  {
    rule: 'structure.rich',
    size: 'one of six industries spends 2.5 times as much',
    effects: { segmentSpend: 2.5 },
    people: 2400,
  },
];
