import { isCompany } from './patterns.ts';

const JAPANESE_SURNAMES =
  '佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|斉藤|清水|山崎|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|岡本|藤原|中野|三浦|原田|中川|松田|竹内|小野|田村|和田|中山|石田|上田|森田|酒井|工藤|横山|宮崎|宮本|内田|高木|安藤|谷口|大野|丸山|今井';
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
