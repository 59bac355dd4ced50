/** How long another tab may take to let go of the database, in ms. */
const PATIENCE = 5_000;

/** Another tab keeps the database open as it was. */
class Blocked extends Error {
  override name = 'Blocked';
}

/**
 * Work that other tabs hold up as long as they keep the database open: one that is asleep, or of a version that does
 * not let go, would hold it up for ever. Rejects with `Blocked` then; `late` gets what comes of the work all the same.
 */
export function unlessBlocked<T>(
  work: (blocked: () => void) => Promise<T>,
  late: (value: T) => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    let patience: ReturnType<typeof setTimeout> | undefined;
    let given = false;
    const giveUp = (): void => {
      given = true;
      reject(new Blocked('another tab keeps the database open'));
    };
    work(() => (patience ??= setTimeout(giveUp, PATIENCE)))
      .then((value) => (given ? late(value) : resolve(value)), reject)
      .finally(() => clearTimeout(patience));
  });
}
