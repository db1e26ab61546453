import type { HeaderLine } from '../../dataplane/connection.ts';
import type { Question } from './provider.ts';

/**
 * What the application behind an HTTP authorizer answers to the question about a request: 200, or what the headers that
 * steer any application's answer say, where the question carries them. Mirrors Envoy `RawHttpClientImpl::check`.
 */
export function authorizerStatus({ included, added, timeoutMs }: Question, headers: readonly HeaderLine[]): number {
  const carried = [...headers.filter(([name]) => included.some((pattern) => fits(pattern, name))), ...added];
  const numberIn = (name: string): number | undefined => {
    const text = carried.find(([header]) => header === name)?.[1].trim();
    return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  if ((numberIn('x-app-delay-ms') ?? 0) > timeoutMs) return 504;
  if ((numberIn('x-app-fail-first') ?? 0) > 0) return numberIn('x-app-fail-status') ?? 503;
  return numberIn('x-app-status') ?? 200;
}

function fits(pattern: string, name: string): boolean {
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
