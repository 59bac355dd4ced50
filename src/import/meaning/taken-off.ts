import type { ColumnFacts, ProposedColumn } from './column-facts.ts';

const RATE =
  /^(?:line |item |product )?disc(?:ount)?(?: ?(?:rate|percent(?:age)?|pct|%|\(%\)))?$|^rabatt(?:satz)?(?: ?%)?$|^remise(?: ?%)?$|^折扣率[（(]?[%％]/i;
/** Whether a column says which share of the price is taken off: fractions of one, or hundredths where it is called so. */
export function isRate(column: string, { numeric, numbers, fractional }: ColumnFacts): boolean {
  if (!numeric || numbers.length === 0) return false;
  const name = column
    .trim()
    .replace(/[\s_-]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');
  const most = /%|％|percent|pct/i.test(name) ? 100 : fractional ? 1 : 0;
  return RATE.test(name) && numbers.some((n) => n > 0) && numbers.every((n) => n >= 0 && n <= most);
}

/** A price as it is marked, before anything is given off. */
const LISTED =
  /原价|标价|吊牌|牌价|定价|门市价|划线价|零售价|折前|(?:优惠|折扣)前|\b(?:list|original|regular|full|marked|rack|catalogu?e|gross|msrp|rrp)\b|before discount|undiscounted|listenpreis|brutto(?:preis)?$|prix (?:catalogue|public)|precio de lista|pre[çc]o (?:de )?tabela|listino/i;
/** Money that is given off a price, by its whole name. */
const GIVEN_OFF =
  /^(?:整单|订单|商品|会员|店铺|平台|门店|本单|单笔)?(?:优惠|折扣|减免|立减|让利|抹零)(?:总?金?额|总计|合计)$|^(?:优惠|减免|立减|让利|抹零)$|^(?:(?:total|line ?item|line|item|order|product) )?discounts?(?: ?(?:amount|amt|value|total|given|applied))?$|^rabatt(?:betrag)?$|^nachlass$|^remise$|^descuento$|^desconto$|^sconto$/i;

/**
 * The column of money that is still to be taken off the amount: of a price as it is marked, or of what price and
 * quantity come to. Null where the amount is what was paid anyway.
 */
export function discountOf(
  columns: readonly ProposedColumn[],
  facts: ReadonlyMap<string, ColumnFacts>,
  taken: ReadonlyMap<string, { column: string }>,
  used: ReadonlySet<string>,
): string | null {
  const amount = taken.get('amount')?.column;
  const price = amount ?? taken.get('unit_price')?.column;
  if (price === undefined || taken.has('discount_rate')) return null;
  if (amount === undefined ? !taken.has('quantity') : !LISTED.test(plainName(amount))) return null;
  const most = Math.max(...facts.get(price)!.numbers, 0);
  const fits = ({ name }: ProposedColumn) => {
    const { numeric, numbers } = facts.get(name)!;
    // A share of one is a rate, and what is more than any price is none of its parts.
    const within = numbers.length > 0 && numbers.every((n) => Math.abs(n) <= most);
    const alike = numbers.every((n) => n >= 0) || numbers.every((n) => n <= 0);
    const sums = within && alike && numbers.some((n) => Math.abs(n) > 1);
    return !used.has(name) && numeric && sums && GIVEN_OFF.test(plainName(name));
  };
  return columns.find(fits)?.name ?? null;
}

/** A name without the unit in brackets, its words apart. */
const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[(（[【].*$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[\s_-]+/g, ' ')
    .trim();
