import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory, MiB, of the largest page process of the browser that carries `mark`; null where the system does not tell. */
export function rendererMemory(mark: string): number | null {
  const found = largestRenderer(mark);
  return found && found.kib / 1024;
}

/** The page process with most resident memory below the browser whose command line carries `mark`; read from /proc. */
export function largestRenderer(mark: string): { pid: number; kib: number } | null {
  try {
    const all = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const status = readFileSync(`/proc/${pid}/status`, 'utf8');
          const number = (field: string) =>
            Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
          return [
            {
              pid: Number(pid),
              parent: number('PPid'),
              kib: number('VmRSS'),
              line: readFileSync(`/proc/${pid}/cmdline`, 'utf8'),
            },
          ];
        } catch {
          return []; // ended meanwhile
        }
      });
    const parents = new Map(all.map((p) => [p.pid, p]));
    const isOurs = (pid: number): boolean => {
      const it = parents.get(pid);
      if (!it) return false;
      return (it.line.includes(mark) && !it.line.includes('--type=')) || isOurs(it.parent);
    };
    const ours = all.filter((p) => p.line.includes('--type=renderer') && isOurs(p.parent));
    return ours.sort((a, b) => b.kib - a.kib)[0] ?? null;
  } catch {
    return null;
  }
}
