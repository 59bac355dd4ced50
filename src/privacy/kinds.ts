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
] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** What happens to a column on its way in. */
export type PrivacyPolicy = 'keep' | 'mask' | 'pseudonymise' | 'drop';
