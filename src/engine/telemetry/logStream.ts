import { evaluate } from '../cel/evaluate.ts';
import { parseExpression } from '../cel/parseExpression.ts';
import type { Proxy } from '../forward/proxy.ts';
import { applicableTelemetries } from './applicableTelemetries.ts';
import { defaultProviders, meshFormat, telemetryProvider, type TelemetryProvider } from './extensionProviders.ts';
import { logLine } from './logFormat.ts';
import { mergeLogs } from './mergeLogs.ts';
import type { Listener, Stream } from './stream.ts';
import { streamScope } from './streamScope.ts';

interface Printer {
  readonly format?: string | Readonly<Record<string, unknown>>;
  readonly filter?: string;
}

/** Prints the lines of an access log, by every provider that prints and wants this one. Mirrors istiod `AccessLogBuilder`. */
export function logStream(proxy: Proxy, listener: Listener, stream: Stream): void {
  for (const { format, filter } of printersOf(proxy, listener)) {
    if (filter === undefined || passes(proxy, listener, stream, filter)) {
      proxy.walk.log(proxy.at, logLine(stream, format));
    }
  }
}

/**
 * Telemetry resources that apply, or without any the mesh's `accessLogFile`. Mirrors istiod `Telemetries.AccessLogging`.
 */
function printersOf(proxy: Proxy, { mode, service }: Listener): readonly Printer[] {
  const { meshConfig } = proxy.walk.mesh.settings;
  const levels = applicableTelemetries(proxy, service).flatMap(({ spec }) =>
    (spec.accessLogging ?? []).length === 0 ? [] : [spec.accessLogging ?? []],
  );
  const defaults = defaultProviders(meshConfig, 'accessLogging');
  if (levels.length === 0 && defaults.length === 0) {
    const file = meshConfig['accessLogFile'];
    return typeof file === 'string' && file !== '' ? [meshFormat(meshConfig)] : [];
  }
  return [...mergeLogs(levels, defaults, mode)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { disabled, filter }]): readonly Printer[] => {
      const provider: TelemetryProvider | undefined = disabled ? undefined : telemetryProvider(meshConfig, name);
      if (provider?.kind !== 'file') return [];
      const shape = provider.format === undefined ? {} : { format: provider.format };
      return [filter === undefined ? shape : { ...shape, filter }];
    });
}

/** A line is printed where the expression is true; an error is not. What nothing here can tell is printed, with a note. */
function passes(proxy: Proxy, listener: Listener, stream: Stream, filter: string): boolean {
  const expression = parseExpression(filter);
  const result = expression === undefined ? 'unknown' : evaluate(expression, streamScope(proxy, listener, stream));
  if (result === 'unknown') proxy.walk.approximate('telemetry/expression');
  return typeof result === 'object' ? result.value === true : result === 'unknown';
}
