import type { ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { exitStatus, type ExitStatus, type Output } from '../exitStatus.ts';
import { problemLine } from '../inputProblem.ts';
import { readScenarios, type NamedScenario } from '../readScenarios.ts';
import { traceLines } from './printTrace.ts';

/** What the command line said after `trace`. */
export interface TraceOptions {
  readonly files: readonly string[];
  readonly request?: string;
  readonly from?: string;
  readonly to?: string;
  readonly method?: string;
  readonly headers: readonly string[];
  readonly seeds?: number;
  readonly json: boolean;
}

/** Prints the trace of each request, as text or as JSON. */
export async function runTrace(options: TraceOptions, { out, problem }: Output): Promise<ExitStatus> {
  const { scenarios, problems } = readScenarios(options.files);
  problems.forEach((found) => {
    problem(problemLine(found));
  });
  const wanted = scenarios.flatMap((scenario) =>
    requestsOf(scenario, options).map((request) => ({ scenario, request })),
  );
  const unknown = options.request !== undefined && wanted.length === 0;
  if (unknown) problem(`-:1:1 cli/no-such-request no request is named ${options.request}`);
  const traces: Trace[] = [];
  for (const { scenario, request } of wanted) {
    for (const seed of seedsOf(request, options.seeds)) traces.push(await scenario.opened.send({ ...request, seed }));
  }
  if (options.json) out(JSON.stringify(traces, null, 2));
  else traces.flatMap((trace, index) => [...(index > 0 ? [''] : []), ...traceLines(trace)]).forEach(out);
  return problems.length > 0 || unknown ? exitStatus.badInput : exitStatus.ok;
}

function requestsOf({ opened }: NamedScenario, options: TraceOptions): readonly ScenarioRequest[] {
  const { from, to, request: name } = options;
  const stated = opened.spec.requests.filter((request) => name === undefined || request.name === name);
  if (from === undefined && to === undefined) return stated.map((request) => adjust(request, options));
  if (name !== undefined) return stated.map((request) => adjust(request, options));
  return [adjust({ name: 'command-line', from: from ?? 'outside', to: to ?? '' }, options)];
}

/** Options of the command line win over what the request says. */
function adjust(request: ScenarioRequest, { from, to, method, headers }: TraceOptions): ScenarioRequest {
  return {
    ...request,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(method === undefined ? {} : { method }),
    ...(headers.length === 0 ? {} : { headers: { ...request.headers, ...headersOf(headers) } }),
  };
}

/** `name: value` lines; a name given twice is two header lines. */
function headersOf(lines: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = (colon < 0 ? line : line.slice(0, colon)).trim().toLowerCase();
    const value = colon < 0 ? '' : line.slice(colon + 1).trim();
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return Object.fromEntries(found);
}

function seedsOf(request: ScenarioRequest, seeds: number | undefined): readonly number[] {
  if (seeds === undefined) return [request.seed ?? 1];
  return Array.from({ length: seeds }, (_, index) => index + 1);
}
