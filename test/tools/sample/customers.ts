import { DAY, END, MONTHS, START, moment, monthOf } from './clock.ts';
import * as company from './company.ts';
import { person, type Person } from './people.ts';
import { random, type Random } from './random.ts';

/** A customer with the hidden traits that drive the other three tables. Times in seconds, rates per month. */
export interface Customer {
  id: string;
  person: Person;
  business: boolean;
  abroad: boolean;
  industry: company.Industry;
  size: string | null;
  region: company.Region;
  city: string;
  registered: number;
  /** When the customer stops coming; END or later means still here. */
  leaves: number;
  /** Orders a month in an average month. */
  rate: number;
  /** Multiplies quantities. */
  basket: number;
  channel: number;
  oneOff: boolean;
  team: string;
  /** Index of the owner in STAFF, or null for customers nobody looks after. */
  owner: number | null;
  usesApp: boolean;
  device: string;
  /** Happiness in standard deviations; moves NPS and the risk of leaving. */
  mood: number;
  vipAtRisk: boolean;
}

export interface Staff {
  id: string;
  name: string;
  team: string;
}

const staffDraws = random('shiguang/staff');
export const STAFF: Staff[] = company.TEAMS.flatMap((team, t) =>
  Array.from({ length: company.STAFF_PER_TEAM }, (_, i) => ({
    id: `S${101 + t * company.STAFF_PER_TEAM + i}`,
    name: person(staffDraws, false).name,
    team,
  })),
);

export const CUSTOMER_COUNT = 6_000;
const VIPS_AT_RISK = 12;

/** Everybody, in the order of their registration, which is also the order of their ids. */
export function makeCustomers(): Customer[] {
  const r = random('shiguang/customers');
  const registrations = Array.from({ length: CUSTOMER_COUNT }, () => registration(r)).sort((a, b) => a - b);
  const customers = registrations.map((registered, i) => customer(r, `C${10001 + i}`, registered));
  plantVipsAtRisk(r, customers);
  return customers;
}

function registration(r: Random): number {
  const old = r.chance(0.42);
  const day = old
    ? START - Math.floor(r.next() * 700) * DAY
    : MONTHS[
        r.weighted(
          MONTHS.slice(0, 24).map(
            (m, i) => 1 + (new Date(m * 1000).getUTCMonth() === 10 ? 0.9 : 0) + i * 0.01,
          ),
        )
      ]! +
      r.int(0, 27) * DAY;
  return day + r.int(8 * 3600, 22 * 3600);
}

function customer(r: Random, id: string, registered: number): Customer {
  const business = r.chance(0.38);
  const region = company.REGIONS[r.weighted(company.REGIONS.map((x) => x.weight))]!;
  const abroad = region.zh === '海外';
  const industry = business
    ? company.INDUSTRIES[r.weighted(company.INDUSTRIES.map((x) => x.weight))]!
    : company.CONSUMER;
  const large =
    industry.name.includes('chain') || industry.name.includes('Hotel') || industry.name.includes('Office');
  const sizeWeights = large ? [1, 4, 6, 4, 2] : [10, 6, 1.6, 0.1, 0];
  const size = business ? r.weighted(sizeWeights) : null;
  const channel = r.weighted(company.CHANNELS.map((c) => (business ? c.business : c.consumer)));
  const team = teamOf(r, business, region.en);
  const mood = industry.mood + r.normal() * 0.9;
  const best = team === company.BEST_TEAM;
  const oneOff = r.chance(company.CHANNELS[channel]!.oneOff * (business ? 0.6 : 1));
  const hazard = 0.042 * Math.exp(-0.9 * mood) * (best ? 0.6 : 1);
  const seen = Math.max(registered, START);
  const leaves = seen + Math.round((r.geometric(hazard) + r.next()) * 30.4 * DAY);
  const staffed = business || r.chance(0.12);
  return {
    id,
    person: person(r, abroad),
    business,
    abroad,
    industry,
    size: size === null ? null : company.SIZES[size]!,
    region,
    city: r.pick(region.cities),
    registered,
    leaves,
    rate: (business ? r.logNormal(0.05, 0.72) : r.logNormal(-0.62, 0.6)) * (best ? 1.65 : 1),
    basket: business
      ? Math.min(16, r.logNormal(0.62 + 0.2 * (size ?? 0), 0.62)) * (best ? 1.2 : 1)
      : Math.min(3, r.logNormal(0, 0.3)),
    channel,
    oneOff,
    team,
    owner: staffed
      ? company.TEAMS.indexOf(team) * company.STAFF_PER_TEAM + r.int(0, company.STAFF_PER_TEAM - 1)
      : null,
    usesApp: business && !oneOff && r.chance(0.72),
    device: r.pick(
      business
        ? ['Windows', 'Windows', 'iPad', 'Android', 'iPhone']
        : ['iPhone', 'iPhone', 'Android', 'Android', 'Windows'],
    ),
    mood,
    vipAtRisk: false,
  };
}

function teamOf(r: Random, business: boolean, region: string): string {
  const [eastA, eastB, south, north, west, online] = company.TEAMS as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (!business || region === 'Overseas') return online;
  if (region === 'East China') return r.chance(0.5) ? eastA : eastB;
  if (region === 'South China') return south;
  return region === 'Southwest' || region === 'Central China' ? west : north;
}

/** A dozen large old accounts that buy week after week and fall silent in the winter of 2026. */
function plantVipsAtRisk(r: Random, customers: Customer[]): void {
  const spared = ['Southwest', 'East China']; // the decline and the comparison of teams stay as they are
  const old = customers.filter(
    (c) => c.business && c.registered < START && !spared.includes(c.region.en) && !c.oneOff,
  );
  for (const c of r.shuffle(old).slice(0, VIPS_AT_RISK)) {
    c.vipAtRisk = true;
    c.rate = 4 + r.next() * 1.5;
    c.basket = 7 + r.next() * 3;
    c.mood = -0.6;
    c.usesApp = true;
    c.channel = company.CHANNELS.length - 1;
    c.leaves = moment('2026-02-10') + r.int(0, 40) * DAY;
  }
}

/** Whether the customer is around at a moment (registered, not yet left). */
export const around = (c: Customer, time: number): boolean =>
  time >= c.registered && time < Math.min(c.leaves, END);

/** First and last month (index into MONTHS) in which the customer is around; empty when first > last. */
export function activeMonths(c: Customer): { first: number; last: number } {
  return { first: Math.max(0, monthOf(c.registered)), last: Math.min(23, monthOf(c.leaves - 1)) };
}
