import type { Bound } from './bind.ts';
import { OTHER } from './bars.ts';
import { say, type FigureContext } from './figure.ts';
import { largest } from './order.ts';
import { TEXTS } from './texts.ts';

export interface FlowNode {
  id: string;
  /** 0-based. */
  layer: number;
  name: string;
  into: number;
  onward: number;
  /** What arrived and did not go on; 0 in the last layer, where observation stops. */
  ended: number;
  /** Height it needs: the larger of what arrives and what leaves. */
  fixedValue: number;
  /** Rows of the chart that leave it or end there, and that arrive. */
  leaving: number[];
  arriving: number[];
}

export interface FlowLink {
  source: string;
  target: string;
  value: number;
  /** Rows of the chart that it gathers. */
  rows: number[];
}

export interface Flow {
  nodes: FlowNode[];
  links: FlowLink[];
  layers: number;
  /** Rows without a positive value or a step. */
  skipped: number;
  /** Layers left out after those drawn. */
  beyond: number;
}

const GATHERED = '(other)';

/** What the nodes that are gathered are called together. */
export const restName = (context: FigureContext): string =>
  context.spec.source?.names?.[GATHERED]?.[context.lang] ?? say(context, TEXTS.other);

/** What the SQL has gathered joins what is gathered here, whether its code was already put into words or not. */
const nodeKey = (context: FigureContext, bound: Bound, row: number): string =>
  bound.values[row] === GATHERED || bound.values[row] === restName(context) ? OTHER : bound.key(row);

const idOf = (layer: number, name: string) => `${layer}:${name}`;

/**
 * A layered flow from rows of (step, source, target, value): a source stands in layer step, its target in the
 * next, so no cycle can arise. Without a step all sources are the first layer. A null target ends the flow.
 * Each layer keeps its `most` largest nodes, the rest are gathered; layers after `mostLayers` are left out.
 */
export function readFlow(context: FigureContext, most: number, mostLayers: number): Flow {
  const { step, source, target, value, y } = context.bound;
  const measure = value ?? y;
  const volumes = new Map<number, Map<string, number>>();
  const found: { layer: number; from: string; to: string | null; value: number; row: number }[] = [];
  let skipped = 0;
  const steps = new Set<number>();
  const add = (layer: number, name: string, n: number) => {
    const volume = volumes.get(layer) ?? new Map<string, number>();
    volumes.set(layer, volume);
    volume.set(name, (volume.get(name) ?? 0) + n);
  };
  for (let r = 0; r < context.rows.count; r++) {
    const n = measure ? measure.number(r) : 1;
    const at = step ? step.number(r) : 1;
    if (n === null || n <= 0 || at === null || !source || !target) {
      skipped++;
      continue;
    }
    steps.add(at);
    found.push({
      layer: at,
      from: nodeKey(context, source, r),
      to: target.values[r] === null || target.values[r] === '' ? null : nodeKey(context, target, r),
      value: n,
      row: r,
    });
  }
  // Steps may start anywhere and leave gaps: layers are their order.
  const order = new Map([...steps].sort((a, b) => a - b).map((s, i) => [s, i]));
  const rows = found.flatMap((row) => {
    const layer = order.get(row.layer)!;
    return layer < mostLayers - 1 ? [{ ...row, layer }] : [];
  });
  for (const row of rows) {
    add(row.layer, row.from, row.value);
    if (row.to !== null) add(row.layer + 1, row.to, row.value);
  }
  const kept = new Map<number, Set<string>>();
  for (const [layer, volume] of volumes) {
    volume.delete(OTHER);
    kept.set(layer, new Set(largest(volume, volume.size <= most ? volume.size : most - 1)));
  }
  const name = (layer: number, key: string) => (kept.get(layer)!.has(key) ? key : OTHER);
  const nodes = new Map<string, FlowNode>();
  const node = (layer: number, key: string): FlowNode => {
    const id = idOf(layer, key);
    const made = nodes.get(id) ?? {
      ...{ id, layer, name: key, into: 0, onward: 0, ended: 0, fixedValue: 0 },
      ...{ leaving: [], arriving: [] },
    };
    nodes.set(id, made);
    return made;
  };
  const links = new Map<string, FlowLink>();
  for (const row of rows) {
    const from = node(row.layer, name(row.layer, row.from));
    from.leaving.push(row.row);
    if (row.to === null) {
      from.ended += row.value;
      continue;
    }
    const to = node(row.layer + 1, name(row.layer + 1, row.to));
    from.onward += row.value;
    to.into += row.value;
    to.arriving.push(row.row);
    const id = `${from.id} ${to.id}`;
    const link = links.get(id) ?? { source: from.id, target: to.id, value: 0, rows: [] };
    link.value += row.value;
    link.rows.push(row.row);
    links.set(id, link);
  }
  const last = Math.max(0, ...[...nodes.values()].map((n) => n.layer));
  for (const n of nodes.values()) {
    if (n.layer > 0 && n.layer < last) n.ended = Math.max(n.ended, n.into - n.onward);
    n.fixedValue = Math.max(n.into, n.onward + n.ended);
  }
  return {
    nodes: [...nodes.values()],
    links: [...links.values()],
    layers: last + 1,
    skipped,
    beyond: Math.max(0, order.size + 1 - mostLayers),
  };
}
