import type { EntityName } from '../../entity/catalogue.ts';

/** Outright names of roles in German, French, Spanish, Portuguese, Italian and Japanese exports, as `ROLE_NAMES`. */
export const ABROAD: Partial<Record<EntityName, Record<string, string>>> = {
  customers: {
    customer:
      'kundennummer kundennr kundenid kunde numéroclient idclient codeclient client clienteid númerodecliente cliente codicecliente idcliente 顧客id 顧客番号 会員id 会員番号 お客様番号',
    name: 'nom nombre nome kundenname 氏名 顧客名',
    email: 'emailadresse courriel adresseemail correoelectrónico メールアドレス',
    phone: 'telefon telefonnummer téléphone teléfono telefone telefono 電話番号',
    gender: 'geschlecht sexe sexo género sesso',
    age: 'alter âge edad idade età 年齢',
    city: 'stadt ort ville ciudad cidade città',
    region: 'bundesland land région pays provincia región país 都道府県',
    registered_at:
      'registrierungsdatum registriertam datedinscription dateinscription fechaderegistro datadecadastro 登録日 会員登録日',
    industry: 'branche secteur sector setor 業種',
  },
  orders: {
    customer:
      'kundennummer kundennr kundenid kunde käufer numéroclient idclient codeclient client acheteur clienteid cliente comprador acquirente 顧客id 顧客番号 会員id 会員番号 注文者名 注文者 購入者',
    ordered_at:
      'bestelldatum auftragsdatum rechnungsdatum kaufdatum verkaufsdatum datum datedecommande datecommande datedefacture datedachat fechadepedido fechadecompra fechadeventa fecha datadopedido datadacompra datadavenda datadordine data 注文日時 注文日 購入日時 購入日 受注日 売上日',
    amount:
      'gesamtbetrag gesamtsumme gesamtpreis betrag summe umsatz bruttobetrag montanttotal montant montantttc totalttc prixtotal importetotal importe montototal monto valortotal valor importototale importo totale 合計金額 注文金額 請求金額 売上金額 支払金額 総合計 合計',
    order_id:
      'bestellnummer bestellnr auftragsnummer rechnungsnummer belegnummer ncommande numérodecommande ndecommande numérocommande nfacture númerodepedido npedido pedido deventa númerodeventa númerodopedido numeroordine 注文番号 受注番号 注文id 伝票番号',
    product:
      'artikel artikelname artikelbezeichnung produkt produktname bezeichnung produit article désignation libellé producto títulodelapublicación artículo descripción produto descrição prodotto 商品名 品名',
    category: 'kategorie warengruppe catégorie categoría categoria カテゴリ カテゴリー',
    quantity:
      'menge anzahl stückzahl stück quantité qté cantidad unidades quantidade qtd quantità 個数 注文数 数量',
    unit_price:
      'einzelpreis stückpreis prixunitaire preciounitario precio preçounitário preço prezzounitario prezzo 単価 販売価格',
    region: 'bundesland land lieferland pays région provincia país regione 都道府県',
    channel: 'kanal vertriebskanal quelle canal canaldeventa canale 注文経路 販売チャネル',
    status:
      'bestellstatus auftragsstatus statut statutdelacommande statutcommande estado estadodelpedido stato situação ステータス 注文ステータス 受注ステータス',
    currency: 'währung devise moneda moeda valuta divisa 通貨',
    refunded_amount:
      'erstattungsbetrag erstatteterbetrag montantremboursé importereembolsado valorreembolsado 返金額',
  },
  events: {
    occurred_at: 'zeitstempel zeitpunkt datum horodatage fechayhora 日時 アクセス日時',
    action: 'ereignis aktion événement evento acción ação イベント イベント名',
  },
  feedback: {
    occurred_at:
      'zeitstempel eingangsdatum datum horodatage datedesoumission marcatemporal 回答日時 タイムスタンプ',
    csat: 'zufriedenheit gesamtzufriedenheit satisfaction satisfacción satisfação soddisfazione 満足度 総合満足度',
    rating: 'bewertung note calificación puntuación avaliação valutazione 評価',
    text: 'kommentar anmerkungen commentaire commentaires comentario comentarios comentário commento ご意見 コメント ご感想',
    topic: 'thema betreff sujet asunto assunto oggetto 件名',
  },
};
