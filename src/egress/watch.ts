import { leavesBrowser, type Tell } from './observation.ts';

/** Fields of a resource's timing that say whether it left and came back; not every browser has them. */
type Timing = PerformanceResourceTiming & { responseStatus?: number };

/**
 * Reports every request of this global scope (a page or a worker) as the browser itself records it: resource
 * timing for what was fetched, what came before this call too, and the policy's reports for what it stopped.
 */
export function watchRequests(where: string, tell: Tell): void {
  const { timeOrigin } = performance;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Timing[]) {
      if (!leavesBrowser(entry.name)) continue;
      tell({
        url: entry.name,
        at: timeOrigin + entry.startTime,
        where,
        kind: entry.initiatorType,
        witness: 'timing',
        outcome: entry.workerStart > 0 ? 'kept' : 'sent',
        answered: (entry.responseStatus ?? 0) > 0 || entry.transferSize > 0 || entry.decodedBodySize > 0,
      });
    }
  }).observe({ type: 'resource', buffered: true });
  addEventListener('securitypolicyviolation', (event) => {
    if (event.disposition === 'report' || !leavesBrowser(event.blockedURI)) return;
    tell({
      url: event.blockedURI,
      at: timeOrigin + event.timeStamp,
      where,
      kind: event.effectiveDirective,
      witness: event.originalPolicy,
      outcome: 'stopped',
      answered: false,
    });
  });
}
