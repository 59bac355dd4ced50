const ID_WORDS =
  /(?:^|[_\s.-])(?:id|ids|no|nr|uid|uuid|guid|code|sku|ean|upc|isbn|phone|mobile|tel|telephone|fax|zip|zipcode|postcode|postal|invoice|serial)$/i;
const ID_CAMEL = /[a-z](?:ID|Id|No|Code|Phone|Mobile|Number)$/;
const ID_ENGLISH =
  /^(?:id|customer|user|member|client|account|buyer|visitor|session|order|receipt|bill|transaction|booking|ticket|(?:order|invoice|phone|mobile|account|card|customer|member)[_\s]?(?:number|num))$/i;
const ID_CHINESE =
  /(?:(?<![序行周月日])号|编码|代码|号码|条码|手机|电话|座机|传真|身份证|邮编|邮政编码|客户|用户|会员|(?<![A-Za-z])(?:ID|id))$|^(?:订单|小票|票据|单据)$/;

/** Whether a header names something that identifies (a code, a number on a card), which stays text. */
export function namesIdentifier(name: string): boolean {
  const trimmed = name.trim();
  return (
    ID_WORDS.test(trimmed) || ID_CAMEL.test(trimmed) || ID_ENGLISH.test(trimmed) || ID_CHINESE.test(trimmed)
  );
}

/** A number that a spreadsheet wrote with an exponent: of a long id only the first digits are left. */
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?E\+(\d+)$/i;

/** Whether values are long whole numbers whose digits a spreadsheet has rounded away. */
export const lostDigits = (value: string): boolean => Number(SCIENTIFIC.exec(value.trim())?.[1] ?? 0) >= 10;

/** Ten digits and more on one side of a point: two ids joined, no amount (`1234567890.1704412801`). */
export const joinedIds = (value: string): boolean => /^\d{6,}\.\d{6,}$/.test(value.trim());
