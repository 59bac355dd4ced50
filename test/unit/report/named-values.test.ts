import { describe, expect, test } from 'vitest';
import { keepNames, markOf, nameMarks, withValues } from '../../../src/report/named-values.ts';
import { escapeMarkdown } from '../../../src/report/markdown.ts';

const march = new Map([
  ['rfm.top-1.share:percent', '63.4 %'],
  ['rfm.top-1.count', '63'],
  ['gaps.late-2.channel', 'app_store'],
]);
const april = new Map([...march, ['rfm.top-1.share:percent', '58.1 %'], ['rfm.top-1.count', '41']]);
const kept = 'The top {{rfm.top-1.count}} hold **{{rfm.top-1.share:percent}}** in {{gaps.late-2.channel}}.';

describe('a text around named values', () => {
  test('says them as of now, and nothing of those that are gone', () => {
    expect(withValues(kept, march)).toBe('The top 63 hold **63.4 %** in app_store.');
    expect(withValues(kept, april)).toBe('The top 41 hold **58.1 %** in app_store.');
    expect(withValues(kept, new Map())).toBe('The top … hold **…** in ….');
  });

  test('keeps them through an edit, where they still stand', () => {
    const shown = withValues(kept, march, escapeMarkdown);
    const edited = shown.replace('The top', 'Our 63 best, the top').replace('.', '. Call 5 of them');
    const again = keepNames(kept, edited, march, escapeMarkdown);
    expect(again).not.toMatch(/63\.4/);
    expect(withValues(again, march, escapeMarkdown)).toBe(edited);
    expect(again).toContain('Call 5 of them');
  });

  test('a value that was moved is known again; one that was struck out is gone', () => {
    const edited = 'In app_store they hold 63.4 %.';
    expect(keepNames(kept, edited, march)).toBe(
      'In {{gaps.late-2.channel}} they hold {{rfm.top-1.share:percent}}.',
    );
  });

  test('a part of a longer number is none of them', () => {
    const one = new Map([['a.b.n', '63']]);
    expect(keepNames('{{a.b.n}}', '163 and 63.4 and 1,63 and 63x and 63.', one)).toBe(
      '163 and 63.4 and 1,63 and 63x and {{a.b.n}}.',
    );
  });

  test('marks come through Markdown whole', () => {
    expect(nameMarks(escapeMarkdown(`_ ${markOf('late_orders.rule-1.share_of')}`))).toBe(
      '\\_ {{late_orders.rule-1.share_of}}',
    );
  });
});
