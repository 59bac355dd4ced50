import { el } from './svg.ts';
import { broken } from './text-width.ts';

/** What is exported: a figure as `draw` returned it. Tiles are HTML and have no picture. */
const picture = (figure: Element): SVGSVGElement | null =>
  figure.localName === 'svg' ? (figure as SVGSVGElement) : figure.querySelector(':scope > svg');

/** Paper around the figure, in px. */
const MARGIN = 20;

/** A sentence under a picture and its colour. */
export interface PictureNote {
  text: string;
  fill: string;
}

/** Its size and the height of its lines, px. */
const NOTE = { size: 11, line: 16 };

/**
 * The figure as a self-contained SVG text on a ground of paper, without cursor, style element or style attributes,
 * with a note of what it does not show under it. Null for figures that are not SVG.
 */
export function figureToSvg(figure: Element, paper: string, note?: PictureNote): string | null {
  const drawn = picture(figure);
  if (!drawn) return null;
  const svg = drawn.cloneNode(true) as SVGSVGElement;
  svg.querySelector('[data-part="cursor"]')?.remove();
  for (const style of [...svg.querySelectorAll('style')]) style.remove();
  svg.removeAttribute('style');
  svg.removeAttribute('class');
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const sizeOf = (side: string) => Number(drawn.getAttribute(side)) || 0;
  const lines = broken(note?.text ?? '', NOTE.size, sizeOf('width'));
  lines.forEach((text, i) => {
    const place = {
      x: 0,
      y: sizeOf('height') + (i + 1) * NOTE.line,
      'font-size': NOTE.size,
      fill: note?.fill,
    };
    svg.append(
      el(svg.ownerDocument, 'text', { ...place, 'text-anchor': 'start', 'data-part': 'note' }, text),
    );
  });
  const width = sizeOf('width') + MARGIN * 2;
  const height = sizeOf('height') + lines.length * NOTE.line + MARGIN * 2;
  const place = { x: -MARGIN, y: -MARGIN, width, height };
  svg.setAttribute('viewBox', Object.values(place).join(' '));
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  const ground = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [key, value] of Object.entries({ ...place, fill: paper }))
    ground.setAttribute(key, String(value));
  svg.insertBefore(ground, svg.firstChild);
  const Serializer = svg.ownerDocument.defaultView?.XMLSerializer ?? XMLSerializer;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new Serializer().serializeToString(svg)}\n`;
}

/** A picture in points of its own and what it measures on paper, px. */
export interface Picture {
  blob: Blob;
  width: number;
  height: number;
}

/**
 * The figure as a PNG, `scale` device pixels to one of its own. Null for figures that are not SVG or when the
 * browser cannot draw it. The CSP needs `img-src blob:` or `data:`; a data URL is used.
 */
export async function figureToPng(
  figure: Element,
  paper: string,
  note?: PictureNote,
  scale = 2,
): Promise<Blob | null> {
  const text = figureToSvg(figure, paper, note);
  return text === null ? null : ((await svgToPng(text, scale))?.blob ?? null);
}

/** An SVG text as a PNG; null when the browser cannot draw it. */
export async function svgToPng(text: string, scale = 2): Promise<Picture | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const canvas = document.createElement('canvas');
  const { naturalWidth: width, naturalHeight: height } = image;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob && { blob, width, height };
}
