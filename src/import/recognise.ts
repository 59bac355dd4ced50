import { ownSource, type ExpectedSource } from '../entity/source.ts';
import { ok, type Result } from '../result.ts';
import type { Reading, TextReading } from '../files/api.ts';
import { askedHints, namedSource, rememberedOf, takenHints, type Remembered } from './remembered.ts';
import { sharedColumns } from './union.ts';

/** Share of all columns that a file and a source have in common for the one to be the other's next export. */
const ALIKE = 0.7;

/** How a file is read, and the corrections of the source that it was recognised as. */
export interface Recognised {
  readings: Reading[];
  remembered: Remembered;
}

/**
 * Reads a file as the source it belongs to was read: told by its name, else by its columns. Where the settings
 * that make the columns out are themselves the remembered ones (a delimiter, a header further down), the
 * file is looked at with each source's settings until its columns are that source's. `own` settings,
 * given by hand, hold over all. `part` says which table of the file is meant; null for the first.
 */
export async function recognise(
  expected: readonly ExpectedSource[],
  file: string,
  part: string | null,
  inspect: (hints: Partial<TextReading>) => Promise<Result<Reading[]>>,
  own: Partial<TextReading> = {},
): Promise<Result<Recognised>> {
  const tableOf = (readings: readonly Reading[]) =>
    part === null ? readings[0] : readings.find((reading) => reading.part === part);
  const fits = (readings: readonly Reading[], source: ExpectedSource) => {
    const table = tableOf(readings);
    return table !== undefined && sharedColumns(table.columns, ownSource(source).columns) >= ALIKE;
  };
  const readAs = async (source: ExpectedSource): Promise<Result<Recognised>> => {
    const remembered = rememberedOf(source);
    const readings = await inspect(askedHints(remembered.hints, own));
    if (!readings.ok) return readings;
    const hints = takenHints(remembered.hints, tableOf(readings.value)?.text);
    return ok({ readings: readings.value, remembered: { ...remembered, hints } });
  };

  const named = namedSource(expected, file);
  const byName = named && (await readAs(named));
  if (named && byName?.ok && fits(byName.value.readings, named)) return byName;

  const plain = await inspect(own);
  if (plain.ok) {
    const known = expected
      .filter((source) => fits(plain.value, source))
      .sort((a, b) => share(plain.value, b) - share(plain.value, a))[0];
    if (known) {
      const read = await readAs(known);
      if (read.ok && fits(read.value.readings, known)) return read;
      // Written otherwise this time; what its columns are holds.
      return ok({ readings: plain.value, remembered: { ...rememberedOf(known), hints: {} } });
    }
  }
  // What is no text is read in one way only; columns that were numbered, not named, tell nothing.
  if (!plain.ok || tableOf(plain.value)?.text) {
    for (const source of expected) {
      const { hints } = rememberedOf(source);
      if (source === named || Object.keys(hints).length === 0 || source.columns.every(isNumbered)) continue;
      const read = await readAs(source);
      if (read.ok && fits(read.value.readings, source)) return read;
    }
  }
  // By its name it is the source's export still; that its columns are others is asked about.
  if (byName?.ok) return byName;
  return plain.ok ? ok({ readings: plain.value, remembered: rememberedOf(undefined) }) : plain;

  function share(readings: readonly Reading[], source: ExpectedSource): number {
    return sharedColumns(tableOf(readings)!.columns, ownSource(source).columns);
  }
}

const isNumbered = ({ name }: { name: string }): boolean => /^column_\d+$/.test(name);
