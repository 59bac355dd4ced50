import { fill } from '../fill.ts';
import type { Lang, Text } from '../text.ts';
import { chartFaults } from './chart.ts';
import { cliFaults } from './cli.ts';
import { disclosureFaults } from './disclosure.ts';
import { engineFaults } from './engine.ts';
import { fileFaults } from './files.ts';
import { mappingFaults } from './mapping.ts';
import { modelFaults } from './model.ts';
import { notebookFaults } from './notebook.ts';
import { packageFaults } from './package.ts';
import { runFaults } from './run.ts';
import { templateFaults } from './template.ts';

const faultTexts = {
  ...chartFaults,
  ...cliFaults,
  ...disclosureFaults,
  ...engineFaults,
  ...fileFaults,
  ...mappingFaults,
  ...modelFaults,
  ...notebookFaults,
  ...packageFaults,
  ...runFaults,
  ...templateFaults,
} satisfies Record<string, Text>;

/** Every code a fault can have: the keys of the sentences, so that a code without a sentence does not compile. */
export type FaultCode = keyof typeof faultTexts;

/** Whether a code from outside (a kept run, a newer version) is one that this version has a sentence for. */
export const isFaultCode = (code: string): code is FaultCode => Object.hasOwn(faultTexts, code);

/** Said of a code that came from outside and has no sentence; it helps whoever is asked about it. */
const unknown: Text = {
  zh: '出了意外的问题（{code}）。其他内容不受影响，可重试。',
  en: 'Something unexpected went wrong ({code}). Nothing else is affected; you can try again.',
};

/** What a sentence needs to know of a fault. */
interface SaidFault {
  code: FaultCode;
  values?: Record<string, string | number>;
  line?: number;
  column?: number;
}

/** The sentence a person reads for a fault; `{line}` and `{column}` are its place, numbers are grouped. */
export function faultText(fault: SaidFault, lang: Lang): string {
  const { code, line, column } = fault;
  const values: Record<string, string | number | undefined> = { line, column, ...fault.values };
  const shown = Object.entries(values).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name, typeof value === 'number' ? value.toLocaleString('en-GB') : value] as const],
  );
  return fill(isFaultCode(code) ? faultTexts[code] : unknown, lang, { code, ...Object.fromEntries(shown) });
}
