import { afterAll, beforeAll, expect, test } from 'vitest';
import { quoteText } from '../../../src/sql/quote.ts';
import { statusClass, statusClassSql, type StatusClass } from '../../../src/values/status.ts';
import { openNative, type Native } from '../support/native.ts';

let native: Native;
beforeAll(async () => void (native = await openNative()));
afterAll(() => native.close());

const KNOWN: Record<StatusClass, string> = {
  sale: `PURCHASED|Charged|Booked|Issued|Ticketed|In force|enrolled|已出票|已报名|已生效|已开票|在读|退房|已退房|En camino|Unterwegs|En livraison|Saiu para entrega|In Bearbeitung|Wird bearbeitet|Versandbereit|En cours de traitement|EN PRÉPARATION|Procesando|Em separação|Aguardando envio|In lavorazione|処理済|出荷済み|発送待ち|Fully Invoiced|Awaiting Pickup|Pre-order|Nicht versandt|SI|Inv|已审核|已审|收款|交易|Live|livemode|Production|Voltooid|Verzonden|Zrealizowane|Wysłane|Выполнен|Доставлен|배송완료|구매확정|결제완료|SentForSettle|Sale|Sales|Sales receipt|Invoice|Purchase|销售|销售单|零售|销售出库单|Verkauf|补发|Placed|Checked in|Ready for pickup|Backordered|Renewed|active|bezahlt|Livrée|発送済み|completed|Complete|paid|PAID|fulfilled|unfulfilled|shipped|Delivered|Closed won|closedwon|WAIT_SELLER_SEND_GOODS|TRADE_FINISHED
    |没有申请退款|无需退款|不涉及退款|退款不成功|无售后|无售后或售后取消|未退款|未取消|退款关闭|退款失败|退款取消|取消退款|拒绝退款|卖家拒绝退款|退款申请被驳回|买家已撤销退款申请|售后关闭
    |交易成功|已完成|已收货|待发货|已支付|支付成功|退货期已过|已过退货期|支持7天无理由退货|售后：无|退款关闭，交易成功|未發貨 無退款|部分发货
    |not returned|no refund|No refund requested|Not refunded|NotReturned|No returns or refunds|non-refundable|not yet cancelled|hasn't been returned
    |Return window closed|ReturnWindowClosed|Return period expired|Lost in transit|PAID, NOT REFUNDED|Completed; refund denied|Refund rejected|Refund request declined by seller|Refund failed|return cancelled
    |Cancellation declined|Eligible for return|returnable|Returning customer|Chargeback won|Canceled_Reversal|refund: none|wc-completed|Refund not required`,
  refund: `退课|已退课|退卡|退团|退保|退订|Te devolvimos el dinero|Zurückgesendet|RETOURNÉE|Estornado|Retoure|Retour|SC|Crd|Terugbetaald|Zwrócone|Возврат|반품완료|환불완료|chargedback|Credit Memo|Credit notes|销退|销售退货单|红字发票|冲销|退费|退票|Storno|Gutschrift|Rückgabe|售后完成|RTO|Remboursée|返金済み|refunded|Refunded|REFUND|已退款|退款成功|全额退款|仅退款 退款成功|退货退款|returned|Returned to sender|Shipped - Rejected by Buyer|Completed (refunded)|chargeback|Chargeback lost|reversed|已拒收
    |交易成功，退款成功|已发货，退款成功|未发货，退款成功|无需退货，已退款|Not returned, refunded|已退貨|已全额退款|对方已退还|wc-refunded|退款中|Fully refunded`,
  partial_refund: `Remboursée partiellement|Reembolsado parcialmente|Teilweise erstattet|一部返品|partiellement remboursée|partially_refunded|partially refunded|PartiallyRefunded|PARTIALLY_REFUNDED|Partial refund|partial-refund|Refunded (partial)|部分退款|已退部分款|已退款(￥5.00)|已部分退款|部分商品退款|部分退货|refunded partially`,
  cancelled: `Deleted|no_show|No-show|Not Attending|爽约|Geannuleerd|Anulowane|Отменён|Отменен|취소완료|SKIPPED|(删除)等待出库|已过期|incomplete_expired|Storniert|Annulée|キャンセル|cancelled|Canceled|CANCELED|voided|Void|已取消|交易关闭|订单关闭|未付款已关闭|已关闭|訂單關閉|已作廢 取消|交易关闭（无需退款）|Cancelled - no refund|Cancelled, not returned
    |Closed Lost|closedlost|Closed - Lost|Lost - price|Disqualified|战败|输单|TRADE_CLOSED|TRADE_CLOSED_BY_TAOBAO|Cancelled (refund failed)|超时关闭|expired|abandoned|wc-cancelled|Not paid, cancelled`,
  unpaid: `Nicht bezahlt|Non payée|Não pago|No pagado|In Wartestellung|En attente|En espera|Pendiente|Aguardando|In attesa|保留|holded|Held|wc-on-hold|Layby|On Account|Awaiting check payment|Offen|결제대기|입금 대기|미결제|partially_paid|Deposit paid|已付定金|部分支付|Invoice sent|unbezahlt|en attente de paiement|unpaid|Unpaid|pending|Pending payment|awaiting payment|authorized|Authorised|待付款|待支付|未付款|等待买家付款|尚未支付|WAIT_BUYER_PAY|NOTPAY|Payment pending|PAY_PENDING|支付超时|past_due|overdue|requires_payment_method|wc-pending|Not paid|requires_capture`,
  failed: `Erreur de paiement|Error de pago|Erro no pagamento|Échouée|Não autorizado|Rejeitado|fehlgeschlagen|failed|Failed|Payment failed|PaymentFailed|declined|支付失败|付款失败|交易失败|PAYERROR|Payment error|支付异常|Payment failed, no refund|wc-failed`,
  test: `Test|Sandbox|test|Test order|TEST_ORDER|测试订单|测试`,
  no_sale: `被合并|已被拆分|SR|SA|PI|BR|收款单|采购入库单|调拨单|Bill Payment (Check)|Journal Entry|Expense`,
  open: `未审|待审|未复核|Parked|SAVED|Quotation Sent|Entwurf|BROUILLON|Borrador|Rascunho|Devis envoyé|見積|Draft|checkout-draft|Submitted|Awaiting approval|Estimate|草稿|未审核|审核中|创建|Contract sent|contractsent|Appointment scheduled|appointmentscheduled|presentationscheduled|decisionmakerboughtin|Qualified to buy|Qualification|Prospecting|Negotiation/Review|Negotiation|Proposal/Price Quote
    |Needs Analysis|Value Proposition|Id. Decision Makers|Perception Analysis|初步接洽|需求分析|方案报价|商务谈判|谈判中|报价|意向客户|跟进中|合同审批`,
  unknown: `Transfer|CR|DR|Undelivered|A|1|状态甲|派送失败|Delivery failed|not completed|未完成|closed|换货|非测试订单|latest`,
};

const words = Object.entries(KNOWN).flatMap(([name, list]) =>
  list.split('|').map((text) => [text.trim(), name] as const),
);

test.each(words)('%s is %s', (text, name) => expect(statusClass(text)).toBe(name));

/** What an engine makes of each text. */
async function bySql(texts: readonly string[]): Promise<string[]> {
  const rows = await native.rows<{ c: string }>(
    `SELECT ${statusClassSql('t')} AS c FROM (VALUES ${texts.map((t, i) => `(${i}, ${quoteText(t)})`).join(', ')}) v(i, t) ORDER BY i`,
  );
  return rows.map(({ c }) => c);
}

test('the engine judges every known status, and any made of their pieces, as the page does', async () => {
  const pieces = [
    ...new Set(words.flatMap(([text]) => text.split(/(?<=[\s_,，()-])|(?<=\p{Script=Han}{2})/u))),
    ...['\t', '\n', '；', ' / ', 'İ', 'K', '\u00a0', 'ｒｅｆｕｎｄ', '（', '.', '0', 'No', '不'],
  ];
  let seed = 7;
  const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const made = Array.from({ length: 1500 }, () =>
    Array.from({ length: 1 + next(4) }, () => pieces[next(pieces.length)]!).join(['', ' ', '，'][next(3)]),
  );
  const texts = [...words.map(([text]) => text), ...made];
  const judged = await bySql(texts);
  const apart = texts.flatMap((text, i) =>
    judged[i] === statusClass(text) ? [] : [{ text, page: statusClass(text), engine: judged[i] }],
  );
  expect(apart).toEqual([]);
  // A test that every text falls into one class would say little.
  expect(new Set(judged).size).toBe(Object.keys(KNOWN).length);
});
