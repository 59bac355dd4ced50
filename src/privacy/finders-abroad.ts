import { HAN, W, W_, type Finder } from './finder.ts';

/** Identity numbers whose signs between, or whose order of letters and digits, no code of a shop has. */
const IDS = [
  // Korea, resident registration: a day of birth, then seven digits; with a day of these years it is an order's.
  '(?:[03-9][0-9]|1[0-5])(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])-[1-8][0-9]{6}',
  // Switzerland, old-age insurance.
  '756[.][0-9]{4}[.][0-9]{4}[.][0-9]{2}',
  // Italy, tax code; Mexico, population register; India, a person's account with the tax office.
  '[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]',
  '[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[0-9A-Z][0-9]',
  '[A-Z]{3}P[A-Z][0-9]{4}[A-Z]',
  // Spain, of foreigners and, with its dash, of citizens; what begins as a year is a day and a letter.
  '[XYZ]-?[0-9]{7}-?[A-Z]',
  '(?:[03-9][0-9]|1[0-8]|2[1-9])[0-9]{6}-[A-Z]',
  // United Kingdom, national insurance; France, social security; Russia, pension insurance.
  '[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] [0-9]{2} ?[0-9]{2} ?[0-9]{2} [A-D]',
  '[12] [0-9]{2} (?:0[1-9]|1[0-2]) [0-9]{2} [0-9]{3} [0-9]{3}(?: [0-9]{2})?',
  '[0-9]{3}-[0-9]{3}-[0-9]{3} [0-9]{2}',
].join('|');

/** Latin letters with their accents, as ranges: RE2 takes long to set up a class of all letters that is repeated. */
const CAPITAL = 'A-ZÀ-Ž';
const LETTER = 'A-Za-zÀ-ž';
const LATIN_WORD = `[${CAPITAL}][${LETTER}'’-]+`;
const KANA = '\u3041-\u30ff';

/** Streets as other countries write them, down to the house. */
const STREETS: readonly string[] = [
  // Germany: a street by where it lies and a house, then a postcode and its town.
  `(?:Am|An de[rn]|Auf de[rmn]|Im|Zu[mr]|Unter den|Hinter de[rmn]|Alte[rs]?|Neue[rs]?) [${CAPITAL}][${LETTER} .'-]{3,30} [0-9]{1,4} ?[a-z]?, ?(?:[A-Z]{1,2}-)?[0-9]{5} [${CAPITAL}][${LETTER}]+`,
  `(?:C/|Avda?[.]|Av[.]|Pza[.]|Plaza|Paseo|Rua|Travessa|Alameda|Via|Corso|Largo|ul[.]) ?(?:d(?:[aeo]s?|el|e la) )?[${CAPITAL}][${LETTER} .'-]{2,30},? (?:n[.º°]{0,2} ?)?[0-9]{1,5}`,
  `[A-Z][a-z]+(?:straat|gracht|laan|kade|dijk|plein|singel) [0-9]{1,4}`,
  `(?:ул[.]|улица|пр-т|проспект|просп[.]|пер[.]|переулок|наб[.]|шоссе|бульвар) ?[А-ЯЁ][а-яё-]+(?: [А-ЯЁа-яё-]+)?,? ?(?:д[.]|дом)? ?[0-9]{1,4}`,
  `[А-ЯЁ][а-яё-]+ (?:улица|проспект|переулок|шоссе|бульвар),? ?(?:д[.]|дом)? ?[0-9]{1,4}`,
  `${LATIN_WORD}(?: ${LATIN_WORD})? (?:Cad[.]|Caddesi|Sok[.]|Sokak|Sokağı|Mah[.]|Mahallesi|Bulvarı)(?: No)?[ :.]{0,2}[0-9]{1,4}`,
  `[가-힣]{1,5}[시도군구] [가-힣0-9]{1,8}(?:로|길|동|읍|면|리) ?[0-9]{1,4}(?:-[0-9]{1,4})?`,
  `[${HAN}]{2,3}[都道府県][${HAN}${KANA}]{1,10}[市区町村郡][${HAN}${KANA}]{0,12}[0-9]{1,4}(?:(?:丁目|番地?|号|-)[0-9]{0,4}){0,3}`,
  `[0-9]{1,5} (?:[A-Z][a-z]+ ){1,3}(?:Pkwy|Parkway|Way|Terrace|Highway|Hwy)`,
  `[0-9]{1,4} (?:bis|ter),? (?:rue|quai|avenue|allée|boulevard) [${LETTER}' -]{3,30}`,
];

/** First names by which a name is told from other words in capitals, where somebody is to be reached. */
export const FIRST_NAME =
  '(?:James|John|Robert|Michael|William|David|Richard|Joseph|Thomas|Charles|Daniel|Matthew|Anthony|Mark|Paul|Steven|Andrew|Kevin|Brian|George|Edward|Peter|Jason|Ryan|Jacob|Eric|Adam|Simon|Mary|Patricia|Jennifer|Linda|Elizabeth|Barbara|Susan|Jessica|Sarah|Karen|Lisa|Nancy|Sandra|Ashley|Emily|Kimberly|Margaret|Michelle|Amanda|Laura|Rebecca|Anna|Jane|Julia|Emma|Maria|Jose|Carlos|Juan|Ana|Hans|Peter|Klaus|Sabine|Pierre|Jean|Marie|Ahmed|Mohammed|Fatima|Wei|Ming|Xiao)';

/** What is personal in texts of other countries, as `FINDERS`. */
export const FINDERS_ABROAD: readonly Finder[] = [
  { kind: 'id_number', pattern: `${W}(?:${IDS})${W_}`, twice: true },
  {
    kind: 'account',
    pattern: `${W}eyJ[A-Za-z0-9_-]{8,}[.]eyJ[A-Za-z0-9_-]{4,}(?:[.][A-Za-z0-9_-]*)?($|[^A-Za-z0-9_.-])`,
  },
  {
    kind: 'account',
    pattern: `((?:^|[^A-Za-z])(?:telegram|tg|line id|skype|viber|discord|snapchat)(?: ?[:：] ?| )@?)[A-Za-z][A-Za-z.]{0,20}[0-9_.][A-Za-z0-9_.]{1,24}($|[^A-Za-z0-9_.])`,
    anyCase: true,
  },
  {
    kind: 'email',
    pattern: `${W}[A-Za-z0-9.]{2,40}_at_[A-Za-z0-9-]+[._](?:com|net|org|cn|edu|io|co|de|fr|uk|jp|hk|tw)${W_}`,
    anyCase: true,
  },
  {
    kind: 'device',
    pattern: `${W}[0-9A-Fa-f]{4}[.][0-9A-Fa-f]{4}[.][0-9A-Fa-f]{4}($|[^0-9A-Za-z.])`,
  },
  {
    kind: 'location',
    pattern: '(POINT ?Z? ?[(] ?)-?[0-9]{1,3}[.][0-9]{2,} +-?[0-9]{1,3}[.][0-9]{2,}($|[^0-9])',
    anyCase: true,
  },
  {
    kind: 'location',
    pattern: '(^|[^0-9.-])-?[0-9]{1,3}[.][0-9]{4,} -?[0-9]{1,3}[.][0-9]{4,}($|[^0-9.])',
  },
  { kind: 'location', pattern: `${W}[23456789CFGHJMPQRVWX]{8}[+][23456789CFGHJMPQRVWX]{2,3}${W_}` },
  {
    kind: 'location',
    pattern: `${W}[NS] ?[0-9]{1,3}[.][0-9]{2,} ?°?[, ]{1,2}[EW] ?[0-9]{1,3}[.][0-9]{2,}($|[^0-9])`,
  },
  {
    kind: 'account',
    pattern: `((?:^|[^0-9A-Za-z])(?:v：|(?:ig|fb)[:：]) ?@?)[A-Za-z][A-Za-z0-9_.-]{5,24}($|[^A-Za-z0-9_.-])`,
    anyCase: true,
  },
  {
    kind: 'account',
    pattern: `((?:➕ ?v|加微|企微)[:： ]{0,2})[A-Za-z][A-Za-z0-9_-]{5,19}($|[^A-Za-z0-9_-])`,
    anyCase: true,
  },
  {
    kind: 'account',
    pattern: `((?:(?:^|[^0-9A-Za-z/])[+➕] ?v[:： ]|v ?[❤♥]|[薇威徽] ?[❤♥:：])[:： ]?)[A-Za-z][A-Za-z0-9_-]{5,19}($|[^A-Za-z0-9_-])`,
    anyCase: true,
  },
  {
    kind: 'account',
    pattern: `((?:钉钉|飞书|企业微信|小红书|抖音|快手|b站|陌陌)(?:id|号|账号)[ ]?[:：是为]? ?)[A-Za-z0-9_][A-Za-z0-9_.-]{3,29}($|[^A-Za-z0-9_.-])`,
    anyCase: true,
  },
  { kind: 'device', pattern: '(设备(?:号|码|编号)?[:： ]{0,2})[0-9]{14,16}($|[^0-9])' },
  // Names of users in folders of a machine, and in addresses of pages where a number ends them.
  {
    kind: 'account',
    pattern: '((?:[/\\\\]Users|/home)[/\\\\])[^/\\\\ \\t\\r\\n"\']+($|[/\\\\ \\t\\r\\n"\'])',
  },
  {
    kind: 'account',
    pattern:
      '(/(?:u|users?|profiles?|members?|people|space)/)[A-Za-z][A-Za-z._-]+[0-9]{2,}[A-Za-z0-9._-]*($|[^A-Za-z0-9._-])',
  },
  // The end of a number by which somebody shows who he is.
  {
    kind: 'phone',
    pattern: '((?:尾号|后(?:四|4|六|6)位)[是为:： ]{0,2})[0-9]{4,6}($|[^0-9])',
  },
  {
    kind: 'bank_card',
    pattern:
      '((?:^|[^a-z])(?:ending in|last (?:four|4)(?: digits)?(?: of(?: the)? card)?(?: is| are)?:?) )[0-9]{4}($|[^0-9])',
    anyCase: true,
  },
  // What lets in whoever has it.
  {
    kind: 'account',
    pattern: `((?:password|passwd|pwd|passcode|密码|口令) ?[:：=] ?)[^ ,;，。；\\[\\r\\n]{4,40}($|[ ,;，。；\\r\\n])`,
    anyCase: true,
  },
  {
    kind: 'account',
    pattern: `((?:验证码|校验码|动态码|verification code|\\botp)(?: ?[:：是为]| is)? ?)[0-9]{4,8}($|[^0-9])`,
    anyCase: true,
  },
  {
    kind: 'birth_date',
    pattern: '(^|[^0-9])(?:19|20)?[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?( ?出生)',
  },
  {
    kind: 'birth_date',
    pattern: '(^|[^0-9])(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?( ?生(?:人|$|[，,。;；、 ]))',
  },
  {
    kind: 'address',
    pattern: '(^|[^0-9])[0-9]{1,3}(?:号楼|栋|幢|座)[0-9]{1,2}单元[0-9]{2,4}室?($|[^0-9])',
  },
  {
    kind: 'address',
    pattern: '(^|[^0-9])[0-9]{1,3}(?:号楼|栋|幢)[0-9]{3,4}(?:室|房)?($|[^0-9])',
  },
  {
    kind: 'address',
    pattern: '((?:住|送到?|放到?|门牌|房号)[在:： ]{0,2})[0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4}($|[^0-9-])',
  },
  { kind: 'address', pattern: '(〒 ?)[0-9]{3}-[0-9]{4}[^,，。\\[\\r\\n]{0,40}($|[,，。\\r\\n])' },
  ...STREETS.map((street): Finder => ({
    kind: 'address',
    pattern: `(^|[^${LETTER}0-9])(?:${street})($|[^0-9A-Za-z])`,
  })),
  {
    kind: 'name',
    pattern: `((?:^|[^A-Za-z])(?:[Cc]all(?:ed)?|[Aa]sk(?:ed)? for|[Tt]o|[Ff]or|[Bb]y|[Pp]er|[Ww]ith|[Mm]et|[Tt]old|[Ss]ee|[Ee]mailed|[Cc]ontacted):? )${FIRST_NAME} [A-Z][a-z'-]+($|[^A-Za-z])`,
  },
  {
    kind: 'name',
    pattern: `((?:氏名|お名前|이름|성명|ФИО|Имя(?: клиента)?|Họ tên|ชื่อ|الاسم) ?[:：] ?)[^,;，。；\\[\\r\\n]{2,40}($|[,;，。；\\r\\n])`,
  },
  {
    kind: 'name',
    pattern:
      '(^|[^А-Яа-яЁё])(?:[А-ЯЁ][а-яё-]+ )?[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:ович|евич|ьич|овна|евна|ична)(?: [А-ЯЁ][а-яё-]+)?($|[^А-Яа-яЁё])',
    sure: true,
  },
];

/** Stands wherever one of them could find something, as `LIKELY`. */
export const LIKELY_ABROAD = [
  '[A-Z]{5}[0-9]{4}[A-Z]|[A-Z]{6}[0-9]{2}[A-Z]|[A-Z]{4}[0-9]{6}[HM]|[XYZ]-?[0-9]{7}-?[A-Z]|[0-9]{8}-[A-Z]|[A-Z]{2} [0-9]{2} ?[0-9]{2} ?[0-9]{2} [A-D]',
  'eyJ|telegram|tg |skype|viber|discord|snapchat|_at_|[0-9A-F]{4}[.][0-9A-F]{4}[.]|point ?z? ?[(]|[2-9CFGHJMPQRVWX]{8}[+]',
  '[0-9] ?[A-Z]?, ?(?:[A-Z]{1,2}-)?[0-9]{5} ',
  'C/|Avda|Av[.]|Pza|Plaza |Paseo |Rua |Travessa |Alameda |Via |Corso |Largo |ul[.]|(?:straat|gracht|laan|kade|dijk|plein|singel) [0-9]',
  'ул[.]|улица|пр-т|просп|пер[.]|переулок|наб[.]|шоссе|бульвар|Cad[.]|Caddesi|Sok[.a]|Mah[.a]|Bulvar',
  '[시도군구] [가-힣0-9]|[都道府県]|[0-9] (?:bis|ter),? ',
  '[NS] ?[0-9]{1,3}[.][0-9]|v：|(?:ig|fb)[:：]|➕|加微|企微|password|passwd|pwd|passcode|密码|口令|验证码|校验码|动态码|verification|otp|[0-9]年[0-9]|单元[0-9]|〒',
  `(?:call|called|ask(?:ed)? for|to|for|by|per|with|met|told|see|emailed|contacted):? ${FIRST_NAME} `,
  'users[/\\\\]|home[/\\\\]|/(?:u|users?|profiles?|members?|people|space)/',
  '[栋幢楼][0-9]|-[0-9]{1,2}-[0-9]{3}|[+➕] ?v|[❤♥]|[薇威徽] ?[:：]|钉钉|飞书|企业微信|b站|陌陌|设备|尾号|后[四4六6]位|ending in|last (?:four|4)|[0-9日] ?生',
  '氏名|お名前|이름|성명|ФИО|Имя|Họ tên|ชื่อ|الاسم|вич|вна|чна',
].join('|');
