import { HAN, spansWithout, type Finder } from './finder.ts';
import { COMPOUND_SURNAMES } from './patterns.ts';

/*
 * Names of people in what shops, couriers and colleagues write, where the words beside them say that they are names.
 * The patterns are read alike by RE2 and by JavaScript, and so look neither ahead nor behind.
 */

/** Surnames that begin no other word behind 客户 and the like. */
export const PLAIN_SURNAME = `(?:${COMPOUND_SURNAMES.join('|')}|[王李张刘陈杨赵吴徐孙朱郭罗郑梁唐冯邓曹彭潘袁蔡蒋沈魏吕崔谭姜廖邹])`;
/** Signs behind a surname that make a place, a shop or a thing of it (郑州店, 沈阳站, 李家, 王的), or a word with it. */
const NO_GIVEN_NAME =
  '述贴者浦甸庄列汁一下不与区州个为买于件任会但体先公共再况刻发县又口号名后吗听味品器回国在地型城处多头女好妈姐委姓娘婆子字学它宁客室家寄就山岛已市师带帮店庄府度库归座当很得必怎性总您我户房所才把打投护找报换收改料新方无是时晚更最有服未本术机来极条板果栋株样档楼款次正母母每比民汽江没河油法港湖湾灯炎点爷爸牌物特玩现生用电男的省直看着码砖社票种科称站笔第等答签米类级纸组经给线统罐翁者肉腿色药莉菜葡薯虎被装要言订记评试话该语说请谷货质走起路车转软较辣达过还退送送道郎部都酒酱里野量金银销锅镇问队阳院陵隆零需面鞋项顾饮饭馆马首鱼鸡鸭麦鼓龙';
export const GIVEN = `[${spansWithout(NO_GIVEN_NAME)}]`;
/** A Chinese name of three characters, as most are; of four with a surname of two. */
export const PERSON = `${PLAIN_SURNAME}${GIVEN}(?:${GIVEN}|[国平新生江龙])`;

/** Surnames before a title, where no longer word can be meant. */
const TITLED_SURNAME = `(?:${COMPOUND_SURNAMES.join('|')}|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯陶黎贺顾毛郝龚邵钱严覃武戴莫孔向])`;
/** What somebody says, does or is that only people do. */
const DOES =
  '(?:说|反[馈映]|来[电过信取拿]|打电话|回[电复]|投诉|要求|要(?:开|退|换|求|发|买)|申请|咨询|催|确认|处理|跟进|负责|介绍|推荐|代[收领取买付]|签收|领[取走]|自提|取[件走]|下[了过]?单|退[货款换]|换货|付款|已|对接|联系|同意|现场|订[购货了])';
/** Where a name ends in a text without blanks. */
const ENDS = `($|[^${HAN}]|[的说在要已来本您和与]|${DOES}|您好|积分|账[户号]|订单|购买)`;
const OPENS = '[“"「『【(（‘]';
const CLOSES = '[”"」』】)）’]';
/** What stands before somebody's name. */
const BEFORE =
  '(?:客户|顾客|会员|买家|用户|客服|专员|负责人|销售|业务员|管家|店员|亲爱的|尊敬的|通知|妈妈|爸爸|母亲|父亲|老公|老婆|丈夫|妻子|爱人|儿子|女儿|朋友|邻居|同学|收[货件]人|联系人|[你您]好[，, ])';
const KIN = '(?:的?(?:妈妈|爸爸|母亲|父亲|老公|老婆|丈夫|妻子|爱人|儿子|女儿|家属)|之[父母妻子女])';
const MARK = '\\[(?:姓名|name)\\]';

const CHINESE: readonly string[] = [
  `(${BEFORE}[:： ]{0,2}${OPENS}?)${PERSON}${ENDS}`,
  `((?:客户|顾客|会员|买家|用户)[:： ]{0,2}${OPENS})${PLAIN_SURNAME}${GIVEN}(${CLOSES})`,
  `((?:我|他|她)的?(?:老公|老婆|丈夫|妻子|爱人|儿子|女儿|妈妈|爸爸|同事|朋友))${PLAIN_SURNAME}${GIVEN}{1,2}($|[^${HAN}])`,
  `((?:^|[^${HAN}]|[和与])${OPENS}?)${PERSON}(${CLOSES}?${DOES}|[您你]好|${KIN}|[（(]?(?:VIP|vip|会员|老?客户|顾客|买家)[)）]| ?VIP)`,
  `((?:^|[^${HAN}])由)${PERSON}(${DOES}|[^${HAN}]|$)`,
  // Joined to one that was found.
  `(${MARK} ?[、/&和与及跟] ?)${PLAIN_SURNAME}${GIVEN}{1,2}${ENDS}`,
  `((?:^|[^${HAN}])${OPENS}?)${PLAIN_SURNAME}${GIVEN}{1,2}( ?[、/&和与及跟] ?${MARK})`,
  // As colleagues call each other: 小王, 老陈, 阿芳.
  `((?:^|[^${HAN}]|[找让跟给由问叫请和向对被]|客服|专员|联系|师傅))(?:[小老]${PLAIN_SURNAME}|阿[芳强明华珍英梅兰丽玲娟霞敏红杰伟辉勇军莲燕凤香])(${DOES}|说)`,
  `((?:找|让|联系|问|叫|请)[:： ]?)[小老]${PLAIN_SURNAME}($|[^${HAN}])`,
  `((?:客服|专员|业务员)[:： ]?)[小老]${PLAIN_SURNAME}($|)`,
  // A surname with a title.
  `((?:^|[^${HAN}]|[找给跟和问是向由叫请被]))${TITLED_SURNAME}((?:先生|女士|律师|护士|会计|校长|院长|局长|处长|科长|厂长|店长|队长|部长|董事长|总监|总经理|师傅|老师|医生|教授|经理|主任|老板|太太)(?:$|[^${HAN}]|[的说要来让已问给想在是确推处和与也对]|${DOES}))`,
  `((?:^|[^${HAN}]|[找给跟和问是向由叫请被]))(?:${PLAIN_SURNAME}|[周黄林何胡谢许韩])([总董工哥姐叔姨局](?:$|[^${HAN}]|[的说要来让已问给想在是确推处沟催订都同签反和与现对]))`,
  `(姓)${TITLED_SURNAME}(的)`,
];

/** First names that are no other word, town or month, by which a name is told from other words in capitals. */
const FIRST =
  '(?:James|John|Robert|Michael|William|David|Richard|Joseph|Thomas|Charles|Daniel|Matthew|Anthony|Paul|Steven|Stephen|Andrew|Kevin|Brian|George|Edward|Peter|Jason|Ryan|Jacob|Adam|Simon|Mary|Patricia|Jennifer|Linda|Elizabeth|Barbara|Susan|Jessica|Sarah|Karen|Lisa|Nancy|Sandra|Emily|Kimberly|Margaret|Michelle|Amanda|Laura|Rebecca|Anna|Jane|Julia|Julie|Emma|Maria|Jose|Carlos|Juan|Hans|Klaus|Sabine|Pierre|Ahmed|Mohammed|Fatima|Aaron|Alan|Albert|Alexander|Alice|Amy|Angela|Anne|Arthur|Benjamin|Brenda|Catherine|Caroline|Christina|Christine|Christopher|Claire|Cynthia|Deborah|Dennis|Diane|Donald|Dorothy|Douglas|Elaine|Ellen|Evelyn|Fiona|Gary|Gregory|Hannah|Heather|Helen|Henry|Jacqueline|Janet|Jeffrey|Jeremy|Joanna|Jonathan|Joshua|Judith|Justin|Katherine|Kathleen|Keith|Kenneth|Larry|Lauren|Lawrence|Louise|Lucas|Lucy|Martha|Martin|Megan|Melissa|Natalie|Nathan|Nicholas|Nicole|Oliver|Olivia|Pamela|Patrick|Philip|Rachel|Raymond|Ronald|Ruth|Samantha|Samuel|Sharon|Sophie|Stephanie|Theresa|Timothy|Vanessa|Vincent|Walter)';
const SAYS =
  "(?: (?:called|calls|says|said|asked|asks|wants|wanted|complained|complains|ordered|returned|wrote|emailed|phoned|reported|requested|refused|confirmed|received|signed)(?:$|[^A-Za-z])|['’]s (?:order|phone|account|address|e-?mail|number|card|house|refund|parcel|package|wife|husband|son|daughter|complaint|request))";
const EDGE = '(?:^|[^A-Za-z])';
const END = '($|[^A-Za-z])';
const SURNAME = "[A-Z][A-Za-z'’-]+";
const KINSMAN =
  '(?:wife|husband|son|daughter|mother|father|mom|mum|dad|brother|sister|friend|colleague|boss|neighbou?r|assistant)';

const ENGLISH: readonly Finder[] = [
  ...[
    // One name or two with what people do.
    `(${EDGE})(?:${FIRST}(?: ${SURNAME})?|(?:[A-Z][.] ?){1,2}[A-Z][a-z'-]+)(${SAYS})`,
    `(${EDGE})${FIRST}(?: ${SURNAME})? (?:&|and) ${FIRST} ${SURNAME}${END}`,
    `(${MARK} (?:and|&|y|und|et) )${SURNAME} ${SURNAME}${END}`,
    `(${EDGE})${FIRST} ${SURNAME}( ?[(](?:VIP|vip|customer|client|member)[)])`,
    `((?:^|[^A-Za-z])(?:VIP|From|To|Cc|Sender|Recipient|Contact|Customer|Client|Name|Buyer|Member|Guest):? ?["“'‘]?)(?:${FIRST} ${SURNAME}|[A-Z][.]? ${SURNAME})["”'’]?${END}`,
    `((?:${EDGE}(?:for|from|to|by) )["“'‘])${FIRST} ${SURNAME}(["”'’])`,
    `(["“'‘])${FIRST} ${SURNAME}(["”'’]${SAYS})`,
    `((?:^|[\\r\\n ])[-–—~] ?)${FIRST} ${SURNAME}($)`,
    `((?:^|[\\r\\n;:] ?))[A-Z][A-Za-z'’-]+, ${FIRST}($|[\\r\\n;])`,
    `((?:^|[^A-Za-z])(?:[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir) ${KINSMAN},? )[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?${END}`,
    `((?:^|[^A-Za-z])(?:(?:Mr|Mrs|Ms|Miss|Mister|Dr|Prof|Sir|MR|MRS)\\.? (?:(?:Prof|Dr|med)\\. ){0,2}))(?:[A-Z][.] ?){0,2}[A-Z][A-Za-z'’-]+(?: [A-Z][A-Za-z'’-]+){0,2}($|)`,
  ].map((pattern): Finder => ({ kind: 'name', pattern })),
  ...[
    `((?:^|[^A-Za-z])(?:customer|client|buyer|member|guest|patient|spoke (?:to|with)|(?:customer |client |contact )?name:?|contact:) )${FIRST} [a-z'-]+${END}`,
    `((?:^|[^A-Za-z])(?:mr|mrs)\\.? )[a-z'’-]{2,}( (?:called|calls|says|said|asked|wants|complained|ordered|returned|wrote|emailed)${END})`,
  ].map((pattern): Finder => ({ kind: 'name', pattern, anyCase: true })),
];

/** Latin letters with their accents, Vietnamese ones too. */
const CAP = 'A-ZÀ-ÖØ-ÞĀ-Ž';
const LET = 'A-Za-zÀ-ÖØ-öø-ž';
const LATIN = `[${CAP}][${LET}'’-]+`;
const PARTICLE = '(?:(?:van|von|de|del|da|di|dos|zu) (?:de[nrm] |la |los )?)?';
const FIRST_ABROAD =
  '(?:José|Juan|Carlos|Luis|Miguel|Antonio|Manuel|Pedro|Javier|Fernando|Diego|Mar[ií]a|Carmen|Ana|Luc[ií]a|Laura|Marta|Elena|Isabel|Hans|Peter|Klaus|Jürgen|Wolfgang|Uwe|Stefan|Andreas|Markus|Thomas|Michael|Sabine|Petra|Monika|Ursula|Claudia|Anja|Katrin|Pierre|Jean|Michel|Philippe|Nicolas|Julien|Marie|Sophie|Isabelle|Nathalie|Camille|Giuseppe|Marco|Luca|Francesca|Giulia|João|Paulo|Rui)';
const CYRILLIC = '[А-ЯЁ][а-яё-]+';
const CYRILLIC_END = '($|[^А-Яа-яЁё])';
export const JAPANESE_SURNAMES =
  '佐藤|鈴木|高橋|田中|伊藤|渡辺|渡邊|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|斉藤|清水|山崎|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|岡本|藤原|中野|三浦|原田|中川|松田|竹内|小野|田村|和田|中山|石田|上田|森田|酒井|工藤|横山|宮崎|宮本|内田|高木|安藤|谷口|大野|丸山|今井';
const KOREAN_SURNAME = '[김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허남심노하곽성차주우구]';

/** The same surnames as they are spoken. */
const JAPANESE_KANA =
  'さとう|すずき|たかはし|たなか|いとう|わたなべ|やまもと|なかむら|こばやし|かとう|よしだ|やまだ|ささき|やまぐち|まつもと|いのうえ|きむら|さいとう|しみず|やまざき|やまさき|いけだ|はしもと|いしかわ|やました|なかじま|いしい|おがわ|まえだ|おかだ|はせがわ|ふじた|ごとう|こんどう|むらかみ|えんどう|あおき|さかもと|ふくだ|おおた|にしむら|ふじい|かねこ|おかもと|ふじわら|なかの|みうら|はらだ|なかがわ|まつだ|たけうち|たむら|なかやま|いしだ|うえだ|もりた|くどう|よこやま|みやざき|みやもと|うちだ|たかぎ|あんどう|たにぐち|おおの|まるやま|いまい';
const HONORIFIC = '様|さん|さま|くん|君|ちゃん|氏|殿';
/** How Thai given names begin that begin no other word behind คุณ (คุณสมบัติ is a property, คุณภาพ is quality). */
const THAI_GIVEN =
  '(?:สมชาย|สมหญิง|สมศักดิ์|สมพร|สมศรี|สมคิด|สมบูรณ์|สมพงษ์|สมหมาย|สมใจ|สมปอง|สมเกียรติ|สุดา|สุรี|สุชาติ|สุพจน์|สุวรรณ|สุภา|สุนิสา|สุทธิ|สุเทพ|สุรชัย|สุเมธ|สุกัญญา|วิชัย|วิเชียร|วิโรจน์|วิภา|วิมล|วิรัตน์|วิทยา|ประเสริฐ|ประยุทธ|ประวิทย์|ประภา|ประสิทธิ์|ประยูร|ณรงค์|ณัฐ|ธนา|ธนกร|ธนพล|ธนวัฒน์|กิตติ|พิมพ์|อรุณ|อนงค์|อนันต์|มาลี|นิภา|ศิริ|จันทร์|ชัยวัฒน์|วรรณา|วรรณี|นพดล|พรทิพย์|ปิยะ|รัตนา|กัญญา|ชลธิชา|อภิชาติ|ธีระ|เกียรติ|บุญ|มานะ|มานี|อารี|อัญชลี|จิรา|ปรีชา|ไพศาล|เฉลิม)';

const ABROAD: readonly string[] = [
  `((?:^|[^${LET}])(?:(?:Sr|Sra|Srta|Hr|Frl|Sig|Dott|Dhr|Mevr|Mw|Mme|Mlle|Dña|Bpk|Tn|Ny|Smt)\\.|Sig\\.ra|Dott\\.ssa|Señor|Señora|Señorita|Herrn?|Frau|Familie|Monsieur|Madame|Mme|Mlle|Signora?|Signor|Senhora?|Mevrouw|De heer|Bapak|Ibu|Encik|Puan|Shri|Khun) (?:(?:Prof|Dr)\\.? ){0,2})${PARTICLE}${LATIN}(?: ${LATIN}){0,2}($|[^${LET}])`,
  `((?:^|[^${LET}])(?:Don|Doña|Dona|Sayın) )${LATIN} ${PARTICLE}${LATIN}($|[^${LET}])`,
  `((?:^|[^${LET}])(?:[Cc]liente|[Kk]und(?:e|in)|[Cc]lient|[Aa]cheteur|[Cc]omprador):? )${FIRST_ABROAD} ${PARTICLE}${LATIN}($|[^${LET}])`,
  `((?:^|[^${LET}])M\\. )${LATIN}( (?:a|est|n'a|demande|souhaite|veut|dit|voulait|appelle|rappelle|confirme|réclame|attend|signale|refuse|annule|retourne)(?:$|[^${LET}]))`,
  `((?:^|[^${LET}])(?:Sr|Sra|Srta) )${LATIN}(?: ${LATIN})?( (?:llamó|llama|pide|pidió|quiere|dice|dijo|solicita|pregunta|reclama|recibió|compró|confirma|ha|no|está|espera)(?:$|[^${LET}]))`,
  // Fr. is a Friday too, and a franc.
  `((?:^|[,;:!?(\\r\\n] ?|(?:^|[^${LET}])(?:[Mm]it|[Vv]on|[Ff]ür|[Aa]n|[Bb]ei|[Zz]u|[Dd]urch|[Kk]undin|[Ll]iebe|[Gg]eehrte|[Hh]allo|[Ll]aut|[Rr]uft) )F(?:r|R)\\. )${PARTICLE}(?:${LATIN})(?: ${LATIN})?($|[^${LET}])`,
  `(^|[^${LET}-])${LATIN}(-(?:san|sama|kun|chan)(?:$|[^${LET}]))`,
  `((?:คุณ|นาย|นางสาว|นาง|น\\.ส\\.|ชื่อ) ?)${THAI_GIVEN}[ก-๎]{0,20}(?: [ก-๎]{2,20})?($|[^ก-๎])`,
  `((?:^|[^${LET}])[Pp]ani? )(?:${LATIN} )?[${CAP}][${LET}]+(?:[sc]k[ia]|dzk[ia]|wicz|czyk)($|[^${LET}])`,
  `(^|[^${LET}])${LATIN}( (?:Bey|Hanım)(?:$|[^${LET}]))`,
  `(^|[^${HAN}\u3041-\u30ff])(?:(?:${JAPANESE_SURNAMES})[ ]?[${HAN}\u3041-\u30ff]{0,4})( ?(?:様|さん|さま|くん|君|ちゃん|氏|殿|先生|部長|課長|社長|店長)(?:$|[^${HAN}]))`,
  `(^|[^${HAN}\u3041-\u30ff])(?:${JAPANESE_KANA})[ ]?[\u3041-\u3096]{0,4}( ?(?:${HONORIFIC})(?:$|[^${HAN}]))`,
  `(^|[^${HAN}\u3041-\u30ff])[\u30a1-\u30fa\u30fc]{2,8}([ ・]${MARK} ?(?:様|さん|さま|氏|殿))`,
  `(^|[^가-힣])${KOREAN_SURNAME}(?:[가-힣]{2})?( (?:과장|부장|대리|차장|팀장|실장|사장|이사)님?(?:$|[^가-힣]))`,
  `((?:고객(?:명|님)?[:： ]{1,2}))${KOREAN_SURNAME}[가-힣][수영희진민준호현은연석훈우혁철숙순경빈환규식란]($|[^가-힣])`,
  `((?:^|[^А-Яа-яЁё])(?:[Кк]лиент(?:ка)?|[Пп]окупатель|г-н|г-жа|[Гг]осподин|[Гг]оспожа):? )(?:${CYRILLIC} )?[А-ЯЁ][а-яё-]*(?:[оеё]ва?|[иы]на?|ск(?:ий|ая)|ко|[ую]к|ян|дзе)${CYRILLIC_END}`,
  `(^|[^А-Яа-яЁё])(?:${CYRILLIC} [А-ЯЁ]\\. ?[А-ЯЁ]\\.|[А-ЯЁ]\\. ?[А-ЯЁ]\\. ?${CYRILLIC})${CYRILLIC_END}`,
  `((?:^|[^A-Za-z])(?:[Aa]nh|[Cc]hị|[Ôô]ng|[Bb]à|[Kk]hách(?: hàng)?) )(?:Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý)(?: [A-ZÀ-ỸĐ][a-zà-ỹđ]*){1,3}($|[^A-Za-zà-ỹđ])`,
  // Chinese names in pinyin and others, behind a Chinese word for a person.
  `((?:客户|顾客|会员|买家|用户|联系|转交|收件人|收货人)(?:名|姓名)?[:： ]{0,2})(?:${FIRST}|[Ww]ang|[Ll]i|[Zz]hang|[Ll]iu|[Cc]hen|[Yy]ang|[Hh]uang|[Zz]hao|[Ww]u|[Zz]hou|[Xx]u|[Ss]un|[Zz]hu|[Gg]uo|[Ll]in|[Ll]uo|[Zz]heng|[Ll]iang|[Xx]ie|[Tt]ang|[Ff]eng|[Dd]eng|[Cc]ao|[Pp]eng|[Zz]eng|[Xx]iao|[Tt]ian|[Dd]ong|[Pp]an|[Yy]uan|[Cc]ai|[Jj]iang) [A-Za-z][a-z'-]+( |$|[^A-Za-z])`,
];

/** Names of people in texts, as `FINDERS`; each twice, since names that are joined share what is between them. */
export const FINDERS_NAMES: readonly Finder[] = [
  ...CHINESE.map((pattern): Finder => ({ kind: 'name', pattern, twice: true })),
  ...ENGLISH,
  ...ABROAD.map((pattern): Finder => ({ kind: 'name', pattern })),
  {
    kind: 'account',
    pattern: '((?:用户名|会员名|昵称|网名)[:：] ?)[A-Za-z][A-Za-z0-9_.-]{3,29}($|[^A-Za-z0-9_.-])',
  },
];

/** Stands wherever one of them could find something, as `LIKELY`. */
export const LIKELY_NAMES = [
  `(?:${BEFORE}|由)[:： ]{0,2}${OPENS}?${PLAIN_SURNAME}`,
  `${PLAIN_SURNAME}[${HAN}]{1,2}(?:${CLOSES}?${DOES}|[您你]好|${KIN}|[（( ]{0,2}(?:VIP|会员|老?客户|顾客|买家))`,
  `(?:[小老]${PLAIN_SURNAME}|阿[${HAN}])(?:${DOES}|说)|(?:找|让|联系|问|叫|请|客服|专员|业务员)[:： ]?[小老]${PLAIN_SURNAME}`,
  `${TITLED_SURNAME}(?:先生|女士|律师|护士|会计|校长|[院局处科厂店队部]长|董事长|总|师傅|老师|医生|教授|经理|主任|老板|太太|[董工哥姐叔姨局])|姓${TITLED_SURNAME}的`,
  `(?:^|[^A-Z])${FIRST}(?:'|’| )`,
  `, ${FIRST}`,
  `[A-Z][.] ?[A-Z]+(?: [a-z]|['’]s )`,
  `(?:my|his|her|our|their) ${KINSMAN}`,
  '(?:VIP|From|To|Cc|Sender|Contact|Customer|Client|Name|Buyer|Member|Guest): ?[A-Z][.]? [A-Z]',
  '(?:mr|mrs|ms|miss|mister|dr|prof|sir)[.]? [A-Z]',
  '(?:sr|sra|srta|hr|fr|frl|mw|mme|mlle|dña|bpk|tn|ny|smt|sig|sig[.]ra|dott|dott[.]ssa|dhr|mevr)[.] |señor|herr|frau|familie |monsieur|madame|signor|senhor|mevrouw|de heer |don |doña |dona |sayın |cliente |kund(?:e|in) |client |acheteur |comprador |(?:^|[^A-Z])m[.] |sr |sra |srta |mme |bapak |ibu |encik |puan |shri |khun |-(?:san|sama|kun|chan)|pani? |(?: bey| hanım)',
  `(?:${JAPANESE_SURNAMES})`,
  `(?:${JAPANESE_KANA})|[\u30a1-\u30fa\u30fc] ?(?:様|さん|さま|氏|殿)`,
  '(?:คุณ|นาย|นาง|น\\.ส\\.|ชื่อ)',
  '[가-힣] (?:과장|부장|대리|차장|팀장|실장|사장|이사)|고객',
  'клиент|покупатель|г-н|г-жа|господин|госпожа|[А-ЯЁ]\\. ?[А-ЯЁ]\\.',
  '(?:Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý) ',
  '(?:客户|顾客|会员|买家|用户|联系|转交|收件人|收货人)(?:名|姓名)?[:： ]{0,2}[A-Z]|(?:昵称|网名)[:：]',
].join('|');

/** What stands behind a role or a title and is no name: what somebody is or does, a plan, a place. */
const NO_PERSON =
  '(?:Manager|Engineer|Developer|Director|Analyst|Consultant|Customer|Support|Service|Success|Care|Cent(?:er|re)|Team|Portal|Area|Gold|Silver|Platinum|Premium|Pro|Basic|Enterprise|Standard|Business|New|Neu|Nuevo|Oro|Free|Blue|Los|San)';
/**
 * Brands, shops and stories that are called as people are, each by its whole name: a Mr Klein or a Frau Brandt is
 * somebody. What is found is cut behind its first letter by a sign without a width, which no folded text has, so that
 * no finder takes it for a name. The letter stands apart where it tells a title: Dr Pepper, but Mr Pepper is a person.
 */
const CALLED_LIKE: readonly [first: string, rest: readonly string[]][] = [
  [
    'D',
    [
      "r\\.? (?:Pepper|Marten'?s?|Oetker|Scholl'?s?|Brown's|Hauschka|Beckmann|Jart|Dre|Seuss|Strange|Who)",
      'on (?:Quixote|Julio|Simon)',
      'om Perignon',
    ],
  ],
  [
    'M',
    [
      'r\\.? (?:Muscle|Clean|Kipling|Bean|Coffee|Potato|Men|Bubble|Big|Proper)',
      "rs\\.? (?:Butterworth'?s?|Dash|Meyer['’]?s (?:Clean|(?:[Hh]and |[Dd]ish )?[Ss]oap|[Cc]leaners?|[Cc]andles?|[Rr]efills?))",
      'iss (?:Dior|Sixty|Selfridge|Sporty)',
      's\\.? (?:Pac-Man|Marvel)',
      'arc Jacobs|ichael Kors|ary Kay|adame (?:Tussauds|Butterfly|Bovary)|onsieur (?:Bricolage|Tequila)',
    ],
  ],
  [
    '[A-Za-z]',
    [
      "ir Kensington|ohn Deere|ack Daniel'?s?|im Beam|alvin Klein|alph Lauren|ommy Hilfiger|arl Lagerfeld|ugo Boss",
      'ouis Vuitton|ate Spade|o Malone|om Ford|ames Bond|arry Potter|eter Rabbit|eppa Pig|nna (?:Sui|Karenina)',
      'harles Schwab|dward Jones Investments|liver Peoples|enry Hoover|aul Smith [Ss]hirts?',
      'rau (?:Holle|Antje)|err der Ringe|amilie Card|eñor Frogs',
      'r\\.? (?:Manager|Engineer|Developer|Director|Analyst|Consultant)',
      'r\\. (?:Vormittags?|Nachmittags?|Abends?|Mittags?|Morgens?|Nachts?|Früh|Ausgabe|Termin|Lieferung|Zustellung|Abholung|Versand|Ab|Bis|Von|Um|Und|Oder|Ruhetag|Geschlossen|Geöffnet|Rabatt|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)',
      `(?:ontact|ustomer|lient|liente|unde|ame:|IP:|rom:) ${NO_PERSON}`,
    ],
  ],
];
/** `CALLED_LIKE` for RE2 and JavaScript, a pair of groups for each first letter and one for what ends it; `shieldWith` puts the sign in. */
export const SHIELDED = `(?:${CALLED_LIKE.map(([first, rest]) => `((?:^|[^A-Za-z])${first})(${rest.join('|')})`).join('|')})($|[^a-z])`;
export const SHIELD = '\u2060';
/** What is put for it, with the sign of groups of either. */
export const shieldWith = (group: '$' | '\\'): string =>
  [1, 3, 5].map((n) => `${group}${n}`).join('') + SHIELD + [2, 4, 6, 7].map((n) => `${group}${n}`).join('');
const shields = new RegExp(SHIELDED, 'gu');

/** A text in which what is called like a person is out of the finders' reach. `SHIELDED` says the same in the engine. */
export const shielded = (text: string): string => text.replace(shields, shieldWith('$'));
export const unshielded = (text: string): string => text.replaceAll(SHIELD, '');
