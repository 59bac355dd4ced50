import { sankey as layout, type SankeyLink, type SankeyNode } from 'd3-sankey';
import { OTHER } from './bars.ts';
import type { Flow, FlowLink, FlowNode } from './flow.ts';

export type FlowPlace = SankeyNode<FlowNode, FlowLink>;
type Link = SankeyLink<FlowNode, FlowLink>;

/** Width of a node, in px. */
export const NODE = 10;
const PADDING = 26;

/** A chain without volume through all layers: d3-sankey has no more layers than its longest chain of links. */
function ghosts(layers: number): { nodes: FlowNode[]; links: FlowLink[] } {
  const id = (layer: number) => `\u0000ghost ${layer}`;
  const nodes = Array.from({ length: layers }, (_, layer): FlowNode => ({
    id: id(layer),
    layer,
    name: id(layer),
    into: 0,
    onward: 0,
    ended: 0,
    fixedValue: 0,
    leaving: [],
    arriving: [],
  }));
  const links = nodes
    .slice(1)
    .map(({ layer }) => ({ source: id(layer - 1), target: id(layer), value: 0, rows: [] }));
  return { nodes, links };
}

/**
 * Where the nodes and links of a flow stand: layers evenly from 0 to `right`, the largest node of each on top and
 * what is gathered below, between `top` and `bottom`.
 */
export function placeFlow(
  flow: Flow,
  right: number,
  top: number,
  bottom: number,
): { nodes: FlowPlace[]; links: Link[] } {
  const chain = ghosts(flow.layers);
  const drawn = new Set(flow.nodes.map((n) => n.id));
  const graph = layout<FlowNode, FlowLink>()
    .nodeId((n) => n.id)
    .nodeWidth(NODE)
    .nodePadding(PADDING)
    .nodeAlign((n) => n.layer)
    .nodeSort(
      (a, b) =>
        Number(!drawn.has(a.id)) - Number(!drawn.has(b.id)) ||
        Number(a.name === OTHER) - Number(b.name === OTHER) ||
        (b.fixedValue ?? 0) - (a.fixedValue ?? 0),
    )
    .extent([
      [0, top],
      [right, bottom],
    ])({
    nodes: [...flow.nodes, ...chain.nodes].map((n) => ({ ...n })),
    links: [...flow.links, ...chain.links].map((l) => ({ ...l })),
  });
  const step = (right - NODE) / Math.max(1, flow.layers - 1);
  for (const node of graph.nodes) {
    node.x0 = node.layer * step;
    node.x1 = node.x0 + NODE;
  }
  return {
    nodes: graph.nodes.filter((n) => drawn.has(n.id)),
    links: graph.links.filter((l) => drawn.has((l.source as FlowPlace).id)),
  };
}
