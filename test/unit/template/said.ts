import type { GoalScope } from '../../../src/entity/scope.ts';
import { formatValue } from '../../../src/i18n/format.ts';
import type { Lang } from '../../../src/i18n/text.ts';
import { renderFinding } from '../../../src/template/findings.ts';
import { getTemplate } from '../../../src/template/registry.ts';
import type { ParamValues } from '../../../src/template/schema.ts';
import type { Native } from '../support/native.ts';
import { openCompany, type Company } from './scoped.ts';

/** How an analysis is asked: as of 2025-01-01, in English, with what it has by itself, unless said otherwise. */
export interface Asking {
  params?: ParamValues;
  goal?: Partial<GoalScope>;
  lang?: Lang;
}

/** What an analysis says of a company, rule by rule, in a language. */
export async function saidOf(
  db: Native,
  company: Company,
  id: string,
  { params = {}, goal = {}, lang = 'en' }: Asking = {},
): Promise<Record<string, string>> {
  const opened = await openCompany(company, db);
  const { findings } = await opened.run(id, params, { asOf: '2025-01-01', ...goal });
  const template = getTemplate(id)!;
  return Object.fromEntries(
    findings.map((row) => [
      String(row['rule']),
      renderFinding(
        template.findings[String(row['rule'])]!,
        row,
        lang,
        (value, format) => formatValue(value, format, { lang, currency: 'CNY', digits: 'sentence' }),
        template.codes,
      )
        .map(({ text }) => text)
        .join(''),
    ]),
  );
}
