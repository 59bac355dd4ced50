import type { RuleState } from '../entity/cleaning-rules.ts';
import type { Lang } from '../i18n/text.ts';

/**
 * A rule's settings as they are shown, and kept once they are used: a default that is a word stands in the reader's
 * language, one that was typed stays as it is.
 */
export const paramsIn = (
  { rule, params }: Pick<RuleState, 'rule' | 'params'>,
  lang: Lang,
): RuleState['params'] => ({
  ...params,
  ...Object.fromEntries(
    rule.params.flatMap((param) =>
      param.kind === 'text' && param.words && params[param.id] === param.default
        ? [[param.id, param.words[lang]]]
        : [],
    ),
  ),
});
