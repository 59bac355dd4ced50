import type { EntityName } from '../../entity/catalogue.ts';

/** What customers are called where rows are of something else. */
const CUSTOMERS =
  'kundennummer kundennr kundenid kunde käufer numéroclient idclient codeclient client acheteur clienteid cliente comprador acquirente 顧客id 顧客番号 会員id 会員番号 注文者名 注文者 購入者 고객번호 고객id 고객코드 회원번호 회원id 구매자id 고객명 구매자명 주문자명 주문자 고객 klantnummer klantid klant клиент покупатель idклиента кодклиента klient idklienta numéroclient códigodelcliente códigodocliente códigocliente númerodecliente númerodocliente númerodesocio';

/** Outright names of roles in German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Japanese and Korean exports, as `ROLE_NAMES`. */
export const ABROAD: Partial<Record<EntityName, Record<string, string>>> = {
  customers: {
    customer:
      'númerodetarjeta ntarjeta numérodecarte ncarte númerodocartão numerotessera kartennummer kundenkartennummer カード番号 númerodesocio códigodelcliente códigodocliente kundennummer kundennr kundenid kunde numéroclient idclient codeclient client clienteid númerodecliente cliente codicecliente idcliente 顧客id 顧客番号 会員id 会員番号 お客様番号 고객번호 고객id 고객코드 회원번호 회원id klantnummer klantid клиент',
    name: 'nom nombre nome kundenname 氏名 顧客名',
    email: 'emailadresse courriel adresseemail correoelectrónico メールアドレス',
    phone: 'telefon telefonnummer téléphone teléfono telefone telefono 電話番号',
    gender: 'geschlecht sexe sexo género sesso',
    age: 'alter âge edad idade età 年齢',
    city: 'stadt ort ville ciudad cidade città',
    region: 'bundesland land région pays provincia región país 都道府県 estado uf',
    level: 'nivel niveau nível livello stufe kundenstufe ランク 会員ランク',
    registered_at:
      'registrierungsdatum registriertam datedinscription dateinscription fechaderegistro datadecadastro datacadastro fechadealta dateinscription fechadecreación datedecréation eintrittsdatum beitrittsdatum kundeseit clientedesde clientdepuis 入会日 登録日 会員登録日',
    industry: 'branche secteur sector setor 業種',
  },
  orders: {
    customer: CUSTOMERS,
    ordered_at:
      'bestelldatum auftragsdatum rechnungsdatum kaufdatum verkaufsdatum datum datedecommande datecommande datedefacture datedachat fechadepedido fechadecompra fechadeventa fecha datadopedido datadacompra datadavenda datadordine data 注文日時 注文日 購入日時 購入日 受注日 売上日 주문일 주문일자 주문일시 결제일 결제일자 결제일시 구매일 판매일 판매일자 거래일자 besteldatum orderdatum factuurdatum datazamówienia datasprzedaży датазаказа датапокупки датасоздания принятвобработку дата',
    amount:
      'оплаченопокупателем суммаотправления 請求金額 gesamtbetrag bestellwert auftragswert gesamtwert endbetrag endsumme bruttobetrag betragbrutto brutto gesamtbrutto gesamtsumme gesamtpreis betrag summe umsatz nettobetrag betragnetto netto nettowert montantttc totalttc montanttotal montant prixtotal importetotal importe montototal monto valortotal valor importototale importo totale 合計金額 注文金額 請求金額 売上金額 支払金額 税込金額 税込合計 税込合計金額 総合計 合計 결제금액 총결제금액 주문금액 총주문금액 판매금액 매출액 합계금액 합계 금액 totaalbedrag totaal bedrag kwota wartośćzamówienia wartość сумма суммазаказа итого',
    order_id:
      'bestellnummer bestellnr auftragsnummer auftragsnr rechnungsnummer rechnungsnr belegnummer belegnr ncommande numérodecommande ndecommande numérocommande nfacture númerodepedido npedido pedido deventa númerodeventa númerodopedido numeroordine 注文番号 受注番号 注文id 伝票番号 주문번호 상품주문번호 ordernummer bestelnummer factuurnummer numerzamówienia nrzamówienia номерзаказа заказ nopedido',
    product:
      'наименованиетовара названиетовара artikel artikelname artikelbezeichnung produkt produktname bezeichnung produit article désignation libellé producto títulodelapublicación artículo descripción produto descrição prodotto 商品名 品名 상품명 제품명 товар наименование',
    category: 'kategorie warengruppe catégorie categoría categoria カテゴリ カテゴリー',
    quantity:
      'menge anzahl stückzahl stück quantité qté cantidad unidades quantidade qtd quantità 個数 注文数 数量 수량 주문수량 aantal ilość количество',
    unit_price:
      'einzelpreis stückpreis artikelpreis preis prix prixunitaireht prixunitairettc prixunitaire preciounitario precio preçounitário preço prezzounitario prezzo 単価 税込単価 税込価格 販売価格 단가 판매가 상품가격 stukprijs prijsperstuk prijs cena цена',
    region:
      'estado uf региондоставки регион bundesland land lieferland pays région provincia país regione 都道府県',
    channel: 'kanal vertriebskanal quelle canal canaldeventa canale 注文経路 販売チャネル',
    status:
      'bestellstatus auftragsstatus statut statutdelacommande statutcommande état stan zustand estado estadodelpedido stato situação ステータス 注文ステータス 受注ステータス 주문상태 주문진행상태 bestelstatus orderstatus статус статусзаказа',
    currency: 'кодвалюты валюта währung devise moneda moeda valuta divisa 通貨',
    refunded_amount:
      'erstattungsbetrag rückerstattungsbetrag rückerstattung remboursement erstatteterbetrag montantremboursé importereembolsado valorreembolsado 返金額 환불금액',
  },
  events: {
    customer: CUSTOMERS,
    occurred_at: 'zeitstempel zeitpunkt datum horodatage fechayhora 日時 アクセス日時',
    action: 'ereignis aktion événement evento acción ação イベント イベント名',
  },
  feedback: {
    customer: CUSTOMERS,
    occurred_at:
      'zeitstempel eingangsdatum datum horodatage datedesoumission marcatemporal 回答日時 タイムスタンプ',
    csat: 'zufriedenheit gesamtzufriedenheit satisfaction satisfacción satisfação soddisfazione 満足度 総合満足度 만족도',
    rating: 'bewertung note calificación puntuación avaliação valutazione 評価',
    text: 'kommentar anmerkungen commentaire commentaires comentario comentarios comentário commento ご意見 コメント ご感想',
    topic: 'thema betreff sujet asunto assunto oggetto 件名',
  },
};
