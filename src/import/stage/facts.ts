import type { ColumnFacts } from '../../entity/source.ts';
import { quoteName } from '../../sql/quote.ts';
import type { StagedTable } from './staged.ts';

const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL)/;

/**
 * What is known of the values of each staged column, of those that a policy leaves as they are: what it changes is
 * not looked at again. Only figures of all rows tell, where they were taken for it.
 */
export async function factsOf(
  staged: StagedTable,
  policy: (column: string) => string | null,
): Promise<ColumnFacts[]> {
  const [exact, copies] = [await staged.exact, await staged.copies];
  const ordered = copies.ok ? copies.value.ordered : null;
  const { profile = [], trimmed = null } = exact.ok ? exact.value : {};
  return staged.columns.map(({ name }, i): ColumnFacts => {
    if (!trimmed || policy(name) !== quoteName(name)) return {};
    const type = staged.types[i]!;
    const least = profile[i]?.min ?? null;
    return {
      ...(type === 'VARCHAR' && trimmed[i] ? { trimmed: true } : {}),
      ...(NUMBER.test(type) && least !== null && Number(least) >= 0 ? { unsigned: true } : {}),
      // Other types may be changed on their way, as a moment's fractions are.
      ...(/^(?:VARCHAR|BIGINT)$/.test(type) && ordered === `c${i + 1}` ? { unique: true } : {}),
    };
  });
}
