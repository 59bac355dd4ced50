/** Text in GB18030 (its two-byte part, which is GBK): Node decodes the encoding but cannot write it. */
export function toGb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else {
      const pair = table().get(sign);
      if (!pair) throw new Error(`not in GBK: ${sign}`);
      bytes.push(...pair);
    }
  }
  return Buffer.from(bytes);
}

let known: Map<string, [number, number]> | null = null;

function table(): Map<string, [number, number]> {
  if (known) return known;
  known = new Map();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const sign = decoder.decode(Uint8Array.of(lead, trail));
      if ([...sign].length === 1 && !known.has(sign)) known.set(sign, [lead, trail]);
    }
  return known;
}
