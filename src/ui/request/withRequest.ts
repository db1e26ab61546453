import type { ScenarioRequest } from '#model/scenario.ts';

/** The scenario's requests with this one in place of its namesake, or at the end. */
export function withRequest(
  requests: readonly ScenarioRequest[],
  request: ScenarioRequest,
): readonly ScenarioRequest[] {
  const position = requests.findIndex(({ name }) => name === request.name);
  return position < 0 ? [...requests, request] : requests.with(position, request);
}

/** What a draft leaves at its default need not be written down. */
export function withoutDefaults(request: ScenarioRequest): ScenarioRequest {
  const { method, headers, token, seed, ...rest } = request;
  return {
    ...rest,
    ...(method === undefined || method === 'GET' ? {} : { method }),
    ...(headers === undefined || Object.keys(headers).length === 0 ? {} : { headers }),
    ...(token === undefined || token === 'none' ? {} : { token }),
    ...(seed === undefined || seed === 1 ? {} : { seed }),
  };
}
