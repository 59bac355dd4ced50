import { afterAll, beforeAll, expect, test } from 'vitest';
import { DATE_FORMS, fitsDate, parseDate } from '../../../src/files/dates.ts';
import { few } from '../../tools/breadth.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

const MOMENTS = [
  '2024-03-09 13:05:07.12',
  '1999-12-31 00:00:00',
  '2024-10-11 23:59:58',
  '2014-01-01 12:00:01',
];

/** A text without leading zeros, as spreadsheets write it. */
const bare = (text: string) => text.replace(/(^|[^0-9:.])0(\d)/g, '$1$2');

// Zones are left out: the engine cannot write them.
test('every form is read as the engine reads it, padded and not', async () => {
  for (const { format } of few(
    DATE_FORMS.filter((form) => !form.format.includes('%z')),
    2,
  )) {
    const moments = MOMENTS.map((moment) => `(TIMESTAMP '${moment}')`).join(', ');
    const written = await native.rows<{ text: string }>(
      `SELECT strftime(m, '${format}') AS text FROM (VALUES ${moments}) v(m)`,
    );
    // In packed forms only the padded text is a date.
    const packed = /%Y%m%d|%H%M%S/.test(format);
    const texts = written.flatMap(({ text }) => (packed ? [text] : [text, bare(text)]));
    const told = await native.rows<{ ms: number | null }>(
      `SELECT epoch_ms(try_strptime(t, '${format}')) AS ms FROM (VALUES ${texts.map((text) => `('${text}')`).join(', ')}) v(t)`,
    );
    expect([format, texts.map((text) => parseDate(text, format))]).toEqual([
      format,
      told.map(({ ms }) => ms),
    ]);
    expect([format, texts.filter((text) => !fitsDate(text, format))]).toEqual([format, []]);
  }
});
