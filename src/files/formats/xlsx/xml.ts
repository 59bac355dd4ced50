/** Value of an attribute in the text of a start tag, entities decoded; null when it is not there. */
export function attribute(tag: string, name: string): string | null {
  for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
    const before = tag.charCodeAt(at - 1);
    if (before > 32) continue;
    let from = at + name.length;
    while (tag.charCodeAt(from) <= 32) from += 1;
    if (tag[from] !== '=') continue;
    from += 1;
    while (tag.charCodeAt(from) <= 32) from += 1;
    const quote = tag[from];
    if (quote !== '"' && quote !== "'") continue;
    const to = tag.indexOf(quote, from + 1);
    return to < 0 ? null : decodeEntities(tag.slice(from + 1, to));
  }
  return null;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with XML's entities resolved; unknown ones stay as they are. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g,
    (whole, hex?: string, digits?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(digits) : parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}

/** The text of all `t` elements in an `si` or `is` element; phonetic readings are left out. */
export function richText(xml: string, prefix: string): string {
  const open = `<${prefix}t`;
  let text = '';
  const phonetic = xml.includes(`<${prefix}rPh`)
    ? new RegExp(`<${prefix}rPh[\\s\\S]*?</${prefix}rPh>`, 'g')
    : null;
  const source = phonetic ? xml.replace(phonetic, '') : xml;
  for (let at = source.indexOf(open); at >= 0; at = source.indexOf(open, at + 1)) {
    const after = source.charCodeAt(at + open.length);
    if (after !== 62 && after > 32) continue;
    const from = source.indexOf('>', at) + 1;
    if (source[from - 2] === '/') continue;
    const to = source.indexOf(`</${prefix}t>`, from);
    if (to < 0) break;
    text += elementText(source.slice(from, to));
  }
  return text;
}

/** Text of an element: entities, CDATA and OOXML's `_x000D_` escapes resolved. */
export function elementText(raw: string): string {
  let text = raw;
  if (raw.includes('<![CDATA[')) {
    text = raw
      .split(/<!\[CDATA\[|\]\]>/)
      .map((part, i) => (i % 2 === 1 ? part : decodeEntities(part)))
      .join('');
  } else text = decodeEntities(raw);
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The namespace prefix, with its colon, that a document's elements carry; '' for none. */
export function prefixOf(head: string, root: string): string {
  return new RegExp(`<([\\w.-]+:)?${root}[\\s>]`).exec(head)?.[1] ?? '';
}

/** Start tags of one element, in order. */
export function startTags(xml: string, prefix: string, name: string): string[] {
  return xml.match(new RegExp(`<${prefix}${name}(?=[\\s/>])[^>]*>`, 'g')) ?? [];
}
