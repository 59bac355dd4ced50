/**
 * Syllables that Korean names, addresses and business text are full of. Chinese bytes read as Korean land
 * anywhere among the 2,350 of the standard.
 */
const COMMON = new Set(
  '이다는의에가하을지고로은어기나사리를한인아도시자대그서스라해들부수일보만상전정여주제있면장원과안동우적성것니게구생모조할물오경무진화국내세되년' +
    '관공소신유학비실선방연미명영차중회재용문간결단행금바트음호거드교개마발운식입파위통석반불출계건초번선치분품매객점양작법당산없야러저외강남형업민설' +
    '김박최윤임권황송홍준훈빈예채현희숙순옥종철태규병혜찬율윤건후진환섭욱호창길록숭복천포평울특별광역군읍면층호길번북충청전라경제세종수원성남' +
    '고객이름주소전화휴대번호주문날짜금액수량상품등급가입메일배송만족불만연락처단골세금계산서필요말됨음없음확인완료취소환불결제카드현금포인트쿠폰' +
    '월화목토요시분초천백십억백만높낮새큰작좋많적',
);

export const isCommonHangul = (char: string): boolean => COMMON.has(char);
