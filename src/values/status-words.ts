/**
 * Words of order, payment, after-sales and deal statuses, as patterns over a text in the form of `status.ts`:
 * lower case, simplified characters, camel humps and underscores as spaces, `;` between clauses.
 * Only what the browser's expressions and RE2 read alike: no looking around, no class but written out.
 */

/** What a status says of a sale. */
export type StatusClass =
  | 'test'
  | 'cancelled'
  | 'refund'
  | 'failed'
  | 'no_sale'
  | 'open'
  | 'unpaid'
  | 'partial_refund'
  | 'sale'
  | 'unknown';

/** From the worst to the best for a sale: of several columns that speak of one order the worst that is true counts. */
export const WORST_FIRST: readonly StatusClass[] = [
  'test',
  'cancelled',
  'refund',
  'failed',
  'no_sale',
  'open',
  'unpaid',
  'partial_refund',
  'sale',
  'unknown',
];

const any = (...words: string[]): string => `(?:${words.join('|')})`;

const UNDO_ZH = any(
  '退货退款',
  '退款退货',
  '退换货?',
  '退款',
  '退货',
  '退单',
  '退回',
  '退',
  '售后',
  '取消',
  '作废',
  '撤销',
  '撤单',
  '关闭',
  '拒收',
  '拒付',
  '失败',
  '维权',
);
const BACK_ZH = any('退货退款', '退款退货', '退换货?', '退款', '退货', '退单', '售后', '维权');
const FILL_ZH = any(
  '任何',
  '涉及',
  '申请',
  '发起',
  '提交',
  '发生',
  '进行',
  '产生',
  '需要',
  '办理',
  '处理',
  '买家',
  '卖家',
  '商家',
  '用户',
  '客户',
  '全部',
  '全额',
  '被',
  '要',
  '过',
  '有',
  '在',
);
const NOT_ZH = any('没有?', '未', '无[需须]?', '不[需必用可能予]?', '不支持', '非', '免');
const REFUSED_ZH = any(
  '失败',
  '关闭',
  '取消',
  '撤销',
  '撤回',
  '终止',
  '拒绝',
  '驳回',
  '被拒',
  '[未不]通过',
  '[未不]成功',
  '中止',
  '未申请',
  '未发起',
  '过期',
  '超时',
  '超期',
);
const PART_ZH = any(
  '申请',
  '请求',
  '流程',
  '状态',
  '单',
  '[被已中：:]',
  '买家',
  '卖家',
  '商家',
  '用户',
  '系统',
  '平台',
);

const UNDO_EN = any(
  'refund[a-z]*',
  'return[a-z]*',
  'cancel[a-z]*',
  'void[a-z]*',
  'charge ?back[a-z]*',
  'disput[a-z]*',
  'revers[a-z]*',
  'revok[a-z]*',
  'reject[a-z]*',
  'declin[a-z]*',
  'fail[a-z]*',
  'after ?sales?',
);
const FILL_EN = any(
  'yet',
  'been',
  'be',
  'a',
  'an',
  'any',
  'to',
  'is',
  'was',
  'were',
  'has',
  'have',
  'currently',
  'longer',
  'applicable',
  'eligible',
  'for',
  'active',
  'open',
  'pending',
  'partial',
  'full',
  'fully',
  'request[a-z]*',
  'require[a-z]*',
  'payment',
  'order',
  'the',
);
const BACK_EN = any(
  'refunds?',
  'returns?',
  'cancell?ation',
  'cancel',
  'charge ?back',
  'dispute',
  'reversal',
  'rma',
  'after ?sales?',
);
const PART_EN = any(
  'requests?',
  'claim',
  'application',
  'case',
  'order',
  'status',
  'was',
  'is',
  'has',
  'been',
  'automatically',
  'by',
  'the',
  'seller',
  'buyer',
  'merchant',
  'customer',
  'bank',
  'shop',
);
const REFUSED_EN = any(
  'reject[a-z]*',
  'declined',
  'denied',
  'refused',
  'failed',
  'failure',
  'cancell?ed',
  'closed',
  'withdrawn',
  'expired',
  'disapproved',
  'unsuccessful',
  'dismissed',
  'aborted',
  'abandoned',
  'won',
  'revers[a-z]*',
  'ineligible',
  '(?:not|never) [a-z]+',
);

/** What speaks of money or goods that go back, be it to deny it. */
export const UNDOING = `${BACK_ZH}|拒收|拒付|退|\\b(?:refund|return|charge ?back|disput|revers|after ?sales?)`;

/** What says that an undoing did not happen, was refused or is merely possible. Such a span is left out of what is judged. */
export const STANDING = [
  // 没有申请退款, 无需退款, 未取消; 无售后 或 售后取消
  `${NOT_ZH}${FILL_ZH}*${UNDO_ZH}(?:(?:和|或|及|与|/)(?:${BACK_ZH}${PART_ZH}*${REFUSED_ZH}|${UNDO_ZH}))*(?:申请|服务|记录|请求)*`,
  // 已过退货期, 退货窗口关闭, 支持7天无理由退货
  `(?:已?过了?|超过|超出)${BACK_ZH}(?:有效)?(?:期限?|时限|窗口|时间)`,
  `${BACK_ZH}(?:有效)?(?:期|时限|窗口|通道|入口)[^;/ ]*`,
  `(?:支持|可以?|允许|能)?(?:申请)?(?:[0-9]+天|七天|十五天|三十天)?(?:无理由|随时|可申请)(?:退款|退换货?|退货|退)`,
  `(?:支持|可|可以|允许)(?:申请)?(?:全额)?(?:退款|退换货?|退货|退)`,
  // Who has left a hotel's room gives nothing back.
  '已?退房',
  // 拒绝退款, 取消退款
  `(?:拒绝|驳回|不同意|取消|撤销|撤回|放弃|终止)(?:了|买家|用户|客户|的)*(?:申请)?${BACK_ZH}(?:申请|请求)?`,
  '(?:拒绝|驳回|不同意)(?:了|买家|用户|客户|的)*(?:申请)?取消(?:申请|请求|订单)?',
  // 退款关闭, 退款申请被驳回, 售后取消, 取消失败
  `${BACK_ZH}${PART_ZH}*${REFUSED_ZH}`,
  `(?:取消|撤销)${PART_ZH}*(?:失败|拒绝|驳回|被拒|[未不]通过|未成功)`,
  // 售后：无, refund: none
  `(?:${BACK_ZH}|\\b${BACK_EN})(?:状态|金额|记录| status| amount)?[：:; ]*(?:无|否|没有|\\bnone|\\bno|\\bn/a|\\b0)(?:$|[;/ ])`,
  `${BACK_ZH}(?:状态|金额|记录)?[：:; ]*(?:无|否|没有)$`,
  // not returned, no refund requested, nonrefundable
  `\\b(?:no|not|non|never|without|nothing|cannot|can not|[a-z]+n t|un) ?(?:${FILL_EN} )*${UNDO_EN}(?:(?: or | and |/| nor )${UNDO_EN})*(?: (?:requested|required|needed|request|requests|issued|applicable))?`,
  // return window closed, eligible for return, refundable
  `\\b${BACK_EN} (?:window|period|policy|deadline|eligib[a-z]*|available|allowed|possible|until)[^;]*`,
  `\\beligible for (?:an? |full )?${BACK_EN}`,
  '\\b(?:refund|return|cancell?)able\\b',
  '\\breturn(?:ing)? (?:customer|client|buyer|shopper|visitor|user)s?\\b',
  // refund rejected, failed refund, cancelled reversal
  `\\b${BACK_EN} (?:${PART_EN} )*${REFUSED_EN}\\b`,
  '\\b(?:rejected|declined|denied|refused|failed|withdrawn) (?:refund|return|charge ?back|dispute|reversal|cancell?ation)\\b(?: requests?)?',
  '\\b(?:cancell?ed|closed|voided|reversed) (?:(?:refund|return) requests?|charge ?back|dispute|reversal)\\b',
].join('|');

/** Judged on the whole text, before what stands is left out. */
export const AT_ONCE: [StatusClass, string][] = [
  [
    'test',
    any(
      '^(?:an? )?(?:test|sandbox)(?: ?(?:mode|data))?$',
      '\\btest (?:order|transaction|payment|purchase|sale)s?\\b',
      '^(?:仅供?)?测试$',
      '(?:^|[^非不])测试(?:订单|单|交易|支付|数据|付款)',
      '^is test$',
    ),
  ],
  [
    'partial_refund',
    any(
      '部分[^;/ ]{0,4}(?:退|取消|售后|冲红)',
      '(?:退款|退货|取消)(?: ; )?部分$',
      '已?退了?部分',
      // WeChat Pay writes the sum of a part only: 已退款(￥5.00), and 已全额退款.
      '^已退款 ; [¥￥][0-9]',
      '\\bpart(?:ial(?:ly)?|ly)?[ /]*(?:order )?(?:refund|return|cancel|charge ?back|revers|void)',
      '\\b(?:refund|return|cancel)[a-z]* (?:; )?(?:partial(?:ly)?|partly|in part)$',
      'teil(?:weise )?(?:erstatte|retour)|partiellement rembours|parcialmente (?:reembols|devol)|parzialmente rimbors|一部返[金品]',
      '(?:rembours|reembols|devol|rimbors|rembolsa)[a-zà-ü]* parcial|rembours[a-zà-ü]* partiel|rimbors[a-zà-ü]* parzial',
    ),
  ],
];

/** Judged on what is left; the first that fits is the class. */
export const IN_TURN: [StatusClass, string][] = [
  [
    'refund',
    any(
      '退款|退货|退单|退回|退还|退换|已退|全退|仅退|拒收|拒签|冲红|红冲|红字|冲销|销退|退库|退费|退票|退课|退卡|退会|退团|退保|退租|退订|拒付|售后(?:已|服务)?(?:完成|成功|完结)',
      'refund|\\breturn(?:ed|s|ing)?\\b|charge ?back|\\brevers(?:ed|al)\\b|\\brevoked?\\b|\\bdispute lost\\b|\\blost dispute\\b|\\b(?:rejected|refused) by (?:the )?(?:buyer|customer|recipient|consignee)\\b|\\bmoney back\\b|\\bcredit (?:note|memo)s?\\b',
      // Sage writes SC and Crd for a sales credit.
      '^rto(?:$|[ ;])|^(?:sc|crd|crn|cn)$',
      '^storno|gutschrift|^avoir$|nota de cr[ée]dito|devoluci[óo]n|r[üu]ckgabe|zur[üu]ckgesend|^retoure|devolvimos (?:el|tu) dinero|devolvemos o dinheiro|erstattet|retourniert|rembours[ée]|reembolsad|devuelt|devolvid|estornad|retourn[ée]|rimborsat|返金|返品',
      'charged ?back|^retour(?:s|zending)?$|terugbetaald|geretourneerd|zwr[óo]con|^zwrot|[Вв]озврат|[Вв]озвращ|반품|환불',
    ),
  ],
  [
    'cancelled',
    any(
      '取消|作废|撤销|撤单|流单|废单|弃单|输单|丢单|战败|无效订单|订单无效|^无效$',
      '(?:交易|订单|系统|超时|自动|买家|卖家|商家|风控|付款|支付)(?:已|被)?关闭|关闭(?:交易|订单)|(?:^|[;/ ])已?关闭(?:$|[;/ ])',
      'cancel|\\bvoid(?:ed)?\\b|\\bannul|\\babandon|\\bclosed(?: ;)? ?lost\\b|^lost(?: ;|$)|\\b(?:deal|opportunity) lost\\b|\\bdisqualified\\b|^no (?:decision|go)$|\\btrade closed\\b|\\bwithdrawn\\b',
      '(?:^|[;/ ])已?(?:删除|过期|失效)(?:$|[;/ ])|^incomplete expired$|^deleted$|^no ?shows?$|^not attending$|^(?:未到店|未入住|未到|爽约)$',
      'storniert|abgebrochen|annul[ée]|anulad|annullat|キャンセル|geannuleerd|anulowan|[Оо]тмен[её]н|취소|^skipped$|^trash$',
      '^expired$|\\b(?:authori[sz]ation|payment|order|checkout|session|quote) (?:has )?expired\\b',
    ),
  ],
  // What books have beside their sales: payments of invoices, what is bought, transfers.
  [
    'no_sale',
    any(
      // An order that went into another one, whose money that one has.
      '^已?被(?:合并|拆分)$',
      '^(?:收款|付款|预收款|采购|采购入库|采购订单|调拨|盘点|转账)单$',
      // Sage: receipts and discounts on account, purchases, the bank, the journal.
      '^(?:s[ard]|p[icpad]|b[pr]|j[dc])$',
      '^bill(?: payment)?(?: ; ?(?:check|credit card))?$|^(?:journal(?: entry)?|purchase order|expense|vendor credit)$',
    ),
  ],
  // Stages of a deal that is neither won nor lost, and records that nobody has passed yet.
  [
    'open',
    any(
      '^(?:(?:未|待)(?:审核|审批|提交|审|核|复核)|未复核|审核中|审批中|重新审核|创建|开立|草稿|暂存)$|^(?:checkout )?draft$|^(?:submitted(?: for approval)?|awaiting approval|estimate)$',
      '谈判|议价|洽谈|初步(?:接洽|接触|沟通)|(?:需求|客户)(?:分析|确认|沟通|调研|验证)|验证客户|方案(?:报价|制定|沟通|演示|评估|设计)?(?:$|[;/ 中阶])|报价|招投标|投标|意向|商机|线索|跟进中|跟进阶段|合同(?:审批|审核|起草|拟定|评审)|^跟进$|^立项',
      '\\bnegotiat|\\bproposal\\b|\\bprospect|\\bqualif(?:ied|ying|ication)\\b|\\bneeds? analysis\\b|\\bvalue proposition\\b|\\bperception analysis\\b|\\bdecision ?maker',
      '\\b(?:contract|quote|proposal|offer) ?sent\\b|\\b(?:appointment|presentation|demo|meeting|call) ?(?:scheduled|booked|set)\\b|\\b(?:open|active) (?:deal|opportunity)\\b|\\bverbal commit|\\bdiscovery\\b|^quot(?:e|ed|ation)(?: sent)?$|^in pipeline$|^lead$|^opportunity$',
      // A till's sales that nobody has finished; drafts and offers of other languages.
      '^(?:parked|saved)(?: sale)?$|^(?:entwurf|brouillon|borrador|rascunho|bozza|concept|szkic|下書き|見積(?:もり|書)?)$|^(?:angebot|devis|presupuesto|or[çc]amento|preventivo)(?: (?:versendet|envoy[ée]|enviado|inviato))?$',
    ),
  ],
  // A parcel that did not arrive says nothing of the payment.
  [
    'unknown',
    any(
      '(?:配送|派送|投递|送货|发货|物流|签收)失败',
      '\\b(?:deliver[a-z]*|shipping|shipment|shipped) (?:attempt )?fail',
      '\\bfailed (?:deliver|shipment|shipping)',
    ),
  ],
  [
    'failed',
    any(
      '失败|被拒|[未不]成功|(?:支付|付款|扣款)异常',
      'fail|\\bdeclined?\\b|\\brejected\\b|\\bdenied\\b|\\bunsuccessful|\\bpay(?:ment)? ?error\\b|^error$|\\binsufficient funds\\b|^(?:suspected )?fraud(?:ulent)?$|\\bblocked\\b',
      'erreur de paiement|error (?:de|en el) pago|erro (?:de|no) pagamento|errore di pagamento|zahlungsfehler|fehlgeschlagen|abgelehnt|n[ãa]o (?:aprovad|autorizad)|rejeitad|rifiutat|verweigert|échou|refus[ée]|fallid|rechazad|falhou|recusad|fallit',
    ),
  ],
  [
    'unpaid',
    any(
      '(?:未|待|没有?|尚未|需)(?:买家|用户|客户|顾客|确认|完成)*(?:支付|付款|付|缴费|收款|付尾款)',
      '(?:支付|付款)超时|等待(?:买家|用户|客户|顾客)?(?:支付|付款|付)|预授权|欠款|欠费|赊账|挂账',
      '\\bun ?paid\\b|\\bnot ?(?:yet |been |fully )*pa(?:id|y)\\b|\\bno create pay\\b|\\buser ?paying\\b',
      '\\b(?:pending|awaiting|wait(?:ing)?|needs|requires|due|outstanding|incomplete) (?:for )?(?:the )?(?:buyer |customer |user )?(?:s )?pay',
      '\\bpay(?:ment)? (?:is |was |still )?(?:pending|due|outstanding|required|incomplete|expected|awaited|open|overdue|late|not received|authori[sz]ed)\\b',
      '\\brequires (?:action|capture|confirmation)\\b|\\bauthori[sz]ed\\b|\\bpre ?auth|\\bpast due\\b|\\boverdue\\b|\\buncaptured\\b|\\buncollectible\\b',
      '[订定]金已?(?:付|支付)|(?:付|支付)[订定]金|部分(?:付款|支付|收款)|\\bpart(?:ially|ly|ial)? ?(?:paid|payment)\\b|\\b(?:deposit|down payment) paid\\b|\\binvoice sent\\b|\\bwritten off\\b|\\bpayment review\\b|\\blayaway\\b',
      'unbezahlt|nicht (?:bezahlt|gezahlt)|non (?:pay[ée]|r[ée]gl[ée])|n[ãa]o pag|\\bno pagad|non pagat|niet betaald|zahlung (?:ausstehend|offen)|impay[ée]|en attente de paiement|pendiente de pago|(?:aguardando|pendente de) pagamento|in attesa di pagamento|未払|入金待|支払い?待|^offen$|wacht op betaling|nieop[łl]acon|oczekuje na p[łl]atno|[Нн]е ?оплачен|[Оо]жидает оплаты|결제 ?대기|입금 ?대기|미결제|미입금',
      '^(?:order )?pending$|^on ?hold$|^h[eo]lded$|^(?:temporary )?h[eo]ld$|^incomplete$|^layby$|^on ?account$|\\bawaiting (?:check|cheque|bank)\\b',
      '^(?:in wartestellung|wartend|zur[üu]ckgestellt|en attente|en espera|pendiente|pendente|aguardando|in attesa|sospeso|in sospeso|保留中?|支払い?待ち)$',
    ),
  ],
  [
    'unknown',
    any(
      '(?:未|没有|尚未)(?:完成|成交|确认|生效)',
      '\\b(?:not|never|in|un) ?(?:complet|confirm|success|approv|valid|active|deliver)',
    ),
  ],
  [
    'sale',
    any(
      '完成|成功|成交|正常|赢单|签约|签收|收货|发货|出库|揽收|运输中|配送|派送|核销|消费|评价|到账|入账|结算|支付|付款|已付|付清|已确认|有效|已下单|备货',
      'complet|\\bpaid\\b|\\bpayed\\b|success|\\bsucceed|\\bsettled\\b|\\bcaptured\\b|deliver|\\b(?:un)?ship(?:ped|ping|ment)?\\b|fulfill?|\\bfinish|\\bdone\\b|\\bclosed ?won\\b|\\bwon\\b|\\bprocess(?:ing|ed)\\b|\\breceived\\b|\\bin transit\\b|\\bconfirmed\\b|\\bapproved\\b|\\baccepted\\b|\\bdispatched\\b|\\bcleared\\b|\\bcollected\\b|\\bpicked up\\b|\\bsold\\b|\\bok\\b|\\bnormal\\b|\\bvalid\\b|\\bsend goods\\b',
      '^(?:live(?: ?mode)?|production)$|^(?:si|inv)$|^已(?:审核|审批|审|核|复核)$|^(?:已?(?:预订|预定|入住|离店)|在住|reserved|in house)$',
      '^(?:商品|零售|门店|普通|一般)?(?:销售|零售|销货)(?:单|订单|发票)?$|^(?:蓝字)?发票$|^(?:retail |cash |web |online |store )?sales?(?: (?:order|receipt|invoice)s?)?$|^(?:tax )?invoices?$|^purchased?$|^purchases$|^(?:venta|vente|verkauf|rechnung|facture|factura)$',
      '^(?:charged|billed|booked|ordered|acknowledged|posted|recorded|redeemed|attended|issued|ticketed|finali[sz]ed|executed|in ?force|enrol?led|donated|served|packed|preparing)$|^已?(?:收费|使用|出票|报名|激活|生效|承保|开票|出单|记账|过账|提货|自提|续费|缴费?|结课)$|^(?:在读|服务中|租用中)$',
      '^(?:收款|收银|交易|下单|购买|零售|储值|充值)$|补发|\\bplaced\\b|\\bchecked (?:in|out)\\b|\\bready (?:for|to) (?:pick ?up|ship|collect)|\\bback ?order|\\brenewed\\b|^active$',
      '^(?:en camino|a caminho|unterwegs|en route|en livraison|in consegna|en reparto|saiu para entrega|in zustellung)$|in (?:bearbeitung|vorbereitung)|wird bearbeitet|^verarbeitung$|versandbereit|^en cours(?: de (?:traitement|pr[ée]paration))?$|en pr[ée]paration|^preparaci[óo]n en curso|^(?:procesando|en proceso|processando|aprovado|faturado)$|^em (?:processamento|separa[çc][ãa]o|tr[âa]nsito)$|aguardando envio|^in (?:lavorazione|elaborazione)$|処理[中済]|発送(?:待ち|準備)|出荷済|受取済|\\b(?:fully )?invoiced\\b|^pre ?orders?$|^awaiting pick ?up$|^archived$',
      'bezahlt|vers(?:andt|endet)|abgeschlossen|geliefert|zugestellt|\\bpay[ée]e?\\b|livr[ée]e?|exp[ée]di[ée]|termin[ée]e?|pagad|enviad|entreg(?:ad|ue)|conclu[ií]d|\\bpago\\b|pagat|spedit|consegnat|発送済|配達済|完了|入金済|支払い?済',
      'voltooid|afgerond|verzonden|betaald|geleverd|zrealizowan|wys[łl]an|op[łl]acon|dostarczon|[Вв]ыполнен|[Оо]тправлен|[Оо]плачен|[Дд]оставлен|배송|구매 ?확정|결제 ?완료|거래 ?완료|\\bsent for settle',
    ),
  ],
];
