import type { Cadence } from './source.ts';
import type { EntityName } from './catalogue.ts';

/** How often a source of each entity is usually exported anew: purchases monthly, who the customers are and what they say quarterly. */
export const USUAL_CADENCE: Record<EntityName, Cadence> = {
  customers: 'quarter',
  orders: 'month',
  events: 'month',
  feedback: 'quarter',
};

const MONTHS: Partial<Record<Cadence, number>> = { month: 1, quarter: 3, year: 12 };

/** ISO date by which a source updated on an ISO date is to be updated again; null when it need not be, or no date is known. */
export function dueOn(updated: string, cadence: Cadence): string | null {
  const [year, month, day] = updated.split('-').map(Number);
  if (!cadence || !year || !month || !day) return null;
  const months = MONTHS[cadence];
  if (months === undefined) return iso(Date.UTC(year, month - 1, day + 7));
  // The last of January and a month is the last of February.
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
