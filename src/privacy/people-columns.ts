import { FIRST_NAME } from './finders-abroad.ts';
import { nameHint } from './hints.ts';
import { isChineseName, isThing } from './patterns.ts';

const WESTERN = new RegExp(`^${FIRST_NAME} [A-Z][A-Za-z'’-]+$`);
/** Words that head columns and begin as Chinese names do. */
const HEADS =
  /^(?:金|高|方|程|周|任|万|文|段|白|钱|史|黄|江|严|路|余|石|许|何|陈列|于|范围|曾|付|夏|马|毛|龙|武|顾|韩|郑州|苏州|沈阳|谢|杜|计|项|时|单|解|成|应|包|常|安|平|明|施|管|经|关|相|莫|向|孔|尹|薛|田|叶|任务|林|宋|唐山|徐州|张数|张江|杨浦|罗湖)/;
/** Fewer may be words by chance. */
const SOME = 3;

const isPerson = (name: string): boolean =>
  WESTERN.test(name) ||
  (/^\p{Script=Han}{2,3}$/u.test(name) && isChineseName(name) && !isThing(name) && !HEADS.test(name));

/**
 * Columns that are called after people, as in a table with a column for each colleague or customer: one such name is
 * a word as often, several of a table are none.
 */
export function namesOfPeople(columns: readonly string[]): ReadonlySet<string> {
  const people = columns
    .map((name) => name.trim())
    .filter((name) => isPerson(name) && !nameHint(name).telling);
  return new Set(people.length >= SOME ? people : []);
}
