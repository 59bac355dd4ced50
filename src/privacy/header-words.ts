import type { PersonalKind } from './kinds.ts';

/**
 * What columns of personal data are called in other languages, in pinyin and in short. Each stands for whole words
 * of a name as `plainName` leaves it (small letters, no accents, simplified characters), with a number, or a word
 * for number, behind it.
 */
const WORDS: Partial<Record<PersonalKind, string>> = {
  email:
    'e ?mail ?adres|e ?posta|信箱|电子信箱|البريد.*|อีเมล|eml|mail|e ?mails?|email ?addr|courriel|correo(?: electronico)?|posta elettronica|e ?post|sahkoposti|メール(?:アドレス)?|이메일|메일|почта|эл ?почта|электронная почта|youxiang|yx|dzyx',
  device:
    'bssid|ssid|advertising ?id|(?:device|push|fcm|apns) ?token|(?:browser |device )?fingerprint(?: ?id)?|aaid|gaid|waid|android ?id|device ?uuid|mac ?address|hardware ?id|设备标识|机身号|串号|终端(?:号|id)|shebeihao',
  ip: '(?:remote|client|source|src|user|host|login|server) ?(?:ip|addr)|ip ?adresse|adresse ip|direccion ip|x ?forwarded ?for',
  id_number:
    'nid|ic ?no|pps(?: ?no)?|cnp|oib|my ?number|rrn|jumin|hkid|dni ?nie|mrn|medical record|insurance no|社保卡号?|医保(?:卡)?号|公积金(?:账|帐)?号|nic|pan|rut|rut ?(?:no|numero)|cedula(?: de identidad)?|tckn|tc ?kimlik.*|fuhrerschein(?: ?(?:nr|nummer))?|驾驶证.*|驾照.*|学号|统一编号|رقم الهوية|เลขบัตรประชาชน|dni|nif|nie|cif|cpf|cnpj|rfc|curp|aadhaar|aadhar|pan ?(?:card|no|number)|nric|mykad|ktp|nik|cccd|cmnd|bsn|svnr|ahv|pesel|personnummer|fodselsnummer|henkilotunnus|(?:personal)?ausweis(?: ?(?:nr|nummer))?|ausweisnummer|reisepass(?: ?(?:nr|nummer))?|passeport|pasaporte|passaporto|passnummer|steuer ?(?:id|nr|nummer)|steuernummer|sozialversicherungs ?(?:nr|nummer)|codice fiscale|partita iva|numero de securite sociale|securite sociale|numero fiscal|ni ?(?:no|number)|nino|national insurance(?: no| number)?|身分证?(?:字?号)?|身份证.*|证件.*|居留证.*|港澳通行.*|台胞证.*|回乡证.*|マイナンバー|주민등록번호|여권번호|паспорт.*|инн|снилс|sfzh?m?|sfz|sfzhm|zjhm?|zjh|shenfenzheng.*|zhengjian.*',
  bank_card:
    'cvv|cvc|cvv2|iban|bic|kontonummer|konto ?nr|bankkonto|bankverbindung|cuenta(?: bancaria)?|numero de cuenta|clabe|compte bancaire|(?:numero de )?carte bancaire|rib|kartennummer|kreditkarte.*|tarjeta.*|numero de tarjeta|(?:开户行?|支付|付款|收款|结算|打款|转账)(?:账号|账户|卡号)|银行.*(?:号|账户)|kahao|yhkh?|yinhangka.*|口座(?:番号)?|계좌(?:번호)?|카드번호|номер карты|номер счета|sort ?code|routing ?(?:no|number)',
  account:
    '头像.*|avatar(?: ?url)?|head ?img(?: ?url)?|profile ?(?:pic|picture|photo|image)(?: ?url)?|证件照.*|人脸.*|指纹.*|声纹.*|external ?user ?id|tg|ig|fb(?: ?(?:url|id))?|xiao ?hong ?shu(?: ?id)?|dou ?yin(?: ?id)?|alipay (?:u?id)|pay ?pal ?account|discord(?: ?(?:id|tag))?|pass ?word|passwd|pwd(?: hash)?|password hash|(?:auth|access|refresh|bearer) ?token|api ?key|security answer|cookie ?id|line ?id|旺旺.*|wangwang.*|aliwangwang|小红书.*|linked ?in(?: ?(?:url|profile))?|(?:facebook|twitter|instagram|x|tiktok|weibo) ?(?:url|profile|handle|account|name)|screen ?name|social ?handle|benutzername|nombre de usuario|nom d utilisateur|pseudonyme?|nome utente|アカウント名?|아이디|логин|kakao ?(?:id|talk)|viber|zalo|snapchat|discord|tik ?tok|weixin.*|weixinhao|wxh|抖音.*',
  plate:
    '发动机号码?|kennzeichen|kfz ?kennzeichen|nummernschild|immatriculation|plaque d immatriculation|targa|(?:vehicle|car) ?(?:no|num|number|reg|registration|plate)|number ?plate|车号|车架号|车牌.*|chassis ?(?:no|number)|chepai.*|cph',
  phone:
    'mobiel(?: ?nummer)?|cep ?tel.*|(?:no|nomor) ?(?:telepon|hp|handphone|wa)|so dien thoai|di dong|(?:رقم )?(?:ال)?(?:هاتف|جوال|موبايل).*|เบอร์.*|โทรศัพท์.*|telefono.*|telefon.*|telefone.*|telefoon.*|telefoni?|numero de telefono|teleph?one.*|tel|telp|no ?telp|no ?hp|handy(?: ?(?:nr|nummer))?|handynummer|mobil(?: ?(?:nr|nummer|telefon))?|mobilnummer|mobiltelefon|mobile?s?|movil|celular|cellulare|portable|gsm|rufnummer|festnetz|fixe|fijo|puhelin.*|call ?back(?: ?number)?|电话番号|电话番号|携帯.*|携带电话.*|전화(?:번호)?|휴대폰(?:번호)?|휴대전화|핸드폰(?:번호)?|연락처|телефон.*|мобильный.*|моб|dien thoai|sdt|kontakt.*|联络(?:方式|电话|号码|信息)|手提(?:电话)?|shouji.*|sjh|sjhm|dianhua.*|lxdh|lxfs|lianxidianhua|lianxifangshi|(?:cust|customer|client|user|buyer|ship|home|work|office|day|night)? ?(?:ph|phn|mob|cell|tel)',
  birth_date:
    'tanggal lahir|tgl ?lahir|syntymaaika|datum narozeni|szuletesi (?:datum|ido)|تاريخ الميلاد|วันเกิด|วันเดือนปีเกิด|geburts(?:datum|tag|jahr)|geb ?(?:datum|dat)|fecha de nacimiento|f ?nacimiento|nacimiento|date de naissance|naissance|data di nascita|nascita|data de nascimento|nascimento|生年月日|诞生日|생년월일|생일|дата рождения|рождения|b ?day|birth ?(?:dt|day|date|d)|birthdate|born(?: on)?|csrq|csny|shengri|chusheng.*|fodelsedatum|fodselsdato|geboortedatum|data urodzenia|ngay sinh|dogum tarihi',
  location:
    'lat ?lng|lat ?lon|lng ?lat|breitengrad|langengrad|laengengrad|latitud|longitud|latitude|longitude|latitudine|longitudine|geo ?(?:loc|pos|position|coord)s?|coordonnees|coordenadas|koordinaten|位置坐标|定位|경도|위도|纬度|经度|широта|долгота|координаты|jingdu|weidu',
  address:
    '楼栋号|寝室号|宿舍号|straat(?:naam)?|gatuadress|gateadresse|العنوان|عنوان.*|ที่อยู่.*|adress[ae]?|adres|anschrift|direccion|indirizzo|endereco|morada|domicilio|strasse|hausnummer|lieferadresse|rechnungsadresse|postanschrift|wohnort ?adresse|calle|rue|rua|adresse (?:postale|ligne)|住所|주소|адрес.*|улица|dia chi|alamat|osoite|dizhi|shdz|dz|lxdz|shouhuodizhi|addr(?: ?line)?|address(?: ?line)?|(?:ship|bill|mail|home|delivery)(?:ping|ing)? ?(?:addr|address)(?: ?line)?',
  name: 'nick|(?:spouse|parent|father|mother|guardian|maiden|insured|tenant|emergency contact) ?(?:s )?name|フリガナ|ふりがな|(?:ご)?担当者(?:名|氏名)?|受取人(?:名)?|收件者|收货者|称呼|名|(?:ال)?اسم.*|ชื่อ.*|นามสกุล|ho va ten|adi|adi ?soyadi|soyadi?|isim|imie i nazwisko|naam|volledige naam|etunimi|sukunimi|kereszt ?nev|vezetek ?nev|nev|(?:ship|sold|bill) ?to ?name|(?:passenger|guest|patient|beneficiary|payee|attendee)(?: ?name)?|(?:requester|submitter|subscriber|respondent|sender|visitor|author|reviewer|participant|invitee|traveller|traveler|donor) name|(?:ご?注文者|送付先|お?届け先|会員|購入者)(?:名|氏名)|mitgliedsname|nome (?:do|del) cliente|nome da cliente|nombres?|nombre completo|nombre y apellidos?|nombre del? cliente|apellidos?|nachname|vorname|prenoms?|nom|nom de famille|nom complet|nom du client|nome|nome completo|cognome|sobrenome|voornaam|achternaam|fornavn|etternavn|efternavn|fornamn|efternamn|imie|nazwisko|meno|jmeno|prijmeni|氏名|お?名前|姓名|姓氏|姓|顾客名|お客様名|이름|성명|성함|고객명|фио|имя|фамилия|отчество|имя клиента|ansprechpartner(?:in)?|kundenname|kontaktperson|empfanger|destinataire|destinatario|[fml] ?name|(?:cust|customer|client|user|buyer|member|usr) ?nm|cust ?name|xm|xing ?ming|lianxiren|shouhuoren|kehuxingming|attn|attention|addressee|card ?holder(?: ?name)?|account ?holder(?: ?name)?|持卡人|户名|开户名|收款人|付款人|联络人|跟进人|经办|ho ten|nama(?: lengkap)?|ad soyad',
};

const NUMBERED = '(?: ?(?:no|nr|num|number|numero|nummer|番号|번호|\\d{1,2}))?';

/** Kinds with what their columns are called, most specific first. */
export const HEADER_WORDS = Object.entries(WORDS).map(([kind, words]): [PersonalKind, RegExp] => [
  kind as PersonalKind,
  new RegExp(`^(?:(?:the|your|ihre?|su|votre|seu|お客様|고객) )?(?:${words})${NUMBERED}$`, 'u'),
]);

/** Words of other languages that say that a name is not a person's. */
export const OF_THINGS =
  /\b(?:producto|produit|produkt|prodotto|produto|articulo|article|artikel|empresa|entreprise|firma|societe|azienda|tienda|magasin|geschaft|filiale|categoria|kategorie|categorie|marca|marque|marke|ciudad|ville|stadt|pais|pays|land|evento|campana|campagne)\b|товар|продукт|компани|商品|품명|상품/;

const TRADITIONAL =
  '電話號碼機聯絡郵貨戶帳銀車證護經緯設備傳員會買顧稱業務負責實暱國統齡開門單訂價數類別顯點時間間區縣鄉鎮樓號廠長賣裝際財產書發運給誕攜帶結匯轉職編駕駛稅學';
const SIMPLIFIED =
  '电话号码机联络邮货户账银车证护经纬设备传员会买顾称业务负责实昵国统龄开门单订价数类别显点时间间区县乡镇楼号厂长卖装际财产书发运给诞携带结汇转职编驾驶税学';
const SIMPLE = new Map([...TRADITIONAL].map((sign, i) => [sign, [...SIMPLIFIED][i]!]));

/** A name's traditional characters as simplified ones, its Latin letters without accents, no blanks between Han characters. */
export const plainLetters = (name: string): string =>
  [...name]
    .map((sign) => SIMPLE.get(sign) ?? sign)
    .join('')
    .normalize('NFD')
    .replace(/([A-Za-z])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .replace(/[đĐ]/g, 'd')
    .replace(/ı/g, 'i')
    .replace(/(\p{Script=Han})\s+(?=\p{Script=Han})/gu, '$1');
