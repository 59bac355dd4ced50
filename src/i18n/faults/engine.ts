import type { Text } from '../text.ts';

/** Sentences of the faults that the engine reports: what happened, where, what to do. */
export const engineFaults: Record<string, Text> = {
  cancelled: { zh: '已取消，之前的结果仍在。', en: 'Cancelled. The previous result is still there.' },
};
