import type { Trace } from '#model/trace.ts';
import type { Route } from './route.ts';

/** One hop's share of the film, in milliseconds at normal speed. */
export interface Act {
  readonly hop: number;
  readonly start: number;
  readonly end: number;
  /** When the proxy has thought and its answer leaves; the end where nothing leaves. */
  readonly departs: number;
  /** The still picture of this hop. */
  readonly rest: number;
  /** The way that leaves the hop, as an index into the route's legs. */
  readonly leg: number | undefined;
  /** Where the token stands while the proxy thinks: at the start or the end of one of the route's legs. */
  readonly stands: { readonly leg: number; readonly at: 'start' | 'end' } | undefined;
  /** The identity that the connection carries while this act lasts, changed by the proxy that it leaves. */
  readonly identity: string | undefined;
}

export interface Timeline {
  readonly acts: readonly Act[];
  readonly duration: number;
}

const entering = 420;
const perDecision = 160;
const mostThinking = 1100;
const travelling = 1250;
/** Share of a leg at which the token rests in a still picture: clear of both nodes. */
const restShare = 0.5;

export const emptyTimeline: Timeline = { acts: [], duration: 0 };

/** Turns a trace into acts: at each hop the proxy thinks, longer the more it decides, then the request travels. */
export function timelineOf(trace: Trace, route: Route): Timeline {
  const acts: Act[] = [];
  let clock = 0;
  let identity: string | undefined;
  trace.hops.forEach((hop, index) => {
    const found = route.legs.findIndex((leg) => leg.hop === index);
    const leg = found < 0 ? undefined : found;
    const thinking = Math.min(mostThinking, entering + perDecision * hop.decisions.length);
    const departs = clock + thinking;
    const end = departs + (leg === undefined ? 0 : travelling);
    identity = (leg === undefined ? undefined : route.legs[leg]?.identity) ?? identity;
    acts.push({
      hop: index,
      start: clock,
      departs,
      end,
      rest: leg === undefined ? clock + thinking / 2 : departs + travelling * restShare,
      leg,
      stands: standing(index, route),
      identity,
    });
    clock = end;
  });
  return { acts, duration: clock };
}

/** Before the first leg leaves a node the token waits at its start; after a leg has arrived it waits at its end. */
function standing(hop: number, route: Route): Act['stands'] {
  const own = route.legs.findIndex((leg) => leg.hop === hop);
  if (own >= 0) return { leg: own, at: 'start' };
  const arrived = route.legs.findLastIndex((leg) => leg.hop < hop);
  if (arrived >= 0) return { leg: arrived, at: 'end' };
  const coming = route.legs.findIndex((leg) => leg.hop > hop);
  return coming < 0 ? undefined : { leg: coming, at: 'start' };
}

/** The time of the still picture of a step; the step after the last hop is the end. */
export function timeOfStep({ acts, duration }: Timeline, step: number): number {
  return acts[step]?.rest ?? duration;
}

/** The hop that is on at a time. */
export function stepAt({ acts, duration }: Timeline, time: number): number {
  if (time >= duration) return acts.length;
  return Math.max(
    0,
    acts.findIndex(({ end }) => time < end),
  );
}

/** A pose of the token: a share of the way along one leg. */
export interface Pose {
  readonly time: number;
  readonly leg: number;
  readonly share: number;
}

const posesPerLeg = 24;

/** The token's poses in order of time. Between two poses it moves evenly; along a leg it starts and stops gently. */
export function posesOf({ acts, duration }: Timeline): readonly Pose[] {
  const poses: Pose[] = [];
  for (const act of acts) {
    if (act.stands === undefined) continue;
    const share = act.stands.at === 'start' ? 0 : 1;
    poses.push({ time: act.start, leg: act.stands.leg, share }, { time: act.departs, leg: act.stands.leg, share });
    if (act.leg === undefined) continue;
    for (let index = 1; index <= posesPerLeg; index += 1) {
      const part = index / posesPerLeg;
      poses.push({ time: act.departs + (act.end - act.departs) * part, leg: act.leg, share: gently(part) });
    }
  }
  const last = poses.at(-1);
  return last === undefined || last.time >= duration ? poses : [...poses, { ...last, time: duration }];
}

function gently(part: number): number {
  return part < 0.5 ? 2 * part * part : 1 - 2 * (1 - part) * (1 - part);
}
