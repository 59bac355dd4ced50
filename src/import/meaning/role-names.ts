import type { EntityName } from '../../entity/catalogue.ts';

/**
 * Names under which a role stands in real exports, normalised by `normalName` (no case, spaces, signs).
 * The first list names the role outright, the likeliest first; the second only suggests it.
 */
export type Names = [outright: string, suggestive?: string];

const CUSTOMER: Names = [
  '客户id 客户编号 客户号 客户代码 客户编码 客户标识 用户id 用户编号 用户号 用户标识 会员号 会员id 会员编号 会员卡号 会员 客户 用户 顾客 顾客id 顾客编号 买家 买家id 买家网名 客户网名 买家会员名 买家账号 购买人 购买者 消费者id 消费者 账号 账户 账户id 账号id 学员id 学员编号 学员 学生id 学生编号 学号 患者id 患者编号 患者号 患者 病人id 病人编号 病人 病历号 就诊卡号 租户id 企业id ' +
    'customerid customer customerno customernumber customercode custid custno cust customerkey clientid client clientno userid user uid memberid member memberno membercode buyerid buyer accountid account accountno empid shopperid consumerid contactid subscriberid visitorid cid useridhash userpseudoid distinctid patientid tenantid guestid fullvisitorid clientnum msno accountreference accountref requesterid requesterexternalid shopperreference ffpnumber frequentflyernumber frequentflyerno borrowerno borrowerid borrowernumber loyaltycardnumber loyaltynumber loyaltyid membershipnumber membershipno membershipid soldtoparty soldto auftraggeber auftraggeb debitor debitorennr kundennr reporterid membershipid membershipnumber householdid household riderid rider passengerid passengerno passenger playerid learnerid cardholderid insuredno attendeeid cardmemberid guestno donorid donor constituentid studentid profileid loyaltynumber loyaltyid loyaltycardnumber 经销商编号 代理商编号 家长id 粉丝id 外部联系人id 捐赠人编号 投保人编号 乘客id 乘客编号 乘客 玩家id 玩家编号 住户编号 业主编号 cif号 小红书id 买家快手id',
  'id 编号 konto 客户名称 客户名 客户姓名 用户名 会员名 用户名称 操作人 访客id 设备id openid unionid email customeremail 邮箱 手机号 手机 手机号码 联系电话 联系手机 phone mobile 买家手机号 收货人手机 respondent respondentid externaldatareference externalreference 受访者 填写人 答题人 提交人 来电人 来电人编号 来电人id 诉求人 诉求人编号 投诉人 投诉人编号 报修人 报修人编号 申请人 申请人编号 咨询人 公司名称 单位名称 企业名称 往来单位 对方名称 对方单位 counterparty counterpartyname payee 客户简称 对方户名 对方账户 交易对方 会员姓名 买家姓名 买家公司名 昵称 用户昵称 买家昵称 recordid leid customername clientname contactname accountname companyname company organization organisation buyername guestname guest guestphone payer caller callernumber clientip remoteaddr author reviewer reviewername requester contact contactemail buyeremail payeremail fromemailaddress guestemail useremail requesteremail shopperemail memberemail consumername shopper payername customeremailaddress emailaddress 邮箱地址 电子邮箱 电子邮件 电子邮件地址 邮件地址 username login loginid anonymousid personid deviceid partyid reporter reviewerid potentialcustomer покупатель клиент заказчик policyholder policyholderid insuredid 投保人 投保人编号 被保险人 线索id 线索编号 to tonumber callerid callingnumber callingparty ani src from fromnumber customerphone customerphonenumber 主叫号码 主叫 来电号码 来电电话 客户电话 客户号码 呼叫号码 客户手机号 买家手机 empno leadid companyid organizationid workspaceid tenant partnerid businesspartner businesspartnernumber cardno cardnumber 卡号 purchaser billto billedto shipto student subscriber membercard loyaltycard 会员手机 会员手机号 购货单位 购买方 购方名称 购买方名称 下单人 付款人 付款方 支付人 收货人 收件人 收件人手机 顾客姓名 经销商 经销商名称 往来单位名称 家长 粉丝 公司编号 企业编号 户号 房号 业主 业主姓名 住户',
];

export const ROLE_NAMES: Record<EntityName, Record<string, Names>> = {
  customers: {
    customer: CUSTOMER,
    name: [
      '姓名 客户姓名 客户名称 客户名 用户姓名 用户名 会员姓名 会员名 昵称 联系人 真实姓名 accountname customername fullname name membername username clientname contactname displayname',
      '名称 firstname lastname nickname surname givenname companyname 公司名称 企业名称',
    ],
    phone: [
      '手机 手机号 手机号码 电话 联系电话 联系方式 电话号码 移动电话 phone phonenumber mobile mobilephone mobileno tel telephone cellphone phoneno',
      'contact',
    ],
    email: ['邮箱 电子邮箱 电子邮件 邮件地址 邮箱地址 email emailaddress mail', ''],
    gender: ['性别 gender sex genre', ''],
    age: ['年龄 age 客户年龄 岁数 周岁', '年龄段 agegroup'],
    income: [
      '收入 年收入 月收入 家庭收入 income annualincome monthlyincome salary annualincomek 月薪',
      '薪资 earnings',
    ],
    industry: [
      '行业 所属行业 客户行业 行业类型 industry sector vertical industrytype lineofbusiness 行业领域',
      '行业分类 businesstype 经营范围 客户类别 客户类型 客户分类 客户性质 单位类别 单位类型 单位性质 customertype accounttype customersegment customercategory clienttype',
    ],
    company_size: [
      '企业规模 公司规模 规模 员工人数 员工数 人员规模 companysize size employees employeecount headcount numberofemployees employeerange staffcount 人员数 公司人数 企业人数 单位人数',
      '企业类型 staff',
    ],
    annual_revenue: [
      '企业年营收 年营收 年营业额 企业营收 公司营收 年营业收入 annualrevenue companyrevenue annualturnover yearlyrevenue annualsales companyturnover 年销售额 年产值 公司营业额 企业营业收入',
      '营业收入 营收 turnover revenuerange',
    ],
    region: [
      '地区 区域 大区 省份 省 所在地区 所属区域 所在省份 客户地区 region area province state country territory countryregion customerstate customerregion customercountry 国家 所在省 地域 归属地 省市 国别 片区',
      'location 籍贯 市场 geography county geo market zone residence 所在地 居住地 归属门店 所属门店 开卡门店 注册门店 入会门店 常去门店 常用门店 门店 homestore preferredstore homeclub',
    ],
    city: ['城市 所在城市 市 city town customercity 客户城市', '地市'],
    registered_at: [
      '注册时间 注册日期 开户时间 开户日期 入会时间 入会日期 开卡时间 开卡日期 办卡日期 建档时间 建档日期 创建时间 创建日期 首次接触 首次接触时间 首次联系时间 registeredat registrationdate registerdate registertime signupdate signupat signuptime signupts signup joindate joinedat createdat createddate createdon firstcontact dateregistered dtcustomer enrollmentdate optintime confirmtime createdate membersince signedupat joiningdate enrolledat enrolmentdate memberfrom clientsince accountcreated accountcreatedat accountopened accountopenedat accountopeningdate accountopendate onboardedat onboardingdate activationdate activatedat subscribedat subscriptionstart subscriptionstartdate firstvisitdate becameacustomerdate becamecustomeron 加入日期 成为会员时间 激活时间 首次到店时间 领卡时间 绑卡时间 开通时间 线索创建时间 线索时间 留资时间',
      '加入时间 关注时间 添加时间 成为客户时间 created firstseen firstvisit customersince opendate openingdate startdate addedat acquisitiondate 申请时间 认证时间',
    ],
    owner: [
      '负责人 客户负责人 销售负责人 客户经理 销售 销售员 销售人员 业务员 跟进人 跟进员工 添加人 归属人 所属销售 owner accountmanager salesrep salesperson accountowner assignedto responsible accountrep csm customersuccessmanager assigneduser assignedrep relationshipmanager accountexecutive salesrepresentative 客户归属 业务经理 销售经理 销售顾问 专属顾问 服务顾问 健康顾问 课程顾问 客户专员 归属员工 所属员工 导购 专属导购 会籍顾问 会籍 默认经手人 客户经办人 专管业务员 专营业务员 分管业务员 所属业务员 责任业务员 默认业务员 业务代表 销售代表',
      '维护人 经手人 经办人 manager rep repname 顾问',
    ],
    team: ['团队 销售团队 部门 所属部门 小组 所属团队 team department salesteam dept', 'group'],
    level: [
      '客户等级 等级 级别 客户级别 会员等级 会员级别 客户类型 客户分级 level tier grade customerlevel memberlevel customertier membershiplevel membership customertype segment loyaltytier membershiptype membershipplan lifecyclestage subscriptionplan plan planname 会员卡种类 会员类型 卡种 套餐名称 loyaltystatus membertype cardtype licensetype 会员身份 卡类型',
      'type accounttype vip status 分层 客户分类 类型 rank subscription package loyaltycard 套餐 套餐类型',
    ],
    core_need: [
      '核心需求 需求 主要需求 客户需求 coreneed need needs mainneed primaryneed requirement',
      '痛点 painpoint interest',
    ],
    referrer: [
      '推荐人 推荐客户 介绍人 邀请人 推荐人id referrer referredby referrerid inviter invitedby introducedby referredbycustomer 推荐者',
      'referral',
    ],
    profit_margin: ['利润率 毛利率 profitmargin margin grossmargin', ''],
    factor_price: ['价格权重 价格因素 价格敏感度 factorprice pricefactor priceweight', '价格'],
    factor_service: ['服务权重 服务因素 服务敏感度 factorservice servicefactor serviceweight', ''],
    factor_brand: ['品牌权重 品牌因素 品牌敏感度 factorbrand brandfactor brandweight', ''],
    contract_end: [
      '合同到期日 合同到期时间 合同结束日期 合同终止日期 到期日 到期日期 服务到期日 续约日期 contractend contractenddate contractexpiry contractexpirydate expirydate expirationdate renewaldate subscriptionend subscriptionenddate contractexpiration contractexpires expiresat expires expiry nextrenewal nextrenewaldate renewsat termenddate currentperiodend membershipexpiry membershipexpires membershipexpirydate validuntil validthru 合同截止日期 合同到期 有效期至 会员到期时间 会员有效期 服务截止日期 有效期截止 失效日期',
      '到期时间 enddate termend validto 到期',
    ],
    renewed: [
      '是否续约 已续约 续约 是否续费 已续费 续约状态 续费状态 renewed isrenewed contractrenewed renewalstatus didrenew renewaloutcome 续费与否 是否续签 已续签',
      'renewal 续签',
    ],
    churned: [
      '是否流失 已流失 流失 流失标记 流失标志 客户流失 流失状态 churn churned ischurn ischurned haschurned churnflag churnlabel churnstatus churnvalue customerchurn attrition attritionflag isattrited exited hasexited hasleft 流失情况 是否离网 是否销户 lost islost lostcustomer iscancelled iscanceled 是否流失客户 流失与否 是否注销 已注销',
      'left 状态 客户状态 用户状态 会员状态 账户状态 留存状态 status customerstatus accountstatus userstatus memberstatus subscriptionstatus membershipstatus target cancelled canceled inactive isinactive subscriberstatus 在网状态 是否取消',
    ],
    decision_makers: [
      '决策链人数 决策人数 决策人数量 决策者人数 决策链长度 决策链规模 decisionmakers numberofdecisionmakers decisionchainsize decisionchain buyingcommitteesize buyinggroupsize',
      '',
    ],
    source_system: [
      '来源系统 数据来源 来源 客户来源 来源渠道 添加渠道 线索来源 sourcesystem source datasource system leadsource',
      '渠道来源 channel origin',
    ],
    updated_at: [
      '更新时间 更新日期 最后更新 最后更新时间 最近更新 修改时间 修改日期 updatedat updatedate updatetime lastupdated lastmodified modifiedat modifieddate modifiedon',
      '',
    ],
  },
  orders: {
    customer: CUSTOMER,
    ordered_at: [
      '下单时间 下单日期 购票时间 购票日期 出票时间 就诊时间 就诊日期 订单时间 订单日期 订单提交时间 购买时间 购买日期 消费时间 消费日期 交易时间 交易日期 成交时间 成交日期 订单创建时间 订单付款时间 付款时间 支付时间 支付日期 付款日期 销售日期 销售时间 开票日期 就餐时间 用餐时间 订购日期 签约日期 签单日期 赢单日期 赢单时间 预计成交日期 结单日期 预计结单日期 预计签单日期 出库日期 单据日期 预订时间 预定时间 预订日期 预定日期 ' +
        'orderdate invoicedate buytime buydate ordertime orderedat orderdatetime ordercreatedat orderpurchasetimestamp orderts purchasedate purchasetime purchasedat transactiondate transactiontime transdate txndate saledate saledatetime salesdate ordercreationdate ordercreatedtime bookedon bookeddate bookingdate closedate closingdate wontime usestarttime orderplaced dateoforder billdate createdat datecreated createdtime createdtimeutc postingdate dateissued issuedate issuedon paidat paidondate datepaid paymentdate paymenttime paytime paidtime soldat placedat billingdate documentdate chargedate chargedat receiptdate closedat ordercreatetime checkouttime donationdate giftdate 订货时间 订单生成时间 发票日期 制单日期 开单日期 录单日期 业务日期 营业日期 买单时间 支付完成时间 支付成功时间 缴费时间 充值时间 签订日期 合同日期 合同签订日期 报名时间 捐赠日期 过账日期 核销时间 核销日期 redeemedat redemptiondate redeemedon',
      '日期 时间 创建时间 创建日期 发货时间 结账时间 date datetime time timestamp createtime createddate createdon 结算日期 生效日期 起保日期 effectivedate day month yearmonth period billingmonth salesmonth 月份 年月 月 账期 期间 消费月份 销售月份 booked closetime checkclosed locktime posteddate checkdate visitdate servicedate settlementdate completedat ordercompleted 收款时间 回款日期 requesttime requestedat requestedon pickuptime tripdate ridedate rentaldate jobdate 上车时间 用车时间 进厂日期 进店日期 收费日期 收费时间 完成时间 订单完成时间 入账时间 录入时间 服务日期 开始日期 预约时间',
    ],
    amount: [
      '价税合计 用户应付金额 用户应付 顾客实付 顾客实付金额 客户实付 用户实付金额 订单实付金额 订单实付 订单实收金额 订单实收 实付金额 实付款 实付 实收金额 实收 折后金额 折后总额 优惠后金额 应付 应付金额 应付总额 应收金额 订单金额 订单总额 总金额 总价 总额 金额 消费金额 消费额 交易金额 成交金额 成交额 销售额 销售金额 支付金额 付款金额 买家实付金额 买家实际支付金额 价税合计 营业额 用户实付 商家实收 订单应付金额 收入金额 合同金额 商机金额 含税金额 商品总价 合计 小计 ' +
        'grandtotal ordertotal totalpaid amount totalamount orderamount total totalprice itemtotal linetotal saleprice revenue sales salesamount accountspayable payment paymentvalue paidamount amountpaid dollarvalue ordervalue totalsales totalcollected dealvalue dealamount contractvalue netsales gross grosssales nettotal netprice lineamount extendedamount gmv spend spending totalspend transactionamount transactionvalue actualrevenue actualvalue nettowert purchaseamount saleamount monetary monetaryvalue totalvalue invoiceamount invoicetotal turnover extendedprice totalspent amountspent salesvalue basketvalue baskettotal purchasevalue donation donationamount 实际支付 实际收款 实际收入 支付额 销售收入 销售净额 本次消费 缴费额 合同额 应付款 总计 收费金额 缴费金额 收费额 车费 行程费用 订单费用 费用合计 totalfare fareamount fare farepaid totalcharge totalcharged 实缴金额 实缴学费 实缴 实缴费用 实交金额 实交 已缴金额',
      '应缴 应缴金额 应交金额 保费 总保费 premium annualpremium subtotal netamount net earnings payout soldfor 货款 费用 expenditure value dollars cost money charge charges totalcharges payable price 价格 price_total amt spent acv tcv charged 应收 成交价 结算价 到手价 折后价 流水 发生额 发生金额 交易额',
    ],
    order_id: [
      '订单号 订单编号 订单id 订单 单号 订单编码 交易号 交易编号 流水号 交易流水号 发票号 发票编号 小票号 小票编号 收据号 收据编号 运单号 运单编号 水单号 账单号 收银单号 销售单号 业务单号 主订单编号 子订单编号 就诊号 就诊流水号 挂号单号 ' +
        'invoiceno invoice invoiceid invoicenumber faktura fakturanr orderid orderno order ordernumber ordernum ordercode transactionid transactionno txnid receiptno receiptid receiptnumber receipt billno billid billnumber checkno checknumber txnno slipno slipnumber vouchernumber transactionnumber incrementid salesdocument salesdoc documentnumber billingdocument salesordernumber salesorderno salesid saleid salesorder infoid basketid purchaseid salesrecordnumber shipmentid shipmentno shipmentnumber waybillno waybillnumber awb awbnumber consignmentno belegfeld1 bookingid bookingnumber booknumber bookingreference confirmationno confirmationnumber policynumber policyno 保单号 预订单号 confirmationcode reservationid reservationcode dealid opportunityid paymentid chargeid 单据编号 单据号 销售订单号 出库单号 商机编号 合同编号 合同号 商户订单号 支付宝交易号 交易订单号 预订号 orderreference sonumber cartid donationid giftid contractid contractnumber 账单编号 报名编号 捐赠编号 交易流水 tripid rideid rentalid jobno jobnumber jobid workorderno workordernumber workorderid encounterid 行程编号 行程号 行程id 维修单号 派工单号 quoteno quotenumber quoteid quotationno quotationnumber 报价单号 报价编号 询价单号',
      'id num number no documentno docno referenceno transactionreference recordid reference invoiceref ponumber ticketnumber',
    ],
    product: [
      '商品名称 商品名 全部商品名称 影片名称 影片 电影名称 片名 演出名称 剧目 通用名 药品通用名 选购商品 存货名称 货品标题 物料名称 消费项目 维修项目 服务项目 收费项目 诊疗项目 产品名称 产品名 商品 产品 品名 货品名称 菜品名称 菜品 菜名 宝贝标题 商品标题 标题 项目名称 服务名称 套餐 课程名称 品种 ' +
        'sku名称 productname product productdescription description productdesc itemname item menuitem itemdescription producttitle dishesname dishname title goods goodsname servicename service planname dish course itemsold lineitemname products itempurchased treatment procedure 货品 存货 商品信息 商品描述 商品全称 治疗项目 护理项目 课程 班级名称 票种 房型 险种 车型 药品名称 图书名称 物料描述 tickettype roomtype',
      'stockcode sku skuid productid productcode itemid itemcode articleid article 商品编号 商品id 商品编码 产品编号 产品id 货号 商品代码 产品代码 asin dishesid goodsid 存货编码 memodescription material materialnumber materialdescription 项目 part partnumber model plan subscriptionplan offering 型号 规格名称',
    ],
    category: [
      '品类 类别 商品类别 产品类别 商品分类 产品分类 品类名称 类目 一级类目 分类 大类 category productcategory categoryname productline productgroup department itemcategory producttype productfamily itemtype itemgroup merchandisegroup 产品线 中类 物料组 部类',
      '子类别 小类 subcategory 品牌 brand type segment 二级类目 class family division',
    ],
    quantity: [
      '数量 购买数量 商品数量 件数 实发数量 出库数量 销量 销售数量 订购数量 宝贝总数量 份数 quantity qty units numberofcds itemcount quantitypurchased itemssold lineitemquantity numberofitems count quantityordered orderqty orderquantity unitssold numitems counts nums quantitysold unitsold 课时数 间夜 间夜数 箱数 瓶数',
      '个数 portions pieces pcs items volume dishescount 人数 次数',
    ],
    unit_price: [
      '单价 商品单价 产品单价 售价 销售单价 成交单价 零售价 unitprice price priceeach priceperunit price 价格 含税单价 itemprice unitamount sellingprice salesprice lineitemprice unitcost',
      '标价 amounts 原价 listprice 无税单价 rate unitrate',
    ],
    cost: [
      '成本 商品成本 成本价 总成本 进价 采购成本 成本金额 cost cogs costprice totalcost productcost costamount costofgoods costofgoodssold 采购价 进货价',
      'unitcost',
    ],
    region: [
      '地区 区域 省份 省 收货省份 收货地区 销售区域 大区 国家 country region area province state shipcountry shipregion shippingcountry territory destination salesregion countryregion customerstate shipstate',
      '城市 city location market 门店 store 收货城市 shipcity 收货省 发货省 目的地',
    ],
    channel: [
      '渠道 销售渠道 订单渠道 下单渠道 购买渠道 订单来源 来源 平台 渠道来源 取餐方式 就餐方式 用餐方式 点餐方式 下单方式 购买方式 销售方式 channel saleschannel orderchannel source ordersource platform medium marketplace diningoption ordermethod orderingmethod servicemode',
      '门店 店铺 store shop 终端 trafficsource paymentmethod outlet origin',
    ],
    status: [
      '状态 订单状态 交易状态 status orderstatus invoicestatus transactionstatus bookingstatus reservationstatus dealstatus dealstage opportunitystage salesstage 商机状态 合同状态 商机阶段 销售阶段 阶段 orderstate statusdescription',
      'returned cancelled stage state 工单状态 policystatus eventtype 支付状态 paymentstatus financialstatus 退款状态 单据类型 业务类型 交易类型 订单类型 销售类型 单据性质 类型 type transactiontype txntype doctype documenttype ordertype saletype salestype invoicetype recordtype linetype',
    ],
    payment_status: [
      '支付状态 付款状态 收款状态 财务状态 paymentstatus financialstatus paidstatus paymentstate',
      '是否付款 是否支付',
    ],
    fulfilment_status: [
      '发货状态 物流状态 配送状态 履约状态 快递状态 fulfillmentstatus fulfilmentstatus shippingstatus shipmentstatus deliverystatus',
      '',
    ],
    refund_status: [
      '退款状态 售后状态 退货状态 退款退货状态 退换货状态 refundstatus returnstatus refundstate aftersalesstatus aftersalestatus disputestatus',
      '是否退款 是否退货 售后 退款 returned refunded isreturned isrefunded 退货标志 退货标识 退货标记 refund isrefund returnflag isreturn eventtype 单据类型 业务类型 交易类型 订单类型 销售类型 单据性质 类型 type transactiontype txntype doctype documenttype ordertype saletype salestype invoicetype recordtype linetype',
    ],
    refunded_amount: [
      '退款金额 已退金额 已退款金额 退款总额 退款总金额 退货金额 成功退款金额 申请退款金额 refundedamount amountrefunded refundamount totalrefunded refundtotal totalrefund returnamount returnedamount 退款额 已退款 实退金额 累计退款',
      'refund refunds 退款',
    ],
    direction: [
      '收支 收支类型 收支方向 资金流向 资金方向 moneyinout inout debitcredit creditdebit debitorcredit creditordebit debitcreditindicator creditdebitindicator dcindicator drcr crdr dc 借贷 借贷方向 借贷标志 借贷标识 借贷标记 收付标志 收付标识 收付方向 收支标志 收支标识 sollhaben sollhabenkennzeichen sollhabenkz sh debehaber dh débitcrédit sens',
      '资金状态 direction 方向 收付类型',
    ],
    currency: [
      '币种 货币 结算币种 交易币种 币别 货币单位 货币类型 currency currencycode currencyisocode orderamountcurrency transactioncurrency ordercurrency invoicecurrency paymentcurrency salecurrency documentcurrency',
      'curr ccy 货币代码',
    ],
  },
  events: {
    customer: CUSTOMER,
    occurred_at: [
      '操作时间 行为时间 访问时间 发生时间 事件时间 登录时间 点击时间 浏览时间 记录时间 日志时间 时间戳 时间 开始时间 使用时间 跟进时间 ' +
        'timestamp eventtime eventtimestamp eventdate eventat occurredat ts datetime startdatetime time logtime accesstime actiontime visittime clicktime starttime startedat eventdatetime createdat serverts 通话开始时间 呼叫时间 呼叫开始时间 来电时间 通话时间 拨打时间 呼入时间 接入时间 callstart callstarttime callstarted callstartedat calltime calldate calldatetime callstartdate happenedat loggedat receivedat sentat sessionstart 拜访时间 到店时间 签到时间 入场时间 进场时间 到访时间 来访时间 checkintime checkinat checkedinat checkindatetime 发送时间 触达时间 上报时间 进入系统时间 进线时间 请求时间 投递时间 发信时间 requesttime requestedat',
      '日期 创建时间 date day createtime createdon logdate start lastactivity opened 发起时间',
    ],
    action: [
      '功能模块 功能 功能名称 使用功能 操作模块 模块 事件名称 事件名 事件 页面 页面名称 访问页面 操作名称 操作 操作类型 行为 行为类型 事件类型 动作 跟进方式 ' +
        'event eventname action actionname activity feature module page pagename pageurl featurename operation eventtype eventtypename actiontype behavior behaviour behaviortype screen screenname url path csuristem step request 呼叫类型 通话类型 呼叫方向 通话方向 来电去电 呼入呼出 calltype calldirection direction 通话结果 呼叫结果 接听状态 通话状态 callresult calldisposition disposition endpoint command pagetitle interaction interactiontype 菜单 接口 按钮 跟进类型 互动类型 活动类型 触点 行为名称 页面标题 页面路径',
      '类型 type name category object 内容 method class classname 课程',
    ],
    session: [
      '会话 会话id 会话编号 访问id 访次 session sessionid visitid sessid sessionnumber',
      'traceid visit',
    ],
    duration_seconds: [
      '时长 停留时长 停留秒数 停留时间 使用时长 操作时长 会话时长 持续时间 耗时 访问时长 在线时长 duration durationseconds durationsec durationsecs durations durationms durationmin timespent timeonpage dwelltime dwell elapsed elapsedseconds sessionduration engagementtime seconds usetime 通话时长 通话时间 talktime talkduration calltime callduration calllength billsec handletime sessionlength elapsedtime watchtime usagetime',
      'latency responsetime',
    ],
    wait_seconds: [
      '等待时长 等待时间 排队时长 排队时间 排队等待时长 振铃时长 响铃时长 wait waittime waitduration waitingtime waitseconds waitsecs queuetime queuewait queuewaittime timeinqueue ringtime ringduration speedofanswer timetoanswer',
      '',
    ],
    device: [
      '设备 设备类型 终端 终端类型 客户端 机型 设备型号 device devicetype devicecategory platform terminal clienttype useragent csuseragent os',
      '操作系统 浏览器 browser client 平台 端',
    ],
    outcome: [
      '结果 操作结果 是否成功 执行结果 成功 状态 通话结果 呼叫结果 接听状态 通话状态 接通状态 outcome result success status issuccess succeeded callresult calldisposition disposition callstatus calloutcome answered connected delivered responsecode 是否接通 是否完成',
      '操作状态 completed 返回码 statuscode',
    ],
    failure_reason: [
      '失败原因 错误原因 错误信息 异常原因 错误 报错信息 原因 failurereason failreason error errormessage errorreason errorcode reason errormsg errortype exception 异常信息 异常类型',
      '错误码',
    ],
    channel: [
      '渠道 来源 访问来源 来源渠道 流量来源 channel acquisitionchannel channelgrouping source trafficsource utmsource medium utmmedium marketingchannel',
      'referrer 入口 campaign',
    ],
    target: [
      '对象 操作对象 目标 商品 商品id 商品名称 内容 线索 商机 target object objectid item itemid product productid targetid entityid contentid',
      'label category 页面元素 element',
    ],
    team: [
      '团队 部门 小组 所属团队 所属部门 技能组 坐席组 队列 team department dept group queue queuename skill skillgroup callqueue',
      '',
    ],
  },
  feedback: {
    occurred_at: [
      '提交时间 提交答卷时间 答卷提交时间 答卷时间 完成时间 反馈时间 评价时间 评论时间 投诉时间 受理时间 工单创建时间 填写时间 调查时间 答题时间 回访时间 来电时间 咨询时间 提交日期 反馈日期 评价日期 投诉日期 时间戳记 结束答题时间 报修时间 建单时间 ' +
        'submittedat submittime submitdate submissiondate responsedate responded respondedat surveydate feedbackdate reviewdate reviewtime reviewcreated reviewcreatedutc reviewsubmitdateandtime complaintdate ticketdate opendate openedat reviewcreationdate dateofpurchase ticketcreatedat receivedat completedat completiontime recordeddate submitdateutc enddate opened opentime datetimeopened datecreated datesubmitted responsetimestamp 会话开始时间 createdtime dateopened ticketcreated requested submittedon ratedat reviewedat reportedat loggedat surveycompleted casecreated interviewdate ratingdate 填答时间 回答时间 作答时间 调研时间 评分时间 打分时间 工单时间 会话时间 发起时间 接入时间 进线时间',
      '创建时间 创建日期 时间 日期 开始时间 呼入时间 通话时间 通话开始时间 createdat createddate createdate createtime createdon startdate startedat date timestamp datetime time occurredat start month created completed reported logged closed',
    ],
    customer: CUSTOMER,
    kind: [
      '反馈类型 类型 工单类型 服务类型 反馈类别 来电类型 业务类型 咨询类型 kind type feedbacktype tickettype requesttype casetype interactiontype',
      '类别 category',
    ],
    nps: [
      'nps nps评分 nps得分 nps分数 净推荐值 推荐值 推荐意愿 推荐给 推荐度 推荐可能性 推荐分 npsscore npsrating netpromoterscore recommend likelihoodtorecommend recommendscore willingnesstorecommend howlikely 向朋友推荐 推荐我们 netpromoter ltr ltrscore nps打分',
      '',
    ],
    csat: [
      '满意度 满意度评分 满意度得分 客户满意度 服务满意度 整体满意度 总体满意度 csat csatscore satisfaction satisfactionscore customersatisfaction customersatisfactionrating satisfactionrating overallsatisfaction howsatisfied surveyresult surveyresults 满意度评价 服务满意度评价 客户满意度评价 通话满意度 来电满意度 好评差评 好中差评',
      '满意 客户评价 服务评价 评价结果 评价 满意程度 评价类型 评价态度 点赞点踩 thumbs helpful sentiment',
    ],
    rating: [
      '评分 星级 conversationrating 得分 打分 评价星级 评价等级 分数 rating stars score emotion starrating reviewstars reviewrating 总评分 reviewscore overallrating grade howwouldyourate 评星 ratingvalue',
      'overall',
    ],
    text: [
      '意见 意见反馈 反馈内容 评价内容 评论内容 评论 投诉内容 建议 意见建议 意见与建议 内容 问题描述 描述 详情 留言 备注 原话 文本 comment comments text feedback review reviewtext reviewbody reviewcontent content message body description ticketdescription verbatim suggestion suggestions feedbacktext reviewcommentmessage opinion 其他意见 其他建议 评价详情 工单内容 conversationratingremark',
      'note notes remark details subject title shortdescription summary ticketname ticketsubject 标题 工单标题 评价 理由',
    ],
    topic: [
      '主题 问题类型 问题分类 工单分类 会话分类 咨询分类 投诉类型 投诉主题 投诉原因 反馈主题 问题类别 分类 咨询主题 topic subject issue issuetype category reason ticketsubject complainttype productissue theme problemtype contactreason casereason reasoncode rootcause issuecategory ticketcategory 投诉类别 诉求类型 来电原因 问题原因',
      '标签 tags tag 产品 类别 product 模块',
    ],
    channel: [
      '渠道 反馈渠道 来源 受理渠道 服务渠道 来源渠道 联系渠道 channel source ticketchannel contactchannel via medium origin caseorigin',
      '平台 platform',
    ],
    resolved: [
      '是否解决 已解决 解决 是否已解决 处理状态 解决状态 工单状态 处理结果 状态 是否完成 resolved isresolved solved closed status ticketstatus resolutionstatus casestatus conversationstate firstcontactresolution fcr 是否办结 是否闭环 解决情况',
      'state 结果 处理进度',
    ],
    responded_at: [
      '首次响应时间 首次回复时间 首响时间 响应时间 回复时间 接单时间 首次响应日期 respondedat firstresponseat firstrespondedat firstrepliedat firstreplyat firstreplytime initialresponseat firstresponsetime firstresponsedate initialresponsetime firstanswertime',
      '分派时间 受理完成时间 answeredat',
    ],
    resolved_at: [
      '解决时间 办结时间 结案时间 结束处理时间 处理完成时间 完结时间 关闭时间 关单时间 闭环时间 工单完成时间 工单关闭时间 工单结束时间 resolvedat solvedat closedat resolutiondate resolveddate dateresolved dateclosed closeddate closedate ticketclosed caseclosed ticketresolved closedon',
      '处理时间 resolutiontime fullresolutiontime lastclosedat',
    ],
    response_minutes: [
      '响应时长 响应时间 首次响应时长 首次响应时间 首响时长 首响时间 回复时长 等待时长 响应分钟 responseminutes responsetime firstresponsetime firstresponseminutes responsemin firstreplytime waittime timetofirstresponse firstresponse initialresponsetime responsehours 响应时长分钟 响应分钟数 replytime frt 首响 首次回复时间 首次回复时长 响应用时',
      'responsesec',
    ],
    resolution_minutes: [
      '解决时长 处理时长 解决时间 处理时间 完结时长 解决用时 处理用时 resolutionminutes resolutiontime timetoresolve timetoresolution timetoclose resolvetime fullresolutiontime timetofullresolution handletime handlingtime resolutionhours resolutionmin solvetime 解决时长分钟 解决时长小时 aht hourstoresolve resolutionduration 解决耗时 处理耗时 完成时长 办结时长 结案时长 处理完成用时 解决完成用时 完成用时',
      '时长 duration',
    ],
    activity: ['活动 活动名称 参与活动 活动id 营销活动 activity campaign campaignname activityname', 'event'],
    agent: [
      '服务人员 服务人员姓名 服务员工 服务客服 客服 客服人员 客服姓名 客服名称 客服昵称 客服账号 客服工号 接待客服 处理客服 跟进客服 人工客服 接待人员 接待人 接待员工 坐席 坐席姓名 坐席工号 坐席名称 座席 座席姓名 受理人 受理人员 受理客服 处理人 处理人员 经办人 被评价人 被评价客服 接线员 话务员 ' +
        'agent agentname supportagent serviceagent assignee assigneename assignedagent ticketassignee ticketowner caseowner handler handledby servedby answeredby respondedby resolvedby supportrep servicerep representative csr teammate teammateassigned adminassignee assignedto',
      '负责人 跟进人 员工 员工姓名 工程师 服务工程师 师傅 维修师傅 技师 服务顾问 顾问 服务专员 专员 导购 店员 owner staff staffmember employee rep technician engineer advisor advisorname consultant operator',
    ],
  },
};
