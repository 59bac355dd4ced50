import type { EntityName } from '../../../entity/catalogue.ts';
import type { Text } from '../../../i18n/text.ts';

/** The export of a well-known system, recognised by its columns whatever its file is called. */
export interface Layout {
  id: string;
  name: Text;
  entity: EntityName;
  /** Columns that must all be there; `|` between names of which one will do. Spelt as exported; compared without case, spaces and signs. */
  needs: string[];
  /** Role to its columns, `|` between those to be taken in turn; one with values goes before one without. */
  roles: Record<string, string>;
}
