import { describe, expect, test } from 'vitest';
import { holdsData } from '../../../src/notebook/holds-data.ts';
import { saysNotebook } from '../../../src/notebook/says-notebook.ts';

const file = (body: string | number[], name = 'a.json') =>
  new File([typeof body === 'string' ? body : new Uint8Array(body)], name);

describe('a file that was given as a notebook', () => {
  test.each([
    ['delimited text', 'order_id,amount\n1,2\n'],
    ['delimited text in GB18030', [0xb6, 0xa9, 0xb5, 0xa5, 0x2c, 0x31, 0x0a]],
    ['a zip, as workbooks are', [0x50, 0x4b, 3, 4, 0, 0]],
    ['Parquet', 'PAR1....'],
    ['records in a list', '[{"order_id":"1"},{"order_id":"2"}]'],
    ['a torn list of records', '[{"order_id":"1"},{"ord'],
    ['a list of records in an object', '{"total":2,"data":[{"order_id":"1"}]}'],
    ['records a line', '{"order_id":"1"}\n{"order_id":"2"}\n'],
  ])('holds data where it is %s', async (_, body) => {
    expect(await holdsData(file(body))).toBe(true);
    expect(await saysNotebook(file(body))).toBe(false);
  });

  test.each([
    ['a notebook', '{"format":"cellar-notebook","version":2,"cells":[{"name":"a"}]}', 'a.json', true],
    [
      'a notebook with its format last',
      '{"cells":[{"name":"a"}],"format":"cellar-notebook"}',
      'a.json',
      true,
    ],
    ['the template of one', '{"format":"cellar-notebook-template","version":1}', 'a.json', true],
    ['a torn notebook', '{\n  "format": "cellar-notebook",\n  "cells": [{', 'a.json', true],
    ['another JSON', '{"a":1}', 'a.json', false],
    ['a notebook without a format', '{"cells":[{"name":"a"}]}', 'a.cellar.json', false],
    ['records that speak of notebooks', '{"name":"x","note":{"format":"cellar-notebook"}}', 'a.json', false],
    ['nested beyond reason', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'a.json', false],
  ])('does not where it is %s', async (_, body, name, says) => {
    expect(await holdsData(file(body, name))).toBe(false);
    expect(await saysNotebook(file(body, name))).toBe(says);
  });
});
