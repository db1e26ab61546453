import type { HeaderLine } from '../../dataplane/connection.ts';
import type { Mesh, ResolvedSettings } from '../../mesh/mesh.ts';
import { goDuration } from '../routes/goDuration.ts';

/** What an external authorizer would say to any request. */
export type ProviderAnswer =
  | { readonly kind: 'allows' }
  /** It could not be asked, or answered with an error. */
  | { readonly kind: 'error' }
  /** The mesh has no such service, so istiod cannot configure the filter. */
  | { readonly kind: 'no-service' }
  /** It is an authorizer of its own mind; nothing here knows it. */
  | { readonly kind: 'unknown' };

/** The external authorizer behind a CUSTOM policy. */
export type Provider =
  | { readonly kind: 'missing'; readonly name: string }
  /** Istio takes one provider per chain unless told otherwise, and refuses whatever any of them is asked about. */
  | { readonly kind: 'several'; readonly name: string; readonly all: readonly string[] }
  | {
      readonly kind: 'http' | 'grpc';
      readonly name: string;
      readonly service: string;
      readonly port: number;
      readonly failOpen: boolean;
      readonly statusOnError: number;
      readonly answer: ProviderAnswer;
      readonly question: Question;
    };

/** What an HTTP authorizer gets to see of a request's headers. */
export interface Question {
  /** Names, `prefix*` or `*suffix`, in lower case. */
  readonly included: readonly string[];
  readonly added: readonly HeaderLine[];
  readonly timeoutMs: number;
}

export type AskProvider = (service: string, port: number, kind: 'http' | 'grpc') => ProviderAnswer;

/** The provider of that name in `meshConfig.extensionProviders`. Mirrors istiod `processExtensionProvider`. */
export function providerNamed(name: string, settings: ResolvedSettings, ask: AskProvider): Provider {
  const providers = settings.meshConfig['extensionProviders'];
  const named = (Array.isArray(providers) ? providers : []).map(recordOf).filter((entry) => entry['name'] === name);
  const found = named.length > 1 || !isLabel(name) ? undefined : named[0];
  const http = recordOf(found?.['envoyExtAuthzHttp']);
  const grpc = recordOf(found?.['envoyExtAuthzGrpc']);
  const isHttp = typeof http['service'] === 'string';
  const config = isHttp ? http : grpc;
  const service = config['service'];
  const port = Number(config['port']);
  if (typeof service !== 'string' || service === '' || !Number.isInteger(port) || port < 1 || port > 65535) {
    return { kind: 'missing', name };
  }
  if (!isSound(config)) return { kind: 'missing', name };
  const kind = isHttp ? 'http' : 'grpc';
  const answer = ask(service, port, kind);
  if (answer.kind === 'no-service') return { kind: 'missing', name };
  return {
    kind,
    name,
    service,
    port,
    failOpen: config['failOpen'] === true,
    statusOnError: Number(config['statusOnError'] ?? 403),
    answer,
    question: questionOf(config),
  };
}

/** Mirrors istiod `validateProviderName`. */
function isLabel(name: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
}

const headerLists = [
  'includeRequestHeadersInCheck',
  'includeHeadersInCheck',
  'headersToDownstreamOnDeny',
  'headersToDownstreamOnAllow',
  'headersToUpstreamOnAllow',
];

/** Mirrors istiod `buildExtAuthzHTTP`: a status with a number, an absolute path, no lone `*` among headers. */
function isSound(config: Readonly<Record<string, unknown>>): boolean {
  const { statusOnError = '', pathPrefix = '' } = config;
  if (statusOnError !== '' && !/^[1-5][0-9]{2}$/.test(String(statusOnError))) return false;
  if (pathPrefix !== '' && !String(pathPrefix).startsWith('/')) return false;
  return headerLists.every((list) => !textsOf(config[list]).includes('*'));
}

function questionOf(config: Readonly<Record<string, unknown>>): Question {
  const included = textsOf(config['includeRequestHeadersInCheck']);
  const names = included.length > 0 ? included : textsOf(config['includeHeadersInCheck']);
  const added = Object.entries(recordOf(config['includeAdditionalHeadersInCheck']));
  const { timeout } = config;
  return {
    included: names.map((name) => name.toLowerCase()),
    added: added.map(([name, value]): HeaderLine => [name.toLowerCase(), String(value)]),
    timeoutMs: (typeof timeout === 'string' ? goDuration(timeout) : undefined) ?? 600_000,
  };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * Who of a scenario can be asked as an authorizer: an HTTP server that is there answers as `authorizerStatus` says; one
 * that cannot be reached is an error. Nothing is known of a gRPC authorizer. Mirrors istiod `LookupCluster`.
 */
export function scenarioProvider(mesh: Mesh): AskProvider {
  return (service, port, kind) => {
    const [host = '', home] = service.split('/').reverse();
    const all = mesh.services.all.filter(({ hostname }) => hostname === host);
    const found =
      home === undefined ? (all.length === 1 ? all[0] : undefined) : all.find(({ namespace }) => namespace === home);
    if (found === undefined) return { kind: 'no-service' };
    if (kind === 'grpc') return { kind: 'unknown' };
    const ready = found.endpoints.some((endpoint) => endpoint.ready && endpoint.ports.has(port));
    return { kind: ready ? 'allows' : 'error' };
  };
}
