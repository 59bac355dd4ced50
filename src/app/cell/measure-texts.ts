/**
 * The width in pixels of the widest of some texts, column by column, as the browser draws them inside `host`: with
 * its font and the figures of that font that the style asks for. One layout for all of them. `''` for no text.
 */
export function measureTexts(
  host: HTMLElement,
  columns: readonly (readonly string[])[],
  weight: string,
): number[] {
  const bench = document.createElement('div');
  bench.setAttribute('aria-hidden', 'true');
  bench.style.cssText = 'position:absolute;visibility:hidden;top:0;left:0;width:0;height:0;overflow:hidden';
  const boxes = columns.map((texts) => {
    const box = document.createElement('div');
    box.style.cssText = `width:max-content;white-space:pre;font-weight:${weight}`;
    box.textContent = texts.map((text) => text.replace(/\s+/g, ' ')).join('\n');
    bench.append(box);
    return box;
  });
  host.append(bench);
  const widths = boxes.map((box) => box.getBoundingClientRect().width);
  bench.remove();
  return widths;
}
