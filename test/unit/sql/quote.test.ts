import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteName, quoteText } from '../../../src/sql/quote.ts';
import { openNative, type Native } from '../support/native.ts';
import { openWasm, type Wasm } from '../support/wasm.ts';

const CONTROLS = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code));
const TEXTS = [
  ...[
    ...CONTROLS,
    '\x7f',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u200b',
    '\uffff',
    '😀',
    '\\',
    "'",
    '"',
    '$',
    '%',
    ';',
  ].map((sign) => `a${sign}b`),
  '',
  '\0',
  "\0'\0\0\\0",
  CONTROLS.join(''),
  "\\x41\\n\n'--\t/*",
  '客户\r\n第二行',
];

let native: Native;
let wasm: Wasm;
beforeAll(async () => {
  native = await openNative();
  wasm = await openWasm();
});
afterAll(() => native.close());

describe('a quoted text is that text, whatever is in it', () => {
  const query = `SELECT ${TEXTS.map((text, i) => `${quoteText(text)} AS t${i}`).join(', ')}`;
  const expected = Object.fromEntries(TEXTS.map((text, i) => [`t${i}`, text]));

  test('to the native engine', async () => {
    expect(await native.rows(query)).toEqual([expected]);
  });

  test('to the one in the browser', () => {
    expect(wasm.rows(query)).toEqual([expected]);
  });
});

test('a quoted text stands on one line', () => {
  for (const text of TEXTS) expect(quoteText(text)).not.toMatch(/[\u0000-\u001f]/);
});

test('a quoted name is that name', async () => {
  for (const name of ['a"b', "it's", 'x; DROP TABLE t', '客户 名', 'a\tb\nc'])
    expect(await native.rows(`SELECT 1 AS ${quoteName(name)}`)).toEqual([{ [name]: 1 }]);
});
