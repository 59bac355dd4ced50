export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * Centres moved apart so that neighbours are at least `gap` px from each other and all stay within
 * [low, high] when there is room. Order is kept.
 */
export function spread(centres: number[], gap: number, low: number, high: number): number[] {
  const order = centres.map((_, i) => i).sort((a, b) => centres[a]! - centres[b]!);
  const out = [...centres];
  let floor = low;
  for (const i of order) {
    out[i] = Math.max(out[i]!, floor);
    floor = out[i]! + gap;
  }
  let ceiling = high;
  for (const i of [...order].reverse()) {
    out[i] = Math.min(out[i]!, ceiling);
    ceiling = out[i]! - gap;
  }
  return out;
}

export interface PointLabel {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Radius of the point itself; 3 px when not given. */
  radius?: number;
}

export interface Placed {
  x: number;
  y: number;
  anchor: 'start' | 'end' | 'middle';
}

/**
 * A place beside each point that meets no other label, no other labelled point and stays in the frame:
 * right, left, above, below or between two of these. Null where there is none: that point goes without its label.
 */
export function placeLabels(points: PointLabel[], frame: Box, taken: Box[] = []): (Placed | null)[] {
  const used = [...taken];
  const dots = points.map(({ x, y, radius: r = 3 }) => ({ x: x - r, y: y - r, width: r * 2, height: r * 2 }));
  return points.map((p, i) => {
    const middle = p.y - p.height / 2;
    const clear = (p.radius ?? 3) + 3;
    const side = (sign: 1 | -1): [Placed, Box] => [
      { x: p.x + sign * (clear + 1), y: p.y, anchor: sign > 0 ? 'start' : 'end' },
      { x: sign > 0 ? p.x + clear : p.x - clear - p.width, y: middle, width: p.width, height: p.height },
    ];
    const end = (sign: 1 | -1): [Placed, Box] => {
      const y = p.y + sign * (clear + 6);
      return [
        { x: p.x, y, anchor: 'middle' },
        { x: p.x - p.width / 2, y: y - p.height / 2, width: p.width, height: p.height },
      ];
    };
    const corner = (right: 1 | -1, down: 1 | -1): [Placed, Box] => {
      const [x, y] = [p.x + right * (0.7 * clear + 1), p.y + down * (0.7 * clear + 6)];
      return [
        { x, y, anchor: right > 0 ? 'start' : 'end' },
        { x: right > 0 ? x : x - p.width, y: y - p.height / 2, width: p.width, height: p.height },
      ];
    };
    const options = [
      ...[side(1), side(-1), end(-1), end(1)],
      ...[corner(1, 1), corner(1, -1), corner(-1, 1), corner(-1, -1)],
    ];
    for (const [place, box] of options) {
      const inside =
        box.x >= frame.x &&
        box.y >= frame.y &&
        box.x + box.width <= frame.x + frame.width &&
        box.y + box.height <= frame.y + frame.height;
      if (!inside || used.some((other) => overlaps(box, other))) continue;
      if (dots.some((dot, j) => j !== i && overlaps(box, dot))) continue;
      used.push(box);
      return place;
    }
    return null;
  });
}
