import { JAPANESE_SURNAMES } from './finders-names.ts';
import { isCompany } from './patterns.ts';

const JAPANESE = new RegExp(`^(?:${JAPANESE_SURNAMES})[ 　]?[\\u3041-\\u30ff\\u3400-\\u9fff]{1,4}$`, 'u');
const KOREAN = /^[김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허남심노하곽성차주우구][가-힣]{2}$/u;
const VIETNAMESE =
  /^(?:Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý)(?: \p{Lu}\p{L}+){1,3}$/u;
const RUSSIAN =
  /^(?=.*(?:[оеё]в|[ыи]н|[оеё]ва|[ыи]на|[сц]кий|[сц]кая|енко|[юу]к|швили|дзе)(?: |$))[А-ЯЁ][а-яё-]+(?: (?:[А-ЯЁ][а-яё-]+|[А-ЯЁ]\.)){1,2}$/u;

/** Names by the family names or the endings of their country, each with the share of a column's values that must be so. */
const FORMS: readonly [RegExp, number][] = [
  [JAPANESE, 0.5],
  [KOREAN, 0.9],
  [VIETNAMESE, 0.8],
  [RUSSIAN, 0.8],
];

/** Whether a column's values are names of people in Japanese, Korean, Vietnamese or Russian. */
export const areNamesAbroad = (values: readonly string[]): boolean =>
  FORMS.some(([form, share]) => values.filter((value) => form.test(value)).length >= share * values.length);

/** Two to four words of a script without capitals: a name where the column holds customers. */
export const isNameWithoutCapitals = (value: string): boolean =>
  /^[\p{Lo}\p{M}]+(?: [\p{Lo}\p{M}]+){1,3}$/u.test(value) && !isCompany(value);
