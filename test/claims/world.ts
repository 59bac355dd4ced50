import { ENTITIES, ENTITY_NAMES, SQL_TYPE, type EntityName } from '../../src/entity/catalogue.ts';
import type { Given } from '../../src/template/compile.ts';
import type { Native } from '../unit/support/native.ts';

/**
 * A made-up company in which nothing goes with anything: customers come at a steady rate, buy at a rate of their
 * own and leave at random; what they are, what they buy, how they answer and which device they hold are drawn
 * apart. Customers differ, so what one does twice is alike. Each of these puts one effect in, of the size given.
 */
export interface Effects {
  /** Customers of industry A spend this many times as much an order. */
  segmentSpend: number;
  /** The same of team0, of orders by channel web, of need0, and of those served by one of the staff. */
  teamSpend: number;
  channelSpend: number;
  needSpend: number;
  staffSpend: number;
  /** Content answers about topic t1 are this many points rarer (0..1). */
  topicContent: number;
  /** Customers of industry A complain this many times as often. */
  segmentComplaints: number;
  /** Everybody buys this many times as often in the last 365 days. */
  buyingChange: number;
  /** Orders of the last 365 days are worth this many times as much. */
  orderValueChange: number;
  /** Complaints in the second half of the period, times those of the first. */
  complaintsChange: number;
  /** Failures on the phone, times those elsewhere. */
  deviceFailures: number;
  /** How much the phone's share of actions grows in the second half, in points (0..1). */
  deviceChange: number;
  /** Whoever came in the last 270 days buys this many times as often in the first two months as those before. */
  newcomers: number;
  /** Waiting at weekends, times that on workdays. */
  weekendWaits: number;
  /** Waiting of topic t1, times that of the others. */
  topicWaits: number;
  /** Time to resolve topic t1, times that of the others. */
  topicSolves: number;
  /** Content answers to tickets answered late are this many points rarer (0..1). */
  lateContent: number;
  /** NPS of the last month lower by this many points on its scale of -100 to 100. */
  npsChange: number;
  /** Share of orders with product p1 that hold p2 too, and of those with p11 that hold p10. */
  pair: number;
  rarePair: number;
  /** First orders by channel web bring a second this many times as often. */
  channelRepeat: number;
  /** Share of unhappy texts that say the word slow; of happy ones that say kind; of texts about t1 that say gift. */
  unhappyWord: number;
  happyWord: number;
  topicWord: number;
  /** Customers whose staff follow up quickly spend this many times as much. */
  quickStaff: number;
  /** Follow-ups of one of the staff come later by this (natural logarithm of hours). */
  slowStaff: number;
  /** Weight of price of need0 higher by this much (0..1). */
  priceWeight: number;
  /** Customers leave this many times as fast from 190 days before the as-of date on; at 0 nobody leaves any more. */
  leaving: number;
  /** Share of the notes that staff 5 writes down late. */
  lateNotes: number;
  /** Half of the visits to pay between 14 and 15 o'clock last this many times as long. */
  slowHour: number;
  /** Natural logarithm by which customers stay longer for each standard deviation of what they spend an order. */
  staying: number;
  /** Profiles of industry A say this many times as often that the customer churned. */
  industryChurn: number;
}

/** What companies without an effect may look like: in none of these ways is there anything to claim. */
export interface Shape {
  /** How far customers' means and single orders lie apart (standard deviations of logarithms). */
  spends: number;
  orders: number;
  /** Groups of equal size at 1; above it the first of each attribute holds most. */
  lopsided: number;
  /** People drawn (about half have left before the data begin). */
  people: number;
  /**
   * Share of what is bought and said that is the customer's own: two favourites of theirs, of which each order holds two
   * lines, and a word of theirs, drawn apart from all else. At 0 an order has one line and all is drawn anew.
   */
  tastes: number;
  /**
   * Share of what a customer does that comes on a weekday and at an hour of the customer's own, on a page of their own, and
   * of what they say that is about one topic and by one channel: what a group holds is then of few customers each.
   */
  habits: number;
}

export const USUAL: Shape = { spends: 0.6, orders: 0.5, lopsided: 1, people: 1200, tastes: 0, habits: 0 };

/** The shapes that companies without an effect take in turn. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  usual: USUAL,
  'heavy tails': { ...USUAL, spends: 1.2, orders: 0.9 },
  'unequal groups': { ...USUAL, lopsided: 2.5 },
  'few customers': { ...USUAL, people: 240 },
  'own tastes': { ...USUAL, people: 400, tastes: 0.7 },
  'own habits': { ...USUAL, people: 500, habits: 0.85 },
};

export const NOTHING: Effects = {
  segmentSpend: 1,
  teamSpend: 1,
  channelSpend: 1,
  needSpend: 1,
  staffSpend: 1,
  topicContent: 0,
  segmentComplaints: 1,
  buyingChange: 1,
  orderValueChange: 1,
  complaintsChange: 1,
  deviceFailures: 1,
  deviceChange: 0,
  newcomers: 1,
  weekendWaits: 1,
  topicWaits: 1,
  topicSolves: 1,
  lateContent: 0,
  npsChange: 0,
  pair: 0,
  rarePair: 0,
  channelRepeat: 1,
  unhappyWord: 0,
  happyWord: 0,
  topicWord: 0,
  quickStaff: 1,
  slowStaff: 0,
  priceWeight: 0,
  leaving: 1,
  lateNotes: 0,
  slowHour: 1,
  staying: 0,
  industryChurn: 1,
};

/** The last year of three; orders are known for two. */
export const SCOPE: Given = { asOf: '2024-07-01', periodStart: '2023-07-01', periodEnd: '2024-06-30' };

const DAYS_KNOWN = 730;

/**
 * `u(k, tag)`: a number 0 ≤ u < 1 for a key and what it is drawn for. Hashed twice: of several values the last, the
 * seed, only flips bits of the hash, by which all companies would be one and the same with its groups swapped.
 */
export const drawSql = (seed: number): string =>
  `CREATE OR REPLACE MACRO u(k, tag) AS (hash(hash(k, tag, ${seed})) / 18446744073709551616.0)::DOUBLE`;

/** The tables of one company, the same for the same seed: `all_<entity>`, and `<entity>` over the period. */
export function worldSql(
  seed: number,
  effects: Partial<Effects> = {},
  { spends, orders, lopsided, people, tastes, habits }: Shape = USUAL,
): string[] {
  const e = { ...NOTHING, ...effects };
  /** A moment as it is, or in the same week at the customer's own time of it. */
  const usual = (moment: string, k: string): string =>
    habits
      ? `CASE WHEN u(${k}, 'habit') < ${habits} THEN date_trunc('week', ${moment}) + to_hours(24 * floor(7 * u(c, 'own day'))::INT + 8 + floor(12 * u(c, 'own hour'))::INT) + to_seconds((3599 * u(${k}, 'own minute'))::INT) ELSE ${moment} END`
      : moment;
  /** What is drawn with this tag for a row, or for the customer alone. */
  const drawn = (k: string, tag: string): string =>
    habits
      ? `CASE WHEN u(${k}, '${tag} own') < ${habits} THEN u(c, '${tag}') ELSE u(${k}, '${tag}') END`
      : `u(${k}, '${tag}')`;
  /** One of so many classes. */
  const classOf = (of: number, k: string, tag: string): string =>
    `floor(${of} * ${k === 'i' ? `u(i, '${tag}')` : drawn(k, tag)} ** ${lopsided})::INT`;
  const selects: Record<EntityName, string> = {
    customers: `SELECT 'c' || c AS customer, industry, level, region, team, company_size, gender, age, core_need,
      price AS factor_price, service AS factor_service, brand AS factor_brand,
      CASE WHEN u(c, 'told') < 0.95 THEN u(c, 'churned') < 0.25 * CASE WHEN industry = 'A' THEN ${e.industryChurn} ELSE 1 END END AS churned FROM people`,
    orders: `SELECT 'c' || c AS customer, moment AS ordered_at, round(amount, 2) AS amount, 'o' || c || '-' || k AS order_id, product,
      'k' || (substr(product, 2)::INT % 4) AS category, 1 AS quantity, channel, region FROM (
        SELECT b.*, p.region, CASE WHEN first_channel THEN p.channel ELSE ['web', 'shop', 'app', 'phone'][1 + floor(4 * u(c * 1000 + k, 'ch'))::INT] END AS channel
        FROM (SELECT lines.*, k = 1 OR u(c * 1000 + k, 'own') < 0.7 AS first_channel FROM lines) b JOIN people p USING (c))`,
    events: `SELECT 'c' || c AS customer, moment AS occurred_at, action, device, outcome, duration_seconds, NULL AS team, NULL AS target, NULL AS session FROM acts
      UNION ALL SELECT 's' || s, moment, action, NULL, NULL, NULL, 'team' || (s % 4), 'c' || c, NULL FROM staff_acts`,
    feedback: `SELECT 'c' || c AS customer, moment AS occurred_at, kind, csat, nps, topic, channel, resolved, response_minutes,
      resolution_minutes, text FROM answers`,
  };
  return [
    drawSql(seed),
    `CREATE OR REPLACE MACRO g(k, tag) AS sqrt(-2 * ln(greatest(u(k, tag || 'a'), 1e-12))) * cos(6.283185307179586 * u(k, tag || 'b'))`,
    `CREATE OR REPLACE TEMP TABLE people AS SELECT i AS c,
      -2500 + 2500 * u(i, 'came') AS came, -ln(greatest(u(i, 'left'), 1e-9)) * 500${e.staying ? ` * exp(${e.staying} * g(i, 'spend'))` : ''} AS stays,
      0.022 * exp(0.7 * g(i, 'rate')) AS rate, ${spends} * g(i, 'spend') AS spend, 0.8 * g(i, 'mood') AS mood,
      ['A', 'B', 'C', 'D', 'E', 'F'][1 + ${classOf(6, 'i', 'ind')}] AS industry, 'L' || ${classOf(4, 'i', 'lev')} AS level,
      'R' || ${classOf(5, 'i', 'reg')} AS region, 'team' || ${classOf(4, 'i', 'team')} AS team, ['S', 'M', 'L'][1 + ${classOf(3, 'i', 'size')}] AS company_size,
      ['f', 'm'][1 + ${classOf(2, 'i', 'gen')}] AS gender, 18 + floor(55 * u(i, 'age'))::INT AS age, 'need' || ${classOf(4, 'i', 'need')} AS core_need,
      ['web', 'shop', 'app', 'phone'][1 + ${classOf(4, 'i', 'chan')}] AS channel, ['pc', 'phone', 'tablet'][1 + ${classOf(3, 'i', 'dev')}] AS device,
      ${classOf(48, 'i', 'staff')} AS staff,
      0.2 + 0.4 * u(i, 'price') + CASE WHEN core_need = 'need0' THEN ${e.priceWeight} ELSE 0 END AS price, 0.2 + 0.4 * u(i, 'serv') AS service, 0.2 + 0.4 * u(i, 'brand') AS brand
      FROM range(${people}) t(i)
      -- Who left before the data begin is not in them.
      WHERE came + stays > -${DAYS_KNOWN}`,
    // Purchases as a Poisson process of each customer's own rate while the customer stays; time 0 is the as-of day.
    `CREATE OR REPLACE TEMP TABLE bought AS
      WITH gaps AS (
        SELECT c, k, came, stays, spend, industry, team, core_need, staff, channel, CASE WHEN k = 0 AND came >= -${DAYS_KNOWN} THEN 0 ELSE -ln(greatest(u(c * 1000 + k, 'gap'), 1e-12)) / rate END
          / CASE WHEN k = 1 AND channel = 'web' THEN ${e.channelRepeat} ELSE 1 END AS gap
        FROM people, range(0, 60) r(k)
      ),
      times AS (SELECT *, greatest(came, -${DAYS_KNOWN}) + sum(gap) OVER (PARTITION BY c ORDER BY k) AS t FROM gaps)
      SELECT c, row_number() OVER (PARTITION BY c ORDER BY t) AS k, ${usual(`TIMESTAMP '${SCOPE.asOf}' + to_seconds((t * 86400)::BIGINT)`, 'c * 1000 + k')} AS moment, t,
        exp(4 + spend + ${orders} * g(c * 1000 + k, 'amount')) * CASE WHEN industry = 'A' THEN ${e.segmentSpend} ELSE 1 END * CASE WHEN t >= -365 THEN ${e.orderValueChange} ELSE 1 END
          * CASE WHEN staff < 12 THEN ${e.quickStaff} ELSE 1 END * CASE WHEN team = 'team0' THEN ${e.teamSpend} ELSE 1 END * CASE WHEN channel = 'web' THEN ${e.channelSpend} ELSE 1 END
          * CASE WHEN core_need = 'need0' THEN ${e.needSpend} ELSE 1 END * CASE WHEN staff = 7 THEN ${e.staffSpend} ELSE 1 END AS amount,
        CASE WHEN u(c * 1000 + k, 'pair') < ${e.pair} THEN 'p1' ${tastes ? `WHEN u(c * 1000 + k, 'own prod') < ${tastes} THEN 'p' || floor(12 * u(c, 'fav'))::INT ` : ''}ELSE 'p' || floor(12 * u(c * 1000 + k, 'prod') ** 1.5)::INT END AS product
      FROM times
      WHERE t >= -${DAYS_KNOWN} AND t < 0 AND (k = 0 OR t < came + stays OR ${e.leaving} = 0 AND came + stays > -190)
        AND (t < -190 OR ${e.leaving} <= 1 OR u(c, 'quits') > 1 - 1.0 / greatest(${e.leaving}, 1))
        AND (${e.buyingChange} = 1 OR t >= -365 OR u(c * 1000 + k, 'less') < 1.0 / ${e.buyingChange})
        AND (${e.newcomers} >= 1 OR k = 0 OR came < -270 OR t > came + 62 OR u(c * 1000 + k, 'fewer') < ${e.newcomers})
        AND (${e.newcomers} <= 1 OR k = 0 OR came >= -270 OR t > came + 62 OR u(c * 1000 + k, 'fewer') < 1.0 / ${e.newcomers})`,
    `CREATE OR REPLACE TEMP TABLE lines AS FROM bought UNION ALL
      SELECT c, k, moment, t, amount / 3, 'p2' FROM bought WHERE product = 'p1' AND u(c * 1000 + k, 'with') < ${e.pair}
      UNION ALL SELECT c, k, moment, t, amount / 3, 'p10' FROM bought WHERE product = 'p11' AND u(c * 1000 + k, 'with') < ${e.rarePair}${
        tastes
          ? `
      UNION ALL SELECT c, k, moment, t, amount / 3, 'p' || CASE WHEN u(c * 1000 + k, 'own next') < ${tastes} THEN floor(12 * u(c, 'fav next'))::INT ELSE floor(12 * u(c * 1000 + k, 'next') ** 1.5)::INT END FROM bought`
          : ''
      }`,
    `CREATE OR REPLACE TEMP TABLE acts AS
      SELECT c, moment, action, device, CASE WHEN u(n, 'known') < 0.5 THEN CASE WHEN u(n, 'fails') < 0.06 * exp(0.24 * g(c, 'luck')) * CASE WHEN device = 'phone' THEN ${e.deviceFailures} ELSE 1 END THEN 'failure' ELSE 'success' END END AS outcome,
        exp(3 + 0.24 * g(c, 'haste') + g(n, 'dur'))${e.slowHour > 1 ? ` * CASE WHEN action = 'pay' AND hour(moment) = 14 AND u(n, 'slow hour') < 0.5 THEN ${e.slowHour} ELSE 1 END` : ''} AS duration_seconds
      FROM (
        SELECT c, mood, c * 1000 + j AS n, ${usual(`TIMESTAMP '${SCOPE.asOf}' - to_seconds((86400 * when_day)::BIGINT)`, 'c * 1000 + j')} AS moment,
          ['home', 'list', 'view', 'cart', 'pay', 'help'][1 + floor(6 * ${drawn('c * 1000 + j', 'act')})::INT] AS action,
          CASE WHEN when_day < 182 AND u(c * 1000 + j, 'grow') < ${e.deviceChange} THEN 'phone' WHEN u(c * 1000 + j, 'own') < 0.6 THEN device ELSE ['pc', 'phone', 'tablet'][1 + floor(3 * u(c * 1000 + j, 'dv'))::INT] END AS device
        FROM (SELECT people.*, j, 0.01 + 729 * u(c * 1000 + j, 'day') AS when_day FROM people, range(0, 16) r(j) WHERE j < 4 + 12 * u(c, 'busy'))
      )`,
    // Most orders are followed up, most follow-ups noted down.
    `CREATE OR REPLACE TEMP TABLE staff_acts AS
      WITH followed AS (
        SELECT staff AS s, c, k, moment + to_minutes((60 * exp(2.5 + 0.6 * g(c * 1000 + k, 'wait') + CASE WHEN staff = 5 THEN ${e.slowStaff} ELSE 0 END - CASE WHEN staff < 12 AND ${e.quickStaff} > 1 THEN 1.2 ELSE 0 END))::INT) AS moment
        FROM bought JOIN people USING (c)
        WHERE u(c * 1000 + k, 'fol') < 0.7
      )
      SELECT s, c, moment, 'follow-up' AS action FROM followed
      UNION ALL
      SELECT s, c, moment + to_minutes((5 + 100 * u(c * 1000 + k, 'note') + CASE WHEN s = 5 AND u(c * 1000 + k, 'late') < ${e.lateNotes} THEN 600 ELSE 0 END)::INT), 'log note'
      FROM followed
      WHERE u(c * 1000 + k, 'noted') < 0.9`,
    `CREATE OR REPLACE TEMP TABLE answers AS
      WITH asked AS (
        SELECT p.*, c * 1000 + j AS n, 0.01 + 729 * u(c * 1000 + j, 'fday') AS ago, 't' || ${classOf(6, 'c * 1000 + j', 'topic')} AS topic,
          ['mail', 'phone', 'chat'][1 + ${classOf(3, 'c * 1000 + j', 'fch')}] AS by_channel
        FROM people p, range(0, 8) r(j) WHERE j < 8 * u(c, 'talks')
      ),
      timed AS (
        SELECT *, ${usual(`TIMESTAMP '${SCOPE.asOf}' - to_seconds((86400 * ago)::BIGINT)`, 'n')} AS moment,
          u(n, 'kind') < least(0.12 * exp(0.32 * g(c, 'temper')) * CASE WHEN industry = 'A' THEN ${e.segmentComplaints} ELSE 1 END * CASE WHEN ago < 182 THEN ${e.complaintsChange} ELSE 1 END, 0.9) AS complains
        FROM asked
      ),
      waited AS (
        SELECT *, exp(3.5 + 0.24 * g(c, 'queue') + 0.8 * g(n, 'resp')) * CASE WHEN isodow(moment) >= 6 THEN ${e.weekendWaits} ELSE 1 END * CASE WHEN topic = 't1' THEN ${e.topicWaits} ELSE 1 END AS response_minutes FROM timed
      )
      SELECT c, moment, CASE WHEN complains THEN 'complaint' ELSE 'survey' END AS kind, topic, by_channel AS channel, u(n, 'res') < 0.85 AS resolved, response_minutes,
        exp(4.9 + 0.24 * g(c, 'desk') + 0.8 * g(n, 'solve')) * CASE WHEN topic = 't1' THEN ${e.topicSolves} ELSE 1 END AS resolution_minutes,
        CASE WHEN content THEN 4 + (u(n, 'five') < 0.5)::INT ELSE 1 + floor(3 * u(n, 'low'))::INT END AS csat,
        CASE WHEN complains THEN NULL ELSE CASE WHEN u(n, 'nps') < 0.35 + 0.1 * tanh(mood) - CASE WHEN ago < 31 THEN ${e.npsChange} / 200.0 ELSE 0 END THEN 9 WHEN u(n, 'nps') < 0.7 + 0.1 * tanh(mood) - CASE WHEN ago < 31 THEN ${e.npsChange} / 200.0 ELSE 0 END THEN 7 ELSE 4 END END AS nps,
        ['price', 'delivery', 'service', 'taste', 'quality', 'parking', 'staff', 'menu'][1 + floor(8 * u(n, 'w1'))::INT] || ' ' || ['today', 'again', 'order', 'shop', 'table', 'phone'][1 + floor(6 * u(n, 'w2'))::INT]
          || CASE WHEN NOT content AND u(n, 'slow') < ${e.unhappyWord} THEN ' slow' WHEN u(n, 'slow2') < 0.1 THEN ' slow' ELSE '' END
          || CASE WHEN content AND u(n, 'kindly') < ${e.happyWord} THEN ' kind' WHEN u(n, 'kindly2') < 0.1 THEN ' kind' ELSE '' END
          || CASE WHEN topic = 't1' AND u(n, 'gift') < ${e.topicWord} THEN ' gift' WHEN u(n, 'gift2') < 0.1 THEN ' gift' ELSE '' END${
            tastes
              ? ` || CASE WHEN u(n, 'own word') < ${tastes} THEN ' ' || ['garden', 'music', 'window', 'kitchen', 'terrace', 'candle', 'mirror', 'carpet'][1 + floor(8 * u(c, 'word'))::INT] ELSE '' END`
              : ''
          } AS text
      FROM (SELECT *, u(n, 'content') < 1 / (1 + exp(-(0.6 + mood))) - CASE WHEN topic = 't1' THEN ${e.topicContent} ELSE 0 END - CASE WHEN response_minutes > 60 THEN ${e.lateContent} ELSE 0 END AS content FROM waited)`,
    ...ENTITY_NAMES.flatMap((entity) => entitySql(entity, selects[entity])),
  ];
}

/** An entity's tables, whole and over the period, filled by a SELECT of some of its columns. */
export function entitySql(entity: EntityName, select: string): string[] {
  const { roles, time } = ENTITIES[entity];
  const columns = roles.map((r) => `"${r.name}" ${SQL_TYPE[r.type]}`).join(', ');
  const where = time
    ? ` WHERE ${time} >= DATE '${SCOPE.periodStart}' AND ${time} < DATE '${SCOPE.asOf}'`
    : '';
  return [
    `CREATE OR REPLACE TABLE all_${entity} (${columns})`,
    `INSERT INTO all_${entity} BY NAME (${select})`,
    ...(time ? [`CREATE OR REPLACE VIEW past_${entity} AS FROM all_${entity}`] : []),
    ...(entity === 'orders'
      ? [
          'CREATE OR REPLACE VIEW past_refunds AS SELECT customer, ordered_at, amount FROM all_orders WHERE false',
        ]
      : []),
    `CREATE OR REPLACE VIEW ${entity} AS FROM all_${entity}${where}`,
  ];
}

/** The usual shape with so many people. */
export const sized = (people: number = USUAL.people): Shape => ({ ...USUAL, people });

/** Makes the company in a database. */
export const makeWorld = (
  db: Native,
  seed: number,
  effects: Partial<Effects> = {},
  shape?: Shape,
): Promise<void> => db.exec(...worldSql(seed, effects, shape));
