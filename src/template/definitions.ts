import type { Lang, Text } from '../i18n/text.ts';
import { chosenOptions } from './params.ts';
import type { Definition, ParamValues, Template } from './schema.ts';

/** What the chosen options mean, those that have a definition. */
export function chosenDefinitions(
  template: Pick<Template, 'params'>,
  values: ParamValues,
): { label: Text; define: Definition }[] {
  return template.params.flatMap((param) =>
    chosenOptions(param, values).flatMap(({ label, define }) => (define ? [{ label, define }] : [])),
  );
}

/** The template's definition with those of its chosen options, in one text; formulas stand in the cell. */
export function definitionText(template: Template, values: ParamValues, lang: Lang): string {
  const chosen = chosenDefinitions(template, values).map(({ label, define }) =>
    lang === 'zh'
      ? `${label.zh}（${define.unit.zh}）：${define.text.zh}`
      : `${label.en} (${define.unit.en}): ${define.text.en}`,
  );
  return [...chosen, template.explanation.definition[lang]].join(lang === 'zh' ? '' : ' ');
}
