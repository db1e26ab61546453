import type { CanvasNode } from './canvasNode.ts';

/** How a request names this node as its caller, if it can be one. */
export function callerName(node: CanvasNode): string | undefined {
  if (node.type === 'outside') return 'outside';
  return node.type === 'workload' ? `${node.data.workload.namespace}/${node.data.workload.name}` : undefined;
}

/** The address of a request to this node, with the path that the request in the bar has. */
export function addressToCall(node: CanvasNode, current: string): string | undefined {
  const path = pathOf(current);
  switch (node.type) {
    case 'service': {
      const { name, namespace, ports } = node.data.service;
      return `http://${name}.${namespace}${portSuffix(ports[0]?.port)}${path}`;
    }
    case 'workload': {
      const { addresses, ports } = node.data.workload;
      return addresses[0] === undefined ? undefined : `http://${addresses[0]}${portSuffix(ports[0])}${path}`;
    }
    case 'gateway': {
      const [address] = node.data.gateway.addresses;
      return address === undefined ? undefined : `http://${address}${path}`;
    }
    default:
      return undefined;
  }
}

function portSuffix(port: number | undefined): string {
  return port === undefined || port === 80 ? '' : `:${String(port)}`;
}

function pathOf(address: string): string {
  const path = /^[a-z]+:\/\/[^/]+(\/.*)$/i.exec(address)?.[1];
  return path ?? '/';
}
