import { describe, expect, test } from 'vitest';
import { readResource, isAdmitted } from '#model/kubernetes/readResource.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { ObjectStatus } from '#model/objectStatus.ts';
import type { MeshSettings, ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { admitAndCompile } from '../admitAndCompile.ts';
import { controlPlaneStatus } from '../controlplane/status/controlPlaneStatus.ts';
import { sendRequest } from '../sendRequest.ts';
import { waypointWorld, withObjects, type Manifest } from './waypointWorld.fixture.ts';

/** What a row says about a request; only what is stated is compared. */
export interface Answer {
  readonly verdict?: string;
  readonly status?: number | null;
  readonly client?: string;
  readonly deniedBy?: string | null;
  /** `namespace/name`, without what follows the last dash: `app/web`. */
  readonly backend?: string | null;
  readonly pod?: string;
  readonly via?: readonly string[];
  readonly gateways?: readonly string[];
  readonly podSees?: string;
  readonly sourceIp?: string;
  readonly body?: string;
  readonly grpcStatus?: number | null;
  readonly attempts?: number;
  readonly mirroredTo?: readonly string[];
  /** `transport address[authority] as identity`. */
  readonly legs?: readonly string[];
  /** The request as the backend saw it. */
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  /** Header lines at the backend, joined by `|`; null: none. */
  readonly sees?: Readonly<Record<string, string | null>>;
  /** Header lines of the answer. */
  readonly says?: Readonly<Record<string, string | null>>;
  /** Flags and details of the waypoint's log line. */
  readonly flags?: string;
  readonly details?: string;
  readonly approximate?: readonly string[];
}

export type Sent = Partial<Omit<ScenarioRequest, 'expect'>>;

/** Requests with their answers; several answers: each of them comes about, and no other. */
export type Exchange = readonly [sent: Sent, ...answers: Answer[]];

export interface Row {
  readonly name: string;
  readonly world: readonly Manifest[];
  readonly settings: MeshSettings;
  readonly exchanges: readonly Exchange[];
  /** Status conditions by key of the object: `type=status reason: message`, or the refusal. */
  readonly status: Readonly<Record<string, string | readonly string[] | null>>;
}

interface RowOptions {
  readonly settings?: MeshSettings;
  readonly status?: Row['status'];
}

/** A row: the standard world with objects, and what comes of requests there. */
export function row(
  name: string,
  objects: readonly Manifest[],
  exchanges: readonly Exchange[],
  options: RowOptions = {},
): Row {
  return {
    name,
    world: waypointWorld(objects),
    settings: options.settings ?? {},
    exchanges,
    status: options.status ?? {},
  };
}

export function rowIn(world: readonly Manifest[]): typeof row {
  return (name, objects, exchanges, options) => ({
    ...row(name, [], exchanges, options),
    world: withObjects(world, objects),
  });
}

/** Runs a table of rows, each in a world of its own. */
export function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
      const { mesh, said } = compile(one);
      for (const [sent, ...answers] of one.exchanges) {
        const request: ScenarioRequest = { name: 'row', from: 'app/client', to: 'http://web/', ...sent };
        const seeds = answers.length > 1 ? 60 : (request.seed ?? 1);
        const first = answers.length > 1 ? 1 : seeds;
        const left = new Set(answers);
        for (let seed = first; seed <= seeds; seed += 1) {
          const trace = await sendRequest(mesh, request, seed);
          const met = answers.filter((answer) => differences(trace, answer).length === 0);
          if (met.length === 0) expect(told(trace), shown(request)).toMatchObject(wanted(answers[0] ?? {}));
          for (const answer of met) left.delete(answer);
        }
        expect([...left], shown(request)).toEqual([]);
      }
      for (const [key, status] of Object.entries(one.status)) expect(said(key), key).toEqual(status);
    });
  });
}

function shown({ from, to, method = '', headers = {} }: ScenarioRequest): string {
  return `${from} ${method} ${to} ${JSON.stringify(headers)}`;
}

function compile({ world, settings }: Row) {
  const reads = world.map((manifest) => readResource(manifest));
  const resources = reads.flatMap((read) => (read.resource !== undefined && isAdmitted(read) ? [read.resource] : []));
  const meshConfig = { accessLogFile: '/dev/stdout', ...settings.meshConfig };
  const { mesh, refused } = admitAndCompile(reads, resources, { ...settings, meshConfig });
  const refusals = Object.fromEntries(refused.map(({ ref, message }) => [keyOf(ref), message]));
  const said = (key: string): string | readonly string[] | null => {
    const { status } = controlPlaneStatus(mesh, refusals);
    if (Object.hasOwn(refusals, key)) return refusals[key] ?? '';
    return Object.hasOwn(status, key) ? conditionsOf(status[key as keyof typeof status]) : null;
  };
  return { mesh, said };
}

function conditionsOf(status: ObjectStatus | undefined): readonly string[] {
  const all: { type: string; status: string; reason: string; message?: string }[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value && 'reason' in value) all.push(value as (typeof all)[number]);
    else for (const inner of Object.values(value)) collect(inner);
  };
  collect(status);
  return all.map(({ type, status: held, reason, message = '' }) => `${type}=${held} ${reason}: ${message}`);
}

function differences(trace: Trace, answer: Answer): readonly string[] {
  const found = told(trace);
  return Object.entries(wanted(answer)).flatMap(([field, value]) => {
    const ours = found[field as keyof typeof found] as unknown;
    if (field === 'sees' || field === 'says') return partial(ours, value);
    return JSON.stringify(ours) === JSON.stringify(value) ? [] : [field];
  });
}

function partial(ours: unknown, stated: unknown): readonly string[] {
  const all = ours as Readonly<Record<string, string | undefined>>;
  const named = Object.entries(stated as Readonly<Record<string, string | undefined>>);
  return named.flatMap(([name, value]) => (all[name] === value ? [] : [name]));
}

type Lines = Readonly<Record<string, string | undefined>>;

/** A header that must not be there is `undefined` on both sides. */
function wanted({ sees, says, ...rest }: Answer) {
  const lines = (stated: Answer['sees']): Lines =>
    Object.fromEntries(Object.entries(stated ?? {}).map(([name, value]) => [name, value ?? undefined]));
  return { ...rest, ...(sees && { sees: lines(sees) }), ...(says && { says: lines(says) }) };
}

function told(trace: Trace) {
  const { verdict, five, http } = trace;
  const name = verdict.backend === null ? null : `${verdict.backend.namespace ?? ''}/${verdict.backend.name}`;
  const log = envoyLine(trace);
  return {
    verdict: verdict.kind,
    status: verdict.status,
    client: verdict.client,
    deniedBy: verdict.deniedBy,
    backend: name?.replace(/-[^-]*$/, '') ?? null,
    pod: name,
    via: five.waypoints,
    gateways: trace.gateways,
    podSees: five.podSees?.identity,
    sourceIp: five.podSees?.address,
    body: http?.response?.body,
    grpcStatus: http?.response?.grpcStatus,
    attempts: trace.attempts,
    mirroredTo: http?.mirroredTo,
    legs: legsOf(trace),
    method: http?.received?.method,
    path: http?.received?.path,
    host: http?.received?.host,
    sees: joined(http?.received?.headers),
    says: joined(http?.response?.headers),
    flags: log?.[1],
    details: log?.[2],
    approximate: trace.approximate,
    decidedBy: verdict.decidedBy.reason.code,
  };
}

export function legsOf(trace: Trace): readonly string[] {
  return trace.hops.flatMap(({ leg }) => {
    if (leg === undefined) return [];
    const { transport, address, authority, sourceIdentity } = leg;
    const inside = authority === undefined ? '' : `[${authority}]`;
    return [`${transport} ${address}${inside}${sourceIdentity === undefined ? '' : ` as ${sourceIdentity}`}`];
  });
}

function joined(headers: Readonly<Record<string, string | readonly string[]>> | undefined): Lines {
  const entries = Object.entries(headers ?? {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : value.join('|')]),
  );
}

function envoyLine({ logs }: Trace): RegExpExecArray | null {
  const line = logs.find(({ at }) => at.kind === 'waypoint' || at.kind === 'gateway')?.line ?? '';
  return /" \d+ (\S+) (\S+) /.exec(line);
}
