import type { RoleRef } from '../../src/entity/catalogue.ts';
import type { Text } from '../../src/i18n/text.ts';
import type { ChoiceOption } from '../../src/template/schema.ts';
import { words } from './words.ts';

/** What of a customer an analysis can compare by; the include `attribute` has each one's SQL. */
const LABELS = {
  industry: words.industry,
  level: words.level,
  region: words.region,
  city: words.city,
  company_size: words.companySize,
  gender: words.gender,
  age: words.ageBand,
  income: words.incomeBand,
  core_need: words.coreNeed,
  team: words.team,
  owner: words.owner,
  source_system: words.sourceSystem,
} satisfies Record<string, Text>;

export type Attribute = keyof typeof LABELS;

/** Options of a choice, in this order, each offered only where its role is mapped. */
export const attributes = (...ids: Attribute[]): ChoiceOption[] =>
  ids.map((id) => ({ value: id, label: LABELS[id], needs: `customers.${id}` satisfies RoleRef }));

/** The option that makes one group of all customers. */
export const notDivided = (label: Text): ChoiceOption => ({ value: 'none', label });

/** Words of the codes that the include gives besides the attributes' own values. */
export const attributeCodes: Record<string, Text> = { '(none)': words.notFilled, '(all)': words.all };
