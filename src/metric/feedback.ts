import { metric, type Metric } from './metric.ts';

const told = { group: 'service', rows: 'feedback' } as const;
const COMPLAINT = "lower(kind) IN ('complaint', '投诉')";
/** The top of the scale in use: 5 stars, 10 points or 100. */
const TOP =
  '(SELECT CASE WHEN max(rating) <= 5 THEN 5 WHEN max(rating) <= 10 THEN 10 ELSE 100 END FROM past_feedback)';

/** Metrics of what customers say; rows without a customer count too. */
export const FEEDBACK_METRICS: Metric[] = [
  metric(['反馈数', 'Feedback'], ['反馈条数。', 'Pieces of feedback.'], {
    ...told,
    id: 'feedback',
    formula: 'count(*)',
    format: 'integer',
    unit: ['条', 'pieces'],
    needs: ['feedback.occurred_at'],
    each: 'count(*)',
    additive: true,
  }),
  metric(
    ['NPS', 'NPS'],
    [
      '推荐者（9–10）% − 贬损者（0–6）%；超出 0–10 的不算。',
      '% promoters (9–10) − % detractors (0–6); answers outside 0–10 do not count.',
    ],
    {
      ...told,
      id: 'nps',
      formula: '100 × (promoters − detractors) ÷ answers',
      format: 'number',
      unit: ['分（−100 至 100）', 'points, −100 to 100'],
      needs: ['feedback.nps'],
      each: '100 * (count(*) FILTER (WHERE nps BETWEEN 9 AND 10) - count(*) FILTER (WHERE nps BETWEEN 0 AND 6))',
      per: 'count(*) FILTER (WHERE nps BETWEEN 0 AND 10)',
    },
  ),
  metric(
    ['满意率（4–5 分）', 'CSAT (share of 4–5)'],
    ['4–5 分 ÷ 1–5 分的有效评分。', 'Ratings of 4–5 ÷ valid ratings of 1–5.'],
    {
      ...told,
      id: 'csat',
      formula: 'ratings of 4–5 ÷ ratings',
      format: 'percent',
      needs: ['feedback.csat'],
      each: 'count(*) FILTER (WHERE csat BETWEEN 4 AND 5)',
      per: 'count(*) FILTER (WHERE csat BETWEEN 1 AND 5)',
    },
  ),
  metric(
    ['好评率', 'Good-review rate'],
    [
      '达到满分八成（5 分制 4 分、10 分制 8 分）的评价 ÷ 有评分的评价；分制按数据里的最高分认：最高不过 5 分算 5 分制，不过 10 分算 10 分制，否则百分制；10 分制里若没有人打过 5 分以上，会被当成 5 分制，请先核对。',
      'Reviews at four fifths of the scale or more (4 of 5, 8 of 10) ÷ reviews with a rating; the scale is told by the highest rating in the data (up to 5: of five; up to 10: of ten; else of a hundred). A scale of ten on which nobody went above 5 passes for one of five: check that first.',
    ],
    {
      ...told,
      id: 'good_review_rate',
      formula: 'ratings ≥ 0.8 × scale ÷ ratings',
      format: 'percent',
      needs: ['feedback.rating'],
      each: `count(*) FILTER (WHERE rating >= 0.8::DOUBLE * ${TOP})`,
      per: 'count(rating)',
    },
  ),
  metric(['投诉数', 'Complaints'], ['类型为投诉的反馈条数。', 'Feedback of the kind complaint.'], {
    ...told,
    id: 'complaints',
    formula: 'count(kind = complaint)',
    format: 'integer',
    unit: ['条投诉', 'complaints'],
    needs: ['feedback.kind'],
    each: `count(*) FILTER (WHERE ${COMPLAINT})`,
    additive: true,
  }),
  metric(
    ['投诉解决率', 'Complaint resolution rate'],
    ['已解决的投诉 ÷ 有处理结论的投诉。', 'Complaints resolved ÷ complaints decided.'],
    {
      ...told,
      id: 'complaint_resolution_rate',
      formula: 'complaints resolved ÷ complaints decided',
      format: 'percent',
      needs: ['feedback.kind', 'feedback.resolved'],
      each: `count(*) FILTER (WHERE resolved AND ${COMPLAINT})`,
      per: `count(resolved) FILTER (WHERE ${COMPLAINT})`,
    },
  ),
  metric(
    ['解决率', 'Resolution rate'],
    ['已解决 ÷ 有处理结论的反馈（不限类型）。', 'Resolved ÷ decided, of feedback of every kind.'],
    {
      ...told,
      id: 'resolution_rate',
      formula: 'resolved ÷ decided',
      format: 'percent',
      needs: ['feedback.resolved'],
      each: 'count(*) FILTER (WHERE resolved)',
      per: 'count(resolved)',
    },
  ),
  metric(
    ['平均响应时长', 'Mean response time'],
    ['响应时长合计 ÷ 有响应的反馈。', 'Sum of response times ÷ feedback with one.'],
    {
      ...told,
      id: 'response_minutes',
      formula: 'Σ response_minutes ÷ responses',
      format: 'minutes',
      needs: ['feedback.response_minutes'],
      each: 'sum(response_minutes)',
      per: 'count(response_minutes)',
    },
  ),
  metric(
    ['平均解决时长', 'Mean resolution time'],
    ['解决时长合计 ÷ 有解决时长的反馈。', 'Sum of resolution times ÷ feedback with one.'],
    {
      ...told,
      id: 'resolution_minutes',
      formula: 'Σ resolution_minutes ÷ resolutions',
      format: 'minutes',
      needs: ['feedback.resolution_minutes'],
      each: 'sum(resolution_minutes)',
      per: 'count(resolution_minutes)',
    },
  ),
  metric(
    ['活动参与率', 'Activity participation'],
    [
      '反馈里有活动名称的客户 ÷ 全部客户；按“活动”分组看每个活动。',
      'Customers whose feedback names an activity ÷ all customers; by activity: for each.',
    ],
    {
      ...told,
      id: 'activity_participation',
      group: 'behaviour',
      formula: 'participants ÷ all customers',
      format: 'percent',
      needs: ['feedback.activity', 'feedback.customer'],
      each: '(customer IS NOT NULL AND count(activity) > 0)::INTEGER',
      of: 'customers',
    },
  ),
];
