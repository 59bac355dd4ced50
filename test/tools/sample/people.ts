import type { Random } from './random.ts';

const SURNAMES =
  '王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu 朱zhu 高gao 林lin 何he 郭guo 马ma 罗luo 梁liang 宋song 郑zheng 谢xie 韩han 唐tang 冯feng 于yu 董dong 萧xiao 程cheng 曹cao 袁yuan 邓deng 许xu 傅fu 沈shen 曾zeng 彭peng 吕lv 苏su 卢lu 蒋jiang 蔡cai 贾jia 丁ding 魏wei 薛xue 叶ye 阎yan';
const GIVEN =
  '子涵zihan 雨桐yutong 思远siyuan 浩然haoran 欣怡xinyi 梓轩zixuan 佳宁jianing 明哲mingzhe 晓雯xiaowen 嘉豪jiahao 静怡jingyi 俊杰junjie 诗涵shihan 文博wenbo 若曦ruoxi 志强zhiqiang 丽娜lina 建国jianguo 海燕haiyan 伟wei 芳fang 敏min 磊lei 洋yang 婷ting 静jing 鹏peng 琳lin 涛tao 雪xue 宇航yuhang 可欣kexin 天佑tianyou 慧敏huimin 立群liqun 春梅chunmei 国栋guodong 书瑶shuyao 一凡yifan 安然anran';
const FIRST = [
  'Amelia',
  'Ben',
  'Chloe',
  'Daniel',
  'Ella',
  'Finn',
  'Grace',
  'Henry',
  'Isla',
  'Jack',
  'Kiran',
  'Leo',
  'Maya',
  'Nina',
  'Oscar',
  'Priya',
  'Quinn',
  'Rosa',
  'Sam',
  'Tara',
];
const LAST = [
  'Ashdown',
  'Birch',
  'Calder',
  'Dunmore',
  'Ellery',
  'Fairlie',
  'Garrow',
  'Hollis',
  'Ingram',
  'Jarrow',
  'Keswick',
  'Lorne',
  'Marlow',
  'Norwood',
  'Orford',
  'Penrose',
  'Rowan',
  'Selby',
  'Thorne',
  'Wyndham',
];

const split = (text: string): [string, string][] =>
  text.split(' ').map((t) => {
    const at = t.search(/[a-z]/);
    return [t.slice(0, at), t.slice(at)];
  });
const surnames = split(SURNAMES);
const givens = split(GIVEN);

export interface Person {
  name: string;
  /** The part before @ in an e-mail address, without a number. */
  mailbox: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Everybody whom `person` can draw in Chinese, with the name in Latin letters; two of one sound are told apart. */
export const eachPerson = (): { name: string; roman: string }[] =>
  surnames.flatMap(([surname, sound]) =>
    givens.map(([given, second]) => ({
      name: surname + given,
      roman: `${capital(surname === '许' ? 'hsu' : sound)} ${capital(second)}`,
    })),
  );

/** An invented person: a frequent surname with a frequent given name, or English for customers abroad. */
export function person(r: Random, abroad: boolean): Person {
  if (abroad) {
    const [first, last] = [r.pick(FIRST), r.pick(LAST)];
    return { name: `${first} ${last}`, mailbox: `${first}.${last}`.toLowerCase() };
  }
  const [surname, given] = [r.pick(surnames), r.pick(givens)];
  return { name: surname[0] + given[0], mailbox: `${surname[1]}.${given[1]}` };
}

const digits = (r: Random, n: number): string => Array.from({ length: n }, () => r.int(0, 9)).join('');

/** A number nobody has: mainland prefixes 161 and 169 are not assigned, 555-01xx is kept for fiction. */
export function phone(r: Random, abroad: boolean): string {
  if (abroad) return `+1 ${r.pick(['202', '312', '415', '604', '617'])}-555-01${digits(r, 2)}`;
  const [prefix, middle, last] = [r.pick(['161', '169']), digits(r, 4), digits(r, 4)];
  return r.chance(0.06) ? `${prefix}-${middle}-${last}` : prefix + middle + last;
}

const STREETS = ['拾光路', '梧桐里', '青禾街', '望山路', '白露巷', '云栖道', '槐序街', '知春里'];

/** A street address in an invented street. */
export function address(r: Random, city: string, abroad: boolean): string {
  return abroad
    ? `${r.int(1, 240)} Lantern Row, ${city}`
    : `${city}市${r.pick(STREETS)}${r.int(1, 320)}号${r.chance(0.6) ? `${r.int(1, 28)}0${r.int(1, 6)}室` : ''}`;
}
