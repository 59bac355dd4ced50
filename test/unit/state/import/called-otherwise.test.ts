import { describe, expect, test } from 'vitest';
import { ImportSession } from '../../../../src/state/import/import-session.svelte.ts';
import { memberFiles, serviceFiles } from '../../../fixtures/called-otherwise.ts';
import type { Files } from '../../../fixtures/normalised.ts';
import { csvFile, until, Workshop } from './workshop.ts';

const key = async () => '00112233445566778899aabbccddeeff';
const settled = (session: ImportSession) => until(() => !session.reading && !session.lookups.busy);

async function open(files: Files, names = Object.keys(files)): Promise<ImportSession> {
  const session = new ImportSession({ tools: new Workshop(), key });
  await session.add(
    names.map((name) => {
      const [header = '', ...lines] = files[name]!;
      return csvFile(name, header, lines);
    }),
  );
  await settled(session);
  return session;
}
/** What names the customers of each file, and where that comes from. */
const customers = (session: ImportSession) =>
  Object.fromEntries(
    session.items.map(({ name, mapping, own }) => [
      name,
      [
        mapping['customer'],
        ...(own?.taken ?? []).map(({ file, key: by, other }) => `${file}: ${by} = ${other}`),
      ],
    ]),
  );

describe('files that call the customers otherwise than the file of customers does', () => {
  test('take what that calls them, by a column of their own or by a name that both have', async () => {
    for (const names of [undefined, Object.keys(serviceFiles()).toReversed()]) {
      const session = await open(serviceFiles(), names);
      expect(customers(session)).toEqual({
        'accounts.csv': ['Customer ID'],
        'invoices.csv': ['Customer'],
        'usage.csv': ['company_id'],
        'tickets.csv': ['Customer ID', 'accounts.csv: Organization = Company name'],
        'answers.csv': ['Customer ID', 'accounts.csv: Email = Billing email'],
      });
      expect(session.items.find(({ name }) => name === 'answers.csv')!.own!.taken[0]!.found).toBe(26);
      session.dispose();
    }
  });

  test('go by the telephone number of a member', async () => {
    expect(customers(await open(memberFiles()))).toEqual({
      '会员档案.csv': ['会员卡号'],
      '订单明细.csv': ['会员卡号'],
      '门店评价.csv': ['会员卡号', '会员档案.csv: 手机号 = 手机'],
    });
  });

  test('are not asked to have the others’ key changed where those meet', async () => {
    const session = await open(memberFiles());
    session.lookups.decline(session.items[2]!, true);
    await settled(session);
    await session.compareJoins();
    expect(session.met.joins.map(({ item, match, better }) => [item.name, match.both, better])).toEqual([
      ['订单明细.csv', 50, null],
      ['门店评价.csv', 0, null],
    ]);
  });

  test('stay as they are where that is said', async () => {
    const session = await open(memberFiles());
    const reviews = session.items.find(({ name }) => name === '门店评价.csv')!;
    session.lookups.decline(reviews, true);
    await settled(session);
    expect(reviews.mapping['customer']).toBe('手机号');
    expect(reviews.own!.taken).toEqual([]);
  });
});
