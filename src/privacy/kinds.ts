/** What a column of personal data holds. */
export const PERSONAL_KINDS = [
  'name',
  'phone',
  'email',
  'id_number',
  'bank_card',
  'address',
  'birth_date',
  'ip',
  'plate',
  'account',
  'device',
  'location',
  'text',
] as const;
/**
 * `id_number` is any number by which an authority knows a person (identity card, passport, social security,
 * unified credit code), `account` a name in another service (WeChat, QQ, openid), `text` writing or JSON in
 * which some of the other kinds stand.
 */
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** What happens to a column on its way in. `redact` replaces what is personal inside a text by its kind: `[phone]`. */
export const PRIVACY_POLICIES = ['keep', 'redact', 'mask', 'pseudonymise', 'drop'] as const;
export type PrivacyPolicy = (typeof PRIVACY_POLICIES)[number];

/** Policies by column, none of which shows more than the one that these are at least to have. */
export function noWeaker(
  policies: Readonly<Record<string, PrivacyPolicy>>,
  least: Readonly<Record<string, PrivacyPolicy>>,
): Readonly<Record<string, PrivacyPolicy>> {
  const weak = Object.entries(least).filter(([column, policy]) =>
    isWeaker(policies[column] ?? 'drop', policy),
  );
  return weak.length === 0 ? policies : { ...policies, ...Object.fromEntries(weak) };
}

/** Of what is said of one thing the strictest; null where nothing is. */
export const strictest = (policies: readonly (PrivacyPolicy | null)[]): PrivacyPolicy | null =>
  PRIVACY_POLICIES.findLast((policy) => policies.includes(policy)) ?? null;

/** Whether a policy shows more of a column's values than another one does. */
export const isWeaker = (policy: PrivacyPolicy, than: PrivacyPolicy): boolean =>
  PRIVACY_POLICIES.indexOf(policy) < PRIVACY_POLICIES.indexOf(than);
