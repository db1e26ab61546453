import type { NewResource } from '#model/edit.ts';
import type { CanvasTool } from '../shell/uiState.ts';
import type { CanvasNode } from './canvasNode.ts';

/** What a tool adds where it is used. On a pod, the Service tool adds the Service that selects it. */
export function newResource(
  tool: Exclude<CanvasTool, 'select'>,
  namespace: string,
  under: CanvasNode | undefined,
): NewResource {
  switch (tool) {
    case 'namespace':
      return { kind: 'namespace', name: 'apps', ambient: true };
    case 'workload':
      return { kind: 'deployment', namespace, name: 'app', port: 8080 };
    case 'service': {
      if (under?.type !== 'workload') return { kind: 'service', namespace, name: 'app', port: 80, targetPort: 8080 };
      const { labels, name, ports } = under.data.workload;
      const app = labels['app'];
      const selector = app === undefined ? { ...labels } : { app };
      return { kind: 'service', namespace, name: app ?? name, port: 80, targetPort: ports[0] ?? 8080, selector };
    }
    case 'waypoint':
      return { kind: 'waypoint', namespace, name: 'waypoint' };
    case 'gateway':
      return { kind: 'gateway', namespace, name: 'gateway', port: 80 };
  }
}
