import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkKey,
  isSealed,
  keyOf,
  MAX_PACKAGE,
  newIdentity,
  seal,
  unseal,
} from '../../../src/package/age.ts';
import { packParts, unpackParts } from '../../../src/package/parts.ts';
import { zipBlob } from '../../../src/export/zip.ts';
import type { Result } from '../../../src/result.ts';

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.fault.code);
/** More than one piece of the format (64 KiB), so that cutting and changing the middle is tried as well. */
const text = 'notebook and report\n'.repeat(10_000);
const plain = new Blob([text]);

let mine: string;
let theirs: string;
beforeAll(async () => ([mine, theirs] = [await newIdentity(), await newIdentity()]));

describe('a sealed file', () => {
  test('opens for each of its recipients, and for nobody else', async () => {
    const keys = [await keyOf(mine), await keyOf(theirs)];
    const sealed = value(await seal(plain, { keys }));
    expect(await isSealed(sealed)).toBe(true);
    expect(await sealed.text()).not.toContain('notebook');
    for (const identity of [mine, theirs])
      expect(await value(await unseal(sealed, { identities: [identity] })).text()).toBe(text);
    expect(codeOf(await unseal(sealed, { identities: [await newIdentity()] }))).toBe('package-wrong-key');
    expect(codeOf(await unseal(sealed, { identities: [] }))).toBe('package-wrong-key');
    expect(codeOf(await unseal(sealed, { identities: ['AGE-SECRET-KEY-1NONE'] }))).toBe('package-wrong-key');
  });

  test('by a passphrase asks for it, and says when it is wrong', async () => {
    const sealed = value(await seal(plain, { passphrase: 'correct horse battery', work: 10 }));
    expect(codeOf(await unseal(sealed, { identities: [mine] }))).toBe('package-passphrase');
    expect(codeOf(await unseal(sealed, { identities: [], passphrase: 'correct horse' }))).toBe(
      'package-wrong-passphrase',
    );
    const opened = value(await unseal(sealed, { identities: [], passphrase: 'correct horse battery' }));
    expect(await opened.text()).toBe(text);
  });

  test('that was cut or changed anywhere gives nothing at all', async () => {
    const sealed = value(await seal(plain, { keys: [await keyOf(mine)] }));
    const bytes = new Uint8Array(await sealed.arrayBuffer());
    const changed = [40, 150, 70_000, bytes.length - 1].map((at) => {
      const other = bytes.slice();
      other[at]! ^= 1;
      return other;
    });
    const cut = [0, 100, 66_000, bytes.length - 1].map((at) => bytes.slice(0, at));
    for (const other of [...changed, ...cut, new Uint8Array([...bytes, 0])]) {
      const code = codeOf(await unseal(new Blob([other]), { identities: [mine] }));
      expect(['package-damaged', 'package-wrong-key'], `${other.length}`).toContain(code);
    }
  });

  test('can be given up, and is not begun beyond a size', async () => {
    const stop = new AbortController();
    const keys = [await keyOf(mine)];
    const seen: number[] = [];
    const sealed = await seal(
      plain,
      { keys },
      { signal: stop.signal, onProgress: (share) => seen.push(share) && stop.abort() },
    );
    expect(codeOf(sealed)).toBe('cancelled');
    expect(seen[0]).toBeLessThanOrEqual(1);
    const large = { size: MAX_PACKAGE + 1 } as Blob;
    expect(codeOf(await seal(large, { keys }))).toBe('package-large');
    expect(codeOf(await unseal(large, { identities: [mine] }))).toBe('package-large');
  });

  test('is sealed to keys only', async () => {
    for (const key of ['', 'age1', 'age1qqqq', mine, 'someone@example.com', (await keyOf(mine)).slice(0, -1)])
      expect(codeOf(await checkKey(key)), key).toBe('recipient-invalid');
    expect(value(await checkKey(` ${await keyOf(mine)}\n`))).toBe(await keyOf(mine));
    expect(codeOf(await seal(plain, { keys: ['age1qqqq'] }))).toBe('recipient-invalid');
  });
});

describe('what is in a package', () => {
  test('comes out as it went in: the notebook, and tables as files to import', async () => {
    const zip = value(
      await packParts('{"format":"cellar-notebook"}', [
        { name: 'report.html', body: '<p>' },
        { name: 'sources/订单.parquet', body: new Blob([new Uint8Array([80, 65, 82, 49, 0, 255])]) },
      ]),
    );
    const { notebook, sources } = value(await unpackParts(zip));
    expect(notebook).toBe('{"format":"cellar-notebook"}');
    expect(sources.map(({ name }) => name)).toEqual(['订单.parquet']);
    expect([...new Uint8Array(await sources[0]!.arrayBuffer())]).toEqual([80, 65, 82, 49, 0, 255]);
  });

  test('is none without a notebook; names that climb out are no tables', async () => {
    const zipOf = (names: string[]) =>
      zipBlob(
        names.map((name) => ({ name, body: 'x' })),
        'application/zip',
      );
    expect(codeOf(await unpackParts(await zipOf(['a.txt'])))).toBe('package-no-notebook');
    expect(codeOf(await unpackParts(plain))).toBe('package-no-notebook');
    const hostile = [
      'sources/../../x.parquet',
      'sources/a/b.parquet',
      'sources/x.html',
      '/etc/x.parquet',
      'sources/ok.parquet',
    ];
    const opened = value(await unpackParts(await zipOf(['notebook.cellar.json', ...hostile])));
    expect(opened.sources.map(({ name }) => name)).toEqual(['ok.parquet']);
  });
});

const hasAge = (() => {
  try {
    execFileSync('age', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasAge)('the age command line (skipped where `age` is not installed)', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'age-'))));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: Uint8Array | string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  test('opens what is sealed here', async () => {
    const sealed = value(await seal(plain, { keys: [await keyOf(theirs), await keyOf(mine)] }));
    const path = file('here.age', new Uint8Array(await sealed.arrayBuffer()));
    const out = execFileSync('age', ['-d', '-i', file('mine.txt', `${mine}\n`), path], { maxBuffer: 1e8 });
    expect(out.toString()).toBe(text);
  });

  test('seals what opens here, in binary and in letters', async () => {
    const from = file('plain.txt', text);
    for (const form of [[], ['-a']]) {
      const to = join(folder, `there${form.join()}.age`);
      execFileSync('age', [...form, '-r', await keyOf(mine), '-o', to, from]);
      const sealed = new Blob([readFileSync(to)]);
      expect(await isSealed(sealed)).toBe(true);
      expect(await value(await unseal(sealed, { identities: [mine] })).text()).toBe(text);
      expect(codeOf(await unseal(sealed, { identities: [theirs] }))).toBe('package-wrong-key');
    }
  });
});
