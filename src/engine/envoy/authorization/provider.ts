import type { Mesh, ResolvedSettings } from '../../mesh/mesh.ts';

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
    };

export type AskProvider = (service: string, port: number, kind: 'http' | 'grpc') => ProviderAnswer;

/** The provider of that name in `meshConfig.extensionProviders`. Mirrors istiod `processExtensionProvider`. */
export function providerNamed(name: string, settings: ResolvedSettings, ask: AskProvider): Provider {
  const providers = settings.meshConfig['extensionProviders'];
  const found = (Array.isArray(providers) ? providers : []).map(recordOf).find((entry) => entry['name'] === name);
  const http = recordOf(found?.['envoyExtAuthzHttp']);
  const grpc = recordOf(found?.['envoyExtAuthzGrpc']);
  const isHttp = typeof http['service'] === 'string';
  const config = isHttp ? http : grpc;
  const service = config['service'];
  const port = Number(config['port']);
  if (typeof service !== 'string' || service === '' || !Number.isInteger(port) || port < 1 || port > 65535) {
    return { kind: 'missing', name };
  }
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
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * What the applications of a scenario answer as authorizers: an HTTP server that is there answers every question with
 * 200, which allows; one that cannot be reached is an error. Nothing is known of a gRPC authorizer.
 */
export function scenarioProvider(mesh: Mesh): AskProvider {
  return (service, port, kind) => {
    const host = service.includes('/') ? service.slice(service.indexOf('/') + 1) : service;
    const found = mesh.services.all.find(({ hostname }) => hostname === host);
    if (found === undefined) return { kind: 'no-service' };
    if (kind === 'grpc') return { kind: 'unknown' };
    const ready = found.endpoints.some((endpoint) => endpoint.ready && endpoint.ports.has(port));
    return { kind: ready ? 'allows' : 'error' };
  };
}
