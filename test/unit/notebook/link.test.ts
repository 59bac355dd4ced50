import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { newNotebook } from '../../../src/notebook/create.ts';
import { addCell, setText } from '../../../src/notebook/edit.ts';
import { writeNotebook } from '../../../src/notebook/file.ts';
import {
  decodeLink,
  encodeLink,
  isNotebookLink,
  MAX_LINK_BYTES,
  MAX_LINK_CHARS,
} from '../../../src/notebook/link.ts';

const notebook = addCell(newNotebook('客户 & value'), {
  template: 'sql',
  sql: "SELECT '人' AS x\nFROM orders",
}).notebook;
const pack = (text: string) => `nb1.${deflateRawSync(text).toString('base64url')}`;

async function linkOf(n = notebook): Promise<string> {
  const link = await encodeLink(n);
  if (!link.ok) throw new Error(link.fault.code);
  return link.value;
}

describe('a share link', () => {
  test('brings the notebook back', async () => {
    const link = await linkOf();
    expect(link).toMatch(/^nb1\.[\w-]+$/);
    expect(link.length).toBeLessThan(writeNotebook(notebook).length);
    expect(await decodeLink(link)).toEqual({ ok: true, value: notebook });
    expect(await decodeLink(`#${link}`)).toEqual({ ok: true, value: notebook });
    expect(isNotebookLink(`#${link}`)).toBe(true);
    expect(isNotebookLink('#/n/1')).toBe(false);
  });

  test('is refused above the stated size, both ways', async () => {
    const noise = Array.from({ length: 30_000 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7919) % 20_000)),
    ).join('');
    expect(await encodeLink(setText(notebook, 'sql', 'body', noise))).toMatchObject({
      fault: { code: 'link-too-long', values: { limit: 16 } },
    });
    expect(await decodeLink(`nb1.${'A'.repeat(MAX_LINK_CHARS)}`)).toMatchObject({
      fault: { code: 'link-too-long' },
    });
  });

  test('that unpacks to more than the bound is refused without being unpacked', async () => {
    const bomb = pack(' '.repeat(MAX_LINK_BYTES * 10));
    expect(bomb.length).toBeLessThan(MAX_LINK_CHARS);
    expect(await decodeLink(bomb)).toMatchObject({ fault: { code: 'link-bomb', values: { limit: 1 } } });
  });

  test('of the allowed size is read by the same rules as a file', async () => {
    expect(await decodeLink(pack('{"format":"cellar-notebook","version":9}'))).toMatchObject({
      fault: { code: 'notebook-newer' },
    });
    expect(await decodeLink(pack('[]'))).toMatchObject({ fault: { code: 'notebook-format' } });
  });

  test.each([
    ['cut short', async () => (await linkOf()).slice(0, -30)],
    ['not base64url', () => 'nb1.%20<script>'],
    ['not deflate', () => 'nb1.____'],
    ['empty', () => 'nb1.'],
    ['not UTF-8', () => `nb1.${deflateRawSync(Buffer.from([0xff, 0xfe, 0xff])).toString('base64url')}`],
    ['something else', () => '#section'],
  ])('%s is damaged', async (_, make) => {
    expect(await decodeLink(await make())).toMatchObject({ fault: { code: 'link-damaged' } });
  });

  test('of a later encoding says so', async () => {
    expect(await decodeLink('nb2.AAAA')).toMatchObject({ fault: { code: 'link-newer' } });
  });
});
