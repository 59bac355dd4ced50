import { describe, expect, test } from 'vitest';
import { keyOf, newIdentity, unseal } from '../../../../src/package/age.ts';
import { unpackParts } from '../../../../src/package/parts.ts';
import { entryStream, openZip } from '../../../../src/files/formats/zip.ts';
import { DEFAULT_DISCLOSURE } from '../../../../src/privacy/disclosure-rules.ts';
import { fail, ok } from '../../../../src/result.ts';
import { makePackage } from '../../../../src/state/packages/make-package.ts';
import { setGoal } from '../../../../src/notebook/edit.ts';
import { applyScrub, scrub } from '../../../../src/notebook/scrub.ts';
import { value } from '../../cli/support.ts';
import { atEveryMoment } from '../moments.ts';
import { passing } from '../../support/disclosure.ts';
import { byRegion, packageRun } from './package-run.ts';

const WORD = { identities: [], passphrase: 'correct horse battery' };
const filesIn = async (blob: Blob) =>
  value(await openZip(value(await unseal(blob, WORD)))).map(({ name }) => name);

describe('a package', () => {
  test('has the notebook, the report and the results that may leave; what stays is named', async () => {
    const { session, wish } = packageRun();
    const shares: number[] = [];
    const made = value(await makePackage(session, wish(), { onProgress: (share) => shares.push(share) }));
    expect(await filesIn(made.blob)).toEqual([
      'notebook.cellar.json',
      'results/regions.csv',
      'report.html',
      'report.md',
    ]);
    expect(made.left).toEqual(['people']);
    expect(made.contents).toEqual({ what: 'package', rows: 2, smallestGroup: 20 });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0]! > 0, shares.at(-1)]).toEqual([true, 1]);
  });

  test('for a key opens with its identity and gives the notebook that was looked through', async () => {
    const { session, wish, run } = packageRun();
    const identity = await newIdentity();
    const notebook = { ...run.notebook, title: 'as it is given away' };
    const made = value(await makePackage(session, wish({ notebook, to: { keys: [await keyOf(identity)] } })));
    const opened = value(await unpackParts(value(await unseal(made.blob, { identities: [identity] }))));
    expect(JSON.parse(opened.notebook)).toMatchObject({ title: 'as it is given away' });
    expect(opened.sources).toEqual([]);
  });

  test('says nothing in its report that was replaced in its notebook, though that has not come to rest', async () => {
    const { session, wish, run } = packageRun();
    run.notebook = setGoal({ ...run.notebook, title: 'About 王小明' }, { statement: 'Call 王小明 back' });
    const found = scrub(run.notebook, (text) => text === '王小明');
    const notebook = applyScrub(run.notebook, found);
    const made = value(await makePackage(session, wish({ notebook })));
    const zip = value(await unseal(made.blob, WORD));
    const texts = await Promise.all(
      value(await openZip(zip)).map((part) => new Response(entryStream(zip, part)).text()),
    );
    expect(texts.filter((text) => /About \\?\[/.test(text)).length).toBe(3);
    for (const text of texts) expect(text).not.toContain('王小明');
  });

  test('leaves out what has not run, and what the rules refuse altogether', async () => {
    const { session, wish, run } = packageRun();
    run.views.delete('regions');
    expect(value(await makePackage(session, wish())).left).toEqual(['people']);
    const all = packageRun();
    all.run.found = passing({ refused: true });
    const made = value(await makePackage(all.session, all.wish()));
    expect([made.left, made.contents.rows]).toEqual([['regions', 'people'], 0]);
  });

  test('is for somebody', async () => {
    const { session, wish } = packageRun();
    for (const to of [{ keys: [] }, { passphrase: '' }])
      expect(await makePackage(session, wish({ to }))).toEqual(fail('recipient-none'));
    expect(await makePackage(session, wish({ to: { keys: ['age1nobody'] } }))).toMatchObject({
      fault: { code: 'recipient-invalid' },
    });
  });
});

describe('no package is made', () => {
  test('before it is known what may leave, without an engine, or of a table that cannot be read', async () => {
    const { session, wish, run } = packageRun();
    run.found = null;
    expect(await makePackage(session, wish())).toEqual(fail('disclosure-unready'));
    run.found = passing();
    run.engines.fault = { code: 'engine-missing' };
    expect(await makePackage(session, wish())).toEqual(fail('engine-missing'));
    run.engines.fault = null;
    run.engines.engine.answer(/FROM "regions"/, fail('engine-crashed'));
    expect(await makePackage(session, wish())).toEqual(fail('engine-crashed'));
  });

  test('once it is cancelled, at whichever table it is', async () => {
    const { session, wish, run } = packageRun();
    const abort = new AbortController();
    const reading = run.engines.engine.hold(/FROM "people"/);
    const making = makePackage(session, wish(), { signal: abort.signal });
    await reading.reached;
    abort.abort();
    expect(await making).toEqual(fail('cancelled'));
    expect(await makePackage(session, wish(), { signal: abort.signal })).toEqual(fail('cancelled'));
  });

  test.each<[string, (run: ReturnType<typeof packageRun>['run']) => void]>([
    [
      'the rule of what may leave',
      (run) => {
        run.notebook = { ...run.notebook, disclosure: { ...DEFAULT_DISCLOSURE, customers: 50 } };
      },
    ],
    ['a result', (run) => run.done('regions', byRegion([3, 30]))],
    [
      'a cell, which runs again',
      (run) => run.views.set('regions', { ...run.views.get('regions')!, state: 'running' }),
    ],
    ['the sources', (run) => (run.sources = { list: [{ id: 'other', name: 'shop' }] })],
  ])('of two runs: %s changed while it was put together', async (_, change) => {
    const { session, wish, run } = packageRun();
    const reading = run.engines.engine.hold(/FROM "people"/);
    const making = makePackage(session, wish());
    await reading.reached;
    change(run);
    reading.release(ok(byRegion([40])));
    expect(await making).toEqual(fail('result-changed'));
  });

  test('of an edit that changes nothing of it there is one', async () => {
    const { session, wish, run } = packageRun();
    const reading = run.engines.engine.hold(/FROM "people"/);
    const making = makePackage(session, wish());
    await reading.reached;
    run.notebook = { ...run.notebook, title: 'Summer' };
    reading.release(ok(byRegion([40])));
    expect(value(await making).contents).toMatchObject({ rows: 3, smallestGroup: 20 });
  });
});

describe('at every moment', () => {
  test('cancelled there is none', async () => {
    const moments = await atEveryMoment(() => {
      const { session, wish } = packageRun();
      const abort = new AbortController();
      let made: unknown = null;
      let over = false;
      const work = makePackage(session, wish(), { signal: abort.signal }).then((done) => {
        over = true;
        made = done;
      });
      let late = false;
      return {
        work,
        go: () => {
          late = over;
          abort.abort();
        },
        after: () => expect(late || JSON.stringify(made) === JSON.stringify(fail('cancelled'))).toBe(true),
      };
    });
    expect(moments).toBeGreaterThan(5);
  });

  test('a stricter rule holds for it', async () => {
    await atEveryMoment(() => {
      const { session, wish, run } = packageRun();
      let over = false;
      const work = makePackage(session, wish()).finally(() => (over = true));
      let late = false;
      return {
        work,
        go: () => {
          late = over;
          run.notebook = { ...run.notebook, disclosure: { ...DEFAULT_DISCLOSURE, customers: 50 } };
          run.found = passing({ refused: true });
        },
        after: async () => {
          const made = await work;
          if (late) return;
          if (!made.ok) expect(made).toEqual(fail('result-changed'));
          else expect([made.value.left, made.value.contents.rows]).toEqual([['regions', 'people'], 0]);
        },
      };
    });
  });
});
