import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extraColumnsSql } from '../../../src/entity/extra-columns.ts';
import { defaultSource } from '../../../src/notebook/defaults.ts';
import { templatesOf } from '../../../src/metric/notebook-templates.ts';
import { addSource, clean } from '../entity/support.ts';
import { hasTelco, TELCO } from '../model/data.ts';
import { openNative, type Native } from '../support/native.ts';
import { cellRunner } from './support.ts';

const given = { asOf: '2024-07-01', periodStart: '2023-07-01', periodEnd: '2024-06-30' };
const CUT = ['Contract', 'PaymentMethod', 'PhoneService'];

describe('who churned, on Telco’s customers', () => {
  let db: Native;
  beforeAll(async () => void (db = await openNative()));
  afterAll(() => db.close());

  test.skipIf(!hasTelco)(
    'by contract, payment and what tells nothing (needs ../shared/data)',
    { tags: ['whole'] },
    async () => {
      const mapping = { customer: 'customerID', gender: 'gender', churned: 'Churn' };
      const from = `FROM read_csv('${fileURLToPath(TELCO)}', types = {'Churn': 'BOOLEAN', 'PhoneService': 'VARCHAR'})`;
      const source = await addSource(db, 's', from, 'customers', mapping);
      await clean(db, { sources: [source] });
      await db.exec(...extraColumnsSql([source]), 'CREATE VIEW customers AS FROM all_customers');
      const sources = [
        {
          ...defaultSource,
          name: 's',
          entity: 'customers' as const,
          mapping,
          columns: CUT.map((name) => ({ name, type: 'VARCHAR' })),
        },
      ];
      const template = templatesOf({ metrics: [], goal: { metrics: [] }, sources })('churn-by-group')!;
      const { rows, findings } = await cellRunner(db).run(template, {}, given);
      const rateOf = (attribute: string, segment: string) =>
        rows.find((row) => row.attribute === attribute && row.segment === segment)!.share;
      expect(rateOf('Contract', 'Month-to-month')).toBeCloseTo(0.427097, 6);
      expect(rateOf('Contract', 'One year')).toBeCloseTo(0.112695, 6);
      expect(rateOf('Contract', 'Two year')).toBeCloseTo(0.028319, 6);
      expect(rows[0]).toMatchObject({ attribute: 'Contract', verdict: 'above' });
      expect(rows.filter((row) => row.verdict === 'same').map((row) => row.attribute)).toEqual([
        'PhoneService',
        'PhoneService',
        '(gender)',
        '(gender)',
      ]);
      expect(findings.filter(({ rule }) => rule === 'more').map(({ attribute }) => attribute)).toEqual([
        'Contract',
        'PaymentMethod',
      ]);
    },
  );
});
