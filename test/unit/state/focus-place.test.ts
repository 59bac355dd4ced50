import { describe, expect, test } from 'vitest';
import { focusPlace } from '../../../src/state/focus-place.ts';

describe('where the focus goes on', () => {
  test('a deleted cell hands it to what now stands in its place, the last to the one before', () => {
    expect(focusPlace(['a', 'b', 'c'], ['a', 'c'], 'b')).toBe('c');
    expect(focusPlace(['a', 'b', 'c'], ['a', 'b'], 'c')).toBe('b');
    expect(focusPlace(['a'], [], 'a')).toBeNull();
  });

  test('a cell that is brought back or renamed takes it', () => {
    expect(focusPlace(['a', 'c'], ['a', 'b', 'c'], 'c')).toBe('b');
    expect(focusPlace(['a', 'b'], ['a', 'bee'], 'b')).toBe('bee');
    expect(focusPlace(['a', 'c'], ['a', 'b', 'c'], null)).toBe('b');
  });

  test('a moved one keeps it', () => {
    expect(focusPlace(['a', 'b', 'c'], ['b', 'a', 'c'], 'a')).toBe('a');
  });

  test('nothing is taken hold of where no cell held it, nor when a whole notebook comes', () => {
    expect(focusPlace(['a', 'b'], ['a'], null)).toBeNull();
    expect(focusPlace([], ['a'], null)).toBeNull();
    expect(focusPlace(['a'], ['a', 'b', 'c'], null)).toBeNull();
  });
});
