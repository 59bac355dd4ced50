import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'cellar-run-';
/** Says whose a folder is: a process of a machine. */
const OWNER = 'owner';
/** A folder whose owner cannot be told is left for so long: it may just have been made. */
const GRACE_MS = 24 * 3_600_000;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const open = new Set<string>();

const removeAll = (): void => {
  for (const folder of open) rmSync(folder, { recursive: true, force: true });
};

/** The folders go first; then the signal does what it does to a program that does not listen. */
function onSignal(signal: NodeJS.Signals): void {
  removeAll();
  for (const name of SIGNALS) process.off(name, onSignal);
  process.kill(process.pid, signal);
}

/**
 * A folder for what a run keeps on disk while it works, readable by its owner only. It is gone when `close` is
 * called and whenever the process ends, by a signal or an error too; what a killed process of this machine left is
 * swept here. Throws when the folder cannot be made.
 */
export async function openScratch(base: string): Promise<{ path: string; close(): Promise<void> }> {
  await sweep(base);
  const path = await mkdtemp(join(base, PREFIX));
  if (open.size === 0) {
    process.on('exit', removeAll);
    for (const name of SIGNALS) process.on(name, onSignal);
  }
  open.add(path);
  await writeFile(join(path, OWNER), `${hostname()} ${process.pid}`, { mode: 0o600 });
  return {
    path,
    close: async () => {
      await rm(path, { recursive: true, force: true });
      open.delete(path);
      if (open.size > 0) return;
      process.off('exit', removeAll);
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}

/** Removes folders of processes that are no more; one that cannot be looked at or removed is left. */
async function sweep(base: string): Promise<void> {
  const names = await readdir(base).catch((): string[] => []);
  for (const name of names.filter((n) => n.startsWith(PREFIX))) {
    const path = join(base, name);
    if (await isLeft(path)) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function isLeft(path: string): Promise<boolean> {
  const owner = await readFile(join(path, OWNER), 'utf8').catch(() => '');
  const [, host, pid] = /^(.*) (\d+)$/.exec(owner) ?? [];
  if (host === undefined) {
    const found = await stat(path).catch(() => null);
    return found !== null && Date.now() - found.mtimeMs > GRACE_MS;
  }
  return host === hostname() && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
