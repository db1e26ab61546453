import { scenarioKind } from '#model/scenario.ts';
import { labels } from '#model/kubernetes/labels.ts';
import type { MeshSummary } from '#model/meshSummary.ts';
import { callerOptions } from '#ui/request/callerOptions.ts';
import { destinationOptions } from '#ui/request/destinationOptions.ts';
import type { Choice } from './fieldChoices.ts';
import type { YamlCaret } from './yamlCaret.ts';

/** Names of this scenario's own objects that fit the field at the caret. */
export function nameChoices({ path, position, kind }: YamlCaret, summary: MeshSummary): readonly Choice[] {
  const steps = path.filter((step) => step !== '[]');
  // In `- text` the item itself is typed, which looks like a key until a colon follows.
  const key = position === 'value' || path.at(-1) === '[]' ? steps.at(-1) : undefined;
  const parent = steps.at(-2);
  if (kind === scenarioKind && parent === 'requests') {
    if (key === 'from') return callerOptions(summary).map(({ value, facts }) => name(value, facts[0]));
    if (key === 'to') return destinationOptions(summary).map(({ value, facts }) => name(value, facts[0]));
  }
  switch (key) {
    case labels.useWaypoint:
      return [...waypoints(summary).map((gateway) => name(gateway.name, gateway.namespace)), name('none')];
    case labels.useWaypointNamespace:
    case 'namespace':
    case 'namespaces':
    case 'notNamespaces':
      return summary.namespaces.map((namespace) => name(namespace.name));
    case 'serviceAccountName':
      return serviceAccounts(summary).map(([namespace, account]) => name(account, namespace));
    case 'principals':
    case 'notPrincipals':
      return serviceAccounts(summary).map(([namespace, account]) =>
        name(`cluster.local/ns/${namespace}/sa/${account}`),
      );
    case 'serviceAccounts':
      return serviceAccounts(summary).map(([namespace, account]) => name(`${namespace}/${account}`));
    case 'host':
    case 'hosts':
    case 'hostnames':
      return summary.services.map(({ hostname }) => name(hostname));
    case 'name':
      return referenced(parent, summary);
    default:
      return [];
  }
}

function referenced(parent: string | undefined, summary: MeshSummary): readonly Choice[] {
  const services = summary.services.map((service) => name(service.name, `Service ${service.namespace}`));
  const gateways = summary.gateways.map((gateway) => name(gateway.name, `Gateway ${gateway.namespace}`));
  switch (parent) {
    case 'backendRefs':
    case 'backendRef':
      return services;
    case 'targetRefs':
    case 'targetRef':
    case 'parentRefs':
      return [...services, ...gateways];
    default:
      return [];
  }
}

function waypoints({ gateways }: MeshSummary) {
  return gateways.filter(({ role }) => role === 'waypoint');
}

function serviceAccounts({ workloads }: MeshSummary): readonly (readonly [namespace: string, account: string])[] {
  const found = new Map(
    workloads.map(({ namespace, serviceAccount }) => [
      `${namespace}/${serviceAccount}`,
      [namespace, serviceAccount] as const,
    ]),
  );
  return [...found.values()];
}

function name(text: string, detail?: string): Choice {
  return { text, kind: 'name', ...(detail === undefined ? {} : { detail }) };
}
