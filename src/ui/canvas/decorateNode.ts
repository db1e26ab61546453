import type { Position } from '#model/scenario.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { ShellTexts } from '#ui/i18n/en/shell.ts';
import type { CanvasNode } from './canvasNode.ts';
import { addressOf } from './nodeWords.ts';

/** What the screen adds to a node: it is not part of the scenario, and changes without it. */
export interface Decoration {
  readonly selected: boolean;
  /** The one node that Tab reaches; arrow keys go on from there. */
  readonly reachable: boolean;
  /** Where it is being dragged. */
  readonly dragged: Position | undefined;
  /** A lesson points at it. */
  readonly lit: boolean;
  readonly texts: ShellTexts['canvas'];
}

interface Decorated {
  readonly decoration: Decoration;
  readonly result: CanvasNode;
}

const decorated = new WeakMap<CanvasNode, Decorated>();

/** Adds selection, focus and the accessible name; the same node with the same decoration is the same object. */
export function decorateNode(node: CanvasNode, decoration: Decoration): CanvasNode {
  const before = decorated.get(node);
  if (before !== undefined && sameDecoration(before.decoration, decoration)) return before.result;
  const { selected, reachable, dragged, lit, texts } = decoration;
  // React Flow knows no `data-` attributes among those of an element.
  const attributes = { tabIndex: reachable ? 0 : -1, 'data-testid': `node-${keyOf(node.data.ref)}` };
  const result = {
    ...node,
    selected,
    ...(lit ? { className: 'lit' } : {}),
    ...(dragged === undefined ? {} : { position: dragged }),
    ariaLabel: nameOf(node, texts),
    domAttributes: attributes,
  } as CanvasNode;
  decorated.set(node, { decoration, result });
  return result;
}

function sameDecoration(a: Decoration, b: Decoration): boolean {
  return (
    a.selected === b.selected &&
    a.reachable === b.reachable &&
    a.lit === b.lit &&
    a.texts === b.texts &&
    a.dragged?.x === b.dragged?.x &&
    a.dragged?.y === b.dragged?.y
  );
}

function nameOf(node: CanvasNode, texts: ShellTexts['canvas']): string {
  switch (node.type) {
    case 'namespace':
      return texts.node.namespace(node.data.namespace.name, node.data.namespace.ambient);
    case 'workload': {
      const { name, namespace, participation } = node.data.workload;
      return texts.node.workload(name, namespace, texts.participation[participation]);
    }
    case 'service': {
      const { name, namespace } = node.data.service;
      return texts.node.service(name, namespace, addressOf(node.data.service, texts.headless, texts.noAddress));
    }
    case 'gateway': {
      const { name, namespace, role } = node.data.gateway;
      return texts.node.gateway(name, namespace, role === 'waypoint' ? texts.tool.waypoint : texts.tool.gateway);
    }
    case 'outside':
      return texts.node.outside;
    case 'external':
      return texts.node.external(node.data.address);
    default:
      return '';
  }
}
