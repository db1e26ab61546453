import { invalidWord, requiredValue, unsupportedValue, duplicateValue, type FieldProblem } from './fieldProblem.ts';
import { checkNetworkPolicy } from './networkPolicyRules.ts';
import type { Container, KubernetesResource, PodSpec, Service } from './kinds.ts';
import type { FieldPath } from './resource.ts';
import {
  labelProblem,
  labelValueProblem,
  portNameProblem,
  qualifiedNameProblem,
  serviceNameProblem,
  subdomainProblem,
  type NameCheck,
} from './objectNames.ts';

/**
 * What the API server checks in code rather than by definition: names and labels of every object, ports of Services and
 * containers. What a manifest leaves out is not complained about, except a Service that could not carry anything.
 */
export function checkBuiltIn(resource: KubernetesResource): readonly FieldProblem[] {
  return [...checkMetadata(resource), ...checkBody(resource)];
}

function checkMetadata({ kind, metadata }: KubernetesResource): readonly FieldProblem[] {
  const nameOf = kind === 'Service' ? serviceNameProblem : kind === 'Namespace' ? labelProblem : subdomainProblem;
  return [
    ...invalid(['metadata', 'name'], metadata.name, nameOf),
    ...(metadata.namespace === undefined ? [] : invalid(['metadata', 'namespace'], metadata.namespace, labelProblem)),
    ...checkLabels(['metadata', 'labels'], metadata.labels),
    ...Object.keys(metadata.annotations ?? {}).flatMap((key) =>
      invalid(['metadata', 'annotations'], key, (text) => qualifiedNameProblem(text.toLowerCase())),
    ),
  ];
}

function checkLabels(path: FieldPath, labels: Readonly<Record<string, string>> | undefined): readonly FieldProblem[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...invalid(path, key, qualifiedNameProblem),
    ...invalid(path, value, labelValueProblem, [...path, key]),
  ]);
}

/** `at` is where the value stands, where that is more exact than the field that Kubernetes names. */
function invalid(path: FieldPath, value: string, check: NameCheck, at: FieldPath = path): readonly FieldProblem[] {
  const problem = check(value);
  return problem === undefined ? [] : [invalidField(path, JSON.stringify(value), problem, at)];
}

function invalidField(path: FieldPath, value: string, problem: string, at: FieldPath = path): FieldProblem {
  return { ...invalidWord(path, value, problem), path: at };
}

function checkBody(resource: KubernetesResource): readonly FieldProblem[] {
  switch (resource.kind) {
    case 'Service':
      return checkService(resource.spec);
    case 'NetworkPolicy':
      return checkNetworkPolicy(resource.spec);
    case 'Pod':
      return checkContainers(resource.spec, ['spec']);
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job': {
      const { template } = resource.spec;
      const path = ['spec', 'template'];
      return [
        ...checkLabels([...path, 'metadata', 'labels'], template.metadata?.labels),
        ...checkContainers(template.spec, [...path, 'spec']),
      ];
    }
    default:
      return [];
  }
}

const serviceTypes = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

function checkService(spec: Service['spec']): readonly FieldProblem[] {
  const ports = spec.ports ?? [];
  const portless = spec.type === 'ExternalName' || spec.clusterIP === 'None';
  return [
    ...(ports.length === 0 && !portless ? [requiredValue(['spec', 'ports'])] : []),
    ...(serviceTypes.includes(spec.type) ? [] : [unsupportedValue(['spec', 'type'], spec.type, serviceTypes)]),
    ...checkLabels(['spec', 'selector'], spec.selector),
    ...ports.flatMap((port, at) => checkServicePort(port, ['spec', 'ports', at], ports.length > 1)),
    ...repeatedNames(ports),
    ...repeatedNumbers(ports),
  ];
}

type ServicePort = NonNullable<Service['spec']['ports']>[number];

function checkServicePort(port: ServicePort, path: FieldPath, named: boolean): readonly FieldProblem[] {
  const { name = '', targetPort } = port;
  return [
    ...(name === '' && named ? [requiredValue([...path, 'name'])] : []),
    ...(name === '' ? [] : invalid([...path, 'name'], name, labelProblem)),
    ...checkNumber([...path, 'port'], port.port),
    ...checkProtocol([...path, 'protocol'], port.protocol),
    ...(typeof targetPort === 'number' ? checkNumber([...path, 'targetPort'], targetPort) : []),
    ...(typeof targetPort === 'string' ? invalid([...path, 'targetPort'], targetPort, portNameProblem) : []),
  ];
}

function repeatedNames(ports: readonly ServicePort[]): readonly FieldProblem[] {
  return ports.flatMap(({ name = '' }, at) =>
    name !== '' && ports.slice(0, at).some((other) => other.name === name)
      ? [duplicateValue(['spec', 'ports', at, 'name'], name)]
      : [],
  );
}

function repeatedNumbers(ports: readonly ServicePort[]): readonly FieldProblem[] {
  return ports.flatMap((port, at) =>
    ports.slice(0, at).some((other) => other.port === port.port && other.protocol === port.protocol)
      ? [duplicateValue(['spec', 'ports', at], { port: port.port, protocol: port.protocol })]
      : [],
  );
}

function checkNumber(path: FieldPath, port: number): readonly FieldProblem[] {
  if (port >= 1 && port <= 65535) return [];
  return [invalidField(path, String(port), 'must be between 1 and 65535, inclusive')];
}

const protocols = ['SCTP', 'TCP', 'UDP'];

function checkProtocol(path: FieldPath, protocol: string): readonly FieldProblem[] {
  return protocols.includes(protocol) ? [] : [unsupportedValue(path, protocol, protocols)];
}

function checkContainers(spec: PodSpec, path: FieldPath): readonly FieldProblem[] {
  const check = (containers: readonly Container[] | undefined, field: string) =>
    (containers ?? []).flatMap((container, at) => checkContainer(container, [...path, field, at]));
  return [...check(spec.containers, 'containers'), ...check(spec.initContainers, 'initContainers')];
}

function checkContainer({ ports = [] }: Container, path: FieldPath): readonly FieldProblem[] {
  return ports.flatMap(({ name = '', containerPort, protocol }, at) => {
    const port = [...path, 'ports', at];
    return [
      ...(name === '' ? [] : invalid([...port, 'name'], name, portNameProblem)),
      ...checkNumber([...port, 'containerPort'], containerPort),
      ...checkProtocol([...port, 'protocol'], protocol),
    ];
  });
}
