import { findRole, type RoleRef } from '../entity/catalogue.ts';
import type { Lang, Text } from '../i18n/text.ts';

/** How a cause is told; see `Cause`. */
export type CauseKind = 'members' | 'change' | 'kept' | 'turnover';

/** What customers or orders are told apart by that is no column of theirs, but follows from what they did. */
interface Trait {
  label: Text;
  /** Those of a value in words that follow "in" or "among": `among customers who have complained`. */
  group: Record<string, Text>;
}

const TRAITS = {
  newness: {
    label: { zh: '新老客', en: 'New or returning' },
    group: {
      new: { zh: '当期首次下单的新客户', en: 'from customers who ordered for the first time in the period' },
      returning: { zh: '以前下过单的老客户', en: 'from customers who had ordered before' },
    },
  },
  kept: { label: { zh: '两期都买还是只买一期', en: 'Ordered in both periods or in one' }, group: {} },
  breadth: {
    label: { zh: '买过几个品类', en: 'Categories bought' },
    group: {
      one: { zh: '只买过一个品类的客户', en: 'among customers who bought one category alone' },
      several: { zh: '买过多个品类的客户', en: 'among customers who bought several categories' },
    },
  },
  complaint: {
    label: { zh: '是否投诉过', en: 'Complaints' },
    group: {
      yes: { zh: '投诉过的客户', en: 'among customers who have complained' },
      no: { zh: '没有投诉过的客户', en: 'among customers who have not complained' },
    },
  },
} as const satisfies Record<string, Trait>;

export type TraitId = `trait.${keyof typeof TRAITS}`;

/** What customers or orders are told apart by: a role, a trait, or a column that no role reads. */
export type CauseRole = RoleRef | TraitId | `column:${string}`;

const traitOf = (role: CauseRole): Trait | undefined =>
  (TRAITS as Record<string, Trait>)[role.startsWith('trait.') ? role.slice('trait.'.length) : ''];

const columnOf = (role: CauseRole): string | null =>
  role.startsWith('column:') ? role.slice('column:'.length) : null;

/** In which they are named where not all are: what a reader thinks of first. */
const ORDER: CauseRole[] = [
  ...(['customers.region', 'customers.industry', 'orders.channel', 'orders.category'] as const),
  ...(['orders.product', 'trait.newness', 'trait.complaint'] as const),
];
const rank = (role: CauseRole): number => (ORDER.indexOf(role) + ORDER.length + 1) % (ORDER.length + 1);

export const inOrder = (roles: readonly CauseRole[]): CauseRole[] =>
  roles.toSorted((a, b) => rank(a) - rank(b));

/** What it is called; '' for what nobody knows. */
export const causeLabel = (role: CauseRole, lang: Lang): string =>
  columnOf(role) ?? traitOf(role)?.label[lang] ?? findRole(role)?.label[lang] ?? '';

/**
 * A group in words, with what joins it to a sentence in English: `in region "East"`. What orders are told apart by is,
 * of customers, how their first order was.
 */
export function causeGroup(role: CauseRole, value: string, kind: CauseKind, lang: Lang): string {
  const trait = traitOf(role);
  if (trait) return trait.group[value]?.[lang] ?? value;
  const label = causeLabel(role, lang);
  const first = kind === 'members' && role.startsWith('orders.');
  if (lang === 'zh') return first ? `首单${label}为“${value}”的客户` : `${label}“${value}”`;
  const name = columnOf(role) ?? label.toLowerCase();
  if (first) return `among customers whose first order has the ${name} “${value}”`;
  return `${kind === 'change' ? 'from' : 'in'} ${name} “${value}”`;
}
