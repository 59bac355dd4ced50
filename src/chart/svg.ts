const SVG = 'http://www.w3.org/2000/svg';

/** Face of every figure; an exported SVG has no page to inherit it from. */
export const FONT = "Inter, system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
export const FONT_SIZE = 12;

export type Attributes = Record<string, string | number | undefined>;

/** An SVG element. Numbers are cut to two decimals; text is only ever a text node. */
export function el(
  document: Document,
  name: string,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElement {
  const node = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) node.setAttribute(key, typeof value === 'number' ? String(round(value)) : value);
  for (const child of children)
    node.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  return node;
}

const round = (n: number) => Math.round(n * 100) / 100;

/** The outer element of a figure drawn without Plot, with the attributes Plot's figures get too. */
export function canvas(document: Document, width: number, height: number): SVGSVGElement {
  const svg = el(document, 'svg', { width, height, viewBox: `0 0 ${round(width)} ${round(height)}` });
  return dress(svg as SVGSVGElement);
}

/** Face, size and tabular figures for the whole figure. */
export function dress(svg: SVGSVGElement): SVGSVGElement {
  svg.setAttribute('font-family', FONT);
  svg.setAttribute('font-size', String(FONT_SIZE));
  svg.setAttribute('font-variant-numeric', 'tabular-nums');
  return svg;
}

/** A line of text whose full form shows on hover when it was cut. */
export function label(document: Document, shown: string, full: string, attributes: Attributes): SVGElement {
  const text = el(document, 'text', attributes, shown);
  if (shown !== full) text.appendChild(el(document, 'title', {}, full));
  return text;
}
