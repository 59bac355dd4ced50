/** Whether the browser may clear the workspace by itself when the disk fills up. */
export type Persistence = 'persistent' | 'evictable' | 'unknown';

/** Asks the browser to keep the workspace until the analyst deletes it. Never throws. */
export async function askPersistence(
  storage: StorageManager | undefined = navigator.storage,
): Promise<Persistence> {
  try {
    if (!storage?.persist) return 'unknown';
    return (await storage.persisted()) || (await storage.persist()) ? 'persistent' : 'evictable';
  } catch {
    return 'unknown';
  }
}

/** Bytes used and allowed, or null where the browser does not say. */
export async function storageSpace(
  storage: StorageManager | undefined = navigator.storage,
): Promise<{ used: number; allowed: number } | null> {
  try {
    const { usage, quota } = (await storage?.estimate?.()) ?? {};
    return usage === undefined || quota === undefined ? null : { used: usage, allowed: quota };
  } catch {
    return null;
  }
}
