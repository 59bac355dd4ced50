import type { ExpectedSource } from '../../entity/source.ts';
import type { ProposedColumn } from './column-facts.ts';
import { proposeSource } from './detect.ts';
import { matchExpected } from './expected.ts';
import type { LookupTable } from './lookup-tables.ts';

/** What a list with customers, days and amounts is, if no list of sales: beside one, its amounts would be sales too. */
export type NoSale = 'payments' | 'returns' | 'offers' | 'purchases';

/** A table that is no source beside others: what it is, and the names of the tables whose sales it would add to. */
export interface BesideSales {
  table: number;
  is: NoSale;
  sales: string[];
}

/**
 * Words that say so of a file or sheet, and words beside them with which they say something else. What was paid to
 * suppliers (付款单 in books) goes before what customers paid.
 */
const NAMES: readonly (readonly [NoSale, RegExp, RegExp?])[] = [
  [
    'purchases',
    /采购|进货|进仓|入库|供应商|付款单|(?:^|[^a-z])(?:purchase[\s_.-]?orders?|procurement|vendors?|suppliers?|goods[\s_.-]?receipts?)(?![a-z])/,
    /客户采购|(?:^|[^a-z])customers?(?![a-z])/,
  ],
  [
    'payments',
    /收款|回款|到账|来款|缴款|入金|付款(?:记录|明细|流水|台账|汇总|登记)|支付(?:单|记录|流水)|缴费(?:单|记录|明细|流水)|(?:^|[^a-z])(?:payments?|remittances?|(?:cash|customer)[\s_.-]?receipts?|collections|zahlungen|zahlungseing[aä]nge?|paiements?|encaissements?|pagos?|cobros?|pagamentos?|pagamenti|recebimentos?|incassi)(?![a-z])/,
    /未(?:收|回|付)款|应收/,
  ],
  [
    'returns',
    /退货|退款|退单|销退|返品|(?:^|[^a-z])(?:refunds?|returns?|returned|credit[\s_.-]?(?:notes?|memos?)|rmas?|chargebacks?|gutschriften?|retouren?|stornos?|remboursements?|avoirs?|devoluciones|reembolsos?|devolu[cç][oõ]es|resi)(?![a-z])/,
    /销售(?!退)|订单(?!退)|出库|含退|(?:^|[^a-z])(?:sales|orders?|and|with|incl|including|net|no|non)(?![a-z])/,
  ],
  [
    'offers',
    /报价|询价|估价|見積|(?:^|[^a-z])(?:quotes?|quotations?|estimates?|proposals?|angebote?|devis|presupuestos?|cotizaciones|or[cç]amentos?|preventivi)(?![a-z])/,
  ],
];

/** Columns of money that came in for sales made before. */
const RECEIVED =
  /^(?:本次|实际|累计|已)?(?:收款|回款|到账|来款|入账)(?:金额|总额|额)?(?:[（(].*)?$|^amount[\s_]?(?:received|applied)$|^(?:received|applied)[\s_]?amount$/i;

/** What is sold is said by sales, not by what was paid for them, which may be described. */
const GOODS = ['product', 'category', 'quantity', 'unit_price'];
const DESCRIBES = /desc|memo|note|remark|说明|描述|备注|摘要|用途/i;

/** What a name says of rows with amounts, if not that they are sales; null where nothing. */
export function noSaleByName(name: string): NoSale | null {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/([a-z])(?=\d)|(\d)(?=[a-z])/g, '$& ')
    .replace(/_/g, ' ');
  const found = NAMES.find(([, says, unless]) => says.test(plain) && !unless?.test(plain));
  return found?.[0] ?? null;
}

/** Whether most of a column's values are below zero: they come off by themselves. */
const comesOff = (column: ProposedColumn | undefined): boolean => {
  const values = column?.examples ?? [];
  return values.filter((value) => /^\s*[-−(（]/.test(value)).length > values.length / 2;
};

/** What a table is by itself. */
interface Judged {
  /** Taken for orders. */
  orders: boolean;
  /** With amounts of its own. */
  worth: boolean;
  goods: boolean;
  received: boolean;
  off: boolean;
}

function judged(table: LookupTable): Judged {
  const { entity, roles } = proposeSource({ name: table.name, columns: [...table.columns] });
  const columnOf = (role: string) => roles.find((one) => one.role === role)?.column ?? undefined;
  const amount = columnOf('amount');
  return {
    orders: entity === 'orders',
    worth: Boolean(amount ?? columnOf('unit_price')),
    goods: GOODS.some((role) => columnOf(role) && !DESCRIBES.test(columnOf(role)!)),
    received: RECEIVED.test(amount?.trim() ?? ''),
    off: comesOff(table.columns.find(({ name }) => name === amount)),
  };
}

/** By the columns: it is asked at each file that comes. */
const known = new WeakMap<LookupTable['columns'], { name: string; told: Judged }>();

function told(table: LookupTable): Judged {
  let own = known.get(table.columns);
  if (own?.name !== table.name) {
    own = { name: table.name, told: judged(table) };
    known.set(table.columns, own);
  }
  return own.told;
}

/** Of a workbook's sheet, or a member of an archive, what comes before its own name. */
const stemOf = (name: string): string => name.slice(0, name.lastIndexOf('_') + 1);

/** What a table is called: by its sheet, where sheets of a workbook say what they are, else with all of its name. */
function calledBy(name: string, all: readonly string[]): NoSale | null {
  const stem = stemOf(name);
  const sheet = (other: string) => noSaleByName(other.slice(stem.length));
  const sheets = all.filter((other) => stem !== '' && stemOf(other) === stem);
  return sheets.some((other) => sheet(other) !== null) ? sheet(name) : noSaleByName(name);
}

function noSaleOf(table: LookupTable, all: readonly string[]): NoSale | null {
  const { orders, goods, received, off } = told(table);
  if (!orders) return null;
  const called = calledBy(table.name, all) ?? (received ? 'payments' : null);
  return (called === 'payments' && goods) || (called === 'returns' && off) ? null : called;
}

/**
 * The tables that would count as sales and are none, where sales stand beside them: what was paid for those, what came
 * back of them, what was offered, what was bought in. Known by what they are called, or by a column of money received.
 * `standing` are names of sources of orders that are there already.
 */
export function besideSales(tables: readonly LookupTable[], standing: readonly string[] = []): BesideSales[] {
  if (tables.length + standing.length < 2) return [];
  const names = tables.map(({ name }) => name);
  const found = tables.map((table) => ({ table, is: noSaleOf(table, names) }));
  if (found.every(({ is }) => is === null)) return [];
  const sales = [
    ...found.flatMap(({ table, is }) =>
      is === null && told(table).orders && told(table).worth ? [table.name] : [],
    ),
    ...standing.filter((name) => calledBy(name, standing) === null),
  ];
  if (sales.length === 0) return [];
  return found.flatMap(({ is }, table) => (is === null ? [] : [{ table, is, sales: [...new Set(sales)] }]));
}

/** Whether a notebook has rows as these, which are no sales of their own, among its sources all the same. */
export function isExpected(
  is: NoSale,
  { name, columns }: { name: string; columns: readonly { name: string }[] },
  expected: readonly ExpectedSource[],
): boolean {
  const names = expected.map((source) => source.name);
  const like = expected.filter((source) => calledBy(source.name, names) === is);
  return (
    matchExpected(
      name,
      columns.map((column) => column.name),
      like,
    ) !== null
  );
}
