import type { Locks } from '../../../src/storage/unsaved.ts';

interface Asked {
  shared: boolean;
  grant: () => void;
}

/** Web Locks of one name as the specification has them, for tabs that share and one that asks for it alone. */
export function webLocks(): Locks {
  let held: Asked[] = [];
  let queue: Asked[] = [];
  const next = () => {
    for (;;) {
      const [first] = queue;
      if (!first || (first.shared ? held.some(({ shared }) => !shared) : held.length > 0)) return;
      queue.shift();
      held.push(first);
      first.grant();
    }
  };
  const request = (_name: string, options: LockOptions, callback: (lock: Lock) => unknown) =>
    new Promise((resolve, reject) => {
      const asked: Asked = {
        shared: options.mode === 'shared',
        grant: () =>
          void (async () => callback({} as Lock))()
            .then(resolve, reject)
            .finally(() => {
              held = held.filter((one) => one !== asked);
              next();
            }),
      };
      options.signal?.addEventListener('abort', () => {
        if (held.includes(asked)) return;
        queue = queue.filter((one) => one !== asked);
        reject(new DOMException('aborted', 'AbortError'));
        next();
      });
      queue.push(asked);
      next();
    });
  return { request } as Locks;
}
