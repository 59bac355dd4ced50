import { describe, expect, test } from 'vitest';
import { closeHints, openHints } from '../../../src/app/notebook/hints.ts';

const store = (text: string | null = null) => {
  let kept = text;
  return { getItem: () => kept, setItem: (_: string, value: string) => void (kept = value) };
};

describe('hints for a first reader', () => {
  test('all are open at first, in their order', () => {
    expect(openHints(store())).toEqual(['finding', 'slider', 'sql']);
  });

  test('one put away stays away, the others stay', () => {
    const memory = store();
    expect(closeHints(memory, ['slider'])).toEqual(['finding', 'sql']);
    expect(openHints(memory)).toEqual(['finding', 'sql']);
    expect(closeHints(memory, ['finding', 'sql'])).toEqual([]);
    expect(openHints(memory)).toEqual([]);
  });

  test('nonsense in the storage counts as nothing', () => {
    expect(openHints(store('{'))).toHaveLength(3);
    expect(openHints(store('"sql"'))).toHaveLength(3);
    expect(openHints(store('["other"]'))).toHaveLength(3);
  });

  test('a storage that refuses does no harm', () => {
    const refusing = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('forbidden');
      },
    };
    expect(openHints(refusing)).toHaveLength(3);
    expect(closeHints(refusing, ['sql'])).toEqual(['finding', 'slider']);
  });
});
