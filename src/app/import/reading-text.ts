import { findRole } from '../../entity/catalogue.ts';
import { appText } from '../../i18n/app.ts';
import { fill } from '../../i18n/fill.ts';
import { formatValue } from '../../i18n/format.ts';
import type { Lang } from '../../i18n/text.ts';
import type { RoleReading } from '../../import/stage/readable.ts';
import { maskValue } from '../../privacy/mask.ts';
import type { PersonalKind } from '../../privacy/kinds.ts';
import type { EntityName } from '../../entity/catalogue.ts';

interface Told {
  entity: EntityName | null;
  personal: Readonly<Record<string, PersonalKind | null>>;
}

/** How many of a column's values a role can read, and some of those that it cannot; personal ones masked. */
export function readingText(reading: RoleReading, { entity, personal }: Told, lang: Lang): string {
  const { column, of, read, examples } = reading;
  const kind = personal[column] ?? null;
  const shown = kind === null ? examples : examples.map((value) => maskValue(value, kind) ?? '');
  const number = (n: number) => formatValue(n, 'integer', { lang, currency: '' });
  const role = findRole(`${entity}.${reading.role}`)?.label[lang] ?? reading.role;
  const values = {
    column,
    role,
    of: number(of),
    read: number(read),
    examples: shown.join(lang === 'zh' ? '；' : '; '),
  };
  return fill(read === of ? appText.readAll : appText.readSome, lang, values);
}
