/** What the bench puts into a page before the page's own scripts: clocks that the debugging protocol does not slow. */
export interface Probe {
  /** Milliseconds since the page was opened at which each mark was first seen. */
  marks: Record<string, number>;
  /** Long tasks of the main thread: start and length, milliseconds. */
  long: [number, number][];
  /** Resolves with the time at which `test` first holds, looked at after each change of the document. */
  when(test: () => boolean): Promise<number>;
  /** Times the next choice of files: from the input's change event until `test` holds. */
  afterChange(test: () => boolean): void;
  changed: Promise<[number, number]> | null;
  /** Resolves when every mark has been seen. */
  marked: Promise<unknown>;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Runs inside the page; `marks` maps a name to the selector whose first match is its moment. */
export function installProbe(marks: Record<string, string>): void {
  const watched = { subtree: true, childList: true, attributes: true, characterData: true };
  const probe: Probe = {
    marks: {},
    long: [],
    changed: null,
    marked: Promise.resolve(),
    when: (test) =>
      new Promise((resolve) => {
        const look = () => {
          if (!test()) return;
          observer.disconnect();
          resolve(performance.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document, watched);
        look();
      }),
    afterChange(test) {
      probe.changed = new Promise((resolve) =>
        document.addEventListener(
          'change',
          () => {
            const start = performance.now();
            void probe.when(test).then((end) => resolve([start, end]));
          },
          { capture: true, once: true },
        ),
      );
    },
  };
  window.probe = probe;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) probe.long.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });
  probe.marked = Promise.all(
    Object.entries(marks).map(async ([name, selector]) => {
      probe.marks[name] = await probe.when(() => document.querySelector(selector) !== null);
    }),
  );
}
